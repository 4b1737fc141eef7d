import { describe, expect, it } from 'vitest';
import { eitherStepData, step1Data, step2Data, typedInStep1, typedInStep2 } from '../../../bot/draft-form.ts';
import { step1Fields } from '../../../cards/request-step-1.card.ts';
import { step2Fields } from '../../../cards/request-step-2.card.ts';
import { typedRequestSchema } from '../../../services/mbe-requests/model.ts';
import { sampleDraftId as draftId } from '../../support/requester-views.ts';

describe('what a press of a form brings', () => {
  it('a field that was emptied is not sent, and counts as empty', () => {
    const typed = typedInStep1(step1Data.parse({ draftId, personName: 'Jamie' }));
    expect(typed).toMatchObject({ personName: 'Jamie', purpose: '', phone: '' });
    expect(Object.keys(typed)).toEqual([...step1Fields]);
  });

  it('organisations found in a search join those chosen before, each once', () => {
    const data = step2Data.parse({ draftId, organisationIds: 'a,b', foundOrganisationIds: 'b, c,' });
    expect(typedInStep2(data).organisationIds).toEqual(['a', 'b', 'c']);
  });

  it('however long a text is, it is taken as far as a draft can hold it', () => {
    const long = 'x'.repeat(100_000);
    const all = Object.fromEntries([...step1Fields, ...step2Fields].map((field) => [field, long]));
    const typed = {
      ...typedInStep1(step1Data.parse({ draftId, ...all })),
      ...typedInStep2(step2Data.parse({ draftId, ...all })),
    };
    expect(typedRequestSchema.safeParse(typed).success).toBe(true);
    expect(typed.purpose?.length).toBe(60_000);
  });

  it('tells the steps apart by their number', () => {
    const of = (step: number) => eitherStepData.parse({ step, draftId });
    expect('purpose' in of(1)).toBe(true);
    expect('basis' in of(2)).toBe(true);
    expect(eitherStepData.safeParse({ step: 3, draftId }).success).toBe(false);
  });

  it.each([{}, { draftId: 'x' }, { draftId: 7 }, null, 'text', { draftId, purpose: { nested: true } }])(
    'data that is not a form’s is refused (case %#)',
    (data) => {
      expect(step1Data.safeParse(data).success).toBe(false);
    },
  );
});
