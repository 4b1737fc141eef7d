import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../cards/adaptive-card.ts';
import {
  actionProgressFormCard,
  endEntryFormCard,
  hospitalMenuCard,
  keyProfessionalsFormCard,
  professionalParts,
  professionalRows,
  voidEventFormCard,
} from '../../../cards/entry-forms.ts';
import { changeRatingFormCard, dischargeFormCard, settingFormCard } from '../../../cards/rating-forms.ts';
import { reviewFormCard, reviewMenuCard } from '../../../cards/review-form.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { reviewKinds } from '../../../services/register/model.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { sampleEntryHistory, samplePerson } from '../../support/register-views.ts';

const policy = loadPolicy();
const humber = loadPolicy('humber');
const press = '00000000-0000-4000-8000-000000000009';
const person = samplePerson();
const [action] = person.actions;
const [event] = sampleEntryHistory().lines;
if (!action || !event) throw new Error('there is a sample');
const points = Array.from({ length: 12 }, (_, at) => ({ code: `point-${at}`, label: `Example point ${at + 1}` }));
const withPoints = {
  ...humber,
  dischargePlanPoints: { value: points, source: { document: 'An example', place: 'Made up' }, layer: 'area' as const },
};

/** Every form there is, with this typed into everything. */
function everyForm(entry: typeof person, text: string | undefined): AdaptiveCard[] {
  const inputs = professionalParts.flatMap((part) => [0, 1, 2, 3, 4, 5].map((at) => [`${part}-${at}`, text] as const));
  const scores = points.map(({ code }) => [`score-${code}`, text] as const);
  const typed = {
    ...Object.fromEntries([...inputs, ...scores]),
    ...{ rating: text, decidedBy: text, note: text, day: text, setting: text, reason: text, state: text },
    ...{ answer: text, measure: text, result: text, status: text },
  };
  const form = { entry, typed, problems: [], press };
  return [
    changeRatingFormCard({ ...form, policy }),
    dischargeFormCard({ ...form, policy }),
    settingFormCard({ ...form, form: 'admit' }),
    settingFormCard({ ...form, form: 'change-setting' }),
    hospitalMenuCard(entry),
    reviewMenuCard(entry),
    ...reviewKinds.map((kind) => reviewFormCard({ ...form, kind, rating: 'red', policy: withPoints })),
    ...reviewKinds.map((kind) => reviewFormCard({ ...form, kind, rating: 'blue', policy })),
    endEntryFormCard({ ...form, policy }),
    voidEventFormCard({ ...form, event: { ...(event as NonNullable<typeof event>), note: text ?? null }, policy }),
    actionProgressFormCard({ ...form, action: { ...(action as NonNullable<typeof action>), what: text || 'x' } }),
    keyProfessionalsFormCard({ ...form, professionals: [], rows: 6 }),
  ];
}

describe('the forms about somebody on the register', () => {
  it('keep every rule of a card, whatever was typed', () => {
    fc.assert(
      fc.property(nastyText, fc.option(nastyText, { nil: undefined }), (name, text) => {
        const cards = everyForm({ ...person, name: name.trim() || 'x' }, text);
        expect(cards.flatMap(brokenCardRules)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('leave no expression of their template unfilled', () => {
    expect(everyForm(person, 'Typed').flatMap(unfilledExpressions)).toEqual([]);
  });

  it('lead back without changing anything', () => {
    for (const card of everyForm(person, undefined)) {
      const back = buttonsOf(card).find(({ title }) => title === 'Back');
      expect(back?.verb).toMatch(/^(show-person|show-entry-history|open-record-review)$/);
    }
  });

  it('name what to put right above its field, and keep what was typed', () => {
    const card = changeRatingFormCard({
      entry: person,
      typed: { rating: 'red', note: '', decidedBy: 'The team', day: '2027-01-12' },
      problems: [{ field: 'note', problem: 'missing' }],
      policy,
      press,
    });
    expect(textOf(card)).toContain('Error: Say why');
    expect(inputsOf(card).map(({ id, value }) => [id, value])).toEqual([
      ['rating', 'red'],
      ['decidedBy', 'The team'],
      ['note', ''],
      ['day', '2027-01-12'],
    ]);
  });

  it('offer the ratings with the area’s definitions, and never Blue: it follows from being in hospital', () => {
    const card = changeRatingFormCard({ entry: person, typed: {}, problems: [], policy, press });
    const ratings = inputsOf(card).find(({ id }) => id === 'rating')?.choices as { title: string; value: string }[];
    expect(ratings.map(({ value }) => value)).toEqual(['red', 'amber', 'green']);
    expect(ratings[0]?.title).toBe('▲ Red: Immediate risk of admission');
  });

  it('say that a LAEP meeting is no C(E)TR, where either is recorded', () => {
    const form = (kind: 'laep-held' | 'cetr-held') =>
      textOf(reviewFormCard({ entry: person, kind, rating: 'red', typed: {}, problems: [], policy, press }));
    expect(form('laep-held').replaceAll('\\', '')).toContain('It is never recorded as a C(E)TR');
    expect(form('cetr-held')).toContain('A LAEP meeting, however urgent, is not one');
  });

  it('offer each measure of the policy once, those of the person’s rating first', () => {
    const card = reviewFormCard({
      entry: person,
      kind: 'measure-considered',
      rating: 'amber',
      typed: {},
      problems: [],
      policy: humber,
      press,
    });
    const choices = inputsOf(card).flatMap(({ id, choices }) =>
      id === 'measure' ? (choices as { value: string }[]) : [],
    );
    const codes = choices.map(({ value }) => value);
    expect(new Set(codes).size).toBe(codes.length);
    const measures = 'value' in humber.ratingMeasures ? humber.ratingMeasures.value : [];
    expect(codes[0]).toBe(measures.find(({ rating }) => rating === 'amber')?.code);
  });

  it('say where an area has no measures or no points, instead of an empty list', () => {
    const form = (kind: 'measure-considered' | 'discharge-plan-scored') =>
      textOf(reviewFormCard({ entry: person, kind, rating: 'red', typed: {}, problems: [], policy, press }));
    expect(form('measure-considered')).toContain('not set locally');
    expect(form('discharge-plan-scored')).toContain('not set locally');
  });

  it('have a field for each of the area’s 12 points, with what is wrong above the one it is about', () => {
    const card = reviewFormCard({
      entry: person,
      kind: 'discharge-plan-scored',
      rating: 'blue',
      typed: { 'score-point-3': 'eleven' },
      problems: [{ field: 'scores', problem: 'not-a-score', which: 'point-3' }],
      policy: withPoints,
      press,
    });
    expect(inputsOf(card).filter(({ id }) => String(id).startsWith('score-'))).toHaveLength(12);
    expect(textOf(card).match(/Error: A score is a whole number/g)).toHaveLength(1);
  });

  it('do not offer the ends that come with consent, which stop what is under way as well', () => {
    const card = endEntryFormCard({ entry: person, typed: {}, problems: [], policy, press });
    expect(JSON.stringify(inputsOf(card))).not.toMatch(/consent-/);
    expect(textOf(card)).toContain('If consent was withdrawn, press Consent instead');
  });

  it('have room for two more key professionals than there are, up to six', () => {
    expect([0, 1, 4, 5, 6].map(professionalRows)).toEqual([2, 3, 6, 6, 6]);
  });
});
