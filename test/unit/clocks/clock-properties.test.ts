import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryClocks, referralClocks } from '../../../services/clocks/clock-engine.ts';
import { addDays, daysBetween } from '../../../services/platform/time.ts';
import { addDuration } from '../../../services/policies/add-duration.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import type { Duration } from '../../../services/policies/rule.ts';
import type { RegisterEvent } from '../../../services/register/model.ts';
import { eventsThatCount } from '../../../services/register/project-entry.ts';
import { anyDay, anyFacts, anyHospital, anyPolicy, FIRST } from '../../support/any-facts.ts';
import { entry, numberedId, policyWith } from '../../support/clock-facts.ts';

// fast-check prints the seed and the smallest example of a failure; run it again with { seed, path }.

const anyDuration: fc.Arbitrary<Duration> = fc.oneof(
  fc.integer({ min: 1, max: 500 }).map((hours) => ({ hours })),
  fc.integer({ min: 1, max: 400 }).map((days) => ({ days })),
  fc.integer({ min: 1, max: 60 }).map((weeks) => ({ weeks })),
  fc.integer({ min: 1, max: 30 }).map((months) => ({ months })),
  fc.integer({ min: 1, max: 7 }).map((years) => ({ years })),
  fc.integer({ min: 1, max: 60 }).map((workingDays) => ({ workingDays })),
);

test('nothing is due before it starts', () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      for (const clock of entryClocks(facts, policy)) {
        expect(daysBetween(clock.start.day, clock.due)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('of two days the later never gives the earlier date, in any unit, across clock changes and leap years', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 400 }), anyDuration, (day, later, duration) => {
      expect(addDuration(addDays(day, later), duration) >= addDuration(day, duration)).toBe(true);
      expect(addDuration(day, duration) > day).toBe(true);
    }),
  );
});

test('the later an admission, the later its first dates', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 400 }), anyHospital, anyPolicy, (day, later, setting, policy) => {
      const from = (admission: string) =>
        entryClocks(entry({ from: FIRST }, ['admitted', admission, { setting }]), policy);
      const [first, second] = [from(day), from(addDays(day, later))];
      for (const clock of first) {
        expect((second.find(({ kind }) => kind === clock.kind)?.due ?? '') >= clock.due).toBe(true);
      }
    }),
  );
});

test('the same facts give the same clocks, in whatever order they are handed in, and are not changed', () => {
  const shuffled = anyFacts.chain((facts) =>
    fc.record({
      facts: fc.constant(facts),
      events: fc.shuffledSubarray([...facts.events], { minLength: facts.events.length }),
      consent: fc.shuffledSubarray([...facts.consent], { minLength: facts.consent.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, anyPolicy, ({ facts, events, consent }, policy) => {
      const before = JSON.stringify(facts);
      const clocks = entryClocks(facts, policy);
      expect(entryClocks({ ...facts, events, consent }, policy)).toEqual(clocks);
      expect(entryClocks(facts, policy)).toEqual(clocks);
      expect(JSON.stringify(facts)).toBe(before);
    }),
  );
});

test('an event that was voided counts as if it had never been recorded', () => {
  fc.assert(
    fc.property(anyFacts, fc.nat(), anyDay, anyPolicy, (facts, pick, day, policy) => {
      const [entered, ...others] = facts.events;
      fc.pre(entered !== undefined && others.length > 0);
      const gone = others[pick % others.length] as RegisterEvent;
      const voiding = { id: numberedId(500), seq: 500, day, kind: 'voided', detail: { eventId: gone.id } } as const;
      const without = facts.events.filter((event) => event !== gone);
      expect(entryClocks({ ...facts, events: [...facts.events, voiding] }, policy)).toEqual(
        entryClocks({ ...facts, events: without }, policy),
      );
      const back = { id: numberedId(501), seq: 501, day, kind: 'voided', detail: { eventId: voiding.id } } as const;
      expect(eventsThatCount([...facts.events, voiding, back])).toEqual(eventsThatCount(facts.events));
    }),
  );
});

test('of the dates that a clock could have the earliest stands, one clock of a kind', () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      const clocks = entryClocks(facts, policy);
      expect(new Set(clocks.map(({ kind }) => kind)).size).toBe(clocks.length);
      for (const { due, candidates } of clocks) {
        expect(due).toBe(candidates.map((one) => one.due).sort()[0]);
      }
    }),
  );
});

test('whoever is in hospital has exactly one C(E)TR date, where the area counts them', () => {
  const policy = loadPolicy('humber');
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const stays = eventsThatCount(facts.events).filter(({ kind }) => kind === 'admitted' || kind === 'discharged');
      const kinds = entryClocks(facts, policy).map(({ kind }) => kind);
      const cetrs = kinds.filter((kind) => kind === 'cetr-first-offer' || kind === 'cetr-repeat');
      expect(cetrs.length).toBe(stays.at(-1)?.kind === 'admitted' ? 1 : 0);
    }),
  );
});

test('a pause only ever moves a referral’s date on, by no more than the days it lasted', () => {
  const policy = policyWith({ referralReview: { weeks: 4 }, referralReviewMayPause: true });
  const anyQuestion = fc
    .tuple(anyDay, fc.integer({ min: 0, max: 60 }))
    .map(([askedOn, days]) => ({ askedOn, answeredOn: addDays(askedOn, days), pausesClock: true }));
  fc.assert(
    fc.property(anyDay, fc.array(anyQuestion, { maxLength: 6 }), (receivedOn, questions) => {
      const facts = { receivedOn, decidedOn: null, reviewedBy: null, questions };
      const plain = addDuration(receivedOn, { weeks: 4 });
      const due = referralClocks(facts, policy)[0]?.due ?? '';
      const open = questions.reduce((sum, { askedOn, answeredOn }) => sum + daysBetween(askedOn, answeredOn), 0);
      expect(due >= plain).toBe(true);
      expect(daysBetween(plain, due)).toBeLessThanOrEqual(open);
    }),
  );
});
