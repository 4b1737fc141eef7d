import { linkPersons } from '../people/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { openEntryOfPerson, refreshEntry } from '../register/entry-store.ts';
import { type ChangeInput, changeRequest } from './change-request.ts';
import type { RequestView } from './model.ts';
import { loadRequest } from './store.ts';

type Refusal = NotAllowed | NotFound | { reason: 'same-request' };

/**
 * A coordinator puts on record that two requests concern the same person. The software never does. Nothing of either
 * person's details is overwritten; linking them again changes nothing.
 */
export function linkSamePerson(
  deps: Deps,
  input: ChangeInput & { otherRequestId: string },
): Promise<Result<RequestView, Refusal>> {
  return changeRequest<Refusal>(deps, 'link-same-person', input, async (request, now) => {
    if (input.otherRequestId === request.id) return refuse({ reason: 'same-request' });
    const other = await loadRequest(deps.db, input.otherRequestId, now);
    if (!other) return refuse({ reason: 'not-found' });
    return ok({
      change: {},
      within: async (tx) => {
        await linkPersons(tx, request.personId, other.personId);
        // Consent and date of birth are read over all linked rows: somebody on the register may have other dates now.
        const entry = await openEntryOfPerson(tx, request.personId);
        if (entry !== null) await refreshEntry(tx, deps, entry.id);
      },
      detail: { otherRequestId: other.id },
      refreshAlso: [other.id],
    });
  });
}
