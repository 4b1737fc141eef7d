import { consentRecord } from '../consent/consent-state.ts';
import { addDays, daysBetween } from '../platform/time.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { type Duration, type MaybeRule, statedValue } from '../policies/rule.ts';
import { type EntryHistory, entryHistory } from '../register/project-entry.ts';
import { hospitalClocks, startOf } from './hospital-clocks.ts';
import { makeClock } from './make-clock.ts';
import type { Clock, ClockMark, ClockPause, EntryFacts, ReferralFacts } from './model.ts';

function forEverybody(duration: Duration): [{ for: string; duration: Duration }] {
  return [{ for: 'everybody', duration }];
}

/**
 * The day on which consent ends is the day by which it is renewed. It stays after it has passed, as overdue; where consent
 * was withdrawn, refused or found invalid, there is nothing to renew.
 */
function consentRenewal(facts: EntryFacts, policy: AreaPolicy): Clock[] {
  const rule = policy.consentRenewal;
  const record = consentRecord(facts.consent, policy);
  if (!('value' in rule) || record.state !== 'given' || record.until === null) return [];
  const event = facts.consent.find(({ id }) => id === record.eventId);
  const start = { eventId: record.eventId, kind: event?.kind ?? 'given', day: record.since };
  const clock = makeClock(policy, {
    kind: 'consent-renewal',
    start,
    ruleName: 'consentRenewal',
    rule,
    times: forEverybody(rule.value),
  });
  if (!record.recordedAsExpired) return [clock];
  const candidates = clock.candidates.map((one) => ({ ...one, due: record.until as string }));
  return [{ ...clock, due: record.until, candidates, marks: ['recorded-as-expired'] }];
}

/** From the last time the person was talked about on the register; from the entry while that has not been. */
function panelReview(facts: EntryFacts, policy: AreaPolicy, history: EntryHistory): Clock[] {
  const rule = policy.panelInterval;
  if (!('value' in rule)) return [];
  const discussed = history.events.findLast(({ kind, day }) => kind === 'discussed' && day >= facts.fromDay);
  return [
    makeClock(policy, {
      kind: 'panel-review',
      start: discussed === undefined ? entryStart(facts, history) : startOf(discussed),
      ruleName: 'panelInterval',
      rule,
      times: forEverybody(rule.value),
    }),
  ];
}

function entryStart(facts: EntryFacts, history: EntryHistory) {
  const entered = history.events.find(({ kind }) => kind === 'entered');
  return { eventId: entered?.id ?? null, kind: 'entered', day: facts.fromDay };
}

/** The earliest day on which leaving the register can be considered; never a deadline (domain.md §10). */
function greenExit(policy: AreaPolicy, history: EntryHistory): Clock[] {
  const rule = policy.greenExit;
  const rating = history.ratings.at(-1);
  if (!('value' in rule) || rating?.value !== 'green' || rating.event === null) return [];
  return [
    makeClock(policy, {
      kind: 'green-exit',
      nature: 'earliest',
      start: startOf(rating.event),
      ruleName: 'greenExit',
      rule,
      times: forEverybody(rule.value),
    }),
  ];
}

/** The earliest day on which so long a stay on the register gives reason to consider its end. */
function longestStay(facts: EntryFacts, policy: AreaPolicy, history: EntryHistory): Clock[] {
  const rule = policy.longestStay;
  if (!('value' in rule)) return [];
  return [
    makeClock(policy, {
      kind: 'longest-stay',
      nature: 'earliest',
      start: entryStart(facts, history),
      ruleName: 'longestStay',
      rule,
      times: forEverybody(rule.value),
    }),
  ];
}

/**
 * What falls due for somebody on the register, worked out of everything that happened: at most one clock of a kind. Pure:
 * the same facts and policy give the same clocks, in whatever order the events are handed in. An entry that has ended has
 * none; one whose consent has lapsed keeps its clocks (domain.md §10).
 */
export function entryClocks(facts: EntryFacts, policy: AreaPolicy): Clock[] {
  const history = entryHistory(facts);
  if (facts.toDay !== null || history.ended !== null) return [];
  return [
    ...consentRenewal(facts, policy),
    ...hospitalClocks(facts, policy, history),
    ...panelReview(facts, policy, history),
    ...greenExit(policy, history),
    ...longestStay(facts, policy, history),
  ];
}

/** The times in which questions stood open, as days; questions that overlap are one time. */
function pausesOf(facts: ReferralFacts): ClockPause[] {
  const pausing = facts.questions
    .filter(({ pausesClock }) => pausesClock)
    .map(({ askedOn, answeredOn }) => ({
      from: askedOn < facts.receivedOn ? facts.receivedOn : askedOn,
      until: answeredOn,
    }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const merged: ClockPause[] = [];
  for (const { from, until } of pausing) {
    const last = merged.at(-1);
    const overlaps = last !== undefined && (last.until === null || from <= last.until);
    const start = overlaps ? last.from : from;
    const end = overlaps ? laterOf(last.until, until) : until;
    const days = end === null ? 0 : Math.max(0, daysBetween(start, end));
    const pause = { from: start, until: end, days, why: 'asked-referrer' };
    if (overlaps) merged[merged.length - 1] = pause;
    else merged.push(pause);
  }
  return merged;
}

function laterOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return null;
  return one > other ? one : other;
}

/**
 * Moves a date on by the calendar days in which it stood. A question asked after the date had passed moves nothing: what
 * was missed stays missed. While a question is open the date is the one known so far.
 */
function withPauses(clock: Clock, pauses: readonly ClockPause[]): Clock {
  let due = clock.due;
  const counted: ClockPause[] = [];
  for (const pause of pauses) {
    if (pause.from > due) break;
    due = addDays(due, pause.days);
    counted.push(pause);
  }
  return { ...clock, due, pauses: counted };
}

/** Whether the review still lacks somebody whom the policy names (domain.md §3): a decision without them is incomplete. */
function lacksReviewers(facts: ReferralFacts, policy: AreaPolicy): boolean {
  const named = statedValue(policy.referralReviewers) ?? [];
  const { reviewedBy } = facts;
  return reviewedBy !== null && named.some((sector) => !reviewedBy.includes(sector));
}

/**
 * What falls due for a referral, counted from the day it was received, however late it was entered. Both clocks end with
 * the decision; the review's runs on while the decision lacks somebody whom the policy names. They stand while the referrer
 * is asked only where the policy says so in so many words (domain.md §10).
 */
export function referralClocks(facts: ReferralFacts, policy: AreaPolicy): Clock[] {
  const pauses = statedValue(policy.referralReviewMayPause) === true ? pausesOf(facts) : [];
  const from = (kind: 'referral-triage' | 'referral-review', ruleName: 'referralTriage' | 'referralReview') => {
    const rule: MaybeRule<Duration> = policy[ruleName];
    if (!('value' in rule)) return [];
    const start = { eventId: null, kind: 'referral-received', day: facts.receivedOn };
    const clock = makeClock(policy, { kind, start, ruleName, rule, times: forEverybody(rule.value) });
    return [withPauses(clock, pauses)];
  };
  const decided = facts.decidedOn !== null;
  const incomplete = decided && lacksReviewers(facts, policy);
  const triage = decided ? [] : from('referral-triage', 'referralTriage');
  const review = decided && !incomplete ? [] : from('referral-review', 'referralReview');
  const marks: ClockMark[] = incomplete ? ['reviewers-missing'] : [];
  return [...triage, ...review.map((clock) => ({ ...clock, marks }))];
}
