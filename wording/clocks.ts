import type { Clock, ClockCandidate, ClockKind, ClockMark, ClockPause } from '../services/clocks/model.ts';
import {
  addDays,
  type CalendarDay,
  firstWorkingDayOnOrAfter,
  formatDay,
  lastWorkingDayOnOrBefore,
} from '../services/platform/time.ts';
import type { Duration, Source } from '../services/policies/rule.ts';

const labels: Record<ClockKind, string> = {
  'referral-triage': 'Triage of the referral',
  'referral-review': 'Risk review of the referral',
  'consent-renewal': 'Renewal of consent',
  'cetr-first-offer': 'Offer of a first C(E)TR',
  'cetr-repeat': 'Next C(E)TR',
  'cetr-plan-review': 'Review of the C(E)TR action plan',
  'oversight-visit': 'Commissioner oversight visit',
  'panel-review': 'Discussion at the panel',
  'green-exit': 'Leaving the register can be considered',
  'longest-stay': 'A long time on the register: leaving can be considered',
};

/** What falls due, for a heading or a list. */
export function clockLabel(kind: ClockKind): string {
  return labels[kind];
}

const UNITS: Record<string, string> = { workingDays: 'working day' };

/** '14 days', '1 year', '5 working days' */
export function durationWords(duration: Duration): string {
  const [unit = '', count = 0] = Object.entries(duration)[0] ?? [];
  const one = UNITS[unit] ?? unit.slice(0, -1);
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/**
 * A due date as it is shown everywhere: with the last working day on or before it, where that is another day. An earliest
 * date has the first working day after it instead, because nothing is late before it.
 */
export function dueWords({ due, nature }: Pick<Clock, 'due' | 'nature'>): string {
  if (nature === 'earliest') return `from ${formatDay(due)}`;
  const working = lastWorkingDayOnOrBefore(due);
  return working === due ? formatDay(due) : `${formatDay(due)} (last working day before it: ${formatDay(working)})`;
}

/** A rule in a sentence, by its length of time and for whom that is meant. */
const rules: Record<ClockKind, (within: string, whom: string) => string> = {
  'referral-triage': (within) => `A referral is triaged within ${within} of the day it was received.`,
  'referral-review': (within) =>
    `The risk review of a referral takes place within ${within} of the day it was received.`,
  'consent-renewal': (within) => `Consent holds for ${within}, to the end of the last day. It is renewed by then.`,
  'cetr-first-offer': (within, whom) => `In hospital, a C(E)TR is offered within ${within} of admission${whom}.`,
  'cetr-repeat': (within, whom) => `In hospital, a C(E)TR is repeated within ${within} of the last one${whom}.`,
  'cetr-plan-review': (within) =>
    `In hospital, the action plan of a C(E)TR is reviewed within ${within} of the C(E)TR it comes from.`,
  'oversight-visit': (within, whom) =>
    `In hospital, a commissioner oversight visit takes place within ${within} of admission or of the last visit${whom}.`,
  'panel-review': (within) => `The panel discusses everybody on the register within ${within} of the last time.`,
  'green-exit': (within) =>
    `After ${within} on Green, with no risk that is not managed, leaving the register can be considered.`,
  'longest-stay': (within) => `After ${within} on the register, leaving it can be considered.`,
};

const forWhom: Record<string, string> = {
  adult: 'for an adult',
  child: 'for a child or young person',
  'tier-4': 'for a child or young person in tier 4',
  secure: 'in a secure setting',
};

function ruleLines({ kind, candidates }: Clock): string[] {
  return candidates.map((one) => {
    const whom = forWhom[one.for];
    return rules[kind](durationWords(one.duration), whom === undefined ? '' : `, ${whom}`);
  });
}

const ourDecision = ({ document }: Source) => document === 'Decided by us';

/** 'The document: the place in it.'; of our own decision the place alone, which is its reason. */
function said(source: Source): string {
  const words = ourDecision(source) ? source.place : `${source.document}: ${source.place}`;
  return words.replace(/\.?$/, '.');
}

function layerWords({ layer, source }: Clock): string {
  switch (layer) {
    case 'statutory':
      return 'The law requires this';
    case 'national':
      return 'This is national guidance, not a rule of this area';
    case 'baseline':
      return ourDecision(source)
        ? 'This area has not set it locally. It is decided by us'
        : 'This area has not set it locally. Our baseline is';
    case 'area':
      return ourDecision(source) ? 'This is decided by us' : 'This is a rule of this area';
  }
}

/** Where the rule comes from. National guidance and our own decisions are named as what they are, never as local rules. */
function sourceLines(clock: Clock): string[] {
  const { source, takenOver, policyVersion } = clock;
  const from = `${layerWords(clock)}. ${said(source)} Policy version ${policyVersion}.`;
  if (takenOver === undefined) return [from];
  return [from, `Why it applies here: ${ourDecision(takenOver) ? 'decided by us. ' : ''}${said(takenOver)}`];
}

const starts: Record<string, string> = {
  admitted: 'the admission to hospital',
  'cetr-offered': 'the day a C(E)TR was offered',
  'cetr-held': 'the last C(E)TR held',
  'oversight-visit': 'the last oversight visit',
  entered: 'the day the person came onto the register',
  discussed: 'the last discussion',
  'rating-changed': 'the change of rating to Green',
  discharged: 'the discharge from hospital, on Green',
  given: 'the day consent was given',
  renewed: 'the day consent was renewed',
  'referral-received': 'the day the referral was received',
};

const dayOfMonth = (day: CalendarDay) => Number(day.slice(8));

/** What the month that was reached lacks: 'There is no 31 November 2026, so the last day of that month counts.' */
function shortMonth(from: CalendarDay, to: CalendarDay): string {
  const monthAndYear = formatDay(to).split(' ').slice(2);
  return ` There is no ${dayOfMonth(from)} ${monthAndYear.join(' ')}, so the last day of that month counts.`;
}

/** '12 weeks after Monday 31 August 2026 is Monday 23 November 2026.' */
function sum(from: CalendarDay, { duration, due }: ClockCandidate): string {
  const line = `${durationWords(duration)} after ${formatDay(from)} is ${formatDay(due)}.`;
  if ('hours' in duration) return `${line} Hours count as whole days, rounded up.`;
  if ('workingDays' in duration) return `${line} Weekends and bank holidays in England do not count.`;
  const clamped = ('months' in duration || 'years' in duration) && dayOfMonth(from) !== dayOfMonth(due);
  return clamped ? `${line}${shortMonth(from, due)}` : line;
}

function arithmetic(clock: Clock): string[] {
  const { start, candidates, marks } = clock;
  if (marks.includes('recorded-as-expired')) {
    return [`It was put on record that consent had run out, so ${formatDay(clock.due)} was its last day.`];
  }
  const sums = candidates.map((one) => {
    const line = sum(start.day, one);
    const whom = candidates.length > 1 ? forWhom[one.for] : undefined;
    return whom === undefined ? line : `${whom.replace(/^./, (first) => first.toUpperCase())}: ${line}`;
  });
  if (candidates.length < 2) return sums;
  const first = candidates.reduce((a, b) => (b.due < a.due ? b : a));
  return [...sums, `Of these dates the earlier stands: ${formatDay(first.due)}.`];
}

/** How each time in which the clock stood moved the date. */
function pauseLines(candidates: readonly ClockCandidate[], pauses: readonly ClockPause[]): string[] {
  let due = candidates.reduce((first, one) => (one.due < first ? one.due : first), candidates[0]?.due ?? '');
  return pauses.map(({ from, until, days }) => {
    if (until === null) {
      return `The clock has stood since ${formatDay(from)}, while the referrer is asked. The date moves on by each day it stands.`;
    }
    due = addDays(due, days);
    const stood = `The clock stood from ${formatDay(from)} to ${formatDay(until)}, while the referrer was asked`;
    return days === 0 ? `${stood}.` : `${stood}: ${durationWords({ days })}, so the date moves to ${formatDay(due)}.`;
  });
}

const markWords: Record<ClockMark, string> = {
  'offer-declined': 'The last C(E)TR offered was declined. The next one is counted from that offer.',
  'offer-not-held':
    'A C(E)TR was offered, and none has been recorded as held since the admission. It is counted from the offer until one is.',
  'new-admission': 'This is a new admission: what was counted for an earlier one has ended.',
  'setting-changed':
    'The hospital setting has changed since then. Both intervals are counted, and the earlier date stands.',
  'comes-of-age':
    'The person becomes an adult in this time. A date that was already set stands if it is earlier; the next one is counted for an adult.',
  'age-unknown': 'The date of birth is not known. Both dates are counted, and the earlier one stands.',
  'recorded-as-expired': 'It is renewed by giving consent again.',
  'reviewers-missing':
    'The decision is incomplete: it does not yet name everybody who must take part in the review, so the clock runs on.',
};

function workingDayLine({ due, nature }: Clock): string {
  if (nature === 'earliest') {
    const first = firstWorkingDayOnOrAfter(due);
    const working = first === due ? '' : ` The first working day from then is ${formatDay(first)}.`;
    return `This is the earliest day to consider it. It is not a deadline.${working}`;
  }
  const working = lastWorkingDayOnOrBefore(due);
  return working === due
    ? `${formatDay(due)} is a working day.`
    : `The last working day before it is ${formatDay(working)}.`;
}

/**
 * Why a date is that date, one thing a line: the rule, its source, the starting event, the calendar arithmetic, what moved
 * it, and the last working day on or before it. Nothing in it is free text.
 */
export function whyThisDate(clock: Clock): string[] {
  const started = starts[clock.start.kind] ?? 'the day it began';
  return [
    ...ruleLines(clock),
    ...sourceLines(clock),
    `It is counted from ${started}: ${formatDay(clock.start.day)}.`,
    ...arithmetic(clock),
    ...pauseLines(clock.candidates, clock.pauses),
    ...clock.marks.map((mark) => markWords[mark]),
    workingDayLine(clock),
  ];
}
