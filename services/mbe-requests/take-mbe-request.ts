import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type ChangeInput, changeRequest, tooLate } from './change-request.ts';
import type { NamedPerson, RequestState, RequestView } from './model.ts';
import { isOpen } from './rules.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: RequestState }
  /** Somebody else took it first; it can be handed over. */
  | { reason: 'already-owned'; by: NamedPerson };

/** A member of the team becomes the owner of an open request that has none. Taking one's own again changes nothing. */
export function takeMbeRequest(deps: Deps, input: ChangeInput): Promise<Result<RequestView, Refusal>> {
  return changeRequest<Refusal>(deps, 'take-mbe-request', input, (request) => {
    if (!isOpen(request.state)) return tooLate(request);
    if (request.owner && request.owner.id !== input.actor.id) {
      return refuse({ reason: 'already-owned', by: request.owner });
    }
    return ok({ change: { ownerId: input.actor.id }, detail: { ownerId: input.actor.id } });
  });
}
