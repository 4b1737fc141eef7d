import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../cards/adaptive-card.ts';
import { requestStep1Card, step1Fields } from '../../../cards/request-step-1.card.ts';
import { requestStep2Card, step2Fields } from '../../../cards/request-step-2.card.ts';
import { CHECKLIST_LIMIT } from '../../../services/agencies/model.ts';
import type { FieldProblem, TypedRequest } from '../../../services/mbe-requests/model.ts';
import {
  brokenCardRules,
  buttonsOf,
  elementsOf,
  inputsOf,
  textOf,
  unfilledExpressions,
} from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import {
  allFields,
  allProblems,
  sampleDirectory,
  sampleDraft,
  samplePolicy,
  step1View,
  step2View,
} from '../../support/requester-views.ts';

const typedAnything: fc.Arbitrary<TypedRequest> = fc
  .record(Object.fromEntries([...step1Fields, ...step2Fields].map((field) => [field, nastyText])), {
    requiredKeys: [],
  })
  .map((typed) => typed as TypedRequest);
const anyProblems: fc.Arbitrary<FieldProblem[]> = fc.array(
  fc.record({ field: fc.constantFrom(...allFields), problem: fc.constantFrom(...allProblems) }),
  { maxLength: 40 },
);
const because = fc.subarray(['needed-by-soon', 'words-of-danger'] as const);

function inputValue(card: AdaptiveCard, id: string): unknown {
  return inputsOf(card).find((input) => input.id === id)?.value;
}

describe('the two steps of a request', () => {
  it('keep every rule of a card, whatever was typed and whatever is wrong', () => {
    fc.assert(
      fc.property(
        typedAnything,
        anyProblems,
        because,
        nastyText,
        fc.boolean(),
        fc.integer({ min: 0, max: 60 }),
        (typed, problems, urgentBecause, fromMessage, known, count) => {
          const directory = sampleDirectory(count);
          const draft = sampleDraft({ ...typed, organisationIds: directory.slice(0, 40).map(({ id }) => id) }, known);
          const search = { query: fromMessage, found: directory.slice(0, CHECKLIST_LIMIT) };
          const more = { draft, problems, urgentBecause, fromMessage };
          expect(brokenCardRules(requestStep1Card(step1View(more)))).toEqual([]);
          expect(brokenCardRules(requestStep2Card(step2View({ ...more, directory, search })))).toEqual([]);
        },
      ),
      { numRuns: 150, endOnFailure: true },
    );
  });

  it('leave no expression of the template unfilled', () => {
    const problems = allFields.map((field) => ({ field, problem: 'missing' }) as const);
    const first = requestStep1Card(step1View({ problems, fromMessage: 'Hello', notice: { tone: 'good', text: 'Hi' } }));
    const second = requestStep2Card(step2View({ problems, directory: sampleDirectory(40), fromMessage: 'Hello' }));
    expect([...unfilledExpressions(first), ...unfilledExpressions(second)]).toEqual([]);
  });

  it('take an expression that somebody typed as text', () => {
    const purpose = 'about $'.concat('{personName}');
    const card = requestStep1Card(step1View({ draft: sampleDraft({ purpose }) }));
    expect(inputValue(card, 'purpose')).toBe(purpose);
  });

  it('put everything typed back into its field', () => {
    const typed: TypedRequest = {
      ...{ personName: 'Jamie *Example*', purpose: '=cmd()\nline two', whyNoMdt: '<b>because</b>' },
      ...{ furtherPeople: 'Sam, sam@example.org', individualAnswer: 'invite', individualDetail: '01632 960 001' },
      ...{ carerAnswer: 'do-not-invite', carerDetail: 'None', basis: 'not-yet', basisDetail: 'On leave' },
      ...{ basisDay: '2027-01-04', nhsNumber: '12', dateOfBirth: '31/2/1990', neededBy: '2027-02-01' },
      ...{ lengthMinutes: '90', place: 'Room 4', jobRole: 'Nurse', organisation: 'A school', phone: '01632 960 002' },
    };
    const draft = sampleDraft(typed);
    const cards = [requestStep1Card(step1View({ draft })), requestStep2Card(step2View({ draft }))];
    const values = Object.fromEntries(cards.flatMap(inputsOf).map((input) => [input.id, input.value]));
    expect(values).toMatchObject(typed);
  });

  it('say the error directly above the field, and once at the top how many things to put right', () => {
    const problems = [{ field: 'purpose', problem: 'missing' } as const];
    const card = requestStep1Card(step1View({ problems }));
    const at = elementsOf(card).findIndex((element) => element.id === 'purpose');
    expect(elementsOf(card)[at - 1]).toMatchObject({ color: 'attention', text: 'Error: Say what the meeting is for.' });
    expect(textOf(card)).toContain('Please put one thing right, then press Next again.');
  });

  it('cut a purpose of 50,000 characters, and say how much of it is left', () => {
    const problems = [{ field: 'purpose', problem: 'too-long' } as const];
    const draft = sampleDraft({ purpose: 'long '.repeat(10_000).trim() });
    const card = requestStep1Card(step1View({ draft, problems }));
    expect(brokenCardRules(card)).toEqual([]);
    expect(String(inputValue(card, 'purpose')).length).toBeGreaterThan(3_900);
    expect(textOf(card)).toContain('You typed 49,999 characters. The box holds the first');
  });

  it('show a picked date in its picker, and what was typed where it is none', () => {
    const card = requestStep2Card(
      step2View({
        draft: sampleDraft({ neededBy: '1 February 2027', basisDay: 'last week' }),
        problems: [{ field: 'basisDay', problem: 'not-a-date' }],
      }),
    );
    expect(inputValue(card, 'neededBy')).toBe('2027-02-01');
    expect(textOf(card)).toContain('You typed: last week');
  });
});

describe('the first step', () => {
  it('says first that this is not an emergency service, and what to do now', () => {
    const [heading, ...advice] = textOf(requestStep1Card(step1View())).split('\n');
    expect(heading).toBe('This is not an emergency service');
    expect(advice[0]).toContain('999');
  });

  it('asks for what is remembered only behind "Change my details"', () => {
    const card = requestStep1Card(step1View({ draft: sampleDraft({}, true) }));
    expect(elementsOf(card).find((element) => element.id === 'profile')?.isVisible).toBe(false);
    expect(inputValue(card, 'jobRole')).toBe('Social worker');
    expect(textOf(card)).toContain('You are: Social worker, Moorland County Council, 01632 960 456');
  });

  it('fills in the organisation that the requester’s address suggests', () => {
    const draft = { ...sampleDraft(), suggestedOrganisation: 'Example Police' };
    expect(inputValue(requestStep1Card(step1View({ draft })), 'organisation')).toBe('Example Police');
  });
});

describe('the second step', () => {
  it('lists the directory as a checklist while it is short, and asks for a search beyond', () => {
    const short = requestStep2Card(step2View({ directory: sampleDirectory(CHECKLIST_LIMIT) }));
    const long = requestStep2Card(step2View({ directory: sampleDirectory(CHECKLIST_LIMIT + 1) }));
    expect(inputsOf(short).find((input) => input.id === 'organisationIds')?.choices).toHaveLength(CHECKLIST_LIMIT);
    expect(inputsOf(long).map((input) => input.id)).not.toContain('organisationIds');
    expect(buttonsOf(long).map((button) => button.verb)).toContain('find-agencies');
    expect(buttonsOf(short).map((button) => button.verb)).not.toContain('find-agencies');
  });

  it('keeps what was chosen before a search, and offers only what is new', () => {
    const directory = sampleDirectory(40);
    const draft = sampleDraft({ organisationIds: [directory[0]?.id ?? ''] });
    const search = { query: 'council', found: directory.slice(0, 3) };
    const card = requestStep2Card(step2View({ directory, draft, search }));
    expect(inputValue(card, 'organisationIds')).toBe(directory[0]?.id);
    expect(inputsOf(card).find((input) => input.id === 'foundOrganisationIds')?.choices).toHaveLength(2);
    expect(textOf(card)).toContain('2 organisations fit “council”.');
  });

  it('chooses no answer about the person, the carer or agreement beforehand', () => {
    const card = requestStep2Card(step2View());
    for (const id of ['individualAnswer', 'carerAnswer', 'basis']) expect(inputValue(card, id)).toBe('');
  });

  it.each([
    ['nothing typed', {}, [], false],
    ['the usual length alone', { lengthMinutes: '60' }, [], false],
    ['another length', { lengthMinutes: '90' }, [], true],
    ['an NHS number', { nhsNumber: '999 000 0018' }, [], true],
    ['a problem', {}, [{ field: 'dateOfBirth', problem: 'not-a-date' }], true],
  ] as const)('with %s, what is optional opens by itself where it should (case %#)', (_case, typed, problems, open) => {
    const card = requestStep2Card(step2View({ draft: sampleDraft(typed), problems }));
    expect(elementsOf(card).find((element) => element.id === 'more')?.isVisible).toBe(open);
  });

  it('repeats what to do in an emergency only where the request looks urgent', () => {
    expect(textOf(requestStep2Card(step2View()))).not.toContain('999');
    expect(textOf(requestStep2Card(step2View({ urgentBecause: ['words-of-danger'] })))).toContain('call 999');
  });

  it('offers the lengths of the policy', () => {
    const lengths = inputsOf(requestStep2Card(step2View())).find((input) => input.id === 'lengthMinutes');
    expect(lengths?.choices).toHaveLength(samplePolicy.meetingLengths.value.length);
  });
});

describe('from the first word to the reference', () => {
  it('a first-time requester with one agency presses and types at most 15 times', () => {
    const visible = (card: AdaptiveCard) =>
      inputsOf(card).filter((input) => String(input.label).includes('(required)'));
    const firstWord = 1;
    const step1 = visible(requestStep1Card(step1View())).length + 1;
    const oneAgency = 1;
    const step2 = visible(requestStep2Card(step2View())).length + oneAgency + 1;
    expect(firstWord + step1 + step2).toBeLessThanOrEqual(15);
  });
});
