import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { addWorkingTime } from '../platform/time.ts';
import { type ChangeInput, changeRequest, tooLate } from './change-request.ts';
import { checkNote } from './check-note.ts';
import { answerQuestion } from './decision-store.ts';
import type { DecisionProblem, RequestState, RequestView } from './model.ts';
import { requestAfter } from './rules.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: RequestState }
  | { reason: 'incomplete'; problems: DecisionProblem[] };

/**
 * The requester answers what the team asked: the request is to be decided again, with a new due date, and comes back to the
 * channel. Refuses `too-late` when nothing is asked (any more).
 */
export function answerInformation(
  deps: Deps,
  input: ChangeInput & { answer: string },
): Promise<Result<RequestView, Refusal>> {
  const { text, problems } = checkNote('answer', input.answer, 'required');
  return changeRequest<Refusal>(deps, 'answer-information', input, (request, now) => {
    const to = requestAfter('answer-information', request.state);
    const asked = request.information.findLast((one) => one.answer === null);
    if (to === undefined || !asked) return tooLate(request);
    if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
    const channel = { kind: 'request-for-triage', channel: 'teams', requestId: request.id } as const;
    return ok({
      to,
      change: { decideBy: addWorkingTime(now, deps.policy.decideWithinWorkingDays.value) },
      within: (tx) => answerQuestion(tx, asked.id, text, now),
      detail: { informationId: asked.id },
      deliveries: () => [{ ...channel, eventKey: `request-for-triage:${asked.id}` }],
    });
  });
}
