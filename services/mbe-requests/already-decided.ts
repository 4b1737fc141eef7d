import type { NamedPerson, RequestState } from './model.ts';
import { type RequestTransition, requestAfter } from './rules.ts';
import type { RequestFacts } from './store.ts';

/** Somebody was first: who and when, for the one who comes second. */
export type AlreadyDecided = { reason: 'already-decided'; by: NamedPerson; at: Date; state: RequestState };

/** It is still to be decided, but no longer as the decider saw it: they should look again. */
export type ChangedMeanwhile = { reason: 'changed-meanwhile' };

/**
 * Whether a decision taken on the card of `version` still fits the request, and the state it leads to. A withdrawal
 * counts as decided by the requester.
 */
export function stillToDecide(
  transition: RequestTransition,
  request: RequestFacts,
  version: number,
): { ok: true; to: RequestState } | ({ ok: false } & (AlreadyDecided | ChangedMeanwhile)) {
  const to = requestAfter(transition, request.state);
  if (to !== undefined && request.version === version) return { ok: true, to };
  const undecided = requestAfter('decline', request.state) !== undefined;
  if (undecided) return { ok: false, reason: 'changed-meanwhile' };
  const { requester, decidedBy, decidedAt, endedAt, updatedAt, state } = request;
  const by = decidedBy ?? { id: requester.id, name: requester.name };
  return { ok: false, reason: 'already-decided', by, at: decidedAt ?? endedAt ?? updatedAt, state };
}
