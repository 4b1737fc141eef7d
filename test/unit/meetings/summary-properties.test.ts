import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agencyKinds } from '../../../services/agencies/model.ts';
import {
  contentFor,
  nothingSent,
  type OutcomeContent,
  summaryChanges,
  summaryPart,
  summaryPreviews,
} from '../../../services/meetings/disclosure.ts';
import type { InviteeView } from '../../../services/meetings/model.ts';

const PERSON = 'Robin Example';
const parties = ['organisation:a', 'organisation:b', 'invitee:c', 'individual', 'carer', 'dsr-team'];
const party = fc.constantFrom(...parties);
const dueDay = fc.constantFrom('2027-01-20', '2027-02-01', '2027-03-28');

const decision = fc.record({
  key: fc.uuid(),
  text: fc.string({ minLength: 1 }),
  parties: fc.uniqueArray(party, { maxLength: 3 }),
});
const action = fc.record({ key: fc.uuid(), what: fc.string({ minLength: 1 }), party, who: fc.string(), dueDay });
const outcome: fc.Arbitrary<OutcomeContent> = fc.record({
  decisions: fc.uniqueArray(decision, { selector: (one) => one.key, maxLength: 6 }),
  actions: fc.uniqueArray(action, { selector: (one) => one.key, maxLength: 8 }),
  nextStep: fc.option(fc.string({ minLength: 1 })),
});
const invitee: fc.Arbitrary<InviteeView> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('agency', 'individual', 'carer', 'other'),
  organisation: fc.option(
    fc.record({
      id: fc.uuid(),
      name: fc.string(),
      kind: fc.constantFrom(...agencyKinds),
      agreementInForce: fc.boolean(),
    }),
  ),
  name: fc.string(),
  email: fc.option(fc.constant('sam@example.org')),
  otherContact: fc.constant(null),
  addressSecure: fc.boolean(),
  addressShared: fc.boolean(),
  response: fc.constant(null),
  responseNote: fc.constant(null),
  answeredBy: fc.constant(null),
  need: fc.constantFrom('required', 'useful'),
  standsInForId: fc.constant(null),
  toBring: fc.constant(null),
  bringing: fc.constant(null),
  mayKnow: fc.constantFrom(null, 'person-consents', 'clinical-lead'),
  invitation: fc.constant('sent'),
  callFirst: fc.constant(false),
  party,
});
const sharing = fc.constantFrom(
  { may: true, because: 'consent' } as const,
  { may: true, because: 'clinical-lead' } as const,
  { may: false, because: 'not-yet' } as const,
  { may: false, because: 'decision-ended' } as const,
);

/** How many of `these` are not among `those`. */
function countMissing(these: ReadonlySet<string>, those: ReadonlySet<string>): number {
  return [...these].filter((key) => !those.has(key)).length;
}

test('nobody ever receives an action of another party, nor a decision that was marked for others', () => {
  fc.assert(
    fc.property(invitee, sharing, outcome, (receiver, ground, whole) => {
      const agreementInForce = receiver.organisation?.agreementInForce ?? false;
      const { addressSecure, addressShared } = receiver;
      const part = summaryPart({
        invitee: receiver,
        agreementInForce,
        addressSecure,
        addressShared,
        ground,
        outcome: whole,
        personName: PERSON,
      });
      if (part.what !== 'summary') return;
      expect(part.actions.every((one) => one.party === receiver.party)).toBe(true);
      expect(part.decisions.every((one) => one.parties.length === 0 || one.parties.includes(receiver.party))).toBe(
        true,
      );
    }),
  );
});

test('without a ground, an agreement and a secure address of one’s own, nothing about the person is in what is sent', () => {
  fc.assert(
    fc.property(fc.array(invitee, { maxLength: 5 }), sharing, outcome, (invitees, ground, whole) => {
      for (const [index, preview] of summaryPreviews(
        { invitees, sharing: ground, personName: PERSON },
        whole,
        nothingSent,
      ).entries()) {
        const receiver = invitees[index];
        const isFamily = receiver?.kind === 'individual' || receiver?.kind === 'carer';
        const isCovered = receiver?.kind === 'agency' && receiver.organisation?.agreementInForce === true;
        const wasLetKnow = receiver?.mayKnow != null;
        const mayKnow =
          ground.may &&
          receiver?.addressSecure === true &&
          !receiver.addressShared &&
          (isFamily || isCovered || wasLetKnow);
        if (!mayKnow) {
          expect(preview.part.what).not.toBe('summary');
          expect(Object.keys(preview.part).filter((key) => key !== 'what' && key !== 'because')).toEqual([]);
        }
      }
    }),
  );
});

test('every decision and action reaches the party it is for', () => {
  fc.assert(
    fc.property(outcome, (whole) => {
      const reached = parties.flatMap((one) => contentFor(one, whole).actions.map((entry) => entry.key));
      expect(reached.toSorted()).toEqual(whole.actions.map((entry) => entry.key).toSorted());
    }),
  );
});

test('a part that reads the same has no changes, in whatever order its entries stand', () => {
  fc.assert(
    fc.property(outcome, party, (whole, one) => {
      const shuffled = {
        ...whole,
        decisions: whole.decisions.toReversed(),
        actions: whole.actions.toReversed(),
      };
      expect(summaryChanges(contentFor(one, whole), contentFor(one, shuffled))).toEqual([]);
    }),
  );
});

test('a change of another party’s action is no change for this one', () => {
  fc.assert(
    fc.property(outcome, action, party, (whole, extra, one) => {
      fc.pre(extra.party !== one);
      const after = { ...whole, actions: [...whole.actions, extra] };
      expect(summaryChanges(contentFor(one, whole), contentFor(one, after))).toEqual([]);
    }),
  );
});

test('whatever was written anew, taken away or changed is named once', () => {
  fc.assert(
    fc.property(outcome, outcome, party, (before, after, one) => {
      const [was, is] = [contentFor(one, before), contentFor(one, after)];
      const changes = summaryChanges(was, is);
      const wasKeys = new Set([...was.decisions, ...was.actions].map((entry) => entry.key));
      const isKeys = new Set([...is.decisions, ...is.actions].map((entry) => entry.key));
      const entries = changes.filter((change) => change.what !== 'next-step');
      expect(entries.filter((change) => change.change === 'added').length).toBe(countMissing(isKeys, wasKeys));
      expect(entries.filter((change) => change.change === 'removed').length).toBe(countMissing(wasKeys, isKeys));
      expect(changes.some((change) => change.what === 'next-step')).toBe(was.nextStep !== is.nextStep);
    }),
  );
});

test('a moved due day is said in words, before and after', () => {
  const before = { key: 'k', what: 'Ring the school', party: 'individual', who: 'Sam', dueDay: '2027-01-20' };
  const content = { decisions: [], actions: [before], nextStep: null };
  const after = { ...content, actions: [{ ...before, dueDay: '2027-01-21' }] };
  expect(summaryChanges(content, after)).toEqual([
    {
      change: 'changed',
      what: 'action',
      before: 'Ring the school (Sam, by Wednesday 20 January 2027)',
      after: 'Ring the school (Sam, by Thursday 21 January 2027)',
    },
  ]);
});
