import { describe, expect, test } from 'vitest';
import type { SharingGround } from '../../../services/consent/rules.ts';
import {
  type InvitationPart,
  invitationPart,
  isTold,
  sharedAddresses,
  summaryPart,
} from '../../../services/meetings/disclosure.ts';
import type { InviteeKind, SummaryPart } from '../../../services/meetings/model.ts';

const grounds: Record<string, SharingGround> = {
  consent: { may: true, because: 'consent' },
  'best interest': { may: true, because: 'best-interest' },
  'clinical lead': { may: true, because: 'clinical-lead' },
  'not yet': { may: false, because: 'not-yet' },
  'decision ended': { may: false, because: 'decision-ended' },
};
const kinds = ['agency', 'individual', 'carer', 'other'] as const satisfies InviteeKind[];
const yesNo = [true, false] as const;

/** The whole table of invitations, by kind / email address / agreement / ground for sharing: y, n, or - for either. */
const invitationTable: [InviteeKind, string, InvitationPart][] = [
  ['agency', 'yyy', 'purpose-and-reference'],
  ['agency', 'yyn', 'reference-only'],
  ['agency', 'yny', 'reference-only'],
  ['agency', 'ynn', 'reference-only'],
  ['agency', 'n--', 'by-hand'],
  ['individual', 'y-y', 'purpose-and-reference'],
  ['individual', 'n-y', 'by-hand'],
  ['individual', '--n', 'held-until-basis'],
  ['carer', 'y-y', 'purpose-and-reference'],
  ['carer', 'n-y', 'by-hand'],
  ['carer', '--n', 'held-until-basis'],
  ['other', 'y--', 'reference-only'],
  ['other', 'n--', 'by-hand'],
];

/** The whole table of summaries, by kind / email address / agreement / address secure / ground. */
const summaryTable: [InviteeKind, string, string][] = [
  ['agency', 'n---', 'by-hand'],
  ['agency', 'y--n', 'notice: no-ground'],
  ['agency', 'yn-y', 'notice: no-agreement'],
  ['agency', 'yyny', 'notice: address-not-secure'],
  ['agency', 'yyyy', 'summary'],
  ['individual', '---y', 'letter'],
  ['individual', 'n--n', 'by-hand'],
  ['individual', 'y--n', 'notice: no-ground'],
  ['carer', '---y', 'letter'],
  ['carer', 'n--n', 'by-hand'],
  ['carer', 'y--n', 'notice: no-ground'],
  ['other', 'n---', 'by-hand'],
  ['other', 'y--n', 'notice: no-ground'],
  ['other', 'y--y', 'notice: no-agreement'],
];

/** The one row of a table that is for this case: a case that two rows or none are for is a fault of the table. */
function rowFor<V>(table: readonly [InviteeKind, string, V][], kind: InviteeKind, facts: readonly boolean[]): V {
  const fits = (pattern: string) =>
    facts.every((fact, index) => pattern[index] === '-' || pattern[index] === (fact ? 'y' : 'n'));
  const rows = table.filter(([forKind, pattern]) => forKind === kind && fits(pattern));
  if (rows.length !== 1 || rows[0] === undefined) throw new Error(`${rows.length} rows for ${kind} ${facts.join()}`);
  return rows[0][2];
}

const emailOf = (has: boolean) => (has ? 'sam@example.org' : null);
const inWords = (part: SummaryPart) => (part.what === 'notice' ? `notice: ${part.because}` : part.what);

describe.each(kinds)('an invitation to: %s', (kind) => {
  describe.each(Object.entries(grounds))('with the ground: %s', (_name, ground) => {
    test.each(yesNo.flatMap((hasEmail) => yesNo.map((agreement) => [hasEmail, agreement] as const)))(
      'address %s, agreement %s',
      (hasEmail, agreementInForce) => {
        const part = invitationPart({ invitee: { kind, email: emailOf(hasEmail) }, agreementInForce, ground });
        expect(part).toBe(rowFor(invitationTable, kind, [hasEmail, agreementInForce, ground.may]));
      },
    );
  });
});

test('an invitation says no more than whoever else reads the address may know', () => {
  const ground = { may: true, because: 'consent' } as const;
  const agency = { invitee: { kind: 'agency', email: 'sam@example.org' }, agreementInForce: true, ground } as const;
  expect(invitationPart({ ...agency, addressShared: true })).toBe('reference-only');
  expect(invitationPart({ ...agency, addressShared: false })).toBe('purpose-and-reference');
});

describe.each(kinds)('a summary for: %s', (kind) => {
  describe.each(Object.entries(grounds))('with the ground: %s', (_name, ground) => {
    test.each(
      yesNo.flatMap((hasEmail) =>
        yesNo.flatMap((agreement) => yesNo.map((secure) => [hasEmail, agreement, secure] as const)),
      ),
    )('address %s, agreement %s, secure %s', (hasEmail, agreementInForce, addressSecure) => {
      const part = summaryPart({
        invitee: { kind, email: emailOf(hasEmail), party: 'organisation:1' },
        agreementInForce,
        addressSecure,
        addressShared: false,
        ground,
        outcome: { decisions: [], actions: [], nextStep: null },
        personName: 'Robin Example',
      });
      expect(inWords(part)).toBe(rowFor(summaryTable, kind, [hasEmail, agreementInForce, addressSecure, ground.may]));
    });
  });
});

describe('an address that somebody without an agreement reads too', () => {
  test.each(kinds)('gets no summary for: %s, marked secure or not', (kind) => {
    for (const addressSecure of yesNo) {
      const part = summaryPart({
        ...{ invitee: { kind, email: 'sam@example.org', party: 'organisation:1' }, agreementInForce: true },
        ...{ addressSecure, addressShared: true, ground: { may: true, because: 'consent' } },
        ...{ outcome: { decisions: [], actions: [], nextStep: null }, personName: 'Robin Example' },
      });
      const family = kind === 'individual' || kind === 'carer';
      const otherwise = kind === 'other' ? 'notice: no-agreement' : 'notice: address-shared';
      // Of a letter the address is looked at when it is released: see test/integration/letters.
      expect(inWords(part)).toBe(family ? 'letter' : otherwise);
    }
  });

  test('is one that the directory lists without an agreement, or that is invited without one, in any case', () => {
    const invitees = [
      { kind: 'agency', email: 'Duty@example.org', agreementInForce: true },
      { kind: 'agency', email: 'Office@example.org', agreementInForce: false },
      { kind: 'other', email: 'SAM@example.org', agreementInForce: false },
      { kind: 'carer', email: 'mina@example.org', agreementInForce: false },
      { kind: 'agency', email: null, agreementInForce: false },
    ] as const;
    expect([...sharedAddresses(invitees, new Set())].toSorted()).toEqual(['office@example.org', 'sam@example.org']);
    expect(sharedAddresses(invitees, new Set(['duty@example.org']))).toContain('duty@example.org');
  });
});

describe('a correction', () => {
  const preview = {
    inviteeId: 'i',
    kind: 'other',
    name: 'Sam',
    organisation: null,
    email: null,
    addressSecure: false,
  } as const;
  const part = { what: 'by-hand' } as const;

  test('the first version reaches everybody', () => {
    expect(isTold({ ...preview, part, changes: null })).toBe(true);
  });

  test('a later version does not reach somebody whose part stayed as it was', () => {
    expect(isTold({ ...preview, part, changes: [] })).toBe(false);
  });
});
