import { mayDo } from '../../access/authorise.ts';
import { professionalFacts, requestFacts } from '../facts-store.ts';
import { mailFrame } from '../mail-frame.ts';
import { type Composer, mailTo, nothing } from './composer.ts';

/**
 * Mail to somebody whom a card in Teams did not reach, or may not have reached: the reference and the state. What is
 * behind it they read in Teams, because their mailbox need not be a secure one.
 */
export const composeMailInstead: Composer = async (deps, delivery) => {
  const request = await requestFacts(deps.db, delivery.requestId);
  const receiver = await professionalFacts(deps.db, delivery.professionalId);
  if (request?.reference == null || receiver === null) return nothing('gone');
  const { reference, state, meeting } = request;
  const actor = { kind: 'professional', id: receiver.id, dsrRole: receiver.dsrRole } as const;
  const relations = request.requesterId === receiver.id ? (['requester'] as const) : [];
  if (!mayDo('view-mbe-request', actor, relations)) return nothing('not-allowed');
  if (receiver.email === null) return { do: 'give-up', because: 'no-address' };

  const about = delivery.detail?.about;
  const view = { ...mailFrame(deps), reference };
  const content =
    about === 'decision-overdue' || about === 'record-outcome'
      ? deps.words.teamNews({ ...view, about })
      : deps.words.requestNews({ ...view, state, meeting });
  const { name, email } = receiver;
  return mailTo(deps, delivery, { name, email }, { content, part: 'state-only' });
};
