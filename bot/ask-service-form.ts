import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { askServiceFormCard } from '../cards/ask-service-form.card.ts';
import { listOrganisations, searchOrganisations } from '../services/agencies/store.ts';
import { addWorkingDays, dayOf } from '../services/platform/time.ts';
import type { QuestionProblem, TypedQuestion } from '../services/service-questions/model.ts';
import { openEntryForm } from './entry-forms.ts';
import { tickedValues, typedText } from './press-data.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The inputs of the form, for the actions that read them. */
export const askServiceInputs = z.object({
  organisationIds: tickedValues,
  /** Organisations that a search found, and that were ticked there. */
  foundOrganisationIds: tickedValues,
  text: typedText,
  dueDay: typedText,
});

/** What was typed, with the organisations ticked in either list. */
export function typedQuestion({ foundOrganisationIds, ...typed }: z.infer<typeof askServiceInputs>): TypedQuestion {
  return { ...typed, organisationIds: [...new Set([...typed.organisationIds, ...foundOrganisationIds])] };
}

/** The form, at first with the day that the area's policy gives. */
export function showAskServiceForm(
  turn: Turn,
  entryId: string,
  shown: { typed?: TypedQuestion; problems?: readonly QuestionProblem[]; query?: string; notice?: CardNotice } = {},
): Promise<ShownCard> {
  const { deps } = turn;
  const today = dayOf(deps.clock.now());
  const { query = '', problems = [], notice } = shown;
  const typed = shown.typed ?? {
    organisationIds: [],
    text: '',
    dueDay: addWorkingDays(today, deps.policy.questionWorkingDays.value),
  };
  return openEntryForm(turn, 'ask-service', entryId, async (person) => {
    const [all, found] = await Promise.all([
      listOrganisations(deps.db, today),
      query.trim() === '' ? [] : searchOrganisations(deps.db, today, query),
    ]);
    const mayKnow = <T extends { agreementInForce: boolean }>(ones: readonly T[]) =>
      ones.filter(({ agreementInForce }) => agreementInForce);
    return askServiceFormCard({
      ...{ person, typed, problems, notice, press: deps.newId() },
      directory: mayKnow(all),
      search: query.trim() === '' ? undefined : { query, found: mayKnow(found) },
    });
  });
}
