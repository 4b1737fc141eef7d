import type { UseCase } from '../access/access-table.ts';
import { type AuditEntry, recordDone } from '../audit/record.ts';
import type { NewDelivery } from '../notifications/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { carryOut, type Press, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { Professional } from './draft-view.ts';
import type { RequestState, RequestView } from './model.ts';
import { requestFor } from './request-for-actor.ts';
import { presentRequest } from './request-view.ts';
import { type RequestChange, type RequestFacts, updateRequest } from './store.ts';

/** What every change of a submitted request is given. */
export type ChangeInput = { actor: Professional; requestId: string; press: string };

/** What a use case has decided to change. */
export type Plan = {
  to?: RequestState;
  change: RequestChange;
  /** Whatever else changes in the same transaction. */
  within?: (tx: Transaction) => Promise<void>;
  reason?: string;
  detail?: NonNullable<AuditEntry['detail']>;
  /** Given the version that the request has afterwards, for keys that no other event has. */
  deliveries?: (version: number) => NewDelivery[];
  /** Further records whose cards show this change. */
  refreshAlso?: readonly string[];
};

/**
 * Changes a submitted request, always in one order: load → authorise → decide → one transaction → the present state.
 *
 * `decide` gets what is on record. When somebody else's change comes between, everything is undone and it is asked again.
 * A refusal of a press that has been carried out already is none: the press is answered with the present state.
 */
export async function changeRequest<R extends { reason: string }>(
  deps: Deps,
  useCase: UseCase,
  input: ChangeInput,
  decide: (request: RequestFacts, now: Date) => Result<Plan, R> | Promise<Result<Plan, R>>,
): Promise<Result<RequestView, NotAllowed | NotFound | R>> {
  const { actor, press: key, ...asked } = input;
  const { requestId } = input;
  const found = await requestFor(deps, useCase, actor, requestId);
  if (!found.ok) return found;
  const press = { key, useCase, actor, asked };
  const decided = await decide(found.value, deps.clock.now());
  if (!decided.ok && !(await wasCarriedOut(deps, press))) return decided;
  if (decided.ok && (await change(deps, press, found.value, decided.value)) === 'overtaken') {
    return changeRequest(deps, useCase, input, decide);
  }
  return ok(await presentRequest(deps, actor, requestId));
}

async function change(deps: Deps, press: Press, request: RequestFacts, plan: Plan) {
  const { useCase, actor } = press;
  const at = deps.clock.now();
  return carryOut(deps, press, async (tx) => {
    const changes = plan.to === undefined ? plan.change : { ...plan.change, state: plan.to };
    if (!(await updateRequest(tx, request, changes, at))) return false;
    await plan.within?.(tx);
    const states = plan.to === undefined ? {} : { from: request.state, to: plan.to };
    await recordDone(tx, at, {
      useCase,
      actor,
      noun: 'mbe-request',
      nounId: request.id,
      ...states,
      ...(plan.reason === undefined ? {} : { reason: plan.reason }),
      ...(plan.detail === undefined ? {} : { detail: plan.detail }),
    });
    await addDeliveries(tx, deps, plan.deliveries?.(request.version + 1) ?? []);
    await refreshCards(tx, deps, [request.id, ...(plan.refreshAlso ?? [])]);
    return true;
  });
}

/** Tells the requester what became of their request. One message for each version of it. */
export function tellRequester(request: RequestFacts): (version: number) => NewDelivery[] {
  return (version) => [
    {
      kind: 'request-news',
      eventKey: `request-news:${request.id}:${version}`,
      channel: 'teams',
      requestId: request.id,
      professionalId: request.requester.id,
    },
  ];
}

/** Refuses a change that the present state no longer allows. */
export function tooLate(request: RequestFacts) {
  return refuse({ reason: 'too-late' as const, state: request.state });
}
