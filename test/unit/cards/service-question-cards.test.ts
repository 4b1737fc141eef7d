import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askServiceFormCard } from '../../../cards/ask-service-form.card.ts';
import { MAX_CARD_BYTES } from '../../../cards/card-size.ts';
import { panelPersonCard } from '../../../cards/panel-person.card.ts';
import { personCard } from '../../../cards/person.card.ts';
import { serviceQuestionCard } from '../../../cards/service-question.card.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { brokenCardRules, buttonsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { sampleQuestion } from '../../support/question-views.ts';
import { organisations, samplePanelPerson } from '../../support/register-meeting-views.ts';
import { samplePerson } from '../../support/register-views.ts';

const policy = loadPolicy();
const press = '00000000-0000-4000-8000-000000000009';
const typed = { organisationIds: [], text: '', dueDay: '2027-01-26' };
const person = samplePerson();
const form = (over: Partial<Parameters<typeof askServiceFormCard>[0]> = {}) =>
  askServiceFormCard({ person, typed, problems: [], directory: organisations(3), press, ...over });
const titles = (card: ReturnType<typeof form>) => buttonsOf(card).map(({ title }) => title);
const sentAt = new Date('2027-01-12T09:30:00Z');
const words = nastyText.map((one) => one.slice(0, 2000));

describe('the card of a question to services', () => {
  it('keeps every rule of a card, whatever was asked and answered', () => {
    fc.assert(
      fc.property(words, words, fc.integer({ min: 1, max: 10 }), (text, said, many) => {
        const answer = { offered: said, since: said, inTheWay: said, by: null, via: 'page' as const, at: sentAt };
        const services = sampleQuestion().services.flatMap((one) =>
          Array.from({ length: many }, () => ({ ...one, organisation: said, answer })),
        );
        const card = serviceQuestionCard({ question: sampleQuestion({ text, services }), press });
        expect(brokenCardRules(card)).toEqual([]);
        expect(unfilledExpressions(card)).toEqual([]);
        expect(JSON.stringify(card).length).toBeLessThan(MAX_CARD_BYTES * 2);
      }),
      { numRuns: 60 },
    );
  });

  it('says what each service was asked and answered, by whom, and what is overdue', () => {
    const shown = textOf(serviceQuestionCard({ question: sampleQuestion(), press }));
    expect(shown).toContain('✓ Answered');
    expect(shown).toContain('Offered: Two visits a week');
    expect(shown).toContain('Nia Nurse, Duty nurse');
    expect(shown).toContain('! Overdue since');
  });

  it('offers to withdraw it while somebody has not answered', () => {
    expect(titles(serviceQuestionCard({ question: sampleQuestion(), press }))).toEqual([
      'Withdraw the question',
      'Show person',
    ]);
    const services = sampleQuestion().services.slice(0, 1);
    expect(titles(serviceQuestionCard({ question: sampleQuestion({ services }), press }))).toEqual(['Show person']);
  });

  it('says in a notification the reference and how many have answered', () => {
    expect(serviceQuestionCard({ question: sampleQuestion(), press }).fallbackText).toBe(
      'QUE-2027-0007: 1 of 2 answered',
    );
  });
});

describe('the form of a question', () => {
  it('keeps every rule of a card, with what was typed put back and what is wrong with it', () => {
    for (const text of fc.sample(words, 40)) {
      const problems = [
        { field: 'text', problem: 'too-long' },
        { field: 'dueDay', problem: 'in-the-past' },
        { field: 'organisationIds', problem: 'no-agreement', organisation: text },
      ] as const;
      const card = form({ typed: { ...typed, text, dueDay: text }, problems, directory: organisations(40) });
      expect(brokenCardRules(card)).toEqual([]);
      expect(unfilledExpressions(card)).toEqual([]);
    }
  });

  it('lists organisations with an agreement alone, and says why', () => {
    expect(textOf(form())).toContain('Organisations without a sharing agreement are not listed');
  });
});

describe('what services were asked', () => {
  it('is on the person’s card, overdue marked, with the way to ask while there is consent', () => {
    const card = personCard({ person: samplePerson({ questions: [sampleQuestion()] }), policy });
    expect(brokenCardRules(card)).toEqual([]);
    expect(textOf(card)).toContain('QUE-2027-0007');
    expect(textOf(card)).toContain('! Overdue');
    expect(textOf(card)).toContain('Two visits a week');
    const titled = (over: Parameters<typeof samplePerson>[0]) =>
      buttonsOf(personCard({ person: samplePerson(over), policy })).map(({ title }) => title);
    expect(titled({})).toContain('Ask a service');
    expect(titled({ suspended: true })).not.toContain('Ask a service');
  });

  it('is before the panel, with the answers', () => {
    const card = panelPersonCard({
      person: samplePanelPerson({ questions: [sampleQuestion()] }),
      ...{ typed: { organisationIds: [], note: '' }, problems: [], press },
    });
    expect(brokenCardRules(card)).toEqual([]);
    expect(textOf(card)).toContain('Questions to services');
    expect(textOf(card)).toContain('Offered: Two visits a week');
  });
});
