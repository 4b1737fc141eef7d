import { z } from 'zod';
import { clockKinds } from '../../clocks/model.ts';
import { toDateColumn } from '../../platform/date-column.ts';
import { dayOf } from '../../platform/time.ts';
import { statedValue } from '../../policies/model.ts';
import { findSeniorManager } from '../../senior-managers/store.ts';
import { clockFacts, keyProfessionalToAsk } from '../clock-reminder-store.ts';
import type { DeliveryRow } from '../delivery-store.ts';
import { mailFrame } from '../mail-frame.ts';
import { todoKeys } from '../todos.ts';
import { type Composer, type ComposerDeps, mailTo, nothing } from './composer.ts';

const about = z.object({ entryId: z.uuid(), clock: z.enum(clockKinds), due: z.iso.date() });

/** The clock a delivery is about, as it is now; null when it was met, moved or went with its entry. */
async function presentClock(deps: ComposerDeps, delivery: DeliveryRow) {
  const { entryId, clock: kind, due } = about.parse(delivery.detail);
  const facts = await clockFacts(deps.db, entryId, kind);
  if (facts === null || facts.clock.dueDay.getTime() !== toDateColumn(due).getTime()) return null;
  const { entry } = facts;
  const today = dayOf(deps.clock.now());
  const consentHolds = entry.consentUntil === null || entry.consentUntil >= toDateColumn(today);
  return { entryId, kind, due, today, entry, reference: entry.person.dsrReference ?? '', consentHolds };
}

/**
 * Reminds a person's key professional of a deadline: the reference, what is due and when. While consent has lapsed only its
 * renewal is asked for. Where nobody can be mailed the team is told.
 */
export const composeClockReminder: Composer = async (deps, delivery) => {
  const clock = await presentClock(deps, delivery);
  if (clock === null) return nothing('met-or-moved');
  if (!clock.consentHolds && clock.kind !== 'consent-renewal') return nothing('consent-lapsed');
  const receiver = await keyProfessionalToAsk(deps.db, clock.entry.personId);
  if (receiver?.email == null) {
    const eventKey = todoKeys.nobodyToRemind(clock.entryId, clock.kind, clock.due);
    return nothing('nobody-to-remind', [{ kind: 'nobody-to-remind', eventKey, entryId: clock.entryId }]);
  }
  const { kind, due, today, reference } = clock;
  const content = deps.words.clockReminder({ ...mailFrame(deps), reference, clock: kind, due, today });
  return mailTo(deps, delivery, { name: receiver.name, email: receiver.email }, { content, part: 'reference-only' });
};

/** Tells a senior manager of a missed deadline of somebody rated as the policy says. Asked again as it leaves. */
export const composeEscalation: Composer = async (deps, delivery) => {
  const clock = await presentClock(deps, delivery);
  const rule = statedValue(deps.policy.escalation);
  if (clock === null) return nothing('met-or-moved');
  if (rule === undefined || !rule.ratings.some((rating) => rating === clock.entry.rating))
    return nothing('rating-changed');
  const managerId = delivery.detail?.managerId;
  const manager = typeof managerId === 'string' ? await findSeniorManager(deps.db, managerId) : null;
  if (manager === null) return nothing('no-longer-told');
  const { kind, due, today, reference } = clock;
  const content = deps.words.escalation({ ...mailFrame(deps), reference, clock: kind, due, today });
  return mailTo(deps, delivery, { name: manager.name, email: manager.email }, { content, part: 'reference-only' });
};
