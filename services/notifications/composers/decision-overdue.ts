import { requestFacts } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';
import { teamReceiver } from './team-receiver.ts';

/** The reminder of a request that waits too long for a decision, to its owner of this moment or to the channel. */
export const composeDecisionOverdue: Composer = async (deps, delivery) => {
  const { requestId } = delivery;
  const request = await requestFacts(deps.db, requestId);
  if (request === null || requestId === null) return nothing('gone');
  const overdue = request.state === 'submitted' && request.decideBy !== null && request.decideBy <= deps.clock.now();
  if (!overdue) return nothing('not-overdue');
  const receiver = await teamReceiver(deps.db, delivery, request.ownerId);
  return { do: 'post', receiver, message: { kind: 'decision-overdue', requestId } };
};
