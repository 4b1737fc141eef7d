import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { approveFormCard, type TypedApproval } from '../cards/approve-form.card.ts';
import { listOrganisations, searchOrganisations } from '../services/agencies/store.ts';
import type { DecisionProblem, FieldProblem, RequestView } from '../services/mbe-requests/model.ts';
import { dayOf } from '../services/platform/time.ts';
import { tickedValues, typedText } from './press-data.ts';
import { openTeamForm, requestProblems, teamProblems, undecidedStates } from './team-forms.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The inputs of the approve form, for the actions that read them. */
export const approvalInputs = z.object({
  purposeCategory: typedText,
  organisationIds: tickedValues,
  /** Organisations that a search found, and that were ticked there. */
  foundOrganisationIds: tickedValues,
  furtherPeople: typedText,
  lengthMinutes: typedText,
  neededBy: typedText,
  place: typedText,
  /** Asked where an email has left them open. */
  individualAnswer: typedText,
  individualDetail: typedText,
  carerAnswer: typedText,
  carerDetail: typedText,
});

/** The form sent back: an input that was left empty is an empty text. */
type FilledApproval = { [field in keyof TypedApproval]-?: NonNullable<TypedApproval[field]> };

/** What was typed, with the organisations ticked in either list. */
export function typedApproval(inputs: z.infer<typeof approvalInputs>): FilledApproval {
  const { organisationIds: ticked, foundOrganisationIds: found, ...typed } = inputs;
  return { ...typed, organisationIds: [...new Set([...ticked, ...found])] };
}

/**
 * The approve form in place of a request's card.
 *
 * @param shown.typed left out at first: then it is filled in as the requester asked
 * @param shown.query a search of the directory, as typed
 */
export function showApproveForm(
  turn: Turn,
  requestId: string,
  shown: {
    typed?: TypedApproval;
    problems?: readonly (FieldProblem | DecisionProblem)[];
    query?: string;
    notice?: CardNotice;
  },
): Promise<ShownCard> {
  const { deps } = turn;
  const { problems = [], query = '', notice } = shown;
  return openTeamForm(turn, 'approve-mbe-request', { requestId, states: undecidedStates }, async (request) => {
    const today = dayOf(deps.clock.now());
    const [directory, found] = await Promise.all([
      listOrganisations(deps.db, today),
      searchOrganisations(deps.db, today, query),
    ]);
    return approveFormCard({
      request,
      typed: shown.typed ?? asAskedFor(request),
      problems: requestProblems(problems),
      teamProblems: teamProblems(problems),
      directory,
      search: query.trim() === '' ? undefined : { query, found },
      policy: deps.policy,
      notice,
      press: deps.newId(),
    });
  });
}

function asAskedFor(request: RequestView): TypedApproval {
  return {
    organisationIds: request.organisations.map(({ id }) => id),
    furtherPeople: request.furtherPeople.map(({ name, email }) => `${name}, ${email}`).join('\n'),
    lengthMinutes: String(request.lengthMinutes),
    neededBy: request.neededBy ?? '',
    place: request.place ?? '',
    ...{ individualDetail: request.individual.detail, carerDetail: request.carer.detail },
  };
}
