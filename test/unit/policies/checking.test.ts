import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLayers, loadPolicy, POLICY_FOLDER } from '../../../services/policies/load-policy.ts';
import { policyFrom } from '../../../services/policies/policy-file.ts';
import { readPolicyText } from '../../../services/policies/policy-text.ts';
import { invalidPolicyText, validPolicyText } from '../../../wording/policy.ts';

type File = {
  [key: string]: unknown;
  rules: Record<string, { value: unknown; source: unknown } | undefined>;
  takesOver: { from: string; rules: string[]; source: unknown }[];
  notStated: string[];
};

const layers = loadLayers();
const source = { document: 'Example policy (invented)', place: 'Page 1' };

/** Norfolk and Waveney's file with something changed. */
function changed(change: (file: File) => void): File {
  const file = path.join(POLICY_FOLDER, 'areas', 'norfolk-and-waveney.json');
  const json = JSON.parse(fs.readFileSync(file, 'utf8')) as File;
  change(json);
  return json;
}

function problems(change: (file: File) => void): string[] {
  const read = policyFrom(changed(change), layers);
  return read.ok ? [] : read.problems;
}

/** States a rule in the place of whatever the file says of it. */
function state(file: File, name: string, value: unknown): void {
  file.notStated = file.notStated.filter((one) => one !== name);
  for (const one of file.takesOver) one.rules = one.rules.filter((rule) => rule !== name);
  file.rules[name] = { value, source };
}

test('a file that says it all is a policy', () => {
  expect(problems(() => {})).toEqual([]);
});

describe('what keeps a file from being a policy is said in one sentence each, beginning with the rule', () => {
  test.each<[string, (file: File) => void, string[]]>([
    ['a field that does not exist', (file) => (file.colour = 'red'), ['The file: there is no field “colour” here.']],
    [
      'a rule that does not exist',
      (file) => (file.rules.cetrRepaet = { value: 1, source }),
      ['cetrRepaet: there is no rule of this name.'],
    ],
    [
      'a field within a rule that does not exist',
      (file) => state(file, 'oversightVisit', { adult: { weeks: 8 }, child: { weeks: 6 }, baby: { weeks: 1 } }),
      ['oversightVisit, value: there is no field “baby” here.'],
    ],
    ['a missing head', (file) => delete file.team, ['team: is missing.']],
    ['a wrong type', (file) => state(file, 'childUnder', '18'), ['childUnder, value: must be a number.']],
    ['half an age', (file) => state(file, 'childUnder', 17.5), ['childUnder, value: must be a whole number.']],
    ['an age of none', (file) => state(file, 'keyworkerUpTo', 0), ['keyworkerUpTo, value: must be more than 0.']],
    [
      'yes in words',
      (file) => state(file, 'referralReviewMayPause', 'yes'),
      ['referralReviewMayPause, value: must be true or false.'],
    ],
    [
      'a length of time that is none',
      (file) => state(file, 'greenExit', { months: 3, days: 1 }),
      [
        'greenExit, value: is not a length of time. It is one whole number of hours, days, weeks, months, years or workingDays, for example { "weeks": 4 }.',
      ],
    ],
    [
      'a choice that there is not',
      (file) => state(file, 'referralReviewers', ['education', 'police']),
      ['referralReviewers, value, entry 2: “police” is none of “education”, “social-care”, “health”.'],
    ],
    ['an empty list', (file) => state(file, 'localities', []), ['localities, value: must have at least 1 entry.']],
    ['an empty text', (file) => state(file, 'whoRuns', ''), ['whoRuns, value: must not be empty.']],
    [
      'a code that is none',
      (file) => state(file, 'themes', [{ code: 'Housing!', label: 'Housing' }]),
      [
        'themes, value, entry 1, code: “Housing!” is not written as it must be: small letters, digits and single dashes, such as “support-at-home”.',
      ],
    ],
    [
      'a time of day that is none',
      (file) => state(file, 'digest', { at: '25:00', emptyOn: 1 }),
      ['digest, value, at: is not a time of day such as "09:00".'],
    ],
    [
      'a date that is none',
      (file) => (file.effectiveFrom = '2027-02-30'),
      ['effectiveFrom: “2027-02-30” is not a day of the calendar in the form 2026-11-01.'],
    ],
    [
      'a date as it is spoken',
      (file) => (file.effectiveFrom = '1 March 2027'),
      ['effectiveFrom: “1 March 2027” is not a day of the calendar in the form 2026-11-01.'],
    ],
    [
      'a rule without its source',
      (file) => (file.rules.referralReview = { value: { weeks: 4 } } as never),
      ['referralReview, source: is missing.'],
    ],
    [
      'a source without its place',
      (file) => (file.rules.referralReview = { value: { weeks: 4 }, source: { document: 'Page' } }),
      ['referralReview, source, place: is missing.'],
    ],
    [
      'a rule that is not mentioned',
      (file) => (file.notStated = file.notStated.filter((name) => name !== 'greenExit')),
      ['greenExit: not mentioned. State it, take it over, or list it under notStated.'],
    ],
    [
      'a rule that is stated and not stated',
      (file) => (file.rules.greenExit = { value: { months: 3 }, source }),
      ['greenExit: mentioned more than once. It is stated, taken over or not stated, never two of them.'],
    ],
    [
      'a rule that every area must have',
      (file) => {
        delete file.rules.localities;
        file.notStated.push('localities');
      },
      ['localities: every area must have this rule. State it, or take it over from a layer.'],
    ],
    [
      'a rule that the layer does not have',
      (file) => {
        file.notStated = file.notStated.filter((name) => name !== 'greenExit');
        file.takesOver.push({ from: 'national', rules: ['greenExit'], source });
      },
      ['greenExit: there is no such rule in the national layer to take over.'],
    ],
    [
      'a usual length that is not offered',
      (file) => state(file, 'defaultMeetingLength', 75),
      ['defaultMeetingLength: 75 is none of meetingLengths.'],
    ],
    [
      'working hours that end before they start',
      (file) => state(file, 'workingHours', { start: '17:00', end: '09:00' }),
      ['workingHours: the day ends before it starts. Put the earlier time under start.'],
    ],
    [
      'no self-referral and nowhere to turn',
      (file) => state(file, 'referralRoutes', ['professional']),
      ['selfReferralTurnTo: referralRoutes has no “self”, so say where somebody can turn instead.'],
    ],
    [
      'consent without the person',
      (file) => state(file, 'consentRoutes', ['parent']),
      ['consentRoutes: “person” is missing. The person is always among those who may consent.'],
    ],
    [
      'a code twice',
      (file) =>
        state(file, 'localities', [
          { code: 'north', label: 'North' },
          { code: 'north', label: 'The north' },
        ]),
      ['localities: “north” stands in the list twice.'],
    ],
    [
      'a support tool whose threshold nothing reaches',
      (file) => state(file, 'supportTool', { adult: tool(99), child: tool(1) }),
      ['supportTool, adult: no answers reach the threshold 99; the highest score is 2.'],
    ],
  ])('%s', (_, change, said) => {
    expect(problems(change)).toEqual(said);
  });

  test('everything that is wrong is said at once', () => {
    const said = problems((file) => {
      delete file.team;
      file.effectiveFrom = 'soon';
      state(file, 'childUnder', 'eighteen');
    });
    expect(said).toHaveLength(3);
  });

  test('no sentence of the library comes through, whatever stands in the place of a rule', () => {
    for (const name of Object.keys(changed(() => {}).rules)) {
      for (const value of [null, 7, -1, 'words', [], {}, [null], { value: {} }]) {
        for (const sentence of problems((file) => state(file, name, value))) {
          expect(sentence).toMatch(/^\S.*\.$/);
          expect(sentence).not.toMatch(/Invalid|expected|Unrecognized|Too (small|big)/);
        }
      }
    }
  });
});

const tool = (atLeast: number) => ({
  title: 'Example tool (invented)',
  questions: [
    {
      code: 'home',
      text: 'Example question?',
      answers: [
        { code: 'no', label: 'No', weight: 0 },
        { code: 'yes', label: 'Yes', weight: 2 },
      ],
    },
  ],
  thresholds: [{ atLeast, suggests: 'red' }],
});

describe('the text of a file', () => {
  test('that is not JSON is said to be none, with the line', () => {
    expect(readPolicyText('{\n  "area": "x",\n  "rules": {,}\n}')).toEqual({
      ok: false,
      problems: ['The file is not JSON, so nothing of it can be read. The fault is in or before line 3.'],
    });
    for (const text of ['', ' ', '{', '{"a": }', 'Humber', '%PDF-1.7\u0000', '{"a": "\u0001"}']) {
      const read = readPolicyText(text);
      expect(read.ok ? [] : read.problems, JSON.stringify(text)).toEqual([
        expect.stringMatching(/^The file is not JSON, so nothing of it can be read\./),
      ]);
    }
  });

  test('in which a rule stands twice is refused: JSON alone would keep the last and say nothing', () => {
    const text = '{ "rules": {\n "greenExit": { "value": 1 },\n "greenExit": { "value": 2 } } }';
    expect(readPolicyText(text)).toEqual({
      ok: false,
      problems: ['greenExit: stands twice, again in line 3. Keep one of the two.'],
    });
  });

  test('may name the same thing in different places, and carry braces, commas and quotation marks in its words', () => {
    const json = {
      a: { code: 'x' },
      b: [{ code: 'x' }, { code: 'x' }],
      words: 'he said "{,}" [\\" : code',
      code: ['a', 'a'],
    };
    expect(readPolicyText(JSON.stringify(json, null, 1))).toEqual({ ok: true, json });
  });

  test('may begin with the mark that some editors write', () => {
    expect(readPolicyText('\uFEFF{}')).toEqual({ ok: true, json: {} });
  });
});

describe('what is printed of a file', () => {
  test('a valid one: what is stated with its source, what is taken over and why, what is not set locally', () => {
    const text = validPolicyText('norfolk.json', loadPolicy('norfolk-and-waveney'));
    const [first, ...rest] = text.split('\n');
    expect(first).toBe(
      'norfolk.json is a valid policy of Norfolk and Waveney. Version 2026-11, in force from Sunday 1 November 2026.',
    );
    const all = rest.join('\n');
    expect(all).toContain(
      'Risk review of a referral\n    within 4 weeks of receipt\n    Source: Norfolk and Waveney DSR web page: ',
    );
    expect(all).toMatch(
      /Taken over from what we decided \(\d+\)[\s\S]*Renewal of consent: after 1 year[\s\S]*Why: Decided by us/,
    );
    expect(all).toMatch(/Not set locally: shown as that, never filled in \(\d+\)[\s\S]*Repeat C\(E\)TR$/m);
  });

  test('one that is none: how much is to be put right, and each', () => {
    expect(invalidPolicyText('x.json', ['a: is missing.', 'b: is missing.'])).toBe(
      'x.json is not a policy yet. 2 things are to be put right:\n  a: is missing.\n  b: is missing.',
    );
  });
});
