import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { findMailedMessage, type MailedMessageRow } from './mailed-message-store.ts';
import { waitsForTeam } from './model.ts';
import { referencesIn } from './references.ts';
import type { MailedMessageView } from './triage-model.ts';
import { countMadeOf, handlerOf, isUrgent, senderOf, subjectsOf } from './triage-store.ts';

/**
 * Shows the team a message of the shared mailbox: who wrote it, whether that is checked, what it says while that is kept, and
 * what it seems to be about.
 *
 * @param input.opened somebody of the team opened it to look, which is put on record
 */
export async function viewMailedMessage(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  input: { actor: Actor; mailedMessageId: string; opened?: boolean },
): Promise<Result<MailedMessageView, NotAllowed | NotFound>> {
  const { actor, mailedMessageId: nounId } = input;
  const about = { noun: 'mailed-message', nounId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'view-mailed-message', actor, about);
  if (refusal) return refusal;
  const message = await findMailedMessage(deps.db, nounId);
  if (message === null) return refuse({ reason: 'not-found' });
  if (input.opened) await recordRead(deps, { useCase: 'view-mailed-message', actor, noun: 'mailed-message', nounId });
  return ok(await mailView(deps, message));
}

/** A message as the team sees it. */
export async function mailView(
  { db, policy }: Pick<Deps, 'db' | 'policy'>,
  message: MailedMessageRow,
): Promise<MailedMessageView> {
  const { id, version, state, because, receivedAt, subject, text, attachments, handledAt } = message;
  const sender = senderOf(message);
  return {
    ...{ id, version, state, because, sender, receivedAt, subject, text, attachments },
    waits: waitsForTeam(message),
    urgent: isUrgent(message, policy.dangerWords.value),
    about: await subjectsOf(db, message, referencesIn(subject ?? '')),
    canBecomeDraft: state === 'to-triage' && sender !== null && text !== null,
    drafts: await countMadeOf(db, id),
    handled: handledAt && {
      ...{ by: await handlerOf(db, message.handledById), at: handledAt, note: message.handledNote },
    },
  };
}
