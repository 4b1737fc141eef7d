import type { Actor, Relation } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { holdPerson } from '../consent/consent-store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { groundOfQuestion } from '../service-questions/question-ground.ts';
import { findReceiver, type ReceiverRow } from '../service-questions/question-store.ts';
import { recordAnswer } from '../service-questions/record-answer.ts';
import { checkAnswer } from '../service-questions/rules.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import { isSharedInbox } from '../sign-in/shared-inbox-store.ts';

type Refusal =
  /** Withdrawn, or paused while consent or agreement does not hold. */
  | { reason: 'question-closed' }
  /** It was answered already: an email does not write over an answer. */
  | { reason: 'answered-already' }
  | { reason: 'answer-too-long' | 'answer-empty' }
  /** Somebody else answered at the same moment, or what it came in was settled. */
  | { reason: 'changed-meanwhile' };

/**
 * A service answers what it was asked by replying to the mail about it. All that its author wrote is the answer, shown as one
 * that came by email. Consent and agreement are asked again in the transaction, as for an answer on the page.
 *
 * An answer is put right on the page alone: a “thank you” must not write over what was said.
 *
 * @param input.name as the sender's mail program writes it; '' where it writes none
 * @param input.address the sender's, in small letters, as the mailbox's own authentication results confirm it
 * @param input.settle settles the message it came in, in the same transaction; false where that was done already
 */
export async function answerQuestionByMail(
  deps: Deps,
  input: {
    actor: Extract<Actor, { kind: 'professional' }>;
    name: string;
    address: string;
    receiverId: string;
    text: string;
    settle: (tx: Transaction) => Promise<boolean>;
  },
): Promise<Result<{ receiverId: string }, NotFound | Refusal>> {
  const { actor, address, receiverId } = input;
  const seen = await findReceiver(deps.db, receiverId, dayOf(deps.clock.now()));
  const relations: Relation[] = seen?.email.toLowerCase() === address ? ['asked'] : ['none'];
  const about = { noun: 'service-question', nounId: seen?.questionId ?? null, relations } as const;
  const refusal = await authorise(deps, 'answer-question-by-mail', actor, about);
  if (refusal || seen === null) return refuse({ reason: 'not-found' });
  const ground = await groundOfQuestion(deps, seen);
  if (!ground.may) return refuse({ reason: 'question-closed' });
  if (seen.state !== 'asked') return refuse({ reason: 'answered-already' });
  const { answer, problems } = checkAnswer({ offered: cleanText(input.text), since: '', inTheWay: '' });
  const [problem] = problems;
  if (problem) return refuse({ reason: problem.problem === 'missing' ? 'answer-empty' : 'answer-too-long' });

  const answeredBy = (await isSharedInbox(deps.db, address)) ? inboxAs(input.name, seen) : null;
  const done = await inTransaction(deps, async (tx) => {
    await holdPerson(tx, ground.subject.personId);
    if (!(await stillAsked({ ...deps, db: tx }, seen)) || !(await input.settle(tx))) return false;
    const given = { answer, answeredBy, via: 'email', useCase: 'answer-question-by-mail' } as const;
    return recordAnswer(tx, deps, actor, seen, given);
  });
  if (!done) return refuse({ reason: 'changed-meanwhile' });
  deps.jobs.wake();
  return ok({ receiverId });
}

/**
 * An inbox that several people read, as its mail names itself: who of them wrote is not known, and never made out of what they
 * wrote.
 */
function inboxAs(name: string, { name: asked }: ReceiverRow): AnsweredBy {
  return { name: cleanText(name) || asked, jobRole: '', phone: '' };
}

async function stillAsked(
  deps: Parameters<typeof groundOfQuestion>[0] & Pick<Deps, 'clock'>,
  { receiverId }: ReceiverRow,
): Promise<boolean> {
  const present = await findReceiver(deps.db, receiverId, dayOf(deps.clock.now()));
  return present !== null && present.state === 'asked' && (await groundOfQuestion(deps, present)).may;
}

/** Thrown inside a transaction to undo it; never leaves this file. */
class Overtaken extends Error {
  override name = 'Overtaken';
}

async function inTransaction(deps: Pick<Deps, 'db'>, work: (tx: Transaction) => Promise<boolean>): Promise<boolean> {
  try {
    await deps.db.$transaction(async (tx) => {
      if (!(await work(tx))) throw new Overtaken();
    });
    return true;
  } catch (fault) {
    if (fault instanceof Overtaken) return false;
    throw fault;
  }
}
