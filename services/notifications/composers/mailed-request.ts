import { findMailedAnswer } from '../../mbe-requests/mailed-request-store.ts';
import { makeLink } from '../../sign-in/make-link.ts';
import { mailFrame } from '../mail-frame.ts';
import type { MailReplyView } from '../words-port.ts';
import { type Composer, type ComposerDeps, mailTo, nothing } from './composer.ts';

/**
 * The answer to whoever wrote a request to the shared mailbox: its reference, or the names of what is missing with the way to
 * the draft. Nothing of what they wrote: a mailbox is nobody's for certain.
 */
export const composeMailReply: Composer = async (deps, delivery) => {
  const id = delivery.detail?.mailedMessageId;
  const answer = typeof id === 'string' ? await findMailedAnswer(deps.db, id) : null;
  if (answer === null) return nothing('gone');
  if (answer.senderAddress === null) return { do: 'give-up', because: 'no-address' };
  const to = { name: answer.senderName ?? '', email: answer.senderAddress };
  const [sent] = answer.requests.filter(({ state }) => state !== 'draft');
  if (sent?.reference) {
    const { reference, urgentBecause } = sent;
    const content = deps.words.mailReply({ ...mailFrame(deps), made: 'request', reference, urgentBecause });
    return mailTo(deps, delivery, to, { content, part: 'reference' });
  }
  const drafts = await draftsOf(deps, answer, answer.senderAddress);
  if (drafts.length === 0) return nothing('done');
  const { senderChecked } = answer;
  const urgentBecause = answer.because === 'words-of-danger' ? (['words-of-danger'] as const) : [];
  const added = answer.requests.every(({ mailedMessageId }) => mailedMessageId !== id);
  const view = { made: 'drafts', drafts, senderChecked, urgentBecause, added } as const;
  const content = deps.words.mailReply({ ...mailFrame(deps), ...view });
  return mailTo(deps, delivery, to, { content, part: 'missing-items' });
};

type Answer = NonNullable<Awaited<ReturnType<typeof findMailedAnswer>>>;

async function draftsOf(deps: ComposerDeps, answer: Answer, address: string) {
  const drafts: Extract<MailReplyView, { made: 'drafts' }>['drafts'] = [];
  for (const { id, state, requester } of answer.requests) {
    if (state !== 'draft') continue;
    const understood = answer.understood?.people.find(({ requestId }) => requestId === id);
    const inTeams = requester.aadObjectId !== null;
    const url = inTeams ? null : await makeLink(deps, { address, target: { kind: 'draft', targetId: id } });
    drafts.push({ missing: understood?.missing ?? [], inTeams, url });
  }
  return drafts;
}

/** A draft that was made of an email, into its requester's own chat: it is theirs alone. */
export const composeMailedDraft: Composer = async (deps, { detail, professionalId }) => {
  const { mailedMessageId, draftId } = detail ?? {};
  const answer = typeof mailedMessageId === 'string' ? await findMailedAnswer(deps.db, mailedMessageId) : null;
  const draft = answer?.requests.find(({ id }) => id === draftId);
  if (draft === undefined || typeof draftId !== 'string' || professionalId === null) return nothing('gone');
  if (draft.state !== 'draft') return nothing('done');
  const receiver = { to: 'professional', professionalId } as const;
  return { do: 'post', receiver, message: { kind: 'mailed-draft', draftId, professionalId } };
};
