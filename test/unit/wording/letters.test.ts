import { describe, expect, it } from 'vitest';
import { type ConsentRoute, consentRoutes } from '../../../services/consent/model.ts';
import type { LetterReceiver, LetterSubject } from '../../../services/letters/model.ts';
import type { LetterFormat } from '../../../services/people/model.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { letterWords } from '../../../wording/letters/letter-words.ts';
import { deliveryWords } from '../../../wording/mails/delivery-words.ts';
import { sampleLetterMeeting } from '../../support/letter-meeting.ts';

const policy = loadPolicy();
const meeting = sampleLetterMeeting();
const day = '2027-01-12';
const subjects: LetterSubject[] = [
  {
    kind: 'referral-accepted',
    facts: { day, consentRoute: 'person', consentUntil: '2028-01-11', nextBy: '2027-02-12', shared: true },
  },
  ...consentRoutes.map((consentRoute) => ({
    kind: 'referral-accepted' as const,
    facts: { day, consentRoute, consentUntil: null, nextBy: null, shared: false },
  })),
  ...policy.notEligibleReasons.value.map(({ code }) => ({
    kind: 'referral-not-eligible' as const,
    facts: { day, reason: code },
  })),
  { kind: 'referral-withdrawn', facts: { day } },
  { kind: 'referral-withdrawn', facts: { day, because: 'already-on-register' } },
  { kind: 'consent-renewal', facts: { until: day, decides: 'person' } },
  { kind: 'consent-renewal', facts: { until: day, decides: 'others' } },
  { kind: 'consent-withdrawn', facts: { day } },
  { kind: 'consent-withdrawn', facts: { day, meetingSoon: true } },
  { kind: 'consent-withdrawn', facts: { day, wasNotOn: true } },
  ...policy.endReasons.value.map(({ code }) => ({ kind: 'entry-ended' as const, facts: { day, reason: code } })),
  ...[true, false].map((moved) => ({ kind: 'meeting-invitation' as const, facts: { moved } })),
  ...[true, false].map((corrects) => ({
    kind: 'meeting-agreed' as const,
    facts: { outcomeId: '00000000-0000-4000-8000-000000000001', version: 1, corrects },
  })),
];

function letter(subject: LetterSubject, receiver: LetterReceiver, format: LetterFormat = 'plain'): string {
  return letterWords.letter({
    ...subject,
    receiver,
    format,
    receiverName: receiver === 'person' ? 'Jordan Example' : 'Alex Sample',
    personName: 'Jordan Example',
    reference: 'REF-2027-0042',
    note: null,
    whatElseHelps: 'The community team can visit.',
    ownWords: null,
    reasonLabel: 'A reason of the area',
    team: policy.team,
    whoRuns: policy.whoRuns.value,
    contact: 'dsr.team@example.org',
    emergencyAdvice: policy.emergencyAdvice.value,
    teamContact: null,
    meeting,
  }).text;
}

const isDeath = (subject: LetterSubject) => subject.kind === 'entry-ended' && subject.facts.reason === 'died';
const receiversOf = (subject: LetterSubject): LetterReceiver[] => {
  if (isDeath(subject)) return ['representative'];
  return subject.kind.startsWith('referral') ? ['person', 'representative', 'referrer'] : ['person', 'representative'];
};
const formats: LetterFormat[] = ['plain', 'easy-read', 'large-print'];
const all = subjects.flatMap((subject) =>
  receiversOf(subject).flatMap((receiver) =>
    formats.map((format) => ({ subject, receiver, text: letter(subject, receiver, format) })),
  ),
);

describe('every letter', () => {
  it('says what happens next, whom to ask, that it is no emergency service, and what to do now', () => {
    for (const { text } of all) {
      for (const said of ['What happens next', 'Who to ask', 'dsr.team@example.org', 'not an emergency service', '999'])
        expect(text).toContain(said);
      expect(text).not.toMatch(/undefined|null|NaN|\$\{/);
    }
  });

  it('is in short sentences: none of more than 30 words', () => {
    for (const { text } of all) {
      const said = text.replace(/^-+$/gm, '').split(/(?<=[.?!:])\s|\n/);
      for (const sentence of said) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(30);
    }
  });

  it('in Easy Read has one sentence a line', () => {
    for (const subject of subjects) {
      for (const receiver of receiversOf(subject)) {
        for (const line of letter(subject, receiver, 'easy-read').split('\n')) {
          expect(line).not.toMatch(/[.?!] \p{Lu}/u);
        }
      }
    }
  });

  it('to a referrer names nobody and says no rating, and nothing of whether they were on the register before', () => {
    for (const { receiver, text } of all) {
      if (receiver === 'referrer')
        expect(text).not.toMatch(/Jordan|on the register already|\b(red|amber|green|blue)\b/i);
    }
    const ended = { kind: 'referral-withdrawn', facts: { day } } as const;
    const because = { kind: 'referral-withdrawn', facts: { day, because: 'already-on-register' } } as const;
    expect(letter(because, 'referrer')).toBe(letter(ended, 'referrer'));
  });

  it('tells the person, and who speaks for them, that support does not change, whatever was decided', () => {
    for (const { subject, receiver, text } of all) {
      if (receiver !== 'referrer' && !isDeath(subject) && !subject.kind.startsWith('meeting'))
        expect(text, subject.kind).toMatch(/stays the same|does not change because of this|keeps? the support/);
    }
  });
});

describe('what a letter tells somebody', () => {
  const accepted = (consentRoute: ConsentRoute, shared: boolean): LetterSubject => ({
    kind: 'referral-accepted',
    facts: { day, consentRoute, consentUntil: '2028-01-11', nextBy: null, shared },
  });

  it('is in correct grammar, also of somebody by name', () => {
    for (const { text } of all) {
      expect(text).not.toMatch(/\b(you|they) (has|is|does|wants|needs|keeps|gets)\b/i);
      expect(text).not.toMatch(/Jordan Example (have|are|do|want|need|keep|get)\b(?!.*\?)/);
    }
  });

  it('says what the register is, wherever they may never have heard of it', () => {
    for (const { subject, receiver, text } of all) {
      const isNew = subject.kind.startsWith('referral') || subject.kind === 'consent-renewal';
      if (isNew && receiver !== 'referrer') expect(text, subject.kind).toMatch(/The register is a list of people/);
    }
  });

  it('calls a referral by its name only where it says what that is', () => {
    for (const { receiver, text } of all) {
      if (receiver !== 'referrer' && /\breferral\b/.test(text)) expect(text).toContain('This is called a referral.');
    }
  });

  it('says to whom things are told, as they agreed to it', () => {
    for (const receiver of ['person', 'representative'] as const) {
      expect(letter(accepted('person', true), receiver)).toContain('We may tell other services about');
      const alone = letter(accepted('person', false), receiver);
      expect(alone).toContain('What we know from the register stays in our team.');
      expect(alone).not.toMatch(/the people who give it|We may tell other services/);
    }
    expect(letter(accepted('person', true), 'referrer')).toBe(letter(accepted('parent', false), 'referrer'));
  });

  it('says how a yes is taken back, whoever gave it', () => {
    for (const receiver of ['person', 'representative'] as const) {
      for (const route of consentRoutes) {
        const said = letter(accepted(route, true), receiver);
        expect(said, route).toMatch(/at any time/);
        if (route !== 'best-interest') expect(said, route).toMatch(/we take (the|your|Jordan Example’s) name off/);
      }
    }
    expect(letter(accepted('parent', true), 'representative')).toContain('If this was not you');
  });

  it('asks for an answer only those whose answer counts', () => {
    const renewal = (decides: 'person' | 'others', receiver: LetterReceiver) =>
      letter({ kind: 'consent-renewal', facts: { until: day, decides } }, receiver);
    expect(renewal('person', 'person')).toContain('Tell us yes or no.');
    expect(renewal('person', 'representative')).toContain('This time we ask Jordan Example for the answer.');
    expect(renewal('others', 'person')).not.toContain('Tell us yes or no.');
    expect(renewal('others', 'person')).toContain('Tell us what you think.');
    expect(renewal('others', 'representative')).toContain('Tell us what they think.');
  });

  it('tells nobody that they were taken off a register that they were not on', () => {
    const said = letter({ kind: 'consent-withdrawn', facts: { day, wasNotOn: true } }, 'person');
    expect(said).not.toMatch(/off the register|any more/);
    expect(said).toContain('It is not on the register.');
  });

  it('never speaks of a death to the person, and leaves out what would hurt whoever it is told to', () => {
    const died = { kind: 'entry-ended', facts: { day, reason: 'died' } } as const;
    expect(() => letter(died, 'person')).toThrow('death');
    const said = letter(died, 'representative');
    expect(said).toContain('We are very sorry');
    expect(said).not.toMatch(/needs? more help|ask us again|support that|Easy Read|written down/);
  });
});

describe('a letter by mail', () => {
  it('says the same in text and HTML; large print is larger; the subject is the reference', () => {
    const text = letter({ kind: 'referral-withdrawn', facts: { day } }, 'person');
    const mail = (format: LetterFormat) =>
      deliveryWords.letter({ reference: 'REF-2027-0042', team: policy.team, text, format, answerUrl: null });
    const plain = mail('plain');
    expect(plain.text).toBe(`${text}\n`);
    expect(plain.subject).toBe('REF-2027-0042: a letter for you');
    expect(plain.html).toContain('<h2');
    expect(plain.html).toContain('Jordan Example');
    expect(mail('large-print').html).toContain('font:24px');
    expect(plain.html).toContain('font:16px');
  });

  it('that asks for an answer brings the way to give it, after its own words', () => {
    const answerUrl = 'https://roundtable.example.org/l/secret';
    const mail = deliveryWords.letter({ reference: 'R', team: 'T', text: 'Dear X', format: 'plain', answerUrl });
    expect(mail.text).toBe(`Dear X\n\nAnswer on your page: ${answerUrl}\n`);
    expect(mail.html).toContain(`<a href="${answerUrl}"`);
  });

  it('what a coordinator typed brings no tag into it', () => {
    const { html } = deliveryWords.letter({
      reference: 'R',
      team: 'T',
      text: 'Dear <b>X</b>\n\n- <img src=x>',
      format: 'plain',
      answerUrl: null,
    });
    expect(html).not.toMatch(/<b>|<img/);
  });

  it('that may not be mailed: tells who speaks for the person what it is and that it can wait, in their own words', () => {
    const frame = { team: policy.team, contact: 'dsr.team@example.org', emergencyAdvice: policy.emergencyAdvice.value };
    const notice = (receiver: LetterReceiver, inChat: boolean) =>
      deliveryWords.letterNotice({ ...frame, reference: 'REF-2027-0042', receiver, inChat, link: null }).text;
    expect(notice('representative', false)).toContain('We have a letter for you. It is private');
    expect(notice('representative', false)).toContain('You do not have to do anything now.');
    expect(notice('representative', false)).not.toMatch(/the person|we have something to tell you/i);
    expect(notice('referrer', true)).toContain('your chat with the bot');
  });
});
