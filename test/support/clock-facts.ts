import { entryClocks } from '../../services/clocks/clock-engine.ts';
import type { ClockKind, clockKinds, EntryFacts } from '../../services/clocks/model.ts';
import type { ConsentEvent, ConsentEventKind, ConsentRoute } from '../../services/consent/model.ts';
import type { CalendarDay } from '../../services/platform/time.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import type { AreaPolicy, OptionalValues, RequiredValues } from '../../services/policies/model.ts';
import type { Rating, RegisterEvent, RegisterEventKind } from '../../services/register/model.ts';

export type Happening = readonly [kind: RegisterEventKind, day: CalendarDay, detail?: Record<string, unknown>];
export type Saying = readonly [kind: ConsentEventKind, day: CalendarDay, route?: ConsentRoute];

/** An id by a number, the same each time. */
export function numberedId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Events as they were recorded: their ids are numberedId(1), numberedId(2), … */
export function happenings(...list: readonly Happening[]): RegisterEvent[] {
  return list.map(([kind, day, detail = {}], at) => {
    return { id: numberedId(at + 1), seq: at + 1, day, kind, detail } as RegisterEvent;
  });
}

/** Consent events as they were recorded. */
export function sayings(...list: readonly Saying[]): ConsentEvent[] {
  return list.map(([kind, day, route], at) => {
    return { id: numberedId(1000 + at), seq: at + 1, day, kind, route: route ?? (kind === 'given' ? 'person' : null) };
  });
}

/** Somebody on the register since a day, on a rating, with what has happened since. The 'entered' event is the first. */
export function entry(
  as: {
    born?: CalendarDay | null;
    from?: CalendarDay;
    rating?: Rating;
    consent?: readonly ConsentEvent[];
  } = {},
  ...since: readonly Happening[]
): EntryFacts {
  const { born = '1996-05-04', from = '2026-06-01', rating = 'amber', consent = [] } = as;
  const entered: Happening = ['entered', from, { rating, locality: 'staffordshire' }];
  return { dateOfBirth: born, fromDay: from, toDay: null, events: happenings(entered, ...since), consent };
}

/** Due dates by kind. */
export function dueDates(facts: EntryFacts, policy: AreaPolicy): Partial<Record<ClockKind, CalendarDay>> {
  return Object.fromEntries(entryClocks(facts, policy).map(({ kind, due }) => [kind, due]));
}

/** One clock of an entry; throws where there is none. */
export function clockOf(facts: EntryFacts, policy: AreaPolicy, kind: (typeof clockKinds)[number]) {
  const clock = entryClocks(facts, policy).find((one) => one.kind === kind);
  if (clock === undefined) throw new Error(`There is no clock ${kind}`);
  return clock;
}

/** A real area's policy with some rules stated otherwise: a value, or null for "not set locally". */
export function policyWith(
  values: { [K in keyof (RequiredValues & OptionalValues)]?: (RequiredValues & OptionalValues)[K] | null },
  area?: string,
): AreaPolicy {
  const rules = Object.entries(values).map(([name, value]) => {
    const rule = { value, layer: 'area', source: { document: 'Example policy (invented)', place: name } };
    return [name, value === null ? { notStated: true } : rule];
  });
  return { ...loadPolicy(area), ...Object.fromEntries(rules) };
}
