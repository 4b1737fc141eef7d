import { describe, expect, it } from 'vitest';
import type { LetterReceiver, LetterSubject } from '../../../services/letters/model.ts';
import type { LetterFormat } from '../../../services/people/model.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { letterWords } from '../../../wording/letters/letter-words.ts';
import { deliveryWords } from '../../../wording/mails/delivery-words.ts';

const policy = loadPolicy();
const day = '2027-01-12';
const subjects: LetterSubject[] = [
  {
    kind: 'referral-accepted',
    facts: { day, consentRoute: 'person', consentUntil: '2028-01-11', nextBy: '2027-02-12' },
  },
  { kind: 'referral-accepted', facts: { day, consentRoute: 'best-interest', consentUntil: null, nextBy: null } },
  ...policy.notEligibleReasons.value.map(({ code }) => ({
    kind: 'referral-not-eligible' as const,
    facts: { day, reason: code },
  })),
  { kind: 'referral-withdrawn', facts: { day } },
  { kind: 'referral-withdrawn', facts: { day, because: 'already-on-register' } },
  { kind: 'consent-renewal', facts: { until: day } },
  { kind: 'consent-withdrawn', facts: { day } },
  ...policy.endReasons.value.map(({ code }) => ({ kind: 'entry-ended' as const, facts: { day, reason: code } })),
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
  }).text;
}

const receiversOf = ({ kind }: LetterSubject): LetterReceiver[] =>
  kind.startsWith('referral') ? ['person', 'representative', 'referrer'] : ['person', 'representative'];
const formats: LetterFormat[] = ['plain', 'easy-read', 'large-print'];
const all = subjects.flatMap((subject) =>
  receiversOf(subject).flatMap((receiver) =>
    formats.map((format) => ({ subject, receiver, text: letter(subject, receiver, format) })),
  ),
);

describe('every letter', () => {
  it('says what happens next, whom to ask, that it is no emergency service, and what to do now', () => {
    for (const { text } of all) {
      for (const said of [
        'What happens next',
        'Who to ask',
        'dsr.team@example.org',
        'This is not an emergency service',
        '999',
      ])
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
      const lines = letter(subject, 'person', 'easy-read').split('\n');
      for (const line of lines) expect(line).not.toMatch(/[.?!] \p{Lu}/u);
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

  it('tells the person that their support does not change, whatever was decided', () => {
    for (const { subject, receiver, text } of all) {
      const died = subject.kind === 'entry-ended' && subject.facts.reason === 'died';
      if (receiver === 'person' && !died)
        expect(text, subject.kind).toMatch(/stays the same|does not change because of this|keep the support/);
    }
  });
});

describe('a letter by mail', () => {
  it('says the same in text and HTML; large print is larger; the subject is the reference', () => {
    const text = letter({ kind: 'referral-withdrawn', facts: { day } }, 'person');
    const mail = (format: LetterFormat) =>
      deliveryWords.letter({ reference: 'REF-2027-0042', team: policy.team, text, format });
    const plain = mail('plain');
    expect(plain.text).toBe(`${text}\n`);
    expect(plain.subject).toBe('REF-2027-0042: a letter for you');
    expect(plain.html).toContain('<h2');
    expect(plain.html).toContain('Jordan Example');
    expect(mail('large-print').html).toContain('font:24px');
    expect(plain.html).toContain('font:16px');
  });

  it('what a coordinator typed brings no tag into it', () => {
    const { html } = deliveryWords.letter({
      reference: 'R',
      team: 'T',
      text: 'Dear <b>X</b>\n\n- <img src=x>',
      format: 'plain',
    });
    expect(html).not.toMatch(/<b>|<img/);
  });
});
