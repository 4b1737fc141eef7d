import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OutcomeActionsFormView, outcomeActionsFormCard } from '../../../cards/outcome-actions-form.card.ts';
import { outcomeAttendanceFormCard } from '../../../cards/outcome-attendance-form.card.ts';
import { type OutcomeDecisionsFormView, outcomeDecisionsFormCard } from '../../../cards/outcome-decisions-form.card.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { endedMeeting, inviteeIds, sampleOutcome, sampleParties } from '../../support/meeting-views.ts';
import { nastyText } from '../../support/nasty-text.ts';

const press = '00000000-0000-4000-8000-000000000999';
const meeting = endedMeeting({ state: 'took-place' });
const parties = sampleParties;
const themes = loadPolicy().themes.value;
const council = parties[0]?.party ?? '';
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const decisions = (over: Partial<OutcomeDecisionsFormView> = {}) =>
  outcomeDecisionsFormCard({ meeting, outcome: sampleOutcome(), parties, press, ...over });
const actions = (over: Partial<OutcomeActionsFormView> = {}) =>
  outcomeActionsFormCard({ meeting, outcome: sampleOutcome(), parties, themes, press, ...over });
const values = (card: ReturnType<typeof decisions>) =>
  Object.fromEntries(inputsOf(card).map((input) => [input.id, input.value]));
const titles = (card: ReturnType<typeof decisions>) => buttonsOf(card).map((button) => button.title);

/** An outcome with so many rows of a text. */
function full(rows: number, text: string) {
  return sampleOutcome({
    decisions: Array.from({ length: rows }, (_empty, place) => ({
      key: id(1000 + place),
      text,
      parties: parties.map(({ party }) => party),
    })),
    actions: Array.from({ length: rows }, (_empty, place) => ({
      key: id(2000 + place),
      what: text.slice(0, 1000),
      party: council,
      who: text.slice(0, 120),
      dueDay: '2027-02-01',
    })),
    nextStep: text.slice(0, 4000),
    gaps: text.slice(0, 4000),
  });
}

describe('the three steps of an outcome', () => {
  it('keep every rule of a card, whatever was typed and recorded', () => {
    fc.assert(
      fc.property(nastyText, nastyText, fc.integer({ min: 0, max: 30 }), (one, two, rows) => {
        const outcome = full(rows, one.slice(0, 4000) || 'x');
        const named = parties.map(({ party }) => ({ party, label: two.slice(0, 200) || 'x' }));
        const typed = new Map(inviteeIds.map((invitee) => [invitee, { came: one, standIn: two }]));
        const cards = [
          outcomeAttendanceFormCard({ meeting, outcome: null, typed, press }),
          decisions({
            outcome,
            parties: named,
            open: { key: null, text: two, parties: [council] },
          }),
          actions({ outcome, open: { key: null, what: one, party: two, who: one, dueDay: two } }),
        ];
        expect(cards.flatMap(brokenCardRules)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('stay small enough with 12 decisions and 12 actions of full length, and with as many as are taken', () => {
    for (const text of ['A decision in plain words. '.repeat(40), '漢'.repeat(4000), '"*'.repeat(2000)]) {
      for (const rows of [12, 30, 60]) {
        const outcome = full(rows, text);
        expect(brokenCardRules(decisions({ outcome }))).toEqual([]);
        expect(brokenCardRules(actions({ outcome }))).toEqual([]);
      }
    }
  });

  it('say where a text is cut, and keep what stands in the fields whole', () => {
    const card = decisions({ outcome: full(12, 'A decision in plain words. '.repeat(40)) });
    expect(textOf(card)).toContain('… (cut here, kept whole)');
    expect(values(card).nextStep).toBe('A decision in plain words. '.repeat(40).trim());
  });

  it('leave no expression of a template standing', () => {
    const cards = [outcomeAttendanceFormCard({ meeting, outcome: null, press }), decisions(), actions()];
    expect(cards.flatMap(unfilledExpressions)).toEqual([]);
  });
});

describe('who came', () => {
  it('is answered beforehand for nobody', () => {
    const card = outcomeAttendanceFormCard({ meeting: endedMeeting(), outcome: null, press });
    expect(inputsOf(card).map((input) => input.value)).toEqual(inviteeIds.map(() => ''));
  });

  it('asks for the name of a stand-in once there is one', () => {
    const typed = new Map([[inviteeIds[1] ?? '', { came: 'stand-in', standIn: '' }]]);
    const card = outcomeAttendanceFormCard({ meeting: endedMeeting(), outcome: null, typed, press });
    expect(
      inputsOf(card)
        .filter((input) => input.type === 'Input.Text')
        .map((input) => input.label),
    ).toEqual(['Who came instead of Owen Example? (required)']);
    expect(buttonsOf(card)[0]?.data).toMatchObject({ asked: inviteeIds[1] });
  });

  it('is filled in from what was saved', () => {
    const card = outcomeAttendanceFormCard({ meeting, outcome: sampleOutcome(), press });
    expect(values(card)[`standIn-${inviteeIds[1]}`]).toBe('Bea Example');
    expect(values(card)[`came-${inviteeIds[3]}`]).toBe('did-not-come');
  });

  it('can be answered with "it did not take place" until it is recorded that it did', () => {
    const of = (state: 'booked' | 'took-place') =>
      titles(outcomeAttendanceFormCard({ meeting: endedMeeting({ state }), outcome: null, press }));
    expect(of('booked')).toContain('It did not take place');
    expect(of('took-place')).not.toContain('It did not take place');
  });
});

describe('what was decided', () => {
  it('is listed with who needs to know', () => {
    const said = textOf(decisions());
    expect(said).toContain('**1.** The placement continues until 28 February');
    expect(said).toContain('For everybody invited');
    expect(said).toContain('For Hilltop Academy, Jamie Example');
  });

  it('is not listed while there is nothing', () => {
    const card = decisions({ outcome: sampleOutcome({ decisions: [] }) });
    expect(textOf(card)).not.toContain('Decisions so far');
    expect(titles(card)).toEqual(['Add this decision', 'Continue', 'Back']);
  });

  it('is changed in place, and every button then says which one', () => {
    const [, second] = sampleOutcome().decisions;
    const card = decisions({ open: second });
    expect(textOf(card)).toContain('Change decision 2');
    expect(values(card)).toMatchObject({ text: second?.text, parties: second?.parties.join(',') });
    expect(buttonsOf(card).map((button) => (button.data as { editing?: string }).editing)).toEqual(
      buttonsOf(card).map(() => second?.key),
    );
  });

  it('becomes a new one where somebody else has removed it meanwhile', () => {
    const card = decisions({ open: { key: id(9999), text: 'Typed', parties: [] } });
    expect(textOf(card)).toContain('Add a decision');
    expect(buttonsOf(card).some((button) => 'editing' in (button.data as object))).toBe(false);
  });
});

describe('who does what', () => {
  it('is listed with who and by when', () => {
    expect(textOf(actions())).toContain('Riverbank Support Ltd, Owen Example, by Mon 18 Jan 2027');
  });

  it('comes back with what was typed and what to put right', () => {
    const open = { key: null, what: 'Find a flat', party: '', who: 'Sam', dueDay: 'soon' };
    const card = actions({ open, errors: { dueDay: ['Enter the day as day, month and year.'] } });
    expect(values(card)).toMatchObject({ what: 'Find a flat', who: 'Sam', dueDay: '' });
    expect(textOf(card)).toContain('Error: Enter the day as day, month and year.\nYou typed: soon');
  });

  it('does not lose a theme that is no longer in the policy', () => {
    const card = actions({ outcome: sampleOutcome({ themes: ['an-older-theme'] }) });
    expect(values(card).themes).toBe('an-older-theme');
    expect(JSON.stringify(inputsOf(card))).toContain('"value":"an-older-theme"');
  });
});
