import { openStates, type RequestState } from '../../mbe-requests/model.ts';
import { requestFacts } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';

const open: readonly RequestState[] = openStates;

/** A request's card to the DSR channel. One that has ended meanwhile needs no card. */
export const composeRequestForTriage: Composer = async (deps, { requestId }) => {
  const request = await requestFacts(deps.db, requestId);
  if (request === null || requestId === null) return nothing('gone');
  if (!open.includes(request.state)) return nothing('ended');
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'request-for-triage', requestId } };
};
