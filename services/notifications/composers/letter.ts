import { findLetter } from '../../letters/letter-store.ts';
import { letterPart } from '../../letters/receivers.ts';
import { mailFrame } from '../mail-frame.ts';
import { type NewTodo, todoKeys } from '../todos.ts';
import { type Composer, mailTo, nothing } from './composer.ts';

/** A letter's card to the DSR channel, while it waits to be read. */
export const composeLetterToRelease: Composer = async (deps, { detail }) => {
  const letterId = detail?.letterId;
  const letter = typeof letterId === 'string' ? await findLetter(deps.db, letterId) : undefined;
  if (letter === undefined) return nothing('gone');
  if (letter.state !== 'drafted') return nothing('ended');
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'letter-to-release', letterId: letter.id } };
};

/**
 * A released letter by mail: its text as it was read, or the notice that stands for it. Whether it is still to go, and how
 * much of it, is asked at this moment: a withdrawal may have made it needless, a mark on its address may be gone.
 */
export const composeLetter: Composer = async (deps, delivery) => {
  const letterId = delivery.detail?.letterId;
  const letter = typeof letterId === 'string' ? await findLetter(deps.db, letterId) : undefined;
  if (letter === undefined) return nothing('gone');
  if (letter.state !== 'released' || letter.releasedText === null) return nothing(letter.state);
  const part = letterPart({ ...letter, referrerInTeams: letter.referrerInTeams !== null });
  if (part === null || letter.address === null) return nothing('by-hand');
  const { reference, releasedText, receiverName, address, format } = letter;
  const to = { name: receiverName, email: address };
  if (part === 'text') {
    const content = deps.words.letter({ reference, team: deps.policy.team, text: releasedText, format });
    return mailTo(deps, delivery, to, { content, part });
  }
  const tell: NewTodo = {
    kind: 'tell-letter',
    eventKey: todoKeys.tellLetter(letter.id),
    letterId: letter.id,
    ...(letter.referralId === null ? {} : { referralId: letter.referralId }),
  };
  const inChat = part === 'notice-and-chat';
  const content = deps.words.letterNotice({ ...mailFrame(deps), reference, inChat, receiver: letter.receiver });
  return mailTo(deps, delivery, to, { content, part, raise: inChat ? [] : [tell] });
};
