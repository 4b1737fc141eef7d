import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type ChangeInput, changeRequest, tooLate } from './change-request.ts';
import { passOnChair } from './decision-store.ts';
import type { RequestState, RequestView } from './model.ts';
import { isOpen } from './rules.ts';
import { dsrTeam } from './store.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: RequestState }
  /** Only the DSR team own requests. */
  | { reason: 'not-in-the-team' };

/**
 * Makes another member of the team the owner of an open request. Where the owner so far chairs its meeting, the new one
 * does: the outcome is asked of whoever holds the request.
 */
export function handOverMbeRequest(
  deps: Deps,
  input: ChangeInput & { toProfessionalId: string },
): Promise<Result<RequestView, Refusal>> {
  const ownerId = input.toProfessionalId;
  return changeRequest<Refusal>(deps, 'hand-over-mbe-request', input, async (request) => {
    if (!isOpen(request.state)) return tooLate(request);
    if (!(await dsrTeam(deps)).some((member) => member.id === ownerId)) return refuse({ reason: 'not-in-the-team' });
    const before = request.owner?.id ?? null;
    return ok({
      change: { ownerId },
      within: (tx) => passOnChair(tx, request.id, before, ownerId),
      detail: { from: before, ownerId },
    });
  });
}
