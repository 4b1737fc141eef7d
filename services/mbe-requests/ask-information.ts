import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type AlreadyDecided, type ChangedMeanwhile, stillToDecide } from './already-decided.ts';
import { type ChangeInput, changeRequest, tellRequester } from './change-request.ts';
import { checkNote } from './check-note.ts';
import { addQuestion } from './decision-store.ts';
import type { DecisionProblem, RequestView } from './model.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | AlreadyDecided
  | ChangedMeanwhile
  | { reason: 'incomplete'; problems: DecisionProblem[] };

/**
 * The team asks the requester for information. While they are asked, the decision's clock stands.
 *
 * @param input.version the version of the request on the card the question was typed on
 */
export function askInformation(
  deps: Deps,
  input: ChangeInput & { version: number; question: string },
): Promise<Result<RequestView, Refusal>> {
  const { text, problems } = checkNote('question', input.question, 'required');
  return changeRequest<Refusal>(deps, 'ask-information', input, (request, now) => {
    const decision = stillToDecide('ask-information', request, input.version);
    if (!decision.ok) return decision;
    if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
    const id = deps.newId();
    return ok({
      to: decision.to,
      change: { decideBy: null },
      within: (tx) =>
        addQuestion(tx, { id, requestId: request.id, question: text, askedById: input.actor.id, askedAt: now }),
      detail: { informationId: id },
      deliveries: tellRequester(request),
    });
  });
}
