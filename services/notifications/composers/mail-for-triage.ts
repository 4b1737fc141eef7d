import { findMailedMessage } from '../../mailbox/mailed-message-store.ts';
import { waitsForTeam } from '../../mailbox/model.ts';
import { type Composer, nothing } from './composer.ts';

/** A message that a person has to look at: a card to the DSR channel, while nobody has. */
export const composeMailForTriage: Composer = async (deps, { detail }) => {
  const id = detail?.mailedMessageId;
  const message = typeof id === 'string' ? await findMailedMessage(deps.db, id) : null;
  if (message === null) return nothing('gone');
  if (!waitsForTeam(message)) return nothing('done');
  const mailedMessageId = message.id;
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'mail-for-triage', mailedMessageId } };
};
