import { allFour, type CorpusMail, fourThings } from './corpus-mail.ts';

const all = { kind: 'request', people: [allFour] } as const;
const nhs = `
*****************************************************************

This message may contain confidential information. If you are not the intended recipient please inform the sender that you have received the message in error before deleting it. Full name of the sender is above.
`;
const forwarded = (headers: string) =>
  `Please see below.\n\nWes\n\n${headers}\n\n${fourThings}\n\nKind regards\nRobin Reed\nSocial worker`;
const cells = fourThings.split('\n').map((line) => line.split(': '));
const table = `<table border=1>${cells.map(([label, text]) => `<tr><td><p class=MsoNormal><b>${label}</b></p></td><td><p class=MsoNormal>${text}</p></td></tr>`).join('')}</table>`;

/** The same as mail programs send it: signatures, quoted history, disclaimers, tables, hostile HTML. */
export const programMails: readonly CorpusMail[] = [
  {
    about: 'a signature below kind regards',
    text: `${fourThings}\n\nKind regards\nWes Sender\nNurse, Example Ward\n01632 960 999`,
    expects: { people: [{ ...allFour, without: ['Example Ward', '960 999'] }] },
  },
  {
    about: 'a signature below two dashes',
    text: `${fourThings}\n-- \nWes Sender\nExample Ward`,
    expects: { people: [{ ...allFour, without: ['Example Ward'] }] },
  },
  {
    about: 'a phone',
    text: `${fourThings}\n\nSent from my iPhone`,
    expects: { people: [{ ...allFour, without: ['iPhone'] }] },
  },
  {
    about: 'Outlook on a phone',
    text: `${fourThings}\n\nGet Outlook for iOS<https://aka.example.org/o0ukef>`,
    expects: { people: [{ ...allFour, without: ['Outlook'] }] },
  },
  {
    about: 'the request below the signature',
    text: `Please see the details.\n\nMany thanks\nWes\n\n${fourThings}`,
    expects: all,
  },
  {
    about: 'an NHS disclaimer',
    text: `${fourThings}\n${nhs}`,
    expects: { people: [{ ...allFour, without: ['intended recipient'] }] },
  },
  {
    about: 'a disclaimer above the request',
    text: `This message originated from outside of NHSmail. Please do not click links.\n\n${fourThings}`,
    expects: all,
  },
  {
    about: 'a banner of the gateway',
    text: `CAUTION: This email originated from outside the organisation.\n\n${fourThings}`,
    expects: { people: [{ ...allFour, without: ['CAUTION'] }] },
  },
  {
    about: 'quoted history of Outlook below an answer is not read',
    subject: 'RE: MbE request',
    headers: { 'In-Reply-To': '<1@example.org>' },
    text: `Any news?\n\n${forwarded('From: Robin Reed <robin@ward.example.org>\nSent: 1 June 2026 10:00\nTo: DSR\nSubject: MbE request').split('\n').slice(4).join('\n')}`,
    expects: {
      newText: 'Any news?',
      people: [{ missing: ['person-name', 'purpose', 'who-to-invite', 'individual-or-family', 'why-no-mdt'] }],
    },
  },
  {
    about: 'quoted history of Gmail below an answer is not read',
    subject: 'Re: MbE request',
    headers: { 'In-Reply-To': '<1@example.org>' },
    text: `Thank you.\n\nOn Mon, 1 Jun 2026 at 10:00, DSR team <dsr@example.org>\nwrote:\n\n${fourThings.replace(/^/gm, '> ')}`,
    expects: {
      newText: 'Thank you.',
      people: [{ missing: ['person-name', 'purpose', 'who-to-invite', 'individual-or-family', 'why-no-mdt'] }],
    },
  },
  {
    about: 'an answer below what is quoted',
    subject: 'Re: MbE request',
    headers: { 'In-Reply-To': '<1@example.org>' },
    text: '> What is the purpose?\n\nPurpose: agree a plan',
    expects: { newText: 'Purpose: agree a plan', people: [{ purpose: 'agree a plan' }] },
  },
  {
    about: 'Outlook forwards it',
    subject: 'FW: MbE request',
    text: forwarded(
      '________________________________\nFrom: Robin Reed <robin@ward.example.org>\nSent: 1 June 2026 10:00\nTo: Wes Sender\nSubject: a meeting',
    ),
    expects: { ...all, onBehalfOf: 'Robin Reed <robin@ward.example.org>' },
  },
  {
    about: 'Gmail forwards it',
    subject: 'Fwd: MbE request',
    text: forwarded(
      '---------- Forwarded message ---------\nFrom: Robin Reed <robin@ward.example.org>\nDate: Mon, 1 Jun 2026 at 10:00\nSubject: a meeting\nTo: Wes Sender <wes@ward.example.org>',
    ),
    expects: { ...all, onBehalfOf: 'Robin Reed <robin@ward.example.org>' },
  },
  {
    about: 'Apple Mail forwards it',
    subject: 'Fwd: MbE request',
    text: forwarded(
      'Begin forwarded message:\n\nFrom: Robin Reed <robin@ward.example.org>\nSubject: a meeting\nDate: 1 June 2026 at 10:00:00 BST\nTo: Wes Sender <wes@ward.example.org>',
    ).replace(/^(?!Please|Wes|Begin)(?=.)/gm, '> '),
    expects: { people: [{ ...allFour }], onBehalfOf: 'Robin Reed <robin@ward.example.org>' },
  },
  {
    about: 'a German Outlook forwards it',
    subject: 'WG: MbE request',
    text: forwarded(
      'Von: Robin Reed <robin@ward.example.org>\nGesendet: Montag, 1. Juni 2026 10:00\nAn: Wes Sender\nBetreff: a meeting',
    ),
    expects: { ...all, onBehalfOf: 'Robin Reed <robin@ward.example.org>' },
  },
  {
    about: 'the sender forwards their own',
    subject: 'FW: MbE request',
    text: forwarded('From: Wes Sender <wes@ward.example.org>\nSent: 1 June 2026 10:00\nTo: Robin\nSubject: a meeting'),
    expects: { ...all, onBehalfOf: null },
  },
  {
    about: 'the sender adds what the forwarded part lacks',
    subject: 'FW: MbE request',
    text: `Why no MDT: education did not come twice\n\n${forwarded('From: Robin Reed <robin@ward.example.org>\nSent: 1 June 2026 10:00\nTo: Wes Sender\nSubject: a meeting').replace(/Why a MDT.*\n/, '\n')}`,
    expects: {
      people: [{ name: 'Jordan Example', purpose: allFour.purpose, missing: [] }],
      onBehalfOf: 'Robin Reed <robin@ward.example.org>',
    },
  },
  {
    about: 'a table of Outlook’s',
    html: `<html><body>${table}<p>Kind regards</p><p>Wes</p></body></html>`,
    expects: all,
  },
  { about: 'a table within a table for layout', html: `<table><tr><td>${table}</td></tr></table>`, expects: all },
  {
    about: 'Gmail’s lines',
    html: `<div dir="ltr">${fourThings
      .split('\n')
      .map((line) => `<div>${line}</div>`)
      .join('')}<div><br></div></div>`,
    expects: all,
  },
  {
    about: 'an ordered list in HTML',
    html: `<ol>${fourThings
      .split('\n')
      .map((line) => `<li>${line}</li>`)
      .join('')}</ol>`,
    expects: all,
  },
  {
    about: 'line breaks in HTML, in an old encoding with entities',
    charset: 'windows-1252',
    html: fourThings.replace('Jordan', 'Si&acirc;n &Wcirc;yn').replace(/\n/g, '<br>'),
    expects: { people: [{ name: 'Siân Ŵyn Example' }] },
  },
  {
    about: 'a plain part that says nothing',
    text: 'Your mail program does not show HTML.',
    html: fourThings.replace(/\n/g, '<br>'),
    expects: all,
  },
  { about: 'both parts', text: fourThings, html: table, expects: all },
  {
    about: 'hostile HTML',
    html: `<script>alert(1)</script><style>x{}</style><img src=x onerror=alert(1)><!-- Full name: Mallory Hidden --><div style="display:none">Purpose: hidden</div>${fourThings.replace(/\n/g, '<br>')}<iframe src="javascript:alert(1)">Full name: Mallory Framed</iframe><svg><text>no</text></svg>`,
    expects: { people: [{ ...allFour, without: ['alert', 'hidden', 'Mallory', 'javascript'] }] },
  },
  {
    about: 'HTML that never ends',
    html: `<div><table><tr><td>${'<b>'.repeat(3000)}${fourThings.replace(/\n/g, '<br>')}`,
    expects: all,
  },
  {
    about: 'an address behind a link',
    html: fourThings
      .replace('Sam Sample, sam@council.example.org', '<a href="mailto:sam@council.example.org">Sam Sample</a>')
      .replace(/\n/g, '<br>'),
    expects: {
      people: [
        {
          ...allFour,
          whoToInvite: 'Example Police; Sam Sample <sam@council.example.org>\nParent: Ann Example, 01632 960 123',
        },
      ],
    },
  },
];

/** What nobody wrote to be answered, and what comes back. */
export const automaticMails: readonly CorpusMail[] = [
  {
    about: 'an absence note of Exchange',
    subject: 'Automatic reply: MbE request',
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    text: 'I am away.',
    expects: { kind: 'unanswered', because: 'automatic-reply' },
  },
  {
    about: 'an absence note of Gmail',
    subject: 'Out of office Re: a question',
    headers: { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' },
    text: 'Away',
    expects: { kind: 'unanswered', because: 'automatic-reply' },
  },
  {
    about: 'an absence note that says so only in its subject',
    subject: 'Abwesenheitsnotiz: MbE',
    text: 'weg',
    expects: { kind: 'unanswered', because: 'automatic-reply' },
  },
  {
    about: 'a newsletter',
    subject: 'News of June',
    headers: { 'List-Unsubscribe': '<mailto:off@news.example.org>', 'List-Id': 'News <news.example.org>' },
    text: 'News',
    expects: { kind: 'unanswered', because: 'newsletter' },
  },
  {
    about: 'bulk mail',
    subject: 'Offers',
    headers: { Precedence: 'bulk' },
    text: 'Buy',
    expects: { kind: 'unanswered', because: 'newsletter' },
  },
  {
    about: 'our own mail come back',
    from: 'DSR team <dsr@example.org>',
    subject: 'Re: MbE request',
    text: 'x',
    expects: { kind: 'unanswered', because: 'loop' },
  },
  {
    about: 'a mail of ours redirected to us',
    subject: 'MBE-2026-0001: news',
    headers: { 'X-Roundtable-Delivery': '2f1b1c1e-0000-4000-8000-000000000000' },
    text: 'x',
    expects: { kind: 'unanswered', because: 'loop' },
  },
  {
    about: 'an alert of a program',
    subject: 'Ticket 1',
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: 'x',
    expects: { kind: 'unanswered', because: 'automatic' },
  },
  {
    about: 'an address that takes no answers',
    from: 'no-reply@portal.example.org',
    subject: 'Something',
    text: 'x',
    expects: { kind: 'unanswered', because: 'automatic' },
  },
  {
    about: 'an answer to an invitation',
    subject: 'Accepted: MBE-2026-0001',
    files: ['text/calendar; method=REPLY'],
    text: '',
    expects: { kind: 'unanswered', because: 'calendar-answer', attachments: 0 },
  },
  {
    about: 'a request that a mailing list sent',
    headers: { 'List-Id': '<staff.example.org>' },
    text: fourThings,
    expects: { kind: 'unanswered', because: 'newsletter' },
  },
  {
    about: 'a report of a mail that did not arrive',
    from: 'postmaster@mx.example.org',
    subject: 'Undeliverable: an invitation',
    files: ['message/delivery-status'],
    text: '#5.1.1',
    expects: { kind: 'bounce', attachments: 0 },
  },
  {
    about: 'an old server’s report',
    from: 'MAILER-DAEMON@mx.example.org',
    subject: 'Returned mail: see transcript',
    text: '550 5.1.1 no such user',
    expects: { kind: 'bounce' },
  },
  {
    about: 'somebody who writes about undeliverable mail',
    from: 'Wes Sender <wes@ward.example.org>',
    subject: 'Undeliverable: what does it mean?',
    text: 'x',
    expects: { kind: 'other' },
  },
];
