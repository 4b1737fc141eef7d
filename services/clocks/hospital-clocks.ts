import { ageOn, birthdayOf } from '../people/age.ts';
import type { CalendarDay } from '../platform/time.ts';
import { addDuration } from '../policies/add-duration.ts';
import type { AreaPolicy } from '../policies/model.ts';
import type { Duration } from '../policies/rule.ts';
import type { HospitalSetting, RegisterEvent } from '../register/model.ts';
import type { EntryHistory, HospitalStay, Spell } from '../register/project-entry.ts';
import { makeClock, type TimeFor } from './make-clock.ts';
import type { Clock, ClockMark, ClockStart, EntryFacts } from './model.ts';

type Person = Pick<EntryFacts, 'dateOfBirth'>;
type Times = { times: [TimeFor, ...TimeFor[]]; marks: ClockMark[] };
type Intervals = Record<HospitalSetting, Duration>;

/** A clock's start, as `Clock` names it. */
export function startOf(event: RegisterEvent): ClockStart {
  return { eventId: event.id, kind: event.kind, day: event.day };
}

/** Where somebody was in hospital on the day a clock started, and wherever they have been since. */
function settingsSince(stay: HospitalStay, start: RegisterEvent): Spell<HospitalSetting>[] {
  const spells = stay.settings as Spell<HospitalSetting>[];
  const at = spells.findLastIndex((spell) => spell.from <= start.day);
  return spells.slice(Math.max(at, 0));
}

/**
 * Which intervals apply to somebody by their age, from a day on. Of somebody who comes of age before the child's date is
 * reached both dates are known, so that the card can say which stands. With no date of birth both count as well, and the
 * earlier date stands: a visit too early does no harm.
 */
function byAge(person: Person, policy: AreaPolicy, day: CalendarDay, child: TimeFor, adult: TimeFor): Times {
  const until = policy.childUnder.value;
  if (person.dateOfBirth === null) return { times: [child, adult], marks: ['age-unknown'] };
  if (ageOn(person.dateOfBirth, day) >= until) return { times: [adult], marks: [] };
  const comesOfAge = birthdayOf(person.dateOfBirth, until) <= addDuration(day, child.duration);
  return { times: comesOfAge ? [child, adult] : [child], marks: comesOfAge ? ['comes-of-age'] : [] };
}

/**
 * The intervals of C(E)TRs that apply from a start: secure, tier 4 for who is a child, adult for everybody else. Every
 * setting since the start counts, because a change of setting re-times from the same start and of two dates the earlier
 * stands (domain.md §10).
 */
function cetrTimes(
  person: Person,
  policy: AreaPolicy,
  stay: HospitalStay,
  start: RegisterEvent,
  value: Intervals,
): Times {
  const time = (setting: HospitalSetting): TimeFor => ({ for: setting, duration: value[setting] });
  const spells = settingsSince(stay, start);
  const found = spells.map((spell): Pick<Times, 'marks'> & { times: readonly TimeFor[] } => {
    if (spell.value !== 'tier-4') return { times: [time(spell.value)], marks: [] };
    const from = spell.from < start.day ? start.day : spell.from;
    return byAge(person, policy, from, time('tier-4'), time('adult'));
  });
  const times = found.flatMap((one) => one.times);
  const different = times.filter((one, at) => times.findIndex((other) => other.for === one.for) === at);
  const marks = [...new Set(found.flatMap((one) => one.marks))];
  if (spells.length > 1) marks.push('setting-changed');
  const [first = time('adult'), ...others] = different;
  return { times: [first, ...others], marks };
}

type Cetr = Pick<Clock, 'kind'> & {
  start: RegisterEvent;
  ruleName: 'cetrFirstOffer' | 'cetrRepeat';
  marks: ClockMark[];
};

/**
 * Which C(E)TR clock runs in a stay in hospital, and from what. Exactly one always does: nobody in hospital is forgotten.
 *
 * - Nothing offered nor held since admission: the first is to be offered, counted from the admission. What happened before
 *   the admission does not count, because a new admission starts afresh. A LAEP meeting never counts.
 * - The first clock is met by the offer; then the next runs from the last one held. An offer of a later one that was
 *   declined restarts it; one that is accepted or not answered yet does not, until it is held.
 * - Offered and accepted, or not answered, with none held yet in this stay: no source says when it must be held. The repeat
 *   interval runs from the first such offer, so that the offer alone never ends the counting (decided by us).
 */
function whichCetr(stay: HospitalStay, events: readonly RegisterEvent[]): Cetr {
  const since = events.filter(({ day }) => day >= stay.admission.day);
  const held = since.findLastIndex(({ kind }) => kind === 'cetr-held');
  const declined = since.findLastIndex((one) => one.kind === 'cetr-offered' && one.detail.answer === 'declined');
  const [last, offered] = [since[Math.max(held, declined)], since.find(({ kind }) => kind === 'cetr-offered')];
  if (last !== undefined) {
    const marks: ClockMark[] = declined > held ? ['offer-declined'] : [];
    return { kind: 'cetr-repeat', ruleName: 'cetrRepeat', start: last, marks };
  }
  if (offered !== undefined) {
    return { kind: 'cetr-repeat', ruleName: 'cetrRepeat', start: offered, marks: ['offer-not-held'] };
  }
  return { kind: 'cetr-first-offer', ruleName: 'cetrFirstOffer', start: stay.admission, marks: [] };
}

function cetrClock(facts: Person, policy: AreaPolicy, history: EntryHistory, stay: HospitalStay): Clock[] {
  const { kind, ruleName, start, marks } = whichCetr(stay, history.events);
  const rule = policy[ruleName];
  if (!('value' in rule)) return [];
  const { times, marks: more } = cetrTimes(facts, policy, stay, start, rule.value);
  const afresh: ClockMark[] = start === stay.admission && history.readmitted ? ['new-admission'] : [];
  return [
    makeClock(policy, { kind, start: startOf(start), ruleName, rule, times, marks: [...marks, ...afresh, ...more] }),
  ];
}

/** The plan of the last C(E)TR held in this stay; a later C(E)TR makes a new plan, whose weeks are its own. */
function planReview(policy: AreaPolicy, history: EntryHistory, stay: HospitalStay): Clock[] {
  const rule = policy.cetrPlanReview;
  if (!('value' in rule)) return [];
  const { events } = history;
  const held = events.findLastIndex(({ kind, day }) => kind === 'cetr-held' && day >= stay.admission.day);
  const start = events[held];
  if (start === undefined || events.some(({ kind }, at) => at > held && kind === 'cetr-plan-reviewed')) return [];
  const times: Times['times'] = [{ for: 'everybody', duration: rule.value }];
  return [
    makeClock(policy, { kind: 'cetr-plan-review', start: startOf(start), ruleName: 'cetrPlanReview', rule, times }),
  ];
}

/** From the admission, then from the last visit of this stay. */
function oversightVisit(facts: Person, policy: AreaPolicy, history: EntryHistory, stay: HospitalStay): Clock[] {
  const rule = policy.oversightVisit;
  if (!('value' in rule)) return [];
  const visit = history.events.findLast(({ kind, day }) => kind === 'oversight-visit' && day >= stay.admission.day);
  const start = visit ?? stay.admission;
  const child = { for: 'child', duration: rule.value.child };
  const { times, marks } = byAge(facts, policy, start.day, child, { for: 'adult', duration: rule.value.adult });
  if (visit === undefined && history.readmitted) marks.push('new-admission');
  return [
    makeClock(policy, {
      kind: 'oversight-visit',
      start: startOf(start),
      ruleName: 'oversightVisit',
      rule,
      times,
      marks,
    }),
  ];
}

/** What falls due while somebody is in a mental health hospital; nothing in the community. */
export function hospitalClocks(facts: Person, policy: AreaPolicy, history: EntryHistory): Clock[] {
  const { stay } = history;
  if (stay === null) return [];
  return [
    ...cetrClock(facts, policy, history, stay),
    ...planReview(policy, history, stay),
    ...oversightVisit(facts, policy, history, stay),
  ];
}
