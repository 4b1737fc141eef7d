import { z } from 'zod';
import { findAction } from '../../agreed-actions/action-store.ts';
import { ownerAddresses } from '../../agreed-actions/rules.ts';
import { readMeeting } from '../../meetings/open-meeting.ts';
import { dayOf } from '../../platform/time.ts';
import { makeLink } from '../../sign-in/make-link.ts';
import type { DeliveryRow } from '../delivery-store.ts';
import { mailFrame } from '../mail-frame.ts';
import { type Composer, type ComposerDeps, mailTo, nothing } from './composer.ts';

const about = z.object({ actionKey: z.uuid(), due: z.string() });

/** The action a delivery is about, while it is as it was when the delivery was raised: open, and due on the same day. */
async function openAction(deps: ComposerDeps, delivery: DeliveryRow) {
  const detail = about.safeParse(delivery.detail);
  const action = detail.success ? await findAction(deps.db, detail.data.actionKey) : null;
  if (action === null || !detail.success || action.dueDay !== detail.data.due) return null;
  return action.state === 'done' || action.state === 'cannot' ? null : action;
}

/**
 * Reminds one of the addresses that own an action: the reference, the day and their personal link. What is to be done is on
 * the page behind it, for those who may know.
 */
export const composeActionReminder: Composer = async (deps, delivery) => {
  const action = await openAction(deps, delivery);
  if (action === null) return nothing('done-or-moved');
  const meeting = await readMeeting(deps, action.meetingId);
  const owner = ownerAddresses(action, meeting?.view.invitees ?? []).find(
    ({ inviteeId }) => inviteeId === delivery.inviteeId,
  );
  if (owner === undefined) return nothing('no-longer-theirs');
  const { address, name } = owner;
  const url = await makeLink(deps, { address, target: { kind: 'action', targetId: action.key } });
  const { reference, dueDay: due } = action;
  const view = { ...mailFrame(deps), reference, due, today: dayOf(deps.clock.now()), url };
  return mailTo(
    deps,
    delivery,
    { name, email: address },
    { content: deps.words.actionReminder(view), part: 'reference-only' },
  );
};

/** Tells an organisation's manager of an action that is overdue: the reference and the day, and nothing else. */
export const composeActionEscalation: Composer = async (deps, delivery) => {
  const action = await openAction(deps, delivery);
  if (action === null) return nothing('done-or-moved');
  const { managerEmail: email, managerName, reference, dueDay: due, organisationName } = action;
  if (email === null) return nothing('no-longer-told');
  const today = dayOf(deps.clock.now());
  const view = { ...mailFrame(deps), reference, due, today, organisation: organisationName ?? '' };
  const content = deps.words.actionEscalation(view);
  return mailTo(deps, delivery, { name: managerName ?? '', email }, { content, part: 'reference-only' });
};
