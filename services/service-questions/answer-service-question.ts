import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { holdPerson } from '../consent/consent-store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { checkAnsweredBy, type TypedAnsweredBy } from '../sign-in/answered-by.ts';
import { isSharedInbox } from '../sign-in/shared-inbox-store.ts';
import type { AnswerProblem, TypedAnswer } from './model.ts';
import { groundOfQuestion } from './question-ground.ts';
import { findReceiver } from './question-store.ts';
import { recordAnswer } from './record-answer.ts';
import { checkAnswer, takesAnswer } from './rules.ts';
import { relationToQuestion } from './view-asked-question.ts';

type Refusal =
  /** Withdrawn, paused while consent or agreement does not hold, or answered with its day over. */
  | { reason: 'closed' }
  /** Somebody else who reads the address answered since the page was opened. */
  | { reason: 'changed-meanwhile' }
  | { reason: 'incomplete'; problems: AnswerProblem[] };

/**
 * A service answers what it was asked, or puts its answer right until the due day. Whoever asked is shown it in Teams at
 * once. Consent and agreement are asked again in the transaction.
 *
 * @param input.version of the answer that the page showed
 * @param input.answeredBy who answers: required from an inbox that several people read; else null
 */
export async function answerServiceQuestion(
  deps: Deps,
  input: {
    actor: Extract<Actor, { kind: 'professional' }>;
    address: string;
    receiverId: string;
    version: number;
    typed: TypedAnswer;
    answeredBy: TypedAnsweredBy | null;
    press: string;
  },
): Promise<Result<{ receiverId: string }, NotAllowed | NotFound | Refusal>> {
  const { actor, address, receiverId, press: key, ...asked } = input;
  const useCase = 'answer-service-question';
  const today = dayOf(deps.clock.now());
  const receiver = await findReceiver(deps.db, receiverId, today);
  const relations = relationToQuestion(receiver, address);
  const about = { noun: 'service-question', nounId: receiver?.questionId ?? null, relations } as const;
  const refusal = await authorise(deps, 'answer-service-question', actor, about);
  if (refusal || receiver === null) return refuse({ reason: 'not-found' });
  const press = { key, useCase, actor, asked: { receiverId, ...asked } } as const;
  if (await wasCarriedOut(deps, press)) return ok({ receiverId });
  const ground = await groundOfQuestion(deps, receiver);
  if (!ground.may || !takesAnswer(receiver, today)) return refuse({ reason: 'closed' });
  const checked = checkAnswer(input.typed);
  const by = checkAnsweredBy(input.answeredBy, await isSharedInbox(deps.db, address));
  const problems: AnswerProblem[] = [...checked.problems, ...by.problems];
  if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
  if (receiver.version !== input.version) return refuse({ reason: 'changed-meanwhile' });

  const { answer } = checked;
  const { answeredBy } = by;
  const done = await carryOut(deps, press, async (tx) => {
    await holdPerson(tx, ground.subject.personId);
    const present = await findReceiver(tx, receiverId, today);
    if (present === null || !(await groundOfQuestion({ ...deps, db: tx }, present)).may) return false;
    return recordAnswer(tx, deps, actor, receiver, { answer, answeredBy, via: 'page', useCase });
  });
  return done === 'overtaken' ? refuse({ reason: 'changed-meanwhile' }) : ok({ receiverId });
}
