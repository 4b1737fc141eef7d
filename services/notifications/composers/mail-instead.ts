import type { Actor, DsrRole } from '../../access/actor.ts';
import { mayDo } from '../../access/authorise.ts';
import { dayOf } from '../../platform/time.ts';
import { findReceiver } from '../../service-questions/question-store.ts';
import { enquiryFacts, ownReference, professionalFacts, referralFacts, requestFacts } from '../facts-store.ts';
import { mailFrame } from '../mail-frame.ts';
import { type Composer, mailTo, nothing } from './composer.ts';
import { pageNewsFor } from './page-news.ts';

/**
 * Mail to somebody whom a card in Teams did not reach, or may not have reached: the reference and the state. What is
 * behind it they read in Teams, because their mailbox need not be a secure one.
 */
export const composeMailInstead: Composer = async (deps, delivery) => {
  const asked = delivery.detail?.about;
  if (asked === 'service-question-answered') return aboutTheQuestion(deps, delivery);
  if (asked === 'referral-news' || asked === 'register-enquiry-answered') return aboutTheChat(deps, delivery);
  if (delivery.requestId === null) return aboutTheMeeting(deps, delivery);
  const request = await requestFacts(deps.db, delivery.requestId);
  const receiver = await professionalFacts(deps.db, delivery.professionalId);
  if (request?.reference == null || receiver === null) return nothing('gone');
  const { reference, state, meeting } = request;
  const actor = actorOf(receiver);
  const relations = request.requesterId === receiver.id ? (['requester'] as const) : [];
  if (!mayDo('view-mbe-request', actor, relations)) return nothing('not-allowed');
  if (receiver.email === null) return { do: 'give-up', because: 'no-address' };

  const page = await pageNewsFor(deps, delivery, {
    professionalId: receiver.id,
    reference,
    request: { state, meeting },
  });
  if (page !== null) return page;

  const about = teamNewsOf(delivery.detail?.about);
  const view = { ...mailFrame(deps), reference };
  const content =
    about === undefined ? deps.words.requestNews({ ...view, state, meeting }) : deps.words.teamNews({ ...view, about });
  const { name, email } = receiver;
  return mailTo(deps, delivery, { name, email }, { content, part: 'state-only' });
};

function actorOf({ id, dsrRole, outsideAt }: { id: string; dsrRole: DsrRole | null; outsideAt: string | null }): Actor {
  return { kind: 'professional', id, dsrRole, ...(outsideAt === null ? {} : { outside: true }) };
}

/** Cards for the team: a mail in their place says what they are about. */
const teamNews = [
  'decision-overdue',
  'record-outcome',
  'advance-words',
  'quorum-lost',
  'quorum-reached',
  'proposal-booked',
  'proposal-closed',
] as const;

function teamNewsOf(about: unknown): (typeof teamNews)[number] | undefined {
  return teamNews.find((one) => one === about);
}

/** News of a meeting that serves no request. */
const aboutTheMeeting: Composer = async (deps, delivery) => {
  const reference = await ownReference(deps.db, delivery.meetingId);
  const receiver = await professionalFacts(deps.db, delivery.professionalId);
  if (reference === null || receiver === null) return nothing('gone');
  const actor = { kind: 'professional', id: receiver.id, dsrRole: receiver.dsrRole } as const;
  if (!mayDo('view-meeting', actor, [])) return nothing('not-allowed');
  const { name, email } = receiver;
  if (email === null) return { do: 'give-up', because: 'no-address' };
  const about = teamNewsOf(delivery.detail?.about) ?? 'record-outcome';
  const content = deps.words.teamNews({ ...mailFrame(deps), reference, about });
  return mailTo(deps, delivery, { name, email }, { content, part: 'state-only' });
};

/** A service has answered a question of somebody of the team. */
const aboutTheQuestion: Composer = async (deps, delivery) => {
  const { receiverId } = delivery.detail ?? {};
  const today = dayOf(deps.clock.now());
  const question = typeof receiverId === 'string' ? await findReceiver(deps.db, receiverId, today) : null;
  const receiver = await professionalFacts(deps.db, delivery.professionalId);
  if (question === null || receiver === null) return nothing('gone');
  const actor = { kind: 'professional', id: receiver.id, dsrRole: receiver.dsrRole } as const;
  if (!mayDo('view-service-question', actor, [])) return nothing('not-allowed');
  const { name, email } = receiver;
  if (email === null) return { do: 'give-up', because: 'no-address' };
  const { reference } = question;
  const content = deps.words.teamNews({ ...mailFrame(deps), reference, about: 'service-question-answered' });
  return mailTo(deps, delivery, { name, email }, { content, part: 'state-only' });
};

/** News of somebody's own referral, or the answer to their own question: that there is some, and where to read it. */
const aboutTheChat: Composer = async (deps, delivery) => {
  const { detail, professionalId } = delivery;
  const receiver = await professionalFacts(deps.db, professionalId);
  const referral = await referralFacts(deps.db, detail?.referralId);
  const enquiry = await enquiryFacts(deps.db, detail?.enquiryId);
  const whose = referral?.referrerId ?? enquiry?.askedById;
  if (receiver === null || whose === undefined) return nothing('gone');
  if (whose !== receiver.id) return nothing('not-allowed');
  if (receiver.email === null) return { do: 'give-up', because: 'no-address' };
  const reference = referral?.reference ?? null;
  const page =
    reference && (await pageNewsFor(deps, delivery, { professionalId: receiver.id, reference, request: null }));
  if (page) return page;
  const content = deps.words.chatNews({ ...mailFrame(deps), reference });
  return mailTo(deps, delivery, { name: receiver.name, email: receiver.email }, { content, part: 'state-only' });
};
