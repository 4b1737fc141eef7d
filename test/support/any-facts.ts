import fc from 'fast-check';
import type { EntryFacts } from '../../services/clocks/model.ts';
import type { ConsentEvent } from '../../services/consent/model.ts';
import { addDays } from '../../services/platform/time.ts';
import { knownAreas, loadPolicy } from '../../services/policies/load-policy.ts';
import type { RegisterEvent } from '../../services/register/model.ts';
import { entry, numberedId, policyWith } from './clock-facts.ts';

export const FIRST = '2023-10-20';
/** Five years with two leap days (2024, 2028) and ten clock changes. */
export const anyDay = fc.integer({ min: 0, max: 1_900 }).map((days) => addDays(FIRST, days));
export const anyRating = fc.constantFrom('red', 'amber', 'green' as const);
export const anyHospital = fc.constantFrom('adult', 'tier-4', 'secure' as const);
export const anyPolicy = fc.constantFrom(
  ...knownAreas().map((area) => loadPolicy(area)),
  policyWith({ cetrRepeat: { adult: { months: 1 }, 'tier-4': { months: 7 }, secure: { weeks: 3 } } }),
  policyWith({ oversightVisit: { adult: { workingDays: 9 }, child: { hours: 100 } }, greenExit: { years: 1 } }),
);

export const anyHappening = fc.oneof(
  fc.record({
    kind: fc.constant('rating-changed'),
    detail: fc.record({ rating: anyRating, decidedBy: fc.constant('Panel') }),
  }),
  fc.record({ kind: fc.constant('admitted'), detail: fc.record({ setting: anyHospital }) }),
  fc.record({ kind: fc.constant('setting-changed'), detail: fc.record({ setting: anyHospital }) }),
  fc.record({
    kind: fc.constant('discharged'),
    detail: fc.record({ rating: anyRating, decidedBy: fc.constant('Panel') }),
  }),
  fc.record({
    kind: fc.constant('cetr-offered'),
    detail: fc.record({ answer: fc.constantFrom('accepted', 'declined', 'not-answered') }),
  }),
  fc.record({
    kind: fc.constantFrom('cetr-held', 'cetr-plan-reviewed', 'laep-held', 'oversight-visit', 'discussed'),
    detail: fc.constant({}),
  }),
);
export const anyEvents = fc
  .array(fc.tuple(anyHappening, anyDay), { maxLength: 25 })
  .map((list) =>
    list.map(
      ([{ kind, detail }, day], at) => ({ id: numberedId(at + 2), seq: at + 2, day, kind, detail }) as RegisterEvent,
    ),
  );
export const anyConsent = fc
  .array(
    fc.tuple(
      fc.constantFrom('informed', 'given', 'refused', 'renewed', 'withdrawn', 'expired', 'found-invalid'),
      anyDay,
    ),
    { maxLength: 8 },
  )
  .map((list): ConsentEvent[] =>
    list.map(
      ([kind, day], at) => ({ id: numberedId(1000 + at), seq: at + 1, day, kind, route: 'person' }) as ConsentEvent,
    ),
  );
export const anyFacts = fc
  .record({
    born: fc.option(fc.integer({ min: 0, max: 25_000 }).map((days) => addDays('1955-01-01', days))),
    rating: anyRating,
    events: anyEvents,
    consent: anyConsent,
  })
  .map(({ born, rating, events, consent }): EntryFacts => {
    const base = entry({ born, from: FIRST, rating, consent });
    return { ...base, events: [...base.events, ...events] };
  });
