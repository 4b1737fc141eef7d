import { keepCode, waitingCode } from '../../sign-in/code-store.ts';
import { isKnownAddress } from '../../sign-in/known-address-store.ts';
import { findLinkById } from '../../sign-in/link-store.ts';
import { makeLink } from '../../sign-in/make-link.ts';
import { CODE_MINUTES } from '../../sign-in/model.ts';
import { codeDigestOf, newCode } from '../../sign-in/secrets.ts';
import { mailFrame } from '../mail-frame.ts';
import { type Composer, mailTo, nothing } from './composer.ts';

/**
 * The code somebody asked for. It is made here, and kept as a digest alone: only its mail knows it. Of that no copy stays in
 * the shared mailbox, where anybody of the team could sign in as whoever they like.
 */
export const composeSignInCode: Composer = async (deps, delivery) => {
  const codeId = delivery.detail?.codeId;
  if (typeof codeId !== 'string') return nothing('gone');
  const waiting = await waitingCode(deps.db, codeId, deps.clock.now());
  if (waiting === null) return nothing('too-late');
  const code = newCode();
  await keepCode(deps.db, codeId, codeDigestOf(codeId, code));
  const content = deps.words.signInCode({ ...mailFrame(deps), code, minutes: CODE_MINUTES });
  return mailTo(deps, delivery, { name: '', email: waiting.address }, { content, part: 'code', keepNoCopy: true });
};

/** A new link in the place of one that was lost or too old, where the address is one of ours. */
export const composeNewLink: Composer = async (deps, delivery) => {
  const linkId = delivery.detail?.linkId;
  const asked = typeof linkId === 'string' ? await findLinkById(deps.db, linkId) : null;
  if (asked === null) return nothing('gone');
  if (!(await isKnownAddress(deps.db, asked.address))) return nothing('unknown-address');
  const url = await makeLink(deps, asked);
  if (url === null) return { do: 'give-up', because: 'no-public-url' };
  const content = deps.words.newLink({ ...mailFrame(deps), url });
  return mailTo(deps, delivery, { name: '', email: asked.address }, { content, part: 'link' });
};
