import { z } from 'zod';
import type { AdaptiveCard } from '../cards/adaptive-card.ts';
import type { UseCase } from '../services/access/access-table.ts';
import { authorise } from '../services/access/authorise.ts';
import type { DecisionProblem, FieldProblem, RequestState, RequestView } from '../services/mbe-requests/model.ts';
import { viewMbeRequest } from '../services/mbe-requests/view-mbe-request.ts';
import { type TeamFieldProblem, teamFieldLabels } from '../wording/team-form.ts';
import { type TeamRefusal, teamRefusalText } from '../wording/team-refusals.ts';
import { teamSummary } from '../wording/team-request.ts';
import { pressKey, versionSeen } from './press-data.ts';
import { showRequestForTeam } from './shown-cards/request-for-team.ts';
import { showTeamRefusal } from './shown-cards/team-refusal.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The request's id, which every button of a team card carries. */
export const aboutRequest = z.object({ requestId: z.guid() });
/** A button that changes something: with the key of its press. */
export const pressOnRequest = aboutRequest.extend({ press: pressKey });
/** A decision: with the version of the request it was made on. */
export const decisionOnRequest = pressOnRequest.extend({ version: versionSeen });
export const undecidedStates = ['submitted', 'information-requested'] as const satisfies RequestState[];

/**
 * Opens a form in place of a request's card. Whoever may not do what the form is for does not get it: the attempt is on
 * record. Where the state no longer allows it, the card comes back with who was first.
 *
 * @param useCase what the form is for
 */
export async function openTeamForm(
  turn: Turn,
  useCase: UseCase,
  { requestId, states }: { requestId: string; states: readonly RequestState[] },
  form: (request: RequestView) => AdaptiveCard | Promise<AdaptiveCard>,
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const about = { noun: 'mbe-request', nounId: requestId, relations: ['none'] } as const;
  const refusal = await authorise(deps, useCase, actor, about);
  if (refusal) return showTeamRefusal(refusal);
  const request = await viewMbeRequest(deps, { actor, requestId });
  if (!request.ok) return showTeamRefusal(request);
  if (!states.includes(request.value.state)) return showRefused(turn, requestId, overBecause(request.value));
  return { card: await form(request.value), summary: teamSummary(request.value) };
}

function overBecause({ state, decision }: RequestView): TeamRefusal {
  if (decision === null || state === 'closed' || state === 'cancelled') return { reason: 'too-late', state };
  return { reason: 'already-decided', by: decision.by, at: decision.at, state };
}

/** The present state with why a press was refused; without it where the person may not see it. */
export async function showRefused(turn: Turn, requestId: string, refusal: TeamRefusal): Promise<ShownCard> {
  if (refusal.reason === 'not-allowed' || refusal.reason === 'not-found') return showTeamRefusal(refusal);
  return showRequestForTeam(turn, requestId, { tone: 'warning', text: teamRefusalText(refusal) });
}

/** The present state with what was just done. */
export async function showDone(turn: Turn, requestId: string, text: string): Promise<ShownCard> {
  return showRequestForTeam(turn, requestId, { tone: 'good', text });
}

/** Those problems that belong to the team's own fields. */
export function teamProblems(problems: readonly (FieldProblem | DecisionProblem)[]): TeamFieldProblem[] {
  return problems.filter((problem) => isOfTheTeam(problem));
}

/** Those problems that belong to the request's fields. */
export function requestProblems(problems: readonly (FieldProblem | DecisionProblem)[]): FieldProblem[] {
  return problems.filter((problem): problem is FieldProblem => !isOfTheTeam(problem) && problem.field !== 'answer');
}

function isOfTheTeam(
  problem: FieldProblem | DecisionProblem,
): problem is DecisionProblem & { field: Exclude<DecisionProblem['field'], 'answer'> } {
  return problem.field in teamFieldLabels;
}
