import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { findMailedMessage, type MailedMessageRow } from './mailed-message-store.ts';
import type { ReadMessage } from './model.ts';
import type { MailedRequests } from './shared-mailbox.ts';
import { readSubject } from './subject.ts';
import { handlerOf, senderOf } from './triage-store.ts';

type Refusal =
  /** Nothing is known of what it says, or of who wrote it. */
  | { reason: 'no-draft' }
  /** Somebody of the team was first. */
  | { reason: 'already-settled'; by: string | null };

/**
 * A coordinator has a draft made of a message that waited, for whoever wrote it: they are asked to check it and to add what
 * is missing. The draft, the message's state and what its sender is told are one transaction of `submit-mailed-request`; a
 * second press finds it done.
 */
export async function draftMailedMessage(
  deps: Deps & { requests: MailedRequests },
  input: { actor: Extract<Actor, { kind: 'professional' }>; mailedMessageId: string },
): Promise<Result<{ mailedMessageId: string }, NotAllowed | NotFound | Refusal>> {
  const { actor, mailedMessageId } = input;
  const about = { noun: 'mailed-message', nounId: mailedMessageId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'draft-mailed-message', actor, about);
  if (refusal) return refusal;
  const seen = await findMailedMessage(deps.db, mailedMessageId);
  if (seen === null) return refuse({ reason: 'not-found' });
  if (seen.state !== 'to-triage') return ended(deps, actor.id, seen);
  const read = asRead(seen);
  if (read === null) return refuse({ reason: 'no-draft' });
  await deps.requests.submit({ mailedMessageId, read, make: 'draft', by: { id: actor.id } });
  const present = await findMailedMessage(deps.db, mailedMessageId);
  if (present === null || present.state === 'to-triage') return refuse({ reason: 'no-draft' });
  await deps.db.$transaction(async (tx) => {
    // Its original goes to the others that are done with.
    await deps.jobs.enqueue(tx, [{ name: 'handle-mailed-message', data: { mailedMessageId } }]);
    await refreshCards(tx, deps, [mailedMessageId]);
  });
  deps.jobs.wake();
  return ended(deps, actor.id, present);
}

/** A draft that this very coordinator had made is what they asked for; anything else came first. */
async function ended(deps: Pick<Deps, 'db'>, byId: string, { state, id, handledById }: MailedMessageRow) {
  if (state === 'draft-kept' && handledById === byId) return ok({ mailedMessageId: id });
  const by = (await handlerOf(deps.db, handledById))?.name ?? null;
  return refuse({ reason: 'already-settled' as const, by });
}

/** A message that waits, as it was read when it came: what is kept of it holds all that matters. */
function asRead(message: MailedMessageRow): ReadMessage | null {
  const from = senderOf(message);
  const { text, subject, messageId, senderChecked, attachments } = message;
  if (from === null || text === null) return null;
  return {
    ...{ messageId, senderChecked, attachments, text, newText: text, cut: false, answers: [] },
    calendarReply: null,
    from: { name: from.name, address: from.address },
    subject: subject ?? '',
    forwarded: readSubject(subject ?? '').forwards,
    kind: { kind: 'request' },
  };
}
