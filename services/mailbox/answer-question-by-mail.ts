import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { holdPerson } from '../consent/consent-store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { groundOfQuestion } from '../service-questions/question-ground.ts';
import { findReceiver, type ReceiverRow } from '../service-questions/question-store.ts';
import { recordAnswer } from '../service-questions/record-answer.ts';
import { checkAnswer } from '../service-questions/rules.ts';
import { professionalOfAddress } from '../sign-in/session-store.ts';

type Refusal =
  /** It does not come from the address that was asked, as far as the mailbox can tell. */
  | { reason: 'other-sender' | 'not-checked' }
  /** Withdrawn, or paused while consent or agreement does not hold. */
  | { reason: 'question-closed' }
  /** It was answered already: an email does not write over an answer. */
  | { reason: 'answered-already' }
  | { reason: 'answer-too-long' | 'answer-empty' }
  /** Somebody else answered at the same moment, or what it came in was settled. */
  | { reason: 'changed-meanwhile' };

/** Why a reply was not taken as the answer. */
export type MailAnswerRefusal = (NotAllowed | NotFound | Refusal)['reason'];

/**
 * A service answers what it was asked by replying to the mail about it. All that its author wrote is the answer, shown as one
 * that came by email. Who may answer is who may on the page: the address that was asked, which there a code shows, and here
 * the mailbox's own authentication results. Consent and agreement are asked again in the transaction.
 *
 * An answer is put right on the page alone: a “thank you” must not write over what was said.
 *
 * @param input.settle settles the message it came in, in the same transaction; false where that was done already
 */
export async function answerQuestionByMail(
  deps: Deps,
  input: {
    receiverId: string;
    from: { address: string; checked: boolean };
    text: string;
    settle: (tx: Transaction) => Promise<boolean>;
  },
): Promise<Result<{ receiverId: string }, NotAllowed | NotFound | Refusal>> {
  const { receiverId, from } = input;
  const seen = await findReceiver(deps.db, receiverId, dayOf(deps.clock.now()));
  if (seen === null) return refuse({ reason: 'not-found' });
  if (seen.email.toLowerCase() !== from.address) return refuse({ reason: 'other-sender' });
  if (!from.checked) return refuse({ reason: 'not-checked' });
  const actor = await writerOf(deps, from.address);
  const about = { noun: 'service-question', nounId: seen.questionId, relations: ['asked'] } as const;
  const refusal = await authorise(deps, 'answer-question-by-mail', actor, about);
  if (refusal) return refusal;
  const ground = await groundOfQuestion(deps, seen);
  if (!ground.may) return refuse({ reason: 'question-closed' });
  if (seen.state !== 'asked') return refuse({ reason: 'answered-already' });
  const { answer, problems } = checkAnswer({ offered: cleanText(input.text), since: '', inTheWay: '' });
  const [problem] = problems;
  if (problem) return refuse({ reason: problem.problem === 'missing' ? 'answer-empty' : 'answer-too-long' });

  const done = await inTransaction(deps, async (tx) => {
    await holdPerson(tx, ground.subject.personId);
    if (!(await stillAsked({ ...deps, db: tx }, seen)) || !(await input.settle(tx))) return false;
    const given = { answer, answeredBy: null, via: 'email', useCase: 'answer-question-by-mail' } as const;
    return recordAnswer(tx, deps, actor, seen, given);
  });
  if (!done) return refuse({ reason: 'changed-meanwhile' });
  deps.jobs.wake();
  return ok({ receiverId });
}

/** Who acts for an address: nobody signs in, so they are on the pages what they are here. */
async function writerOf(deps: Deps, address: string): Promise<Extract<Actor, { kind: 'professional' }>> {
  const who = { newId: deps.newId(), address, now: deps.clock.now() };
  const { id } = await deps.db.$transaction((tx) => professionalOfAddress(tx, who));
  return { kind: 'professional', id, dsrRole: null, outside: true };
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
