import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import type { AnsweredVia, ServiceAnswer } from './model.ts';
import { closeTodosOf } from './question-ending-store.ts';
import { type ReceiverRow, writeServiceAnswer } from './question-store.ts';

/**
 * Writes a service's answer over the one that was seen, with all that follows from it: whoever asked is shown it, chasing
 * ends, and cards are brought up to date. In the transaction that has asked consent and agreement again.
 *
 * @returns false where somebody else answered or withdrew meanwhile
 */
export async function recordAnswer(
  tx: Transaction,
  deps: Deps,
  actor: Extract<Actor, { kind: 'professional' }>,
  seen: ReceiverRow,
  given: {
    answer: ServiceAnswer;
    answeredBy: AnsweredBy | null;
    via: AnsweredVia;
    useCase: 'answer-service-question' | 'answer-question-by-mail';
  },
): Promise<boolean> {
  const now = deps.clock.now();
  const { answer, answeredBy, via, useCase } = given;
  const written = { ...answer, answeredBy, answeredVia: via, answeredById: actor.id, answeredAt: now };
  if (!(await writeServiceAnswer(tx, seen, written))) return false;
  const { receiverId, questionId, entryId, version } = seen;
  await recordDone(tx, now, {
    ...{ useCase, actor, noun: 'service-question', nounId: questionId, from: seen.state, to: 'answered' },
    detail: { receiverId, organisationId: seen.organisationId, via },
  });
  await addDeliveries(tx, deps, [
    {
      kind: 'service-question-answered',
      eventKey: `service-question-answered:${receiverId}:${version}`,
      channel: 'teams',
      professionalId: seen.askedById,
      detail: { questionId, receiverId, entryId },
    },
  ]);
  await refreshCards(tx, deps, [questionId, entryId, ...(await closeTodosOf(tx, [receiverId], now))]);
  return true;
}
