import { findLetter } from '../../letters/letter-store.ts';
import { partOfLetter } from '../../letters/letter-view.ts';
import { type LetterRecord, readLetter } from '../../letters/read-letter.ts';
import { makeLink } from '../../sign-in/make-link.ts';
import type { LinkTarget } from '../../sign-in/model.ts';
import { mailFrame } from '../mail-frame.ts';
import { type NewTodo, todoKeys } from '../todos.ts';
import { type Composer, type ComposerDeps, mailTo, nothing } from './composer.ts';

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
  const letter = typeof letterId === 'string' ? await readLetter(deps, letterId) : undefined;
  if (letter === undefined) return nothing('gone');
  if (letter.state !== 'released' || letter.releasedText === null) return nothing(letter.state);
  if (letter.meeting !== null && !letter.meeting.mayTell) return nothing('no-ground', [tellThem(letter)]);
  const part = partOfLetter(letter);
  if (part === null || letter.address === null) return nothing('by-hand');
  const { reference, releasedText, receiverName, address, format } = letter;
  const to = { name: receiverName, email: address };
  if (part === 'text') {
    const answerUrl = await answerLink(deps, letter, address);
    const content = deps.words.letter({ reference, team: deps.policy.team, text: releasedText, format, answerUrl });
    return mailTo(deps, delivery, to, { content, part });
  }
  const inChat = part === 'notice-and-chat';
  const { receiver } = letter;
  const target = pageOf(letter);
  const link = target === null ? null : await makeLink(deps, { address, target });
  const content = deps.words.letterNotice({ ...mailFrame(deps), reference, inChat, receiver, link });
  return mailTo(deps, delivery, to, { content, part, raise: inChat ? [] : [tellThem(letter)] });
};

/** Where its receiver reads more than the notice says: of a meeting its page, of their own referral their list. */
function pageOf({ receiver, inviteeId, meeting, referrerOnPages }: LetterRecord): LinkTarget | null {
  if (receiver === 'referrer') return referrerOnPages ? { kind: 'list', targetId: null } : null;
  return inviteeId === null || meeting?.addressShared ? null : { kind: 'meeting', targetId: inviteeId };
}

/** A letter that asks for a new answer about the register brings the way to give it. */
function answerLink(deps: ComposerDeps, { subject, personId }: LetterRecord, address: string): Promise<string | null> {
  if (subject.kind !== 'consent-renewal' || personId === null) return Promise.resolve(null);
  return makeLink(deps, { address, target: { kind: 'consent', targetId: personId } });
}

function tellThem({ id, referralId }: LetterRecord): NewTodo {
  const about = { letterId: id, ...(referralId === null ? {} : { referralId }) };
  return { kind: 'tell-letter', eventKey: todoKeys.tellLetter(id), ...about };
}
