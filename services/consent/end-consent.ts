import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import type { LetterSubject } from '../letters/model.ts';
import { lettersTo, personReceivers } from '../letters/receivers.ts';
import { addLetters, closeLetters, peopleToTell } from '../letters/store.ts';
import { CANNOT_GO_AHEAD, cancelInTransaction, readMeetingsUnderWay } from '../meetings/cancel-in-transaction.ts';
import { refreshCards } from '../notifications/store.ts';
import { addTodos, type NewTodo, todoKeys } from '../notifications/todos.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import { entryFacts, recordEvents } from '../register/entry-store.ts';
import { withdrawQuestionsOf } from '../service-questions/question-ending-store.ts';
import { basisEndOf, type ConsentEnding, endReasonOf, meetingFate } from './ending.ts';
import { endBases, referralsInHand } from './ending-store.ts';
import type { ConsentRoute } from './model.ts';

/** Consent that ends, in the transaction that has recorded why. */
export type EndOfConsent = {
  personId: string;
  /** Every row of the individual; held. */
  family: readonly string[];
  entryId: string | null;
  kind: ConsentEnding;
  day: CalendarDay;
  /** Of the consent event. */
  eventId: string;
  /** On whose authority there was consent: who else is told that it ended. */
  route: ConsentRoute | null;
  useCase: UseCase;
  actor: Actor;
};

/**
 * Everything that ends with consent to the register, in one transaction (domain.md §4, §10): the open entry; the meetings
 * that exist only because of it, but for those so near that the clinical lead is shown them first; the basis of the
 * individual's MbE requests; questions that services have not answered; letters that nobody has been told yet. The team is shown referrals that wait, and who has
 * already received what. Nothing is deleted, and what left before stays on record as it left.
 *
 * @returns false when a meeting was changed meanwhile: the caller undoes everything and begins again
 */
export async function endConsent(tx: Transaction, deps: Deps, end: EndOfConsent): Promise<boolean> {
  const { family, kind, entryId } = end;
  const now = deps.clock.now();
  const todos: NewTodo[] = [];
  let endedOn: CalendarDay | null = null;
  if (entryId !== null) {
    const decide = await cancelMeetings(tx, deps, end, entryId);
    if (decide === 'overtaken') return false;
    todos.push(...decide);
    endedOn = await endEntry(tx, deps, end, entryId);
  }
  await withdrawQuestionsOf(tx, deps, family);
  const requestIds = await endBases(tx, family, basisEndOf[kind], now);
  const referrals = await referralsInHand(tx, family);
  todos.push(
    ...referrals.map(({ id }) => ({
      kind: 'referral-without-consent' as const,
      eventKey: todoKeys.ofConsent('referral-without-consent', end.eventId, id),
      referralId: id,
    })),
    {
      kind: 'tell-of-withdrawal',
      eventKey: todoKeys.ofConsent('tell-of-withdrawal', end.eventId),
      entryId,
      referralId: entryId === null ? (referrals[0]?.id ?? null) : null,
    },
  );
  await addTodos(tx, deps, todos);
  await tellPerson(tx, deps, end, {
    endedOn,
    meetingSoon: todos.some(({ kind }) => kind === 'decide-withdrawn-meeting'),
  });
  await refreshCards(tx, deps, [...requestIds, ...referrals.map(({ id }) => id), ...(entryId ? [entryId] : [])]);
  return true;
}

/** Cancels the register's meetings. @returns what the clinical lead is asked to decide */
async function cancelMeetings(
  tx: Transaction,
  deps: Deps,
  end: EndOfConsent,
  entryId: string,
): Promise<NewTodo[] | 'overtaken'> {
  const now = deps.clock.now();
  const { useCase, actor, kind } = end;
  const decide: NewTodo[] = [];
  for (const opened of await readMeetingsUnderWay(tx, deps, entryId)) {
    const fate = meetingFate(opened.view, now, deps.policy.withdrawalHours.value);
    if (fate === 'clinical-lead-decides') {
      const meetingId = opened.view.id;
      const eventKey = todoKeys.ofConsent('decide-withdrawn-meeting', end.eventId, meetingId);
      decide.push({ kind: 'decide-withdrawn-meeting', eventKey, meetingId, entryId });
    }
    if (fate !== 'cancel') continue;
    const why = { useCase, actor, reason: endReasonOf[kind], note: '', cancelReason: CANNOT_GO_AHEAD };
    if (!(await cancelInTransaction(tx, deps, opened, why))) return 'overtaken';
  }
  return decide;
}

/**
 * The entry ends on the day that consent did. Not before it began, nor before the last thing that happened on it: what was
 * recorded until somebody told the team stays where it is.
 */
async function endEntry(tx: Transaction, deps: Deps, end: EndOfConsent, entryId: string): Promise<CalendarDay> {
  const facts = await entryFacts(tx, entryId);
  const days = [end.day, ...(facts === null ? [] : [facts.fromDay, ...facts.events.map(({ day }) => day)])];
  const day = days.reduce((latest, one) => (one > latest ? one : latest));
  const byId = end.actor.kind === 'professional' ? end.actor.id : null;
  await recordEvents(tx, deps, entryId, [{ kind: 'ended', day, detail: { reason: endReasonOf[end.kind] } }], { byId });
  return day;
}

/**
 * Whoever consented, and the person, get it in writing; letters that would say something else are not sent any more. Where
 * consent was never one, whoever gave it is not told as somebody who decides; the person hears why their name is off.
 */
async function tellPerson(
  tx: Transaction,
  deps: Deps,
  end: EndOfConsent,
  { endedOn, meetingSoon }: { endedOn: CalendarDay | null; meetingSoon: boolean },
): Promise<void> {
  const kinds = ['referral-accepted', 'consent-renewal', 'entry-ended'] as const;
  await closeLetters(tx, deps, { personIds: end.family, kinds }, 'consent-withdrawn');
  const invalid = end.kind === 'found-invalid';
  if (invalid && endedOn === null) return;
  const receivers = personReceivers(await peopleToTell(tx, end.personId), {
    today: dayOf(deps.clock.now()),
    ownConsentFrom: deps.policy.ownConsentFrom.value,
    consentRoute: invalid ? null : end.route,
  });
  const day = endedOn ?? end.day;
  const subject: LetterSubject = invalid
    ? { kind: 'entry-ended', facts: { day, reason: endReasonOf[end.kind] } }
    : {
        kind: 'consent-withdrawn',
        facts: { day, ...(endedOn === null && { wasNotOn: true }), ...(meetingSoon && { meetingSoon }) },
      };
  const about = { subjectId: end.eventId, personId: end.personId, entryId: end.entryId };
  await addLetters(tx, deps, lettersTo(receivers, subject, about));
}
