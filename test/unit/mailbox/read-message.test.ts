import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSenderChecked } from '../../../services/mailbox/authentication.ts';
import { htmlText } from '../../../services/mailbox/html-text.ts';
import {
  type MailboxFacts,
  MOST_SUBJECT,
  MOST_TEXT,
  mailStates,
  mayBecome,
  type ResultsOf,
} from '../../../services/mailbox/model.ts';
import { readMessage } from '../../../services/mailbox/read-message.ts';
import { isRequestSubject } from '../../../services/mailbox/subject.ts';
import { readMailedRequest } from '../../../services/mbe-requests/read-mailed-request.ts';
import { rawMail } from './corpus/corpus-mail.ts';
import { automaticMails, programMails } from './corpus/program-mails.ts';

const mailbox: MailboxFacts = { ownAddresses: ['dsr@example.org'], resultsOf: { kind: 'exchange' } };

describe('who has checked a sender', () => {
  const exchange: ResultsOf = { kind: 'exchange' };
  const named: ResultsOf = { kind: 'named', authservId: 'mx.dsr.example.org' };
  const results = (value: string) => ({ name: 'authentication-results', value });
  const received = { name: 'received', value: 'from a by b' };
  const wes = 'wes@ward.example.org';
  const pass =
    'spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=ward.example.org; dkim=pass (signature was verified) header.d=ward.example.org; dmarc=pass action=none header.from=ward.example.org; compauth=pass reason=100';

  it.each<[string, boolean, ResultsOf, { name: string; value: string }[]]>([
    ['all three passed', true, exchange, [results(pass)]],
    ['nobody is asked', false, { kind: 'nobody' }, [results(pass)]],
    ['there are none', false, exchange, []],
    ['DMARC passed by DKIM alone', true, exchange, [results(pass.replace('spf=pass', 'spf=fail'))]],
    [
      'DMARC passed, and neither of the others',
      false,
      exchange,
      [results(pass.replace('spf=pass', 'spf=fail').replace('dkim=pass', 'dkim=fail'))],
    ],
    ['DMARC failed', false, exchange, [results(pass.replace('dmarc=pass', 'dmarc=fail'))]],
    [
      'DMARC passed for another domain',
      false,
      exchange,
      [results(pass.replace('header.from=ward', 'header.from=evil'))],
    ],
    ['no policy, and both passed for the domain', true, exchange, [results(pass.replace('dmarc=pass', 'dmarc=none'))]],
    [
      'no policy, and SPF passed alone',
      false,
      exchange,
      [results(pass.replace('dmarc=pass', 'dmarc=none').replace('dkim=pass', 'dkim=none'))],
    ],
    [
      'no policy, and another domain signed it',
      false,
      exchange,
      [results(pass.replace('dmarc=pass', 'dmarc=none').replace('header.d=ward', 'header.d=list'))],
    ],
    ['Exchange as a whole says no', false, exchange, [results(pass.replace('compauth=pass', 'compauth=fail'))]],
    [
      'a forged one stands below the real one',
      false,
      exchange,
      [results(pass.replaceAll('pass', 'fail')), received, results(pass)],
    ],
    ['one with a name came from outside', false, exchange, [results(`mx.evil.example; ${pass}`)]],
    [
      'the passing words stand in a comment',
      false,
      exchange,
      [results('spf=fail (dmarc=pass header.from=ward.example.org; dkim=pass) smtp.mailfrom=x')],
    ],
    [
      'the passing words stand in the sender’s own quoted address',
      false,
      named,
      [
        results(
          `mx.dsr.example.org; spf=pass smtp.mailfrom="x; ${pass.replaceAll(/ \([^)]*\)/g, '')};"@evil.example; dkim=none`,
        ),
        received,
      ],
    ],
    ['the bracket is never closed', false, exchange, [results(`spf=pass (; ${pass}`)]],
    [
      'somebody of the own organisation',
      true,
      exchange,
      [
        results('dkim=none; dmarc=none header.from=x'),
        { name: 'x-ms-exchange-organization-authas', value: 'Internal' },
      ],
    ],
    [
      'the own organisation is no word of another server',
      false,
      named,
      [{ name: 'x-ms-exchange-organization-authas', value: 'Internal' }],
    ],
    ['the server names itself', true, named, [results(`mx.dsr.example.org; ${pass}`), received]],
    ['another server names itself', false, named, [results(`mx.other.example.org; ${pass}`), received]],
    [
      'a forged one under our name came from outside',
      false,
      named,
      [results('mx.dsr.example.org; dmarc=none'), received, results(`mx.dsr.example.org; ${pass}`)],
    ],
    [
      'one of ours says the opposite',
      false,
      named,
      [
        results(`mx.dsr.example.org; ${pass}`),
        results('mx.dsr.example.org; dmarc=fail header.from=ward.example.org'),
        received,
      ],
    ],
    [
      'the server says it in several headers',
      true,
      named,
      [
        results('mx.dsr.example.org; dkim=pass header.d=ward.example.org'),
        results('mx.dsr.example.org; dmarc=pass header.from=ward.example.org'),
        received,
      ],
    ],
  ])('%s', (_about, checked, resultsOf, headers) => {
    expect(isSenderChecked(headers, wes, resultsOf)).toBe(checked);
  });

  it('never throws, and passes nobody without a word of it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.constantFrom(exchange, named),
        (value, resultsOf) => {
          expect(isSenderChecked([results(value)], wes, resultsOf)).toBe(false);
        },
      ),
      { seed: 5 },
    );
  });

  it('knows no author where several are named, in one line or in two', async () => {
    const two = await readMessage(
      rawMail({ about: '', from: 'A <a@example.org>, B <b@example.org>', text: 'x', expects: {} }),
      mailbox,
    );
    expect(two).toMatchObject({ from: null, senderChecked: false });
    const lines = await readMessage(
      Buffer.from('From: a@example.org\r\nFrom: b@example.org\r\nSubject: x\r\n\r\nx'),
      mailbox,
    );
    expect(lines.from).toBeNull();
  });
});

describe('a report about a mail of ours', () => {
  const id = '2f1b1c1e-0000-4000-8000-000000000000';
  const report = (part: string, text = '') =>
    Buffer.from(
      [
        'From: postmaster@mx.example.org',
        'Subject: Undeliverable: an invitation',
        'In-Reply-To: <answered@example.org>',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        text,
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example.org',
        '',
        'Final-Recipient: rfc822; wes@ward.example.org',
        'Action: failed',
        'Status: 5.1.1',
        '--b',
        part,
        '--b--',
      ].join('\r\n'),
    );

  it.each([
    [
      'the original’s headers as a part',
      report(
        `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${id}@example.org>\r\nX-Roundtable-Delivery: ${id}`,
      ),
    ],
    [
      'the original attached',
      report(
        `Content-Type: message/rfc822\r\n\r\nMessage-ID: <${id}@example.org>\r\nx-roundtable-delivery: ${id}\r\nSubject: x\r\n\r\ntext`,
      ),
    ],
    [
      'the headers within the text, as Exchange quotes them',
      report(
        'Content-Type: text/plain\r\n\r\n',
        `Original message headers:\r\n\r\nMessage-ID: <${id}@example.org>\r\nx-roundtable-delivery: ${id}`,
      ),
    ],
  ])('is known by %s', async (_about, raw) => {
    const { kind } = await readMessage(raw, mailbox);
    expect(kind).toMatchObject({
      kind: 'bounce',
      bounce: {
        deliveryId: id,
        messageIds: [`<${id}@example.org>`, '<answered@example.org>'],
        code: '5.1.1',
        outcome: 'failed',
      },
    });
  });

  it('says that a mail is late, or that it arrived', async () => {
    const outcomeOf = async (action: string) => {
      const { kind } = await readMessage(Buffer.from(report('').toString().replace('failed', action)), mailbox);
      return kind.kind === 'bounce' ? kind.bounce.outcome : null;
    };
    expect([await outcomeOf('delayed'), await outcomeOf('delivered')]).toEqual(['delayed', 'delivered']);
  });
});

describe('whatever comes in', () => {
  const pieces = [...programMails, ...automaticMails]
    .flatMap(({ text, html }) => [text ?? '', html ?? ''])
    .flatMap((text) => text.split('\n'));
  const bodies = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 40 })), {
    maxLength: 30,
  });

  it('is read, and nothing is understood that does not stand there', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), async (lines, asHtml) => {
        const body = lines.join('\n');
        const raw = rawMail({ about: '', ...(asHtml ? { html: body } : { text: body }), expects: {} });
        const message = await readMessage(raw, mailbox);
        const { people } = readMailedRequest(message, []);
        for (const { personName, purpose, whoToInvite, whyNoMdt } of people) {
          for (const thing of [personName, purpose, whoToInvite, whyNoMdt]) {
            for (const line of (thing?.text ?? '').split('\n')) expect(message.text).toContain(line.trim());
          }
        }
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it('is read also where it is no message at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const message = await readMessage(Buffer.from(bytes), mailbox);
        expect(message.text.length).toBeLessThanOrEqual(MOST_TEXT);
        expect(message.subject.length).toBeLessThanOrEqual(MOST_SUBJECT);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it.each([
    '<b>',
    '<table><tr><td>',
    '<',
    '<a "',
    '&amp;',
    '<blockquote>',
    '<li>x',
    '> x\n',
    'From: a\nTo: b\nSubject: c\n',
    'Thanks\n',
    'Full name: A B\n',
    '(',
    'a. ',
    'Please invite x. ',
    '@',
  ])('takes time in proportion to its length: %j', async (unit) => {
    const time = async (times: number) => {
      const raw = Buffer.from(
        `From: a@example.org\r\nSubject: MbE request\r\nContent-Type: text/html\r\n\r\n${unit.repeat(times)}`,
      );
      const before = performance.now();
      readMailedRequest(await readMessage(raw, mailbox), []);
      return performance.now() - before;
    };
    await time(1000);
    // A few milliseconds each; in proportion to the square it would be minutes.
    expect(await time(100_000)).toBeLessThan(5000);
  });

  it('is text once it is read: no tag of a page is left', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<b>',
            '</b>',
            '<script>',
            'x',
            '</script>',
            '<p ',
            '>',
            '"',
            '<!--',
            '-->',
            '<td>',
            '</table>',
            '<br/>',
          ),
        ),
        (tags) => {
          expect(htmlText(tags.join(''))).not.toMatch(/<(?:script|b|td|br)/);
        },
      ),
      { seed: 5 },
    );
  });
});

describe('the subject and the states', () => {
  it.each([
    'MbE request',
    'mbe request',
    'Re: Fwd: MBE REQUEST',
    '[EXTERNAL] Re: [EXT] MbE  request',
    'AW: WG: MbE request: Jo',
    'MbE requests',
  ])('%s asks for a meeting', (subject) => {
    expect(isRequestSubject(subject)).toBe(true);
  });
  it.each([
    '',
    'MbE',
    'Automatic reply: MbE request',
    'Undeliverable: MbE request',
    'the MbE request',
    'MBE-2026-0001: news',
  ])('%s does not', (subject) => {
    expect(isRequestSubject(subject)).toBe(false);
  });
  it('is never received again, and what was dealt with stays so', () => {
    for (const from of mailStates) {
      expect(mayBecome(from, 'received')).toBe(false);
      expect(mayBecome('triaged', from)).toBe(false);
    }
    expect(mailStates.filter((to) => mayBecome('received', to))).toEqual([
      'request-made',
      'draft-kept',
      'question-answered',
      'bounce-noted',
      'left-alone',
      'to-triage',
    ]);
    expect(mailStates.filter((to) => mayBecome('to-triage', to))).toEqual(['draft-kept', 'triaged']);
  });
});
