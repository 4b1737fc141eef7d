import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInviteeLines } from '../../../services/mbe-requests/invitee-lines.ts';
import { isEmailAddress } from '../../../services/platform/email-address.ts';

const sam = { name: 'Sam Okoro', email: 'sam.okoro@example.org' };

describe('further people, one a line', () => {
  it.each([
    'Sam Okoro, sam.okoro@example.org',
    'Sam Okoro <sam.okoro@example.org>',
    '"Sam Okoro" <sam.okoro@example.org>;',
    'Sam Okoro - sam.okoro@example.org',
    'Sam Okoro – sam.okoro@example.org',
    'Sam Okoro: mailto:sam.okoro@example.org',
    'Sam Okoro sam.okoro@example.org',
    'Sam Okoro (sam.okoro@example.org)',
    '  - Sam   Okoro, sam.okoro@example.org.  ',
    '1. Sam Okoro, sam.okoro@example.org',
    'Sam\u0007Okoro <sam.okoro@example.org>',
  ])('"%s" is one person', (line) => {
    expect(readInviteeLines(line)).toEqual({ people: [sam], problems: [] });
  });

  it('what stands in a name is kept as it was typed', () => {
    const { people } = readInviteeLines("Dr Anne-Marie O'Neil, social worker, a@example.org\n=cmd() <b@example.org>");
    expect(people.map((person) => person.name)).toEqual(["Dr Anne-Marie O'Neil, social worker", '=cmd()']);
  });

  it.each([
    ['Sam Okoro', 'no-email'],
    ['Sam Okoro, sam@example', 'bad-email'],
    ['Sam Okoro, sam@okoro@example.org', 'bad-email'],
    ['sam@example.org, alex@example.org', 'bad-email'],
    ['sam.okoro@example.org', 'no-name'],
    ['<sam.okoro@example.org>', 'no-name'],
    ['- sam.okoro@example.org', 'no-name'],
    [`${'S'.repeat(500)} sam@example.org`, 'bad-email'],
  ])('"%s" is marked %s', (line, reason) => {
    expect(readInviteeLines(line)).toEqual({ people: [], problems: [{ line: 1, text: line, reason }] });
  });

  it('problems carry the line they stand on, blank lines counted', () => {
    const { people, problems } = readInviteeLines('Sam Okoro <sam.okoro@example.org>\r\n\r\nAlex\r\n');
    expect(people).toEqual([sam]);
    expect(problems).toEqual([{ line: 3, text: 'Alex', reason: 'no-email' }]);
  });

  it('the same address twice is taken once, however it is written', () => {
    const { people, problems } = readInviteeLines('Sam Okoro <sam.okoro@example.org>\nS. Okoro, SAM.OKORO@example.org');
    expect(people).toEqual([sam]);
    expect(problems.map((problem) => problem.reason)).toEqual(['repeated']);
  });

  it('more people than the limit are refused one by one', () => {
    const { people, problems } = readInviteeLines('A <a@example.org>\nB <b@example.org>\nC <c@example.org>', 2);
    expect(people).toHaveLength(2);
    expect(problems).toEqual([{ line: 3, text: 'C <c@example.org>', reason: 'too-many' }]);
  });

  it('every line that is not blank is either a person or a problem, and nobody has an impossible address', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.string(), fc.emailAddress()).map(([name, email]) => `${name}, ${email}`),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const { people, problems } = readInviteeLines(text);
        const filled = text.split(/\r\n|[\r\n\u2028\u2029]/).filter((one) => one.trim() !== '');
        expect(people.length + problems.length).toBe(filled.length);
        for (const { name, email } of people) {
          expect(isEmailAddress(email)).toBe(true);
          expect(name).toMatch(/^[^\p{C}]+$/u);
        }
      }),
    );
  });
});
