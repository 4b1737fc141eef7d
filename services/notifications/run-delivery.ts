import { recordDisclosure } from '../disclosures/disclosure-store.ts';
import { type Mailer, MailNotSent, MailRefused } from '../mail/port.ts';
import type { Deps } from '../platform/deps.ts';
import { describeFault } from '../platform/log.ts';
import { compose } from './composers/compose.ts';
import type { Composed, ComposerDeps } from './composers/composer.ts';
import { type DeliveryRow, findDelivery, noteWhatLeaves, startSending, writeEnd } from './delivery-store.ts';
import { type Ending, endDelivery } from './end-delivery.ts';
import { professionalFacts } from './facts-store.ts';
import { fallbackOfCard, todoAbout, type Undelivered } from './fallback.ts';
import type { DeliveryKind } from './model.ts';
import type { Notifier, TeamsReceiver } from './port.ts';

export type DeliveryDeps = Deps & ComposerDeps & { notifier: Notifier; mailer: Mailer };

/** Thrown so that the queue tries again later. Its message is a code. */
export class TryAgain extends Error {
  override name = 'TryAgain';
}

/**
 * Repeated when it may have been sent: a lost invitation is worse than a double one, and UID, SEQUENCE and Message-ID
 * make the double one harmless. The mail instead of a card says no more than a state, the mails about a deadline no more
 * than a reference: one that is lost could cost a review. Cards, summaries and letters are never repeated.
 */
const repeated: readonly DeliveryKind[] = [
  'invitation',
  'cancellation',
  'mail-instead',
  'clock-reminder',
  'escalation',
  'stand-in-needed',
  'response-chaser',
  'times-off',
  'proposal-withdrawn',
  'service-question',
  'service-question-reminder',
  'service-question-escalation',
];

/**
 * The team has nothing to do about these. A to-do is in the team's list, whatever became of its card; whoever waits for a code
 * asks for another one, and anybody can have one sent to an address that does not exist.
 */
const ofNoConcern: readonly DeliveryKind[] = ['todo', 'sign-in-code', 'new-link'];

/**
 * Twice as many as the queue's own tries: a delivery that was picked up again and again, because the process ends each time
 * it is made, is given up and told to the team.
 */
const MOST_ATTEMPTS = 22;

/**
 * Makes one delivery: the handler of the queue 'deliver'. It may run any number of times for the same delivery.
 *
 * It is marked 'sending', committed, before the present state is read: a change of that state either is seen here, or
 * finds the mark and counts with a mail under way. Then consent, agreement and access are asked again, and it is sent.
 * It ends as 'sent', 'may-have-been-sent', 'failed' or 'not-needed', each with what follows from it in one transaction.
 *
 * @param run.lastTry true when nobody will try again: a failure is put on record, and the team gets a to-do
 * @throws TryAgain, or the fault itself, when the queue is to try again
 */
export async function runDelivery(deps: DeliveryDeps, run: { deliveryId: string; lastTry: boolean }): Promise<void> {
  const delivery = await findDelivery(deps.db, run.deliveryId);
  if (delivery === null || (delivery.state !== 'due' && delivery.state !== 'sending')) return;
  if (delivery.state === 'sending' && !repeated.includes(delivery.kind)) return settleDoubt(deps, delivery);
  if (delivery.attempts >= MOST_ATTEMPTS) return endDelivery(deps, delivery, givenUp(delivery, 'too-many-attempts'));
  if (!(await startSending(deps.db, delivery))) return;

  let composed: Composed;
  try {
    composed = await compose(deps, delivery);
  } catch (fault) {
    return nothingLeft(deps, delivery, run.lastTry, codeOf(fault), fault);
  }
  if (composed.do === 'nothing') {
    const state = inDoubt(delivery) ? 'may-have-been-sent' : 'not-needed';
    return endDelivery(deps, delivery, { state, lastError: composed.because, todos: composed.raise });
  }
  if (composed.do === 'give-up') return endDelivery(deps, delivery, failed(delivery, composed.because));
  if (composed.do === 'mail') return sendMail(deps, delivery, composed, run.lastTry);
  return postCard(deps, delivery, composed, run.lastTry);
}

async function sendMail(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  composed: Extract<Composed, { do: 'mail' }>,
  lastTry: boolean,
): Promise<void> {
  const { mail, part, raise, discloses } = composed;
  await noteWhatLeaves(deps.db, delivery, { messageId: mail.messageId, part });
  if (discloses) await recordDisclosure(deps.db, deps, discloses);
  try {
    await deps.mailer.send(mail);
  } catch (fault) {
    const code = codeOf(fault);
    if (fault instanceof MailRefused) return endDelivery(deps, delivery, failed(delivery, code));
    if (fault instanceof MailNotSent) return nothingLeft(deps, delivery, lastTry, code, fault);
    // It may have been sent. A kind that is repeated stays 'sending' until a try is answered.
    if (repeated.includes(delivery.kind) && !lastTry) {
      await writeEnd(deps.db, delivery.id, { state: 'sending', lastError: code });
      throw fault;
    }
    const todos = ofNoConcern.includes(delivery.kind) ? raise : [...raise, todoAbout(delivery, 'unclear')];
    return endDelivery(deps, delivery, { state: 'may-have-been-sent', lastError: code, todos });
  }
  const ending = { state: 'sent', sentAt: deps.clock.now(), todos: raise, ...letterTold(delivery, part) } as const;
  await endDelivery(deps, delivery, ending);
}

/** A letter that has left is told; a notice alone tells nobody but a referrer, who reads the outcome in Teams. */
function letterTold({ kind, detail }: DeliveryRow, part: string): Pick<Ending, 'told'> {
  const letterId = detail?.letterId;
  if (kind !== 'letter' || typeof letterId !== 'string' || part === 'notice') return {};
  return { told: { letterId, how: part === 'text' ? 'email' : 'teams' } };
}

async function postCard(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  composed: Extract<Composed, { do: 'post' }>,
  lastTry: boolean,
): Promise<void> {
  const { receiver, message } = composed;
  const result = await deps.notifier.post(receiver, message);
  if (result.sent) {
    const { activityId: messageId } = result;
    return endDelivery(deps, delivery, { state: 'sent', messageId, sentAt: deps.clock.now() });
  }
  if (result.because === 'unclear')
    return endDelivery(deps, delivery, await undelivered(deps, delivery, receiver, 'unclear'));
  // The channel can't be missing for good: the bot may be about to be added to it.
  const final = lastTry || (result.because === 'unreachable' && receiver.to === 'professional');
  if (!final) {
    await writeEnd(deps.db, delivery.id, { state: 'due', lastError: result.because });
    throw new TryAgain(result.because);
  }
  const ending = await undelivered(deps, delivery, receiver, 'not-delivered');
  await endDelivery(deps, delivery, { ...ending, lastError: result.because });
}

/** A delivery found 'sending' whose process ended in between: it may have left, and is not repeated. */
async function settleDoubt(deps: DeliveryDeps, delivery: DeliveryRow): Promise<void> {
  const composed = await compose(deps, delivery);
  if (composed.do === 'post') {
    return endDelivery(deps, delivery, await undelivered(deps, delivery, composed.receiver, 'unclear'));
  }
  // Nobody needs the card any more: whether it arrived does not matter. A summary and a letter always do.
  const todos = delivery.kind === 'summary' || delivery.kind === 'letter' ? [todoAbout(delivery, 'unclear')] : [];
  await endDelivery(deps, delivery, { state: 'may-have-been-sent', lastError: 'ended-while-sending', todos });
}

/** True when an earlier try may have sent it: then no later failure can say that it was not. */
function inDoubt(delivery: DeliveryRow): boolean {
  return delivery.state === 'sending';
}

/** Nothing has left this time: it is due again, or on the last try it has failed. */
async function nothingLeft(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  lastTry: boolean,
  code: string,
  fault: unknown,
): Promise<void> {
  if (!lastTry) await writeEnd(deps.db, delivery.id, { state: delivery.state, lastError: code });
  else await endDelivery(deps, delivery, givenUp(delivery, code));
  throw fault;
}

/** Nobody will try again. */
function givenUp(delivery: DeliveryRow, code: string): Ending {
  if (!inDoubt(delivery)) return failed(delivery, code);
  const todos = ofNoConcern.includes(delivery.kind) ? [] : [todoAbout(delivery, 'unclear')];
  return { state: 'may-have-been-sent', lastError: code, todos };
}

function failed(delivery: DeliveryRow, code: string): Ending {
  const todos = ofNoConcern.includes(delivery.kind) ? [] : [todoAbout(delivery, 'not-delivered')];
  return { state: 'failed', lastError: code, todos };
}

async function undelivered(
  deps: DeliveryDeps,
  delivery: DeliveryRow,
  receiver: TeamsReceiver,
  ended: Undelivered,
): Promise<Ending> {
  const person = receiver.to === 'professional' ? await professionalFacts(deps.db, receiver.professionalId) : null;
  const other = fallbackOfCard(delivery, { ...receiver, hasEmail: person?.email != null }, ended);
  return ended === 'unclear'
    ? { ...other, state: 'may-have-been-sent', lastError: 'unclear' }
    : { ...other, state: 'failed' };
}

/** What may be kept of a fault: a code. Messages of drivers and servers can quote addresses and rows. */
function codeOf(fault: unknown): string {
  if (fault instanceof MailRefused || fault instanceof MailNotSent) return fault.message;
  const { code, fault: kind } = describeFault(fault);
  return String(code ?? kind ?? 'unknown');
}
