import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import { findReceiver } from '../service-questions/question-store.ts';
import { professionalOfAddress } from '../sign-in/session-store.ts';
import { answerQuestionByMail } from './answer-question-by-mail.ts';
import type { MailedMessageRow } from './mailed-message-store.ts';
import type { ReadMessage } from './model.ts';
import { findOurMail, receiverAt } from './ours-store.ts';
import { referencesIn } from './references.ts';
import { authorOf, settleIn, toTriage } from './settle.ts';
import type { TriageReason } from './triage-model.ts';

/**
 * Places somebody's message: as the answer to a question to a service, or with the team. It is found by the mail of ours that
 * it answers, or, where a mail program has left that out, by the reference in its subject together with its sender.
 *
 * Who may answer is who may on the question's page: the address that was asked. There a code confirms it, here the mailbox's
 * own authentication results do.
 */
export async function placeAnswer(deps: Deps, message: MailedMessageRow, read: ReadMessage): Promise<void> {
  const { from } = read;
  const ours = await findOurMail(deps.db, { messageIds: read.answers });
  const references = referencesIn(read.subject);
  const receiverId = ours?.receiverId ?? (from && (await receiverAt(deps.db, { references, address: from.address })));
  const receiver = receiverId === null ? null : await findReceiver(deps.db, receiverId, dayOf(deps.clock.now()));
  const about = { read, deliveryId: ours?.deliveryId ?? null, receiverId };
  const triage = (because: TriageReason) => toTriage(deps, message, { because, ...about });
  if (receiver === null || from === null) return triage('not-placed');
  if (receiver.email.toLowerCase() !== from.address) return triage('other-sender');
  if (!read.senderChecked) return triage('not-checked');

  const answers = { state: 'question-answered', questionReceiverId: receiverId, ...authorOf(read) } as const;
  const answered = await answerQuestionByMail(deps, {
    ...{ actor: await writerOf(deps, from.address), ...from, receiverId: receiver.receiverId },
    text: read.newText,
    settle: (tx) => settleIn(tx, deps, message, answers),
  });
  // Where something came in between, the message is looked at again.
  if (answered.ok || answered.reason === 'changed-meanwhile') return;
  return triage(answered.reason === 'not-found' ? 'not-placed' : answered.reason);
}

/** Who acts for an address: on the web pages they would be the same. */
async function writerOf(deps: Deps, address: string): Promise<Extract<Actor, { kind: 'professional' }>> {
  const who = { newId: deps.newId(), address, now: deps.clock.now() };
  const { id } = await deps.db.$transaction((tx) => professionalOfAddress(tx, who));
  return { kind: 'professional', id, dsrRole: null, outside: true };
}
