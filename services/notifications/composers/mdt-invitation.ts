import { draftForMdt } from '../../mbe-requests/mdt-store.ts';
import { type Composer, nothing } from './composer.ts';

/** The MDT invitation that a requester asked for, into their own chat. It is theirs alone, like the draft it is kept with. */
export const composeMdtInvitation: Composer = async (deps, { detail, professionalId }) => {
  const draftId = detail?.draftId;
  const draft = typeof draftId === 'string' ? await draftForMdt(deps.db, draftId) : null;
  if (draft === null || typeof draftId !== 'string') return nothing('gone');
  if (professionalId !== draft.requesterId) return nothing('not-allowed');
  const receiver = { to: 'professional', professionalId } as const;
  return { do: 'post', receiver, message: { kind: 'mdt-invitation', draftId } };
};
