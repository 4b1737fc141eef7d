import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedRequest } from '../../../services/mbe-requests/read-pasted-request.ts';

const directory = [{ id: 'police', name: 'Example Police' }];

describe('a pasted request whose line breaks are lost', () => {
  it('is understood when nothing stands in their place', () => {
    const read = readPastedRequest(
      "Hello,Full name: Jordan ExamplePurpose: agree a planWho to invite: Example Police- Sam Okoro <sam@example.org>Why an MDT isn't being taken forward: it was held twice. Nobody came",
      directory,
    );
    expect(read.looksLikeRequest).toBe(true);
    expect(read.understood).toEqual({
      personName: 'Jordan Example',
      purpose: 'agree a plan',
      whoToInvite: 'Example Police- Sam Okoro <sam@example.org>',
      whyNoMdt: 'it was held twice. Nobody came',
    });
    expect(read.invitedEmails.map(({ email }) => email)).toEqual(['sam@example.org']);
    expect(read.unplaced).toEqual(['Hello,']);
  });

  it('is understood in the numbered shape of the form, with spaces in their place', () => {
    const read = readPastedRequest(
      "1. Full name of individual (we do not have access to any clinical systems): Jane Example 2. Purpose of the meeting: To agree who supports Jane by 12. 3. Who to invite including individual and or parent/carer information: Example Police 4. Why a MDT (without the DSR Team) isn't being taken forward: Two were called.",
      directory,
    );
    expect(read.understood).toEqual({
      personName: 'Jane Example',
      purpose: 'To agree who supports Jane by 12.',
      whoToInvite: 'Example Police',
      whyNoMdt: 'Two were called.',
    });
    expect(read.organisations).toEqual(['police']);
  });

  it.each([
    ['Name: Jane ExamplePurpose - plan', 'plan'],
    ['Name: Jane Example**Purpose:** plan', 'plan'],
    ['Name: Jane Example • Reason for the request: plan', 'plan'],
    ['Name: Jane ExamplePURPOSE: plan', 'plan'],
    ['Name: Jane Example. What for? Main aim of meeting: plan', 'plan'],
    ['Name: Jane Example, for the MDTPurpose: plan', 'plan'],
    ['Purpose: PlanName: Jane Example', 'Plan'],
    ['Purpose: plan Full name: Jane Example', 'plan'],
    ['Purpose: Request MeetingWho to invite: police', 'Request Meeting'],
    ['Purpose: Request Meeting Who to invite: police', 'Request Meeting'],
    ['Purpose: Request. Why no MDT? Nobody came', 'Request.'],
  ])('%s: the purpose is “%s”', (text, purpose) => {
    const read = readPastedRequest(text, []);
    expect(read.understood.purpose).toBe(purpose);
    expect(read.looksLikeRequest).toBe(true);
  });

  it.each([
    'Hello, the purpose is: to plan',
    'Hello, my School Name: Example School',
    'Hello, our Move Reason: staffing',
    'Hello, Referrer Full name: Pat Nurse',
    'Hello, we asked why no MDT was held: no answer',
    'Hello, nobody knew Who to invite? Nobody did',
    'Hello, it says Mother/Name: unknown',
    'Hello, Mum: Mary Example. Individual: away',
    'Hello, the Purpose is to plan, and the Name is known',
  ])('"%s" has no heading', (text) => {
    expect(readPastedRequest(text, []).understood).toEqual({});
  });

  it('a heading met again within a line is text of the part it stands in', () => {
    const read = readPastedRequest('Name: Jane ExamplePurpose: plan.Purpose: another. Name: Jo Sample', []);
    expect(read.understood).toEqual({ personName: 'Jane Example', purpose: 'plan.Purpose: another. Name: Jo Sample' });
  });

  it.each([
    ['Name: Jane ExampleDate of birth: 1 May 2010Purpose: plan', { dateOfBirth: '1 May 2010' }],
    ['Name: Jane Example, NHS number 999 000 0018 Purpose: plan', { nhsNumber: '999 000 0018' }],
    ['Name: Jane Example (DOB 1.5.2010)\nPurpose: plan', { dateOfBirth: '1.5.2010' }],
  ])('%s: what else is said of her is not her name', (text, facts) => {
    const read = readPastedRequest(text, []);
    expect(read.understood).toEqual({ personName: 'Jane Example', purpose: 'plan' });
    expect(read.facts).toEqual(facts);
    expect(read.unplaced).toEqual([]);
  });

  it('an address ends where a line break was lost', () => {
    const text =
      'Who to invite: Sam Okoro sam@example.orgAlex Reed alex.reed@example.orgPat.Lee@example.orgWhy no MDT: because';
    expect(readPastedRequest(text, []).invitedEmails).toEqual([
      { name: 'Sam Okoro', email: 'sam@example.org' },
      { name: 'Alex Reed', email: 'alex.reed@example.org' },
      { email: 'Pat.Lee@example.org' },
    ]);
  });

  it('an address whose end would be guessed is not read', () => {
    expect(readPastedRequest('Who to invite: sam@mail.exampleTrust.org', []).invitedEmails).toEqual([]);
    expect(readPastedRequest('Who to invite: sam@Mail.ExampleTrust.org', []).invitedEmails).toHaveLength(1);
  });

  it.each([
    'Who to invite: Sam Okoro <sam@example.org>Mum: Mary Example, mary@example.orgPurpose: plan',
    'Who to invite: Sam Okoro <sam@example.org>, Parent/carer - Mary Example mary@example.orgPurpose: plan',
    'Who to invite: Sam Okoro <sam@example.org> and her Mum: Mary Example, mary@example.orgPurpose: plan',
    'Who to invite: Sam Okoro <sam@example.org>Mum Mary Example mary@example.orgPurpose: plan',
  ])("%s: the family's address invites nobody", (text) => {
    expect(readPastedRequest(text, []).invitedEmails).toEqual([{ name: 'Sam Okoro', email: 'sam@example.org' }]);
  });

  it('what is said of the family within a line is shown', () => {
    const text = 'Who to invite: Example Police Individual: yesMum: Mary Example, mary@example.orgPurpose: plan';
    const read = readPastedRequest(text, []);
    expect(read.saysAboutIndividual).toBe('Individual: yes');
    expect(read.saysAboutCarer).toBe('Mum: Mary Example, mary@example.org');
  });
});

describe('wherever the line breaks of a labelled request are lost', () => {
  const words = fc
    .array(
      fc.constantFrom(
        'we',
        'the',
        'purpose',
        'name',
        'who',
        'Jane',
        'Example',
        'MDT',
        'DSR',
        'Meeting',
        'invite',
        'the MbE,',
        '12',
        '4:30',
      ),
      { minLength: 1, maxLength: 8 },
    )
    // An answer of one word alone may be a heading itself.
    .map((some) => `${some.join(' ')} plan`);
  const answers = fc.record({
    personName: fc.constantFrom('Jane Example', 'Jo McSample', "Sam O'Sample", 'JO SAMPLE', 'Ana Sample-Reed'),
    purpose: words,
    whoToInvite: words,
    whyNoMdt: words,
  });
  const labels = fc.record({
    personName: fc.constantFrom('Full name: ', 'Name of individual: ', 'Full name - '),
    purpose: fc.constantFrom('Purpose: ', 'Purpose of the MbE: ', 'Reason for meeting - '),
    whoToInvite: fc.constantFrom('Who to invite: ', 'Invitees: ', 'Agencies to invite: '),
    whyNoMdt: fc.constantFrom("Why an MDT isn't being taken forward: ", 'Why no MDT: ', 'Reason for no MDT - '),
  });
  const order = fc.shuffledSubarray(['personName', 'purpose', 'whoToInvite', 'whyNoMdt'] as const, {
    minLength: 4,
    maxLength: 4,
  });
  const breaks = fc.array(fc.constantFrom('\n', '\r\n\r\n', '', ' '), { minLength: 4, maxLength: 4 });

  it('the same is understood', () => {
    fc.assert(
      fc.property(answers, labels, order, breaks, (answer, label, fields, lost) => {
        const text = fields.map((field, at) => `${lost[at]}${label[field]}${answer[field]}`).join('');
        expect(readPastedRequest(text, []).understood).toEqual(answer);
      }),
      { numRuns: 1000 },
    );
  });
});
