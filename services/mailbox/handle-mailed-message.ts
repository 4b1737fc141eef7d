import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { GraphFault } from '../microsoft/port.ts';
import { noteBounce } from '../notifications/note-bounce.ts';
import type { Deps } from '../platform/deps.ts';
import {
  beginUnderstanding,
  findMailedMessage,
  isCopy,
  isOneTooMany,
  type MailedMessageRow,
  noteMoved,
  notUnderstood,
} from './mailed-message-store.ts';
import { type Bounce, type MailKind, MOST_BYTES, type ReadMessage, waitsForTeam } from './model.ts';
import { noteInvitationBounce } from './note-invitation-bounce.ts';
import { findOurMail } from './ours-store.ts';
import { placeAnswer } from './place-answer.ts';
import { placeReply } from './place-reply.ts';
import { readMessage } from './read-message.ts';
import { authorOf, settle, settleIn, toTriage } from './settle.ts';
import type { MailedRequests, SharedMailbox } from './shared-mailbox.ts';
import { takeCalendarReply } from './take-calendar-reply.ts';

type HandlingDeps = Deps & {
  mailbox: SharedMailbox;
  requests: MailedRequests;
  /** Reads a message: `readMessage`, which never throws, where nothing else is given. */
  read?: typeof readMessage;
};

/** A message over which nothing comes of being understood so many times is shown to the team as it is. */
const MOST_TRIES = 4;
/** For so long a message waits for the directory of the tenant, where that is away; then the team is shown it as it is. */
const DIRECTORY_HOURS = 24;
/** One over which the process ends again and again is not even read any more: the team is told that there is one. */
const MOST_READINGS = 8;
/** So often something may change while a message is being placed: a copy of it, an answer on the page, a draft too many. */
const MOST_LOOKS = 4;

const theService: Actor = { kind: 'system' };

/**
 * Handles one message of the shared mailbox: the handler of its queue. It may run any number of times for the same message,
 * and beside itself. First it is placed, once, in one transaction with what follows from it; then its original is moved to
 * where that wants it. Killed anywhere, the next run goes on from there.
 *
 * @throws the fault itself, when the queue is to try again
 */
export async function handleMailedMessage(
  deps: HandlingDeps,
  input: { actor: Actor; mailedMessageId: string },
): Promise<void> {
  const { actor, mailedMessageId: id } = input;
  const about = { noun: 'mailed-message', nounId: id, relations: ['none'] } as const;
  if (await authorise(deps, 'handle-mailed-message', actor, about)) return;
  const message = await findMailedMessage(deps.db, id);
  if (message?.state === 'received') await understand(deps, message);
  await moveOriginal(deps, id);
}

async function moveOriginal({ db, clock, mailbox }: HandlingDeps, id: string): Promise<void> {
  for (let round = 0; round < MOST_LOOKS; round++) {
    const message = await findMailedMessage(db, id);
    if (message === null || message.state === 'received') return;
    // What was there before the service began stays where people have it.
    if (message.because === 'before-start' || (round === 0 && message.movedAt !== null)) return;
    await mailbox.reader.move(message.mailboxId, waitsForTeam(message) ? 'to-look-at' : 'handled');
    // Settled anew while it was moved, by somebody whose own job may have moved it before us: move it once more.
    if (await noteMoved(db, message, clock.now())) return;
  }
}

async function understand(deps: HandlingDeps, message: MailedMessageRow): Promise<void> {
  const { reader, facts } = deps.mailbox;
  const raw = await reader.read(message.mailboxId, MOST_BYTES);
  const tries = await beginUnderstanding(deps.db, message.id);
  if (tries === null) return;
  if (raw === null) return settle(deps, message, { state: 'left-alone', because: 'gone' });
  if (raw === 'too-large' || raw === 'unreadable') return toTriage(deps, message, { because: raw });
  if (tries > MOST_READINGS) return toTriage(deps, message, { because: 'unreadable' });
  let read: ReadMessage;
  try {
    read = await (deps.read ?? readMessage)(raw, facts);
  } catch (fault) {
    deps.log.fault('mailed-message-unreadable', fault, { mailedMessageId: message.id });
    return toTriage(deps, message, { because: 'unreadable' });
  }
  if (tries > MOST_TRIES) return toTriage(deps, message, { because: 'not-handled', read });
  for (let look = 0; look < MOST_LOOKS; look++) {
    try {
      await place(deps, message, read);
    } catch (fault) {
      if (isWaitedFor(deps, message, fault)) await notUnderstood(deps.db, message.id);
      throw fault;
    }
    if ((await findMailedMessage(deps.db, message.id))?.state !== 'received') return;
  }
  throw new Error('the message was not placed');
}

/** Whether it is the directory that cannot say who has written, and will again soon: that takes no try from the message. */
function isWaitedFor({ clock }: HandlingDeps, { receivedAt }: MailedMessageRow, fault: unknown): boolean {
  const isAway = fault instanceof GraphFault && ['away', 'too-many', 'unclear'].includes(fault.kind);
  return isAway && clock.now().getTime() - receivedAt.getTime() < DIRECTORY_HOURS * 60 * 60_000;
}

/** Once a message is placed it is no longer 'received'. Where something came in between it still is: then look again. */
async function place(deps: HandlingDeps, message: MailedMessageRow, read: ReadMessage): Promise<void> {
  const from = authorOf(read);
  if (await isCopy(deps.db, { ...message, ...from })) {
    return settle(deps, message, { state: 'left-alone', because: 'copy', ...from });
  }
  switch (read.kind.kind) {
    case 'unanswered':
      if (mayBeRequest(read, read.kind)) return toTriage(deps, message, { because: 'automatic-request', read });
      // Before it is placed: killed in between, it is taken again, which changes nothing.
      if ((await takeCalendarReply(deps, message, read)) === 'not-checked') {
        return toTriage(deps, message, { because: 'reply-not-checked', read });
      }
      return settle(deps, message, { state: 'left-alone', because: read.kind.because, ...from });
    case 'bounce':
      return placeBounce(deps, message, read, read.kind.bounce);
    case 'request':
    case 'other': {
      const reply = await placeReply(deps, message, read);
      if (reply === 'placed') return;
      return reply === 'own' || read.kind.kind === 'request'
        ? placeRequest(deps, message, read)
        : placeAnswer(deps, message, read);
    }
  }
}

async function placeRequest(deps: HandlingDeps, message: MailedMessageRow, read: ReadMessage): Promise<void> {
  if (read.from !== null && (await isOneTooMany(deps.db, authorOf(read), deps.clock.now()))) {
    return toTriage(deps, message, { because: 'too-many', read });
  }
  await deps.requests.submit({ mailedMessageId: message.id, read, make: 'what-it-is', by: null });
}

/**
 * Whether somebody ought to look at a message that seems to be a program's: its subject is that of a request. What came by
 * itself because of a mail of ours, or is our own, has the subject of that.
 */
function mayBeRequest(
  { answers }: ReadMessage,
  { because, asksForMeeting }: Extract<MailKind, { kind: 'unanswered' }>,
): boolean {
  const isOurs = because === 'loop' || (because === 'automatic-reply' && answers.length > 0);
  return asksForMeeting && !isOurs;
}

async function placeBounce(
  deps: HandlingDeps,
  message: MailedMessageRow,
  read: ReadMessage,
  bounce: Bounce,
): Promise<void> {
  const from = authorOf(read);
  if (bounce.outcome !== 'failed') {
    const because = bounce.outcome === 'delayed' ? 'delayed' : 'receipt';
    return settle(deps, message, { state: 'left-alone', because, ...from });
  }
  const { deliveryId, messageIds, code } = bounce;
  const ours = await findOurMail(deps.db, { deliveryId, messageIds });
  if (ours !== null) {
    const noted = { state: 'bounce-noted', deliveryId: ours.deliveryId, ...from } as const;
    await noteBounce(deps, {
      ...{ actor: theService, deliveryId: ours.deliveryId, at: message.receivedAt, code },
      settle: (tx) => settleIn(tx, deps, message, noted),
    });
    return;
  }
  const { ownAddresses } = deps.mailbox.facts;
  if (await noteInvitationBounce(deps, { message, read, ownAddresses, actor: theService })) return;
  return toTriage(deps, message, { because: 'bounce-unknown', read });
}
