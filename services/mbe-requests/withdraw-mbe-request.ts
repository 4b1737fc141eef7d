import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type ChangeInput, changeRequest, tooLate } from './change-request.ts';
import { checkNote } from './check-note.ts';
import type { DecisionProblem, RequestState, RequestView } from './model.ts';
import { requestAfter } from './rules.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: RequestState }
  | { reason: 'incomplete'; problems: DecisionProblem[] };

/** The requester takes an undecided request back; `note` says why and may be empty. Refuses `too-late` once decided. */
export function withdrawMbeRequest(
  deps: Deps,
  input: ChangeInput & { note: string },
): Promise<Result<RequestView, Refusal>> {
  const { text, problems } = checkNote('note', input.note, 'optional');
  return changeRequest<Refusal>(deps, 'withdraw-mbe-request', input, (request, now) => {
    const to = requestAfter('withdraw', request.state);
    if (to === undefined) return tooLate(request);
    if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
    return ok({ to, change: { endNote: text || null, endedAt: now, decideBy: null } });
  });
}
