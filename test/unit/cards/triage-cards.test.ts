import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicatesCard } from '../../../cards/duplicates.card.ts';
import { letterCard } from '../../../cards/letter.card.ts';
import { readdressLetterFormCard, setAsideLetterFormCard } from '../../../cards/letter-forms.ts';
import { referralForTeamCard } from '../../../cards/referral-for-team.card.ts';
import { referralTextCard } from '../../../cards/referral-text.ts';
import { enquiryAnswerCard, registerEnquiryCard } from '../../../cards/register-enquiry.card.ts';
import {
  acceptReferralFormCard,
  askReferralFormCard,
  refuseReferralFormCard,
  reviewersFormCard,
} from '../../../cards/triage-forms.ts';
import { enquiriesCard, lettersCard, referralsCard } from '../../../cards/waiting-lists.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import {
  norfolk,
  sampleEnquiry,
  sampleLetter,
  samplePossible,
  sampleReferral,
  sampleTriage,
} from '../../support/triage-views.ts';

const policy = norfolk;
let made = 0;
const newId = () => {
  made += 1;
  return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
};
const press = newId();
const name = nastyText.map((text) => text.trim().slice(0, 120).trim() || 'x');
const long = fc
  .oneof(nastyText, fc.constant('word '.repeat(800)), fc.constant('\\*'.repeat(2000)))
  .map((text) => text.trim() || 'x');
const titles = (card: Parameters<typeof buttonsOf>[0]) => buttonsOf(card).map(({ title }) => title);
const team = (over: Parameters<typeof sampleTriage>[0] = {}) =>
  referralForTeamCard({ triage: sampleTriage(over), policy, newId });

/** Everything at its limits: many of each, and as long as it may be. */
function fullReferral(person: string, text: string) {
  const referral = sampleReferral();
  return sampleReferral({
    person: { ...referral.person, fullName: person, residence: text },
    contact: { name: person, relation: person, via: 'phone', detail: person },
    currentIssues: text,
    escalationRisk: text,
    whatWasTried: text,
    whatCouldHelp: text,
    actionPlan: text,
    reviewers: Array.from({ length: 10 }, () => ({ sector: 'education', name: person })),
    keyProfessionals: Array.from({ length: 10 }, () => ({
      name: person,
      jobRole: person,
      organisation: person,
      email: person,
      phone: person,
      lead: false,
    })),
    questions: Array.from({ length: 10 }, (_, at) => ({
      ...{ id: newId(), question: text, by: { id: newId(), name: person }, askedAt: new Date('2027-01-12T09:30:00Z') },
      ...{ pausesClock: at % 2 === 0, answer: text, answeredAt: new Date('2027-01-13T09:30:00Z') },
    })),
    decision: {
      by: { id: newId(), name: person },
      at: new Date('2027-01-13T09:30:00Z'),
      reason: 'other',
      note: text,
      whatElseHelps: text,
      rating: null,
    },
  });
}

describe('the cards of triage', () => {
  it('keep every rule of a card, whatever was typed and however much', () => {
    fc.assert(
      fc.property(name, long, (person, text) => {
        const possible = Array.from({ length: 10 }, () =>
          samplePossible({ id: newId(), fullName: person, residence: text.slice(0, 300) }),
        );
        const { entries, referrals, requests } = samplePossible();
        const linked = { entries, referrals: Array(20).fill(referrals[0]), requests: Array(20).fill(requests[0]) };
        const letters = Array.from({ length: 4 }, () => ({ ...sampleLetter({ receiverName: person, id: newId() }) }));
        const triage = sampleTriage({
          referral: fullReferral(person, text),
          possible,
          linked,
          letters,
          missingSectors: ['education', 'social-care'],
          decisionMadeBy: person,
        });
        const undecided = sampleTriage({
          ...triage,
          gaps: ['duplicates', 'on-register', 'consent', 'reviewers'],
          consent: { state: 'none' },
        });
        const typed = {
          note: text,
          whatElseHelps: text,
          decidedBy: text,
          question: text,
          education: text,
          rating: 'red',
        };
        const form = { triage, typed, problems: [], policy, press };
        const letter = sampleLetter({
          receiverName: person,
          text: `Dear ${person}\n\n${text}\n\n${text}\n\n${text}`,
          address: text.slice(0, 500),
          ownWords: text.slice(0, 1000),
        });
        const match = { ...samplePossible({ fullName: person }), requests: [] };
        const enquiry = sampleEnquiry({ personName: person, why: text.slice(0, 4000), matches: Array(5).fill(match) });
        const answer = {
          answer: 'cannot-say',
          note: text.slice(0, 4000),
          by: { id: newId(), name: person },
          at: new Date('2027-01-13T09:30:00Z'),
        } as const;
        const cards = [
          referralForTeamCard({ triage, policy, newId }),
          referralForTeamCard({ triage: undecided, policy, newId, notice: { tone: 'warning', text: person } }),
          referralTextCard({ referral: triage.referral, policy, page: 1 }),
          ...possible.map((_, at) => duplicatesCard({ triage, at: at + 1, press })),
          ...[acceptReferralFormCard, refuseReferralFormCard, askReferralFormCard, reviewersFormCard].map((make) =>
            make(form),
          ),
          letterCard({ letter, page: 1, newId }),
          letterCard({ letter: { ...letter, state: 'released', mail: 'failed' }, page: 1000, newId }),
          readdressLetterFormCard({ letter, typed: { address: text }, problems: [], press }),
          setAsideLetterFormCard({ letter, typed: { why: text }, problems: [], press }),
          registerEnquiryCard({ enquiry, typed: text, newId }),
          registerEnquiryCard({ enquiry: { ...enquiry, answer, matches: [] }, newId }),
          enquiryAnswerCard({ ...enquiry, answer }),
        ];
        expect(cards.map(brokenCardRules).flatMap((broken, at) => broken.map((rule) => `card ${at}: ${rule}`))).toEqual(
          [],
        );
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('the lists keep every rule too, with ten long rows', () => {
    fc.assert(
      fc.property(name, (person) => {
        const common = { page: 1, pages: 3, total: 25 };
        const when = { receivedOn: '2027-01-12', due: '2027-02-09', pausedSince: '2027-01-20' };
        const referral = {
          id: newId(),
          reference: 'REF-2027-0042',
          state: 'submitted',
          personName: person,
          urgent: true,
          owner: { id: newId(), name: person },
          ...when,
        } as const;
        const letter = { ...sampleLetter({ receiverName: person }) };
        const enquiry = {
          id: newId(),
          askerName: person,
          personName: person,
          askedAt: new Date('2027-01-12T09:30:00Z'),
        };
        const now = new Date('2027-01-12T09:30:00Z');
        const cards = [
          referralsCard({ ...common, filter: 'all', urgent: 2, today: '2027-01-12', items: Array(10).fill(referral) }),
          lettersCard({ ...common, toRelease: 3, items: Array(10).fill(letter) }, now),
          enquiriesCard({ ...common, items: Array(10).fill(enquiry) }, now),
        ];
        expect(cards.flatMap(brokenCardRules)).toEqual([]);
      }),
    );
  });

  it('leave no expression of a template standing', () => {
    const triage = sampleTriage({ possible: [samplePossible()], gaps: ['duplicates'] });
    const cards = [
      referralForTeamCard({ triage, policy, newId }),
      duplicatesCard({ triage, at: 1, press }),
      letterCard({ letter: sampleLetter(), page: 1, newId }),
      registerEnquiryCard({ enquiry: sampleEnquiry(), newId }),
      acceptReferralFormCard({ triage, typed: {}, problems: [], policy, press }),
    ];
    expect(cards.flatMap(unfilledExpressions)).toEqual([]);
  });
});

describe('a referral as the team sees it', () => {
  it('says what the referrer does not know, the rating with its definition, and when the review is due and why', () => {
    const text = textOf(team());
    expect(text).toContain('The referrer does not know');
    expect(text).toContain(`◆ Amber: ${policy.ratingDefinitions.value.amber}`);
    expect(text).toContain('Risk review of the referral: Tuesday 9 February 2027');
    expect(text).toContain('Why this date?');
    expect(text).toMatch(/4 weeks/);
  });

  it('offers what can be done: to decide while it waits, to complete the review after', () => {
    expect(titles(team())).toEqual(
      expect.arrayContaining(['Accept', 'Ask for information', 'Not eligible', 'Take', 'Reviewers', 'Consent']),
    );
    const none = team({ consent: { state: 'none' }, gaps: ['consent'] });
    expect(titles(none)).toContain('Record consent');
    expect(textOf(none)).toContain('! There is no consent yet.');
    const decided = team({ referral: sampleReferral({ state: 'accepted' }), missingSectors: ['education'] });
    expect(titles(decided)).not.toContain('Accept');
    expect(titles(decided)).toContain('Reviewers');
    expect(textOf(decided)).toContain('its clock runs on');
  });

  it('of somebody on the register offers to end it, not to accept it', () => {
    const { entries } = samplePossible();
    const card = team({ gaps: ['on-register'], linked: { entries, referrals: [], requests: [] } });
    expect(titles(card)).toContain('End: on the register already');
    expect(titles(card)).not.toContain('Accept');
    expect(titles(card)).toContain('The person’s card');
  });

  it('notifications say reference and state alone', () => {
    expect(team().fallbackText).toBe('REF-2027-0042: To decide');
  });

  it('a support tool suggests, names what weighed most, and leaves the decision to a person', () => {
    const vale = sampleTriage().referral;
    const tool = { tool: 'adult', answers: { q: 'a' }, score: 14, suggests: 'red', drivenBy: [] } as const;
    const card = team({ referral: { ...vale, supportTool: { ...tool, drivenBy: [] } } });
    expect(textOf(card)).toContain('score 14, suggests ▲ Red. You decide.');
  });
});

describe('two people side by side', () => {
  it('what agrees, what differs and what nobody knows is said in words', () => {
    const text = textOf(duplicatesCard({ triage: sampleTriage({ possible: [samplePossible()] }), at: 1, press }));
    expect(text).toContain('Name: ≈ Same words, written differently');
    expect(text).toContain('Date of birth: ✓ Same');
    expect(text).toContain('NHS number: ? Cannot be compared');
    expect(text).toContain('Lives at: ≠ Differs');
    expect(text).toContain('On the register since Thu 1 May 2025');
  });
});

describe('a letter’s card', () => {
  it('shows every word as it will be sent, over as many pages as it takes, and is released from the last', () => {
    const words = Array.from({ length: 900 }, (_, at) => `word${at} ${'x'.repeat(20)}`);
    const letter = sampleLetter({ text: words.join('\n') });
    const seen: string[] = [];
    for (let page = 1; ; page += 1) {
      const card = letterCard({ letter, page, newId });
      seen.push(textOf(card));
      const last = !titles(card).includes('Next page');
      expect(titles(card).includes('Release')).toBe(last);
      if (last) break;
    }
    expect(seen.length).toBeGreaterThan(1);
    for (const word of words) expect(seen.join('\n')).toContain(word);
  });

  it('says where it goes, and warns where not all of it may', () => {
    expect(textOf(letterCard({ letter: sampleLetter(), page: 1, newId }))).toContain('jordan@example.org');
    const other = sampleLetter({ receiver: 'representative', part: 'notice' });
    expect(textOf(letterCard({ letter: other, page: 1, newId }))).toContain('This address is not marked secure.');
    const nowhere = sampleLetter({ via: 'in-person', address: null, part: null });
    expect(textOf(letterCard({ letter: nowhere, page: 1, newId }))).toContain('Nobody has said how to reach them.');
  });

  it('asks when and how once it is released, and nothing once it is told', () => {
    const released = letterCard({
      letter: sampleLetter({ state: 'released', via: 'post', part: null }),
      page: 1,
      newId,
    });
    expect(inputsOf(released).map(({ id }) => id)).toEqual(['toldOn', 'toldHow']);
    expect(titles(released)).toContain('Told');
    const told = sampleLetter({ state: 'told', told: { on: '2027-01-13', how: 'phone', by: 'Cora Example' } });
    const card = letterCard({ letter: told, page: 1, newId });
    expect(inputsOf(card)).toEqual([]);
    expect(JSON.stringify(card)).toContain('By phone on Wednesday 13 January 2027, recorded by Cora Example');
  });
});

describe('a question about the register', () => {
  it('shows the team who may be meant, and the asker nothing but the answer', () => {
    const match = { ...samplePossible(), requests: [] };
    const forTeam = textOf(registerEnquiryCard({ enquiry: sampleEnquiry({ matches: [match] }), newId }));
    expect(forTeam).toContain('DSR-0123');
    expect(forTeam).toContain('I plan support at home.');
    const answer = {
      answer: 'cannot-say',
      note: 'Ask the social worker.',
      by: { id: newId(), name: 'Cora Example' },
      at: new Date('2027-01-13T09:30:00Z'),
    } as const;
    const forAsker = textOf(enquiryAnswerCard(sampleEnquiry({ answer, matches: [match] })));
    expect(forAsker).toContain('The team cannot answer this.');
    expect(forAsker).toContain('Ask the social worker.');
    expect(forAsker).not.toContain('DSR-0123');
  });

  it('offers three answers and proposes none, also where nobody matches', () => {
    const card = registerEnquiryCard({ enquiry: sampleEnquiry(), newId });
    expect(titles(card)).toEqual(['On the register', 'Not on the register', 'Cannot say']);
    expect(buttonsOf(card).every(({ style }) => style === undefined)).toBe(true);
  });
});
