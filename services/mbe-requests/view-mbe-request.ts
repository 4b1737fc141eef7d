import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import type { RequestView } from './model.ts';
import { requestFor } from './request-for-actor.ts';
import { viewOf } from './request-view.ts';

/**
 * Shows a request in its present state. A requester sees their own alone; for others it is not there (and the attempt is
 * on record). Drafts are not shown: see view-draft.ts.
 */
export async function viewMbeRequest(
  deps: Deps,
  input: { actor: Actor; requestId: string },
): Promise<Result<RequestView, NotAllowed | NotFound>> {
  const found = await requestFor(deps, 'view-mbe-request', input.actor, input.requestId);
  return found.ok ? ok(await viewOf(deps, input.actor, found.value)) : found;
}
