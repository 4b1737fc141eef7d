import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type AlreadyDecided, type ChangedMeanwhile, stillToDecide } from './already-decided.ts';
import { type ChangeInput, changeRequest, tellRequester } from './change-request.ts';
import { checkChoice, checkNote } from './check-note.ts';
import type { DecisionProblem, RequestView } from './model.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | AlreadyDecided
  | ChangedMeanwhile
  | { reason: 'incomplete'; problems: DecisionProblem[] };

/** The reason that says nothing by itself: the note must. */
const OTHER = 'other';

/**
 * The team declines a request; the requester is told why.
 *
 * @param input.version the version of the request on the card the decision was made on
 * @param input.reason a code of the policy's decline reasons; with 'other' a note is required
 */
export function declineMbeRequest(
  deps: Deps,
  input: ChangeInput & { version: number; reason: string; note: string },
): Promise<Result<RequestView, Refusal>> {
  const { text, problems: ofNote } = checkNote('note', input.note, input.reason === OTHER ? 'required' : 'optional');
  const problems = [...checkChoice('reason', input.reason, deps.policy.declineReasons.value), ...ofNote];
  return changeRequest<Refusal>(deps, 'decline-mbe-request', input, (request, now) => {
    const decision = stillToDecide('decline', request, input.version);
    if (!decision.ok) return decision;
    if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
    return ok({
      to: decision.to,
      change: {
        decideBy: null,
        decidedAt: now,
        decidedById: input.actor.id,
        decisionReason: input.reason,
        decisionNote: text || null,
      },
      reason: input.reason,
      deliveries: tellRequester(request),
    });
  });
}
