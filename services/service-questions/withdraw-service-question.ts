import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { withdrawQuestion } from './question-ending-store.ts';
import { findQuestion } from './question-store.ts';

/**
 * The team takes a question back from every service that has not answered it: nobody is reminded of it any more, and the
 * page shows nothing of it. What was answered stays.
 *
 * Refused where nobody is asked any more ('nobody-asked').
 */
export async function withdrawServiceQuestion(
  deps: Deps,
  input: { actor: Actor; questionId: string; press: string },
): Promise<Result<{ entryId: string }, NotAllowed | NotFound | { reason: 'nobody-asked' }>> {
  const { actor, questionId } = input;
  const useCase = 'withdraw-service-question';
  const about = { noun: 'service-question', nounId: questionId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'withdraw-service-question', actor, about);
  if (refusal) return refusal;
  const now = deps.clock.now();
  const question = await findQuestion(deps.db, questionId, dayOf(now));
  if (question === undefined) return refuse({ reason: 'not-found' });
  const { entryId } = question;
  const press = { key: input.press, useCase, actor, asked: { questionId } } as const;
  if (await wasCarriedOut(deps, press)) return ok({ entryId });
  const done = await carryOut(deps, press, async (tx) => {
    const services = await withdrawQuestion(tx, deps, questionId);
    if (services === 0) return false;
    const to = { from: 'asked', to: 'withdrawn', detail: { entryId, services } } as const;
    await recordDone(tx, now, { useCase, actor, noun: 'service-question', nounId: questionId, ...to });
    await refreshCards(tx, deps, [entryId]);
    return true;
  });
  return done === 'overtaken' ? refuse({ reason: 'nobody-asked' }) : ok({ entryId });
}
