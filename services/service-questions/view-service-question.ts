import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import { findRegisterSubject } from '../meetings/register-subject-store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import type { WholeQuestion } from './model.ts';
import { findQuestion } from './question-store.ts';

/**
 * A question with all of what was answered, for the DSR team.
 *
 * @param input.opened somebody opened it to look, which is put on record
 */
export async function viewServiceQuestion(
  deps: Pick<Deps, 'db' | 'clock'>,
  input: { actor: Actor; questionId: string; opened?: boolean },
): Promise<Result<WholeQuestion, NotAllowed | NotFound>> {
  const { actor, questionId } = input;
  const about = { noun: 'service-question', nounId: questionId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'view-service-question', actor, about);
  if (refusal) return refusal;
  const today = dayOf(deps.clock.now());
  const question = await findQuestion(deps.db, questionId, today);
  const subject = question && (await findRegisterSubject(deps.db, question.entryId));
  if (!question || !subject) return refuse({ reason: 'not-found' });
  if (input.opened) {
    await recordRead(deps, {
      useCase: 'view-service-question',
      actor,
      noun: 'service-question',
      nounId: questionId,
    });
  }
  return ok({ ...question, dsrReference: subject.dsrReference ?? '', personName: subject.personName, today });
}
