import type { DeliveryRow } from './delivery-store.ts';
import type { DeliveryKind, NewDelivery } from './model.ts';
import type { TeamsReceiver } from './port.ts';
import { type NewTodo, todoKeys } from './todos.ts';

/** What is done instead when a delivery did not reach its receiver, or may not have. */
export type Fallback = { deliveries: NewDelivery[]; todos: NewTodo[] };

/** `not-delivered`: it certainly did not arrive. `unclear`: it may have arrived and must not be repeated. */
export type Undelivered = 'not-delivered' | 'unclear';

/** The to-do that tells the team of a delivery they have to look after. */
export function todoAbout(delivery: DeliveryRow, ended: Undelivered): NewTodo {
  const kind = ended === 'unclear' ? 'delivery-unclear' : 'delivery-failed';
  const { requestId, meetingId, inviteeId, id, detail } = delivery;
  const of = (key: 'referralId' | 'letterId' | 'entryId' | 'questionId') =>
    typeof detail?.[key] === 'string' ? { [key]: detail[key] } : {};
  const about = {
    requestId,
    meetingId,
    inviteeId,
    ...of('referralId'),
    ...of('letterId'),
    ...of('entryId'),
    ...of('questionId'),
  };
  return { kind, eventKey: todoKeys.delivery(kind, id), deliveryId: id, ...about };
}

/** Cards for whoever asked something of the team: no other chat or channel may show them. */
const news: readonly DeliveryKind[] = ['mdt-invitation', 'request-news', 'referral-news', 'register-enquiry-answered'];

/** Somebody invited who is not reached in Teams gets the mail that everybody outside gets; never anybody else's card. */
function askedByMail({ kind, eventKey, meetingId, inviteeId, detail }: DeliveryRow): Fallback {
  const about = { ...(meetingId ? { meetingId } : {}), ...(inviteeId ? { inviteeId } : {}) };
  const byMail: NewDelivery = {
    ...{ ...about, kind, channel: 'mail', eventKey: `${eventKey}:mail`, detail: { ...detail, to: 'mail' } },
  };
  return { deliveries: [byMail], todos: [] };
}

/** Whoever asked by email is answered by email: once, however many drafts were made of one message. */
function answeredByMail({ detail, professionalId }: DeliveryRow): Fallback {
  const mailedMessageId = detail?.mailedMessageId;
  if (typeof mailedMessageId !== 'string') return { deliveries: [], todos: [] };
  const eventKey = `mail-reply:${mailedMessageId}`;
  const to = professionalId === null ? {} : { professionalId };
  return {
    deliveries: [{ kind: 'mail-reply', eventKey, channel: 'mail', ...to, detail: { mailedMessageId } }],
    todos: [],
  };
}

/**
 * The other way for a card in Teams. A requester is told by mail. A card for one of the team goes to the channel, or by
 * mail where posting it again could double it. What was for the channel becomes a to-do; a to-do's own card that fails
 * raises nothing more, since the to-do itself is in the team's list.
 */
export function fallbackOfCard(
  delivery: DeliveryRow,
  receiver: TeamsReceiver & { hasEmail: boolean },
  ended: Undelivered,
): Fallback {
  if (delivery.kind === 'todo') return { deliveries: [], todos: [] };
  if (receiver.to === 'channel') return { deliveries: [], todos: [todoAbout(delivery, ended)] };
  if (delivery.kind === 'proposal' || delivery.kind === 'proposal-chaser') return askedByMail(delivery);
  if (delivery.kind === 'mailed-draft') return answeredByMail(delivery);
  const { requestId, meetingId } = delivery;
  const about = { ...(requestId ? { requestId } : {}), ...(meetingId ? { meetingId } : {}) };
  if (!news.includes(delivery.kind) && ended === 'not-delivered') {
    const { kind, eventKey, detail } = delivery;
    const toChannel: NewDelivery = {
      ...about,
      kind,
      eventKey: `${eventKey}:channel`,
      channel: 'teams',
      detail: { ...detail, to: 'channel' },
    };
    return { deliveries: [toChannel], todos: [] };
  }
  if (!receiver.hasEmail) return { deliveries: [], todos: [todoAbout(delivery, ended)] };
  const byMail: NewDelivery = {
    ...about,
    kind: 'mail-instead',
    eventKey: `${delivery.eventKey}:mail`,
    channel: 'mail',
    professionalId: receiver.professionalId,
    detail: { ...delivery.detail, about: delivery.kind },
  };
  return { deliveries: [byMail], todos: [] };
}
