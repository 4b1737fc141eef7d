import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { type ChangeInput, changeRequest, tooLate } from './change-request.ts';
import { checkBasis } from './check-basis.ts';
import { sendHeldInvitations } from './decision-store.ts';
import type { FieldProblem, RequestState, RequestView } from './model.ts';
import { isOpen } from './rules.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: RequestState }
  | { reason: 'incomplete'; problems: FieldProblem[] };

/**
 * The team records on what basis information about the person may leave it (domain.md §10). Invitations that were held
 * until then go out: a booked meeting is brought to everybody again under a raised SEQUENCE.
 *
 * @param input.basis 'consents', 'best-interest' or 'not-yet', with `detail` and `day` as typed
 */
export function recordBasis(
  deps: Deps,
  input: ChangeInput & { basis: string; detail: string; day: string },
): Promise<Result<RequestView, Refusal>> {
  return changeRequest<Refusal>(deps, 'record-basis', input, (request, now) => {
    if (!isOpen(request.state)) return tooLate(request);
    const typed = { basis: input.basis, basisDetail: input.detail, basisDay: input.day };
    const check = checkBasis(typed, dayOf(now));
    if (!check.ok) return refuse({ reason: 'incomplete', problems: check.problems });
    const { basis, basisDetail, basisDay } = check.value;
    return ok({
      change: {
        basis,
        basisDetail,
        basisDay: basisDay === null ? null : toDateColumn(basisDay),
        basisRecordedById: input.actor.id,
        basisRecordedAt: now,
        // What was said since consent to the register ended counts anew.
        basisEndedAt: null,
        basisEndedBecause: null,
      },
      within: (tx) => sendHeldInvitations(tx, deps, request.id),
      reason: basis,
    });
  });
}
