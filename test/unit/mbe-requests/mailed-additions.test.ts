import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToDraft, namesAnother } from '../../../services/mbe-requests/mailed-additions.ts';
import { readMailedRequest } from '../../../services/mbe-requests/read-mailed-request.ts';
import { repliedText } from '../../../services/mbe-requests/replied-text.ts';
import { mailedThingNames } from '../../../wording/mailed-request.ts';
import { withoutMailReply } from '../../../wording/mails/mail-reply-lines.ts';

const message = { subject: 'Re: MbE', forwarded: false, answers: ['<ours@example.org>'], from: null };
const reading = (text: string) => readMailedRequest({ ...message, text }, [], true).people;
const seed = 5;

describe('a text beside “Individual” that looks like a name', () => {
  const labels = fc.constantFrom('Individual', 'The person', 'Young person', 'The individual');
  const answers = fc.constantFrom(
    ...[
      'Yes Please',
      'By Phone Only',
      'Not Known Yet',
      'No Thanks',
      'Please Invite',
      'Not Sure',
      'Via Email',
      'TBC Soon',
    ],
  );
  const more = fc.constantFrom('', '\nWhy no MDT: two were held', '\nPurpose: a plan', '\nPurpose: a\nWhy no MDT: b');

  it('names nobody else where it is an answer, whatever else the reply says', () => {
    fc.assert(
      fc.property(labels, answers, more, (label, answer, also) => {
        expect(namesAnother('Jamie Example', reading(`${label}: ${answer}${also}`))).toBe(false);
      }),
      { seed },
    );
  });

  it('names somebody else only where the reply says more of a request', () => {
    fc.assert(
      fc.property(
        labels,
        fc.constantFrom('Robin Sample', 'Will Sample', 'Jo May Sample'),
        more,
        (label, name, also) => {
          expect(namesAnother('Jamie Example', reading(`${label}: ${name}${also}`))).toBe(also !== '');
          expect(namesAnother(name, reading(`${label}: ${name}${also}`))).toBe(false);
        },
      ),
      { seed },
    );
  });
});

describe('what a reply proposes for a name', () => {
  const draft = {
    typed: { purpose: 'a', whyNoMdt: 'b', individualDetail: 'c', furtherPeople: 'd' },
    person: { invitedEmails: [], organisationIds: [], unplaced: [], missing: ['person-name' as const] },
    toConfirm: [],
  };
  const requester = { id: '', outside: true, name: 'Wes', jobRole: null, organisation: null, phone: null };
  it.each([
    ['Jamie Example', 'Jamie Example'],
    ['Please ring me today', undefined],
  ])('is a name, and no other line (%s)', (text, name) => {
    const [said] = readMailedRequest({ ...message, text }, []).people;
    const filled = said && addToDraft(draft, said, requester);
    expect(filled?.typed.personName).toBe(name);
    expect(filled).toMatchObject({ gave: name !== undefined, proposedOnly: name !== undefined });
  });
});

describe('the words of our own mail in a reply', () => {
  const advice = ['If somebody is in danger now, call 999.', 'For anything else that cannot wait, call NHS 111.'];
  const withoutOurs = withoutMailReply({ team: 'DSR team', contact: 'dsr@example.org', emergencyAdvice: advice });

  it.each(Object.values(mailedThingNames))(
    'are taken off where they stand alone, and where an answer follows (%s)',
    (name) => {
      for (const mark of ['', '- ', '* ', '> - ']) {
        expect(withoutOurs(`${mark}${name}`)).toBe('');
        expect(withoutOurs(`${mark}${name}: my answer`)).toBe('my answer');
      }
    },
  );

  it('are not what somebody says in their own words, or under a heading of their own', () => {
    const own = [
      'somebody is in danger now',
      'Who to invite:',
      'Purpose of the meeting',
      'The DSR team knows him',
      'who to invitees',
      '',
    ];
    for (const line of own) expect(withoutOurs(line)).toBe(line);
  });

  it('leave any other line as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,9}( [xyz]{3,9}){1,40}$/), (line) => {
        expect(withoutOurs(line)).toBe(line);
      }),
      { seed },
    );
  });

  it('never bring a link to this service into what is read', () => {
    const read = { text: 'Purpose: a <https://Roundtable.example.org/l/abc> plan\nWhy no MDT: b' } as Parameters<
      typeof repliedText
    >[0];
    expect(repliedText(read, (line) => line, 'roundtable.example.org').text).toBe('Purpose: a plan\nWhy no MDT: b');
  });
});
