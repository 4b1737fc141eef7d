import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedRequest } from '../../../services/mbe-requests/read-pasted-request.ts';

const directory = [
  { id: 'police', name: 'Example Police' },
  { id: 'council', name: 'Exampleshire Council – Children & Families' },
  { id: 'trust', name: 'Example Trust' },
  { id: 'north-trust', name: 'North Example Trust' },
];

const todaysMail = `Subject: MbE request

Dear team,

1. Full name of individual (we do not have access to any clinical systems): Jane Example
2. Purpose of the meeting: To agree who supports Jane at home.
   The placement may end in March.
3. Who to invite including individual and or parent/carer information:
 - Example Police, and Exampleshire Council - Children and Families
 - Sam Example <sam.okoro@example.org>
 - Alex Example - alex.reed@example.org; someone.else@example.org
 - Mum: Mary Example, mary@example.org
 - Jane herself will be told by her nurse
 - the individual should be invited
4. Why a MDT (without the DSR Team) isn't being taken forward
Two were called and nobody from housing came.

Kind regards
Pat Nurse
pat.nurse@example.org`;

describe("a request pasted in the shape of today's email", () => {
  const read = readPastedRequest(todaysMail, directory);

  it('gives the four things as they stand', () => {
    expect(read.looksLikeRequest).toBe(true);
    expect(read.understood.personName).toBe('Jane Example');
    expect(read.understood.purpose).toBe('To agree who supports Jane at home.\n   The placement may end in March.');
    expect(read.understood.whoToInvite).toContain('Sam Example <sam.okoro@example.org>');
    expect(read.understood.whyNoMdt).toBe('Two were called and nobody from housing came.');
  });

  it('finds the people to invite, with a name only where one stands directly before the address', () => {
    expect(read.invitedEmails).toEqual([
      { name: 'Sam Example', email: 'sam.okoro@example.org' },
      { name: 'Alex Example', email: 'alex.reed@example.org' },
      { email: 'someone.else@example.org' },
    ]);
  });

  it("leaves out the family's address and the sender's signature", () => {
    const addresses = read.invitedEmails.map((invited) => invited.email);
    expect(addresses).not.toContain('mary@example.org');
    expect(addresses).not.toContain('pat.nurse@example.org');
  });

  it('finds the organisations of the directory', () => {
    expect(read.organisations).toEqual(['police', 'council']);
  });

  it('says what stands there about the individual and about the carer', () => {
    expect(read.saysAboutIndividual).toBe('- the individual should be invited');
    expect(read.saysAboutCarer).toBe('- Mum: Mary Example, mary@example.org');
  });

  it('hands back what it could not place', () => {
    expect(read.unplaced).toEqual([
      'Subject: MbE request',
      'Dear team,',
      'Kind regards',
      'Pat Nurse',
      'pat.nurse@example.org',
    ]);
  });
});

describe('headings as people write them', () => {
  it.each([
    ['Name: Jane Example', 'personName'],
    ['NAME - Jane Example', 'personName'],
    ['**Full name:** Jane Example', 'personName'],
    ['Full name of individual -\nJane Example', 'personName'],
    ["The person's full name\r\n\r\nJane Example", 'personName'],
    ['Individual: Jane Example', 'personName'],
    ['a) Name of young person: Jane Example', 'personName'],
    ['Purpose: Jane Example', 'purpose'],
    ['* Reason for meeting – Jane Example', 'purpose'],
    ['2) Purpose of MbE\rJane Example', 'purpose'],
    ['Reason for the request: Jane Example', 'purpose'],
    ['Invitees: Jane Example', 'whoToInvite'],
    ['Who to invite? Jane Example', 'whoToInvite'],
    ['Who should be invited: Jane Example', 'whoToInvite'],
    ['List of attendees -\nJane Example', 'whoToInvite'],
    ['Agencies to invite\tJane Example', 'whoToInvite'],
    ['Why no MDT: Jane Example', 'whyNoMdt'],
    ["Why an MDT isn't being taken forward: Jane Example", 'whyNoMdt'],
    ['Why a MDT (without the DSR Team) isn’t being taken forward\nJane Example', 'whyNoMdt'],
    ['Reason for no MDT - Jane Example', 'whyNoMdt'],
    ['Why has a multi-disciplinary meeting not been held? Jane Example', 'whyNoMdt'],
    ['> No professionals meeting because: Jane Example', 'whyNoMdt'],
  ])('"%s" is understood', (text, field) => {
    expect(readPastedRequest(text, []).understood).toEqual({ [field]: 'Jane Example' });
  });

  it('the four things may come in any order', () => {
    const text = 'Why no MDT: because\nInvitees: police\nPurpose: plan\nName: Jane Example';
    expect(readPastedRequest(text, []).understood).toEqual({
      whyNoMdt: 'because',
      whoToInvite: 'police',
      purpose: 'plan',
      personName: 'Jane Example',
    });
  });

  it.each([
    'Name and purpose are unclear to me.',
    'Your name: Pat',
    "Parent's address: nowhere",
    'We asked why no MDT was held: no answer',
    'Reason for MDT: none',
    'request a meeting',
    'hello',
    '',
  ])('"%s" is no heading', (text) => {
    const read = readPastedRequest(text, []);
    expect(read.understood).toEqual({});
    expect(read.looksLikeRequest).toBe(false);
  });

  it('one heading alone does not make a request', () => {
    expect(readPastedRequest('Name: Jane Example', []).looksLikeRequest).toBe(false);
    expect(readPastedRequest('Name: Jane Example\nPurpose: plan', []).looksLikeRequest).toBe(true);
  });
});

describe('nothing is guessed and nothing is lost', () => {
  it('an unknown line stays with the heading it follows', () => {
    const read = readPastedRequest('Purpose: plan\nRisk: high\nDate of birth: unknown', []);
    expect(read.understood.purpose).toBe('plan\nRisk: high\nDate of birth: unknown');
  });

  it('what follows the name on further lines is not the name', () => {
    const read = readPastedRequest('Name: Jane Example\nlives in Exampleton\nPurpose: plan', []);
    expect(read.understood.personName).toBe('Jane Example');
    expect(read.unplaced).toEqual(['lives in Exampleton']);
  });

  it('a second person stays visible instead of replacing the first', () => {
    const read = readPastedRequest('Name: Jane Example\nPurpose: plan\nName: Jo Sample', []);
    expect(read.understood).toEqual({ personName: 'Jane Example', purpose: 'plan\nName: Jo Sample' });
  });

  it('a heading left empty is not an answer, and a later one with text is', () => {
    const read = readPastedRequest('Purpose:\nName: Jane Example\nPurpose: plan', []);
    expect(read.understood).toEqual({ personName: 'Jane Example', purpose: 'plan' });
  });

  it('an answer that begins like its heading is kept whole', () => {
    const read = readPastedRequest('Why no MDT\nNo MDT has been held: nobody came', []);
    expect(read.understood.whyNoMdt).toBe('No MDT has been held: nobody came');
  });

  it('of two organisations the longer name is meant, and a part of a name is none', () => {
    expect(readPastedRequest('Invitees: North Example Trust', directory).organisations).toEqual(['north-trust']);
    expect(readPastedRequest('Invitees: the police, Example Trusts', directory).organisations).toEqual([]);
  });

  it('organisations and addresses outside the part on whom to invite invite nobody', () => {
    const read = readPastedRequest('Purpose: Example Police asked, a@example.org\nInvitees: nobody yet', directory);
    expect(read.organisations).toEqual([]);
    expect(read.invitedEmails).toEqual([]);
  });

  it('a part of its own says whether the carer is to be invited', () => {
    const read = readPastedRequest('Invitees: police\nPurpose: plan\nParent/carer: they are away', []);
    expect(read.saysAboutCarer).toBe('they are away');
    expect(read.understood).toEqual({ whoToInvite: 'police', purpose: 'plan' });
  });
});

describe('whatever is pasted', () => {
  const folded = (text: string) => text.replace(/\s+/g, ' ').trim();
  const line = fc.oneof(
    fc.constantFrom(
      'Name: ',
      'Purpose - ',
      'Who to invite',
      'Why no MDT? ',
      'Individual: ',
      'Parent/carer: ',
      'Subject: MbE request',
      'Kind regards',
      '- Sam Example <sam@example.org>',
      '1. Full name of individual: Jane Example',
      '',
    ),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('@', '.', '-', ':', ' ', '(', ')', 'a', '*', "'", '\t') }),
  );
  const pasted = fc
    .array(fc.tuple(line, line, fc.constantFrom('\n', '\r\n', '\r', '\u2028', '', ' ')), { maxLength: 20 })
    .map((lines) => lines.map((parts) => parts.join('')).join(''));

  it('every text understood stands in it', () => {
    fc.assert(
      fc.property(pasted, (text) => {
        const read = readPastedRequest(text, directory);
        const whole = folded(text);
        const lines = [read.saysAboutIndividual, read.saysAboutCarer].flatMap((said) => said?.split('\n') ?? []);
        const invited = read.invitedEmails.flatMap((one) => [one.email, one.name ?? '']);
        for (const part of [...Object.values(read.understood), ...lines, ...invited, ...read.unplaced]) {
          expect(whole).toContain(folded(part));
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['one line of letters', 'a'.repeat(100_000)],
    ['one line of @', '@'.repeat(100_000)],
    ['one line of a@', 'a@'.repeat(50_000)],
    ['one line of brackets', '('.repeat(100_000)],
    ['one line of colons', `Name${':'.repeat(100_000)}`],
    ['one line of spaces', `Name${' '.repeat(100_000)}x`],
    ['invitees without end', `Invitees: ${'- '.repeat(50_000)}`],
    ['addresses without end', `Invitees: ${'a.a@a.aa '.repeat(11_000)}`],
    ['words of the family without end', `Invitees:\n${'the mother '.repeat(9_000)}`],
    ['headings without end', 'Purpose: x\n'.repeat(9_000)],
    ['line breaks without end', `Purpose: x${'\n'.repeat(100_000)}`],
    ['headings left empty without end', 'Purpose:\nName:\n'.repeat(6_000)],
    ['headings in one line without end', 'Purpose: x'.repeat(10_000)],
    ['headings left empty in one line without end', 'Purpose:Name:'.repeat(8_000)],
    ['one line of capital letters', 'A '.repeat(50_000)],
    ['labels of capital letters without end', `${'A '.repeat(70)}:`.repeat(700)],
    ['labels of joined words without end', `${'Meeting'.repeat(20)}:`.repeat(700)],
    ['labels of many words without end', `${'The Who '.repeat(12)}Invite: `.repeat(900)],
    ['the family in one line without end', `Invitees: ${'Mum: x@example.orgMum: '.repeat(4_000)}`],
    ['dates of birth without end', `Name: x\n${'DOB 1/1/2010 '.repeat(8_000)}`],
    ['labels without facts without end', `Name: x\n${'DOB '.repeat(25_000)}`],
    ['joined addresses without end', `Invitees: ${'a@a.aaBb'.repeat(12_000)}`],
    // Reading that grows with the square of the text would run into the test runner's own limit.
  ])('%s is read to its end', (_what, text) => {
    expect(readPastedRequest(text, directory)).toHaveProperty('looksLikeRequest');
  });
});
