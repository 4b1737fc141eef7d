import { consentStateOn } from '../consent/consent-state.ts';
import { lettersTo, personReceivers } from '../letters/receivers.ts';
import { addLetters, closeLetters, peopleToTell } from '../letters/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import type { CalendarDay } from '../platform/time.ts';
import { withdrawQuestionsOf } from '../service-questions/question-ending-store.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete, type SeenEntry } from './change-entry.ts';
import { checkCode, checkDay, checkWords } from './check-event.ts';
import { familyOf, meetingsUnderWay } from './person-store.ts';

/** The reason that says nothing by itself: the note must. */
const OTHER = 'other';
const DIED = 'died';
/** These ends are recorded with the consent itself, which also stops what is under way and tells who knows already. */
const ENDS_OF_CONSENT = ['consent-withdrawn', 'consent-not-valid'];

/** The reasons for which a coordinator ends an entry. */
export function endReasonsToChoose<C extends { code: string }>(reasons: readonly C[]): C[] {
  return reasons.filter(({ code }) => !ENDS_OF_CONSENT.includes(code));
}

/**
 * The person leaves the register: the entry ends on a day, for a reason of the policy; what happened stays on record. They,
 * or who speaks for them, are told by a letter that a coordinator reads first; nobody writes to a person who has died.
 *
 * Refused while a meeting of the entry is being arranged or booked ('meeting-under-way'): it is cancelled first, so that
 * nobody is left invited, least of all a family after a death.
 */
export function endEntry(
  deps: Deps,
  input: EntryChange & { reason: string; day: string; note: string },
): Promise<Result<{ entryId: string }, EntryRefusal | Incomplete | { reason: 'meeting-under-way' }>> {
  const reason = checkCode(
    'reason',
    input.reason,
    endReasonsToChoose(deps.policy.endReasons.value).map(({ code }) => code),
  );
  const words = checkWords(input.note, input.reason === OTHER ? 'required' : 'optional');
  return changeEntry<Incomplete | { reason: 'meeting-under-way' }>(deps, 'end-entry', input, async (seen) => {
    const on = checkDay(input.day, seen);
    const problems = [...reason.problems, ...on.problems, ...words.problems];
    if (problems.length > 0 || reason.code === undefined) return refuse({ reason: 'incomplete', problems });
    if ((await meetingsUnderWay(deps.db, seen.id)) > 0) return refuse({ reason: 'meeting-under-way' });
    const code = reason.code;
    return ok({
      events: [{ kind: 'ended', day: on.day, detail: { reason: code }, note: words.note }],
      within: async (tx) => {
        await withdrawQuestionsOf(tx, deps, await familyOf(tx, seen.personId));
        await tellEnd(tx, deps, seen, { day: on.day, reason: code });
      },
      reason: code,
      detail: { day: on.day },
    });
  });
}

async function tellEnd(tx: Transaction, deps: Deps, seen: SeenEntry, end: { day: CalendarDay; reason: string }) {
  const consent = consentStateOn(seen.facts.consent, seen.today, deps.policy);
  const people = await peopleToTell(tx, seen.personId);
  const receivers = personReceivers(people, {
    today: seen.today,
    ownConsentFrom: deps.policy.ownConsentFrom.value,
    consentRoute: 'route' in consent ? consent.route : null,
    died: end.reason === DIED,
  });
  // After a death no letter leaves that speaks of somebody as alive, to whomever it was drafted.
  const needless =
    end.reason === DIED
      ? { personIds: await familyOf(tx, seen.personId) }
      : { entryId: seen.id, kinds: ['consent-renewal'] as const };
  await closeLetters(tx, deps, needless, 'entry-ended');
  const about = { subjectId: seen.id, personId: seen.personId, entryId: seen.id };
  await addLetters(tx, deps, lettersTo(receivers, { kind: 'entry-ended', facts: end }, about));
}
