import { requestFacts } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';
import { pageNewsFor } from './page-news.ts';

/** A request's card to its requester, and to nobody else; a mail where they are not in Teams. It shows the state of the moment. */
export const composeRequestNews: Composer = async (deps, delivery) => {
  const { requestId, professionalId } = delivery;
  const request = await requestFacts(deps.db, requestId);
  if (request === null || requestId === null || request.state === 'draft') return nothing('gone');
  const { requesterId } = request;
  if (professionalId !== null && professionalId !== requesterId) return nothing('not-allowed');
  const { reference, state, meeting } = request;
  const news = { professionalId: requesterId, reference: reference ?? '', request: { state, meeting } };
  const mail = await pageNewsFor(deps, delivery, news);
  if (mail !== null) return mail;
  const receiver = { to: 'professional', professionalId: requesterId } as const;
  return { do: 'post', receiver, message: { kind: 'request-news', requestId } };
};
