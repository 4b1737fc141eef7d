import { requestFacts } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';

/** A request's card to its requester, and to nobody else. The card shows the state of the moment. */
export const composeRequestNews: Composer = async (deps, { requestId, professionalId }) => {
  const request = await requestFacts(deps.db, requestId);
  if (request === null || requestId === null || request.state === 'draft') return nothing('gone');
  const { requesterId } = request;
  if (professionalId !== null && professionalId !== requesterId) return nothing('not-allowed');
  const receiver = { to: 'professional', professionalId: requesterId } as const;
  return { do: 'post', receiver, message: { kind: 'request-news', requestId } };
};
