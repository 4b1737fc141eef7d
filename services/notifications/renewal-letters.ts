import { consentStateOn } from '../consent/consent-state.ts';
import type { ConsentRoute } from '../consent/model.ts';
import { parentalRoutes } from '../consent/who-may-consent.ts';
import { lettersTo, personReceivers } from '../letters/receivers.ts';
import { addLetters, closeLetters, peopleToTell } from '../letters/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { addMonthsClamped, type CalendarDay, dayOf } from '../platform/time.ts';
import { entryFacts } from '../register/entry-store.ts';
import { entryToRenew, type StepReached } from './clock-reminder-store.ts';

/**
 * Drafts the letters that ask the person, and whoever consents for them, to say again whether they want to be on the
 * register: in their own format, for a coordinator to read and release. One that was drafted at an earlier step and never
 * released is not needed any more. Once consent has run out nobody is written to by a reminder: the team speaks to them.
 */
export async function draftRenewalLetters(tx: Transaction, deps: Deps, reached: readonly StepReached[]): Promise<void> {
  for (const step of reached) {
    if (step.kind !== 'consent-renewal' || step.lead < 0) continue;
    const entry = await entryToRenew(tx, step.entryId);
    if (entry === null) continue;
    const today = dayOf(deps.clock.now());
    const facts = await entryFacts(tx, step.entryId);
    const state = consentStateOn(facts?.consent ?? [], today, deps.policy);
    if (state.state !== 'valid' || state.until === null) continue;
    const people = await peopleToTell(tx, entry.personId);
    const receivers = personReceivers(people, {
      today,
      ownConsentFrom: deps.policy.ownConsentFrom.value,
      consentRoute: state.route,
    });
    await closeLetters(tx, deps, { entryId: step.entryId, kinds: ['consent-renewal'] }, 'no-longer-so');
    const about = { entryId: step.entryId, personId: entry.personId };
    const subjectId = `${step.entryId}:${step.due}:${step.lead}`;
    const decides = whoDecides(state.route, people.dateOfBirth, { until: state.until, policy: deps.policy });
    const letter = { kind: 'consent-renewal', facts: { until: state.until, decides } } as const;
    await addLetters(tx, deps, lettersTo(receivers, letter, { subjectId, ...about }));
  }
}

/**
 * Whose answer counts at the renewal: that of whoever consented, but of a young person who is old enough by then it is their
 * own (domain.md §10, who consents).
 */
function whoDecides(
  route: ConsentRoute,
  dateOfBirth: CalendarDay | null,
  { until, policy }: { until: CalendarDay; policy: Deps['policy'] },
): 'person' | 'others' {
  if (route === 'person') return 'person';
  if (!parentalRoutes.some((one) => one === route) || dateOfBirth === null) return 'others';
  return addMonthsClamped(dateOfBirth, policy.ownConsentFrom.value * 12) <= until ? 'person' : 'others';
}
