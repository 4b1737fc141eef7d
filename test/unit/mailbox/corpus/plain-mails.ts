import { allFour, type CorpusMail, fourThings } from './corpus-mail.ts';

const all = { kind: 'request', people: [allFour] } as const;

/** The four things as people write them: headings, numbers, sentences, any order, or missing. */
export const plainMails: readonly CorpusMail[] = [
  { about: 'the newsletter’s headings', text: fourThings, expects: all },
  { about: 'a subject in capitals', subject: 'MBE REQUEST', text: fourThings, expects: all },
  { about: 'a subject with a tag of the gateway', subject: '[EXTERNAL] MbE request', text: fourThings, expects: all },
  {
    about: 'a subject with a tag, urgent, and more behind it',
    subject: 'URGENT: [External] Mbe Request - JE',
    text: fourThings,
    expects: all,
  },
  { about: 'a subject with a hyphen', subject: 'MbE-request', text: fourThings, expects: all },
  { about: 'a subject in full words', subject: 'Meeting by Exception request', text: fourThings, expects: all },
  { about: 'another subject', subject: 'Jordan', text: fourThings, expects: { kind: 'other' } },
  {
    about: 'a subject that speaks of it later',
    subject: 'A question about my MbE request',
    text: fourThings,
    expects: { kind: 'other' },
  },
  {
    about: 'numbered headings',
    text: fourThings
      .split('\n')
      .map((line, at) => `${at + 1}. ${line}`)
      .join('\n'),
    expects: all,
  },
  { about: 'headings with marks of Markdown', text: fourThings.replace(/^([^:]+):/gm, '**$1:**'), expects: all },
  {
    about: 'headings on lines of their own',
    text: fourThings.replace(/: /g, ':\n'),
    expects: { people: [{ name: 'Jordan Example', missing: [] }] },
  },
  {
    about: 'the order turned round',
    text: fourThings.split('\n').toReversed().join('\n'),
    expects: { people: [{ name: 'Jordan Example', missing: [] }] },
  },
  {
    about: 'numbers alone, in the newsletter’s order',
    text: '1. Jordan Example\n2. To agree who does what\n3. Example Police and his mother\n4. The MDT in May could not agree.',
    expects: {
      people: [
        {
          name: 'Jordan Example',
          purpose: 'To agree who does what',
          why: 'The MDT in May could not agree.',
          missing: [],
        },
      ],
    },
  },
  {
    about: 'numbers alone, and something else is meant',
    text: '1. Ring me\n2. Ring Sam\n3. Book a room\n4. Tea',
    expects: {
      people: [{ missing: ['person-name', 'purpose', 'who-to-invite', 'individual-or-family', 'why-no-mdt'] }],
    },
  },
  {
    about: 'sentences',
    text: `Hello,\n\nI am writing to request an MbE for Jordan Example. The purpose of the meeting is to agree who supports Jordan in June.\n\nPlease invite Jordan, his mum, and Example Police.\n\nAn MDT is not being taken forward because health has not answered.\n\nThanks\nWes`,
    expects: {
      people: [
        {
          name: 'Jordan Example',
          purpose: 'The purpose of the meeting is to agree who supports Jordan in June.',
          whoToInvite: 'Please invite Jordan, his mum, and Example Police.',
          missing: [],
        },
      ],
    },
  },
  {
    about: 'a sentence that asks for the meeting to an end',
    text: 'Please could we have a meeting by exception for Jordan Example to agree a crisis plan. We have not held an MDT because time is short.',
    expects: {
      people: [
        {
          name: 'Jordan Example',
          purpose: 'to agree a crisis plan.',
          missing: ['who-to-invite', 'individual-or-family'],
        },
      ],
    },
  },
  {
    about: 'a name alone',
    text: 'Full name: Jordan Example',
    expects: {
      people: [{ name: 'Jordan Example', missing: ['purpose', 'who-to-invite', 'individual-or-family', 'why-no-mdt'] }],
    },
  },
  {
    about: 'agencies, and nothing of the family',
    text: fourThings.replace(/Parent: .*\n/, ''),
    expects: { people: [{ name: 'Jordan Example', missing: ['individual-or-family'] }] },
  },
  {
    about: 'nothing but a greeting',
    text: 'Hello, can you ring me please?',
    expects: {
      people: [{ missing: ['person-name', 'purpose', 'who-to-invite', 'individual-or-family', 'why-no-mdt'] }],
    },
  },
  {
    about: 'nothing at all',
    text: '',
    expects: {
      kind: 'request',
      people: [{ missing: ['person-name', 'purpose', 'who-to-invite', 'individual-or-family', 'why-no-mdt'] }],
    },
  },
  {
    about: 'initials for a name',
    text: fourThings.replace('Jordan Example', 'J.E.'),
    expects: { people: [{ name: 'J.E.', missing: [] }] },
  },
  {
    about: 'two people in one line',
    text: fourThings.replace('individual: Jordan Example', 'individuals: Jordan Example and Alex Sample'),
    expects: {
      people: [
        { name: 'Jordan Example', missing: [] },
        { name: 'Alex Sample', missing: [] },
      ],
    },
  },
  {
    about: 'two people in a list',
    text: fourThings.replace('individual: Jordan Example', 'individuals:\n1. Jordan Example\n2. Alex Sample'),
    expects: { people: [{ name: 'Jordan Example' }, { name: 'Alex Sample' }] },
  },
  {
    about: 'two requests one below the other',
    text: `${fourThings}\n\n${fourThings.replace('Jordan Example', 'Alex Sample').replace('agree a plan', 'agree a move')}`,
    expects: {
      people: [{ ...allFour }, { name: 'Alex Sample', purpose: 'agree a move before the placement ends', missing: [] }],
    },
  },
  {
    about: 'a surname first',
    text: fourThings.replace('Jordan Example', 'Example, Jordan'),
    expects: { people: [{ name: 'Example, Jordan' }] },
  },
  {
    about: 'umlauts and Welsh letters',
    text: fourThings.replace('Jordan Example', 'Siân Ŵyn Müller-Example').replace('placement', 'lleoliad yn Nhŷ Gwyn'),
    expects: {
      people: [{ name: 'Siân Ŵyn Müller-Example', purpose: 'agree a plan before the lleoliad yn Nhŷ Gwyn ends' }],
    },
  },
  {
    about: 'umlauts in an old encoding',
    charset: 'iso-8859-1',
    text: fourThings.replace('Jordan', 'Jürgen'),
    expects: { people: [{ name: 'Jürgen Example' }] },
  },
  {
    about: 'quoted-printable',
    encoding: 'quoted-printable',
    text: fourThings.replace('Jordan', 'Zoë'),
    expects: { people: [{ name: 'Zoë Example' }] },
  },
  { about: 'base64', encoding: 'base64', text: fourThings, expects: all },
  {
    about: 'a very long one',
    text: `${fourThings}\n${'He needs more. '.repeat(8000)}`,
    expects: { cut: true, people: [{ name: 'Jordan Example' }] },
  },
  {
    about: 'three files',
    text: fourThings,
    files: ['application/pdf; name=a.pdf', 'application/ms-tnef; name=winmail.dat', 'image/png; name=b.png'],
    expects: { ...all, attachments: 3 },
  },
  {
    about: 'a winmail.dat alone',
    files: ['application/ms-tnef; name=winmail.dat'],
    expects: { attachments: 1, people: [{}] },
  },
];
