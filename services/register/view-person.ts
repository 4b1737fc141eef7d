import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { actionsOfPerson } from '../agreed-actions/progress-store.ts';
import { recordRead } from '../audit/record.ts';
import { entryClocks } from '../clocks/clock-engine.ts';
import type { Clock } from '../clocks/model.ts';
import { consentStateOn } from '../consent/consent-state.ts';
import { lastRecommendation } from '../meetings/recommendation-store.ts';
import { ageOn } from '../people/age.ts';
import { findNeeds } from '../people/needs-store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type CalendarDay, dayOf, lastWorkingDayOnOrBefore } from '../platform/time.ts';
import { measuresFor } from '../policies/measures.ts';
import { statedValue } from '../policies/rule.ts';
import { questionsOfPerson } from '../service-questions/question-store.ts';
import { entryFacts } from './entry-store.ts';
import type { Rating } from './model.ts';
import {
  episodesOf,
  eventRecords,
  familyOf,
  findEntry,
  keyProfessionalsOf,
  meetingsOf,
  type PersonEntry,
} from './person-store.ts';
import { entryHistory } from './project-entry.ts';
import type { DueClock, EventRecord, MeasureView, PersonAction, PersonView } from './register-view.ts';

/**
 * Somebody on the register as they stand today. Clocks, consent and measures are worked out of what happened, never read
 * from what was stored earlier.
 *
 * @param input.opened somebody opened it to look: put on record, so that who saw what can be told later
 */
export async function viewPerson(
  deps: Deps,
  input: { actor: Actor; entryId: string; opened?: boolean },
): Promise<Result<PersonView, NotAllowed | NotFound>> {
  const { actor, entryId } = input;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'view-person', actor, about);
  if (refusal) return refusal;
  const [row, facts] = await Promise.all([findEntry(deps.db, entryId), entryFacts(deps.db, entryId)]);
  if (row === null || facts === null) return refuse({ reason: 'not-found' });
  const now = deps.clock.now();
  if (input.opened) {
    await recordRead(deps, { useCase: 'view-person', actor, noun: 'register-entry', nounId: entryId });
  }
  const today = dayOf(now);
  const family = await familyOf(deps.db, row.personId);
  const [records, actions, questions, meetings, keyProfessionals, episodes, recommended] = await Promise.all([
    eventRecords(deps.db, entryId),
    actionsOfPerson(deps.db, family),
    questionsOfPerson(deps.db, family, today),
    meetingsOf(deps.db, family),
    keyProfessionalsOf(deps.db, family),
    episodesOf(deps.db, family),
    lastRecommendation(deps.db, family),
  ]);
  const consent = consentStateOn(facts.consent, today, deps.policy);
  const stated = happened(row, records);
  return ok({
    entryId,
    personId: row.personId,
    version: row.version,
    reference: row.reference,
    name: row.name,
    dateOfBirth: row.dateOfBirth,
    age: row.dateOfBirth === null ? null : ageOn(row.dateOfBirth, today),
    locality: row.locality,
    fromDay: row.fromDay,
    today,
    recommendation: row.toDay === null ? stillRecommended(recommended, row.rating, records) : null,
    setting: { setting: row.setting, since: row.settingSince },
    consent,
    suspended: row.toDay === null && consent.state !== 'valid',
    clocks: row.toDay === null ? dueClocks(entryClocks(facts, deps.policy), today) : [],
    measures: row.toDay === null ? measuresOf(deps, row, records, today) : null,
    actions: actions.map((action) => personAction(action, today)),
    questions,
    meetings,
    keyProfessionals,
    needs: await findNeeds(deps.db, row.personId),
    lastDiscussed: row.lastDiscussed,
    episodesBefore: episodes.filter((episode) => episode.entryId !== entryId),
    ...stated,
  });
}

/** A recommendation counts until somebody has decided a rating after it, and says nothing where that is the rating. */
function stillRecommended(
  recommended: Awaited<ReturnType<typeof lastRecommendation>>,
  rating: Rating,
  records: readonly EventRecord[],
): PersonView['recommendation'] {
  if (recommended === null || recommended.rating === rating) return null;
  const { recordedAt, ...rest } = recommended;
  const decided = records.some(
    ({ kind, at }) => (kind === 'rating-changed' || kind === 'discharged') && at > recordedAt,
  );
  return decided ? null : rest;
}

/** Clocks with what every date is shown with; what is due first comes first, earliest dates last. */
export function dueClocks(clocks: readonly Clock[], today: CalendarDay): DueClock[] {
  return clocks
    .map((clock) => ({
      ...clock,
      lastWorkingDay: lastWorkingDayOnOrBefore(clock.due),
      overdue: clock.nature === 'deadline' && clock.due < today,
    }))
    .toSorted((a, b) => (a.nature === b.nature ? (a.due < b.due ? -1 : 1) : a.nature === 'deadline' ? -1 : 1));
}

/** What the events say, with the words and names they were recorded with. */
function happened(row: PersonEntry, records: readonly EventRecord[]) {
  const history = entryHistory({ events: records, fromDay: row.fromDay });
  const wordsOf = (id: string | undefined) => records.find((record) => record.id === id);
  const spell = history.ratings.at(-1);
  const rated = wordsOf(spell?.event?.id);
  const treatment = history.events.findLast((event) => event.kind === 'intensive-treatment');
  const plan = history.events.findLast((event) => event.kind === 'discharge-plan-scored');
  const end = wordsOf(history.ended?.id);
  return {
    rating: {
      rating: row.rating,
      since: spell?.from ?? row.fromDay,
      decidedBy: rated && 'decidedBy' in rated.detail ? rated.detail.decidedBy : null,
      why: rated?.note ?? null,
      recordedBy: rated?.by ?? null,
    },
    treatment: treatment ? { status: treatment.detail.status, since: treatment.day } : null,
    dischargePlan: plan ? { day: plan.day, scores: plan.detail.scores } : null,
    ended: row.toDay === null ? null : { on: row.toDay, reason: row.endReason ?? '', note: end?.note ?? null },
  };
}

/** What the policy says of this rating, for somebody of this age and in this setting, and what was recorded of it since. */
function measuresOf(
  deps: Deps,
  row: PersonEntry,
  records: readonly EventRecord[],
  today: CalendarDay,
): MeasureView[] | null {
  if (statedValue(deps.policy.ratingMeasures) === undefined) return null;
  const history = entryHistory({ events: records, fromDay: row.fromDay });
  const since = history.ratings.at(-1)?.from ?? row.fromDay;
  const considered = history.events.filter((event) => event.kind === 'measure-considered' && event.day >= since);
  const age = row.dateOfBirth === null ? null : ageOn(row.dateOfBirth, today);
  const about = { rating: row.rating, setting: row.setting, age };
  return measuresFor(deps.policy, about).map((measure) => {
    const last = considered.findLast(
      (event) => event.kind === 'measure-considered' && event.detail.measure === measure.code,
    );
    const recorded = last?.kind === 'measure-considered' ? { day: last.day, result: last.detail.result } : null;
    return { ...measure, recorded };
  });
}

function personAction(action: Awaited<ReturnType<typeof actionsOfPerson>>[number], today: CalendarDay): PersonAction {
  const { state, note, doneOn, answeredBy, by, at, ...rest } = action;
  const open = state === null || state === 'under-way';
  return {
    ...rest,
    overdue: open && action.dueDay < today,
    progress: state === null || at === null ? null : { state, note, doneOn, answeredBy, by, at },
  };
}
