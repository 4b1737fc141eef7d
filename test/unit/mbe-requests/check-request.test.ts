import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckContext, checkFirstStep, checkTypedRequest } from '../../../services/mbe-requests/check-request.ts';
import { MAX_TEXT, type TypedRequest, typedRequestSchema } from '../../../services/mbe-requests/model.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { typedRequest } from '../../support/builders.ts';

const police = 'ca5e0000-0000-4000-8000-000000000001';
const profile = { jobRole: 'Nurse', organisation: 'Example NHS Trust', phone: '01632 960001' };
const context: CheckContext = {
  today: '2027-01-12',
  profile,
  knownOrganisationIds: new Set([police]),
  meetingLengths: [30, 60, 90],
  defaultMeetingLength: 60,
  thinMdtReasons: loadPolicy().thinMdtReasons.value,
  allowTestNhsNumbers: true,
};

function problemsOf(over: TypedRequest, in_: Partial<CheckContext> = {}) {
  const check = checkTypedRequest(typedRequest(over), { ...context, ...in_ });
  return check.ok ? [] : check.problems;
}

function checked(over: TypedRequest) {
  const check = checkTypedRequest(typedRequest(over), context);
  if (!check.ok) throw new Error(JSON.stringify(check.problems));
  return check.value;
}

describe('what a complete request needs', () => {
  it('nothing typed names every field that is asked for, and no optional one', () => {
    const check = checkTypedRequest({}, { ...context, profile: { jobRole: null, organisation: null, phone: null } });
    expect(check.ok ? [] : check.problems.map(({ field, problem }) => `${field} ${problem}`)).toEqual([
      'personName missing',
      'purpose missing',
      'whyNoMdt missing',
      'jobRole missing',
      'organisation missing',
      'phone missing',
      'organisationIds no-invitees',
      'individualAnswer missing',
      'carerAnswer missing',
      'basis missing',
    ]);
  });

  it.each<[string, TypedRequest, unknown]>([
    ['a name of punctuation alone', { personName: '-.-' }, { field: 'personName', problem: 'missing' }],
    ['a name of pictures alone', { personName: '🙂🙂' }, { field: 'personName', problem: 'missing' }],
    ['a name of NULs alone', { personName: '\0\0' }, { field: 'personName', problem: 'missing' }],
    ['a name beyond 120 characters', { personName: 'x'.repeat(121) }, { field: 'personName', problem: 'too-long' }],
    ['a purpose of 50,000 characters', { purpose: 'x'.repeat(50_000) }, { field: 'purpose', problem: 'too-long' }],
    [
      'an organisation that is not known',
      { organisationIds: ['x'] },
      { field: 'organisationIds', problem: 'unknown-organisation' },
    ],
    [
      'nobody to invite',
      { furtherPeople: '', organisationIds: [] },
      { field: 'organisationIds', problem: 'no-invitees' },
    ],
    [
      'a line without an address',
      { furtherPeople: 'Sam, sam@example.org\nAli' },
      { field: 'furtherPeople', problem: 'no-email', line: 2 },
    ],
    ['a bad address', { furtherPeople: 'Sam, sam@example' }, { field: 'furtherPeople', problem: 'bad-email', line: 1 }],
    [
      'a further person with an endless name',
      { furtherPeople: `${'x'.repeat(121)}, sam@example.org` },
      { field: 'furtherPeople', problem: 'too-long' },
    ],
    ['an answer that was not offered', { carerAnswer: 'maybe' }, { field: 'carerAnswer', problem: 'unknown-choice' }],
    [
      'an invitation without contact details',
      { individualDetail: 'home' },
      { field: 'individualDetail', problem: 'no-contact-details' },
    ],
    ['no invitation and no reason', { carerDetail: ' \n ' }, { field: 'carerDetail', problem: 'missing' }],
    ['a basis that was not offered', { basis: 'perhaps' }, { field: 'basis', problem: 'unknown-choice' }],
    ['"not yet" without why', { basis: 'not-yet' }, { field: 'basisDetail', problem: 'missing' }],
    [
      'a best-interest decision of tomorrow',
      { basis: 'best-interest', basisDetail: 'Dr Example', basisDay: '13/01/2027' },
      { field: 'basisDay', problem: 'in-the-future' },
    ],
    [
      'a best-interest decision without a day',
      { basis: 'best-interest', basisDetail: 'Dr Example' },
      { field: 'basisDay', problem: 'missing' },
    ],
    [
      'an NHS number with a wrong check digit',
      { nhsNumber: '999 000 0019' },
      { field: 'nhsNumber', problem: 'check-digit' },
    ],
    ['an NHS number of nine digits', { nhsNumber: '999 000 001' }, { field: 'nhsNumber', problem: 'not-ten-digits' }],
    [
      'a date of birth that does not exist',
      { dateOfBirth: '30/02/2001' },
      { field: 'dateOfBirth', problem: 'not-a-date' },
    ],
    ['a date of birth to come', { dateOfBirth: '13/01/2027' }, { field: 'dateOfBirth', problem: 'in-the-future' }],
    ['a needed-by day that has passed', { neededBy: '11/01/2027' }, { field: 'neededBy', problem: 'in-the-past' }],
    ['a needed-by that is no day', { neededBy: 'soon' }, { field: 'neededBy', problem: 'not-a-date' }],
    ['a length that is not offered', { lengthMinutes: '61' }, { field: 'lengthMinutes', problem: 'not-a-length' }],
    ['a phone number of words', { phone: 'ask the desk' }, { field: 'phone', problem: 'not-a-phone-number' }],
    ['a place beyond 120 characters', { place: 'x'.repeat(121) }, { field: 'place', problem: 'too-long' }],
  ])('%s is the only problem found', (_what, over, problem) => {
    expect(problemsOf(over)).toEqual([problem]);
  });

  it('more than forty invitees are too many, however they are made up', () => {
    const lines = Array.from({ length: 40 }, (_, n) => `Person ${n}, p${n}@example.org`).join('\n');
    expect(problemsOf({ furtherPeople: lines })).toEqual([]);
    expect(problemsOf({ furtherPeople: lines, organisationIds: [police] })).toEqual([
      { field: 'furtherPeople', problem: 'too-many', line: 40 },
    ]);
  });

  it('test NHS numbers are refused where they are not allowed', () => {
    expect(problemsOf({ nhsNumber: '9990000018' }, { allowTestNhsNumbers: false })).toEqual([
      { field: 'nhsNumber', problem: 'test-number' },
    ]);
  });
});

describe('how what was typed is read', () => {
  it('free text is the writer’s own, without what cannot be stored', () => {
    expect(checked({ personName: '=cmd()|x' }).personName).toBe('=cmd()|x');
    expect(checked({ personName: '**Jo** <b>Example</b>' }).personName).toBe('**Jo** <b>Example</b>');
    expect(checked({ personName: ' Jo\0\n\tExample\u202e 🙂 ' }).personName).toBe('Jo Example 🙂');
    expect(checked({ purpose: 'One\r\n\r\nTwo\u0007\ud800' }).purpose).toBe('One\n\nTwo\ufffd');
    expect(checked({ purpose: 'x'.repeat(MAX_TEXT) }).purpose).toHaveLength(MAX_TEXT);
  });

  it('optional fields left out are nothing, the length is the policy’s', () => {
    expect(checked({ place: ' Online ' })).toMatchObject({
      nhsNumber: null,
      dateOfBirth: null,
      neededBy: null,
      place: null,
      lengthMinutes: 60,
      basisDetail: null,
    });
  });

  it('optional fields are read as people type them', () => {
    const typed = {
      nhsNumber: '999 000 0018',
      dateOfBirth: '1 March 2001',
      neededBy: '12/01/2027',
      lengthMinutes: '90',
    };
    expect(checked({ ...typed, place: 'Room 3' })).toMatchObject({
      nhsNumber: '9990000018',
      dateOfBirth: '2001-03-01',
      neededBy: '2027-01-12',
      lengthMinutes: 90,
      place: 'Room 3',
    });
  });

  it('what is remembered of the requester stands where nothing is typed, and gives way where something is', () => {
    expect(checked({ jobRole: '  ' })).toMatchObject(profile);
    expect(checked({ jobRole: 'Teacher' })).toMatchObject({ ...profile, jobRole: 'Teacher' });
  });

  it('with consent neither detail nor day is looked at', () => {
    const basis = { basis: 'consents', basisDetail: 'x'.repeat(5000), basisDay: 'rubbish' };
    expect(checked(basis)).toMatchObject({ basis: 'consents', basisDetail: null, basisDay: null });
  });

  it('an organisation ticked twice is invited once', () => {
    expect(checked({ organisationIds: [police, police] }).organisationIds).toEqual([police]);
  });
});

describe('the first card alone', () => {
  it('asks for the name, the purpose, the reason and what is not remembered, and for nothing else', () => {
    expect(checkFirstStep({}, { ...profile, phone: null }).map(({ field }) => field)).toEqual([
      'personName',
      'purpose',
      'whyNoMdt',
      'phone',
    ]);
  });
});

describe('whatever is typed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', 'invite', 'do-not-invite', 'consents', 'best-interest', 'not-yet', '12/01/2027', '60', police),
  );
  const fields = Object.keys(typedRequestSchema.shape).filter((field) => field !== 'organisationIds');
  const anything = fc.record(
    { ...Object.fromEntries(fields.map((field) => [field, text])), organisationIds: fc.array(text, { maxLength: 50 }) },
    { requiredKeys: [] },
  );

  it('the check never throws, and every problem names a field of the cards', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const check = checkTypedRequest(typed as TypedRequest, context);
        for (const { field } of check.ok ? [] : check.problems) expect(typedRequestSchema.shape).toHaveProperty(field);
        if (check.ok) expect(check.value.personName.length * check.value.purpose.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
