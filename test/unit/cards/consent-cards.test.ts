import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConsentCardView, consentCard } from '../../../cards/consent.card.ts';
import { consentFormCard } from '../../../cards/consent-form.card.ts';
import { consentToldCard } from '../../../cards/consent-told.card.ts';
import type { FormInput } from '../../../cards/record-form.ts';
import { entryClocks } from '../../../services/clocks/clock-engine.ts';
import { consentEventKinds, consentForms, consentRoutes, informationFormats } from '../../../services/consent/model.ts';
import { type ConsentRecord, type ConsentView, type Told, toldWhat } from '../../../services/consent/view-model.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';

const personId = 'aaaaaaaa-0000-4000-8000-000000000001';
const at = new Date('2027-01-12T09:30:00Z');

function record(over: Partial<ConsentRecord> = {}): ConsentRecord {
  return {
    ...{ id: personId, kind: 'given', day: '2027-01-04', route: 'person', consenterName: 'Jordan Example', at },
    ...{ form: 'paper', scope: ['register', 'sharing'], evidence: 'Signed form', informationFormat: 'easy-read' },
    ...{ capacityAssessedOn: null, decidedBy: null, consulted: null, personView: null, note: null, by: 'Cora' },
    ...over,
  };
}

const given = { id: personId, seq: 1, day: '2027-01-04', kind: 'given', route: 'person' } as const;
const [renewal = null] = entryClocks(
  { dateOfBirth: null, fromDay: '2027-01-04', toDay: null, events: [], consent: [given] },
  loadPolicy(),
).filter(({ kind }) => kind === 'consent-renewal');

function view(over: Partial<ConsentView> = {}): ConsentView {
  return {
    ...{ personId, personName: 'Jordan Example', dsrReference: 'DSR-0007', dateOfBirth: '1996-05-04', age: 30 },
    ...{ today: '2027-01-12', entryId: personId, standing: record(), history: [record()], renewal },
    state: { state: 'valid', route: 'person', since: '2027-01-04', until: '2028-01-04', eventId: personId },
    effects: { endsEntry: true, cancelled: 0, toDecide: 0, requests: [], referrals: [] },
    ...over,
  };
}

const press = '00000000-0000-4000-8000-000000000009';
const card = (consent: ConsentView, over: Partial<ConsentCardView> = {}) =>
  consentCard({ consent, referralId: null, press, ...over });
const titles = (shown: ReturnType<typeof card>) => buttonsOf(shown).map(({ title }) => title);

const text = fc.option(nastyText);
const anyRecord: fc.Arbitrary<ConsentRecord> = fc
  .record({
    kind: fc.constantFrom(...consentEventKinds),
    route: fc.option(fc.constantFrom(...consentRoutes)),
    form: fc.option(fc.constantFrom(...consentForms)),
    informationFormat: fc.option(fc.constantFrom(...informationFormats)),
    ...{
      consenterName: text,
      evidence: text,
      decidedBy: text,
      consulted: text,
      personView: text,
      note: text,
      by: text,
    },
  })
  .map((over) => record(over));

describe('the consent card', () => {
  it('keeps every rule of a card, whatever was recorded', () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { maxLength: 30 }),
        fc.option(anyRecord),
        nastyText,
        (history, standing, name) => {
          const about = { history, standing, personName: name };
          expect(brokenCardRules(card(view(about), { notice: { tone: 'good', text: 'Recorded.' } }))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says until when consent holds, who gave it and how, and why it ends that day', () => {
    const shown = textOf(card(view()));
    for (const words of [
      '✓ Consent holds, to the end of Tuesday 4 January 2028.',
      'The person: Jordan Example',
      'On paper',
      'Signed form',
      'Easy Read',
      'It is counted from',
    ]) {
      expect(shown).toContain(words);
    }
  });

  it('says in a notification the reference alone', () => {
    expect(card(view()).fallbackText).toBe('DSR-0007: consent');
    expect(card(view({ dsrReference: null })).fallbackText).toBe('Consent: consent');
  });

  it('offers what can be done with consent as it stands', () => {
    expect(titles(card(view()))).toEqual([
      'Record or renew consent',
      'Withdraw',
      'Found not to be valid',
      'Send the consent form',
      'Who was told',
      'Back',
    ]);
    const none = { state: { state: 'none' }, entryId: null, standing: null, renewal: null } as const;
    expect(titles(card(view(none)))).toEqual(['Record consent', 'Send the consent form', 'Who was told']);
    const withdrawn = { state: { state: 'withdrawn', on: '2027-01-11' }, entryId: null } as const;
    expect(titles(card(view(withdrawn)))).toEqual(['Record consent', 'Send the consent form', 'Who was told']);
    expect(textOf(card(view(withdrawn)))).not.toContain('It is counted from');
  });

  it('leads back to the referral it was opened from', () => {
    const back = buttonsOf(card(view(), { referralId: personId })).find(({ title }) => title === 'Back');
    expect(back?.data).toEqual({ verb: 'show-triage', referralId: personId });
  });

  it('says of a lapse that the entry is suspended, and of a consent to the register alone that nothing is shared', () => {
    const lapsed = view({ state: { state: 'lapsed', on: '2027-01-05', route: 'person' } });
    expect(textOf(card(lapsed))).toContain('The entry is suspended');
    expect(textOf(card(view({ standing: record({ scope: ['register'] }) })))).toContain('nothing is shared');
  });
});

describe('a form about consent', () => {
  const fields = (typed: string | undefined): FormInput[] => [
    { id: 'day', as: 'day', label: 'Day (required)', typed },
    { id: 'name', as: 'line', label: 'Name (required)', typed, errors: ['Enter their name.'] },
    { id: 'note', as: 'text', label: 'Note (optional)', typed },
    { id: 'one', as: 'choice', label: 'One (required)', typed, choices: [{ code: 'a', label: 'A' }] },
    {
      id: 'many',
      as: 'several',
      label: 'Many',
      typed,
      choices: [
        { code: 'a', label: 'A' },
        { code: 'b', label: 'B' },
      ],
    },
  ];
  const form = (typed: string | undefined, name = 'Jordan Example') =>
    consentFormCard({
      ...{ heading: 'Record consent', reference: 'DSR-0007', personName: name, intro: ['Say what was said.'] },
      ...{ fields: fields(typed), buttons: [{ title: 'Record', verb: 'record-consent', data: { personId } }] },
    });

  it('keeps every rule of a card, whatever was typed', () => {
    fc.assert(
      fc.property(fc.option(nastyText, { nil: undefined }), nastyText, (typed, name) => {
        expect(brokenCardRules(form(typed, name))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('puts errors above their inputs and what was typed back into them; an answer that is not offered is not ticked', () => {
    const shown = form('a,b,c');
    expect(textOf(shown)).toContain('Error: Enter their name.');
    const values = inputsOf(shown).map(({ id, value }) => [id, value]);
    expect(values).toEqual([
      ['day', ''],
      ['name', 'a,b,c'],
      ['note', 'a,b,c'],
      ['one', 'a'],
      ['many', 'a,b'],
    ]);
    expect(textOf(shown)).toContain('You typed: a,b,c');
  });
});

describe('the list of who was told', () => {
  const told = (over: Partial<Told> = {}): Told => ({
    ...{ receiver: 'Priya Example', organisation: 'Moorland County Council', what: 'summary', version: 2, at },
    ...{ reference: 'MTG-2027-0001', certain: true },
    ...over,
  });
  const list = (all: Told[], page = 1, name = 'Jordan Example') =>
    consentToldCard({ personId, personName: name, dsrReference: 'DSR-0007', told: all, referralId: null, page });

  it('keeps every rule of a card, whoever got whatever', () => {
    const anyTold = fc
      .record({ receiver: nastyText, organisation: text, what: fc.constantFrom(...toldWhat), certain: fc.boolean() })
      .map((over) => told(over));
    fc.assert(
      fc.property(fc.array(anyTold, { maxLength: 25 }), nastyText, (all, name) => {
        expect(brokenCardRules(list(all, 1, name))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('says who, what, of which meeting, when, and where nobody can tell whether it arrived', () => {
    const shown = textOf(list([told(), told({ what: 'notice', certain: false, organisation: null })]));
    expect(shown).toContain('Priya Example \\(Moorland County Council\\)');
    expect(shown).toContain(
      'a summary about the person, version 2 · MTG-2027-0001 · Tuesday 12 January 2027 at 9:30am',
    );
    expect(shown).toContain('it may have arrived, we cannot tell');
  });

  it('comes in pages, and says so where there is nobody', () => {
    expect(buttonsOf(list(Array.from({ length: 11 }, () => told()))).map(({ title }) => title)).toContain('Next page');
    expect(textOf(list([]))).toContain('Nobody outside the DSR team has received anything');
  });
});
