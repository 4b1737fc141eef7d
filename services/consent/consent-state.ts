import { addDays, type CalendarDay } from '../platform/time.ts';
import { addDuration } from '../policies/add-duration.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { statedValue } from '../policies/rule.ts';
import type { ConsentEvent, ConsentRoute, ConsentState } from './model.ts';

/** A consent, from the event whose year is running; `until` is the last day on which it holds, null without an end. */
export type ConsentYear = {
  state: 'given';
  route: ConsentRoute;
  since: CalendarDay;
  until: CalendarDay | null;
  eventId: string;
  /** Whether `until` is where it was put on record that consent had run out. */
  recordedAsExpired: boolean;
  /** They agreed to the register, and not to sharing. */
  registerOnly?: true;
};

/** Where all of these events leave consent, whatever day it is. */
export type ConsentRecord =
  | { state: 'none' }
  | ConsentYear
  | { state: 'refused' | 'withdrawn' | 'found-invalid'; on: CalendarDay };

type Policy = Pick<AreaPolicy, 'consentRenewal'>;

function inOrder(a: ConsentEvent, b: ConsentEvent): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.seq - b.seq;
}

function yearFrom(event: ConsentEvent, policy: Policy): ConsentYear {
  const renewal = statedValue(policy.consentRenewal);
  return {
    state: 'given',
    // A yes without a route is one of the person's own: only others consent on an authority that is to be named.
    route: event.route ?? 'person',
    since: event.day,
    until: renewal === undefined ? null : addDuration(event.day, renewal),
    eventId: event.id,
    recordedAsExpired: false,
    ...(event.registerOnly ? { registerOnly: true } : {}),
  };
}

/** What one more event makes of it. */
function after(before: { record: ConsentRecord; seq: number }, event: ConsentEvent, policy: Policy) {
  const { record } = before;
  switch (event.kind) {
    case 'given':
      return { record: yearFrom(event, policy), seq: event.seq };
    case 'renewed':
      // What was withdrawn or refused can't be renewed: it is given again.
      if (record.state !== 'none' && record.state !== 'given') return before;
      return { record: yearFrom(event, policy), seq: event.seq };
    case 'withdrawn':
    case 'refused':
    case 'found-invalid':
      return { record: { state: event.kind, on: event.day }, seq: event.seq };
    case 'expired': {
      // It ends what was on record by then: a renewal of last week that is entered today was not known when it expired.
      if (record.state !== 'given' || event.seq < before.seq || event.day <= record.since) return before;
      const until = addDays(event.day, -1);
      if (record.until !== null && record.until <= until) return before;
      return { record: { ...record, until, recordedAsExpired: true }, seq: before.seq };
    }
    default:
      return before;
  }
}

/**
 * Where a person's consent events leave consent (domain.md §4, §10). Giving or renewing it starts a year from its own day,
 * also before the last one is over; a year holds to the end of its anniversary (29 February: 28 February), and has no end
 * where the area states none. Withdrawing, refusing or finding it invalid ends it from that day, until it is given again.
 * A best-interest decision is consent like any other, and is reviewed as often.
 *
 * Once it was put on record that consent ran out, it stays so until it is given or renewed: a policy with a longer year
 * does not bring back what somebody gave for one.
 *
 * @param events in any order
 */
export function consentRecord(events: readonly ConsentEvent[], policy: Policy): ConsentRecord {
  let state: { record: ConsentRecord; seq: number } = { record: { state: 'none' }, seq: 0 };
  for (const event of events.toSorted(inOrder)) state = after(state, event, policy);
  return state.record;
}

/**
 * Where consent to the register stands on a day, by what is on record now. It lapses after its last day whether or not
 * anybody has recorded that. `on` is the first day on which it no longer holds.
 *
 * @param events in any order; those of later days do not count
 */
export function consentStateOn(events: readonly ConsentEvent[], day: CalendarDay, policy: Policy): ConsentState {
  const record = consentRecord(
    events.filter((event) => event.day <= day),
    policy,
  );
  if (record.state !== 'given') return record;
  const { route, since, until, eventId, registerOnly } = record;
  if (until !== null && until < day) return { state: 'lapsed', on: addDays(until, 1), route };
  return { state: 'valid', route, since, until, eventId, ...(registerOnly ? { registerOnly } : {}) };
}
