import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { MAX_TEXT } from '../mbe-requests/model.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { findMailedMessage, settleMail } from './mailed-message-store.ts';
import { mayBecome } from './model.ts';
import { type TriageAnswer, type TriageProblem, triageAnswers } from './triage-model.ts';
import { handlerOf } from './triage-store.ts';

type Refusal =
  /** Somebody of the team, or the service, was first. */
  { reason: 'already-settled'; by: string | null } | { reason: 'incomplete'; problems: TriageProblem[] };

/**
 * A coordinator has looked at a message that waited: it was dealt with another way, which they say, or there is nothing to do.
 * Its original goes to the others that are done with.
 *
 * @param input.answer a TriageAnswer, as the button brings it
 * @param input.note as typed; required where it was dealt with
 */
export async function settleMailedMessage(
  deps: Deps,
  input: {
    actor: Extract<Actor, { kind: 'professional' }>;
    mailedMessageId: string;
    answer: string;
    note: string;
    press: string;
  },
): Promise<Result<{ mailedMessageId: string }, NotAllowed | NotFound | Refusal>> {
  const { actor, mailedMessageId, press: key } = input;
  const useCase = 'settle-mailed-message';
  const about = { noun: 'mailed-message', nounId: mailedMessageId } as const;
  const refusal = await authorise(deps, 'settle-mailed-message', actor, { ...about, relations: ['none'] });
  if (refusal) return refusal;
  const seen = await findMailedMessage(deps.db, mailedMessageId);
  const answer = triageAnswers.find((one) => one === input.answer);
  if (seen === null || answer === undefined) return refuse({ reason: 'not-found' });
  const note = cleanText(input.note);
  const press = { key, useCase, actor, asked: { mailedMessageId, answer, note } } as const;
  if (await wasCarriedOut(deps, press)) return ok({ mailedMessageId });
  if (!mayBecome(seen.state, 'triaged')) {
    return refuse({ reason: 'already-settled', by: await nameOf(deps, seen.handledById) });
  }
  const problems = noteProblems(answer, note);
  if (problems.length > 0) return refuse({ reason: 'incomplete', problems });

  const now = deps.clock.now();
  const done = await carryOut(deps, press, async (tx) => {
    const handled = { handledById: actor.id, handledAt: now, handledNote: note === '' ? null : note };
    if (!(await settleMail(tx, seen, { state: 'triaged', ...handled }, now))) return false;
    await recordDone(tx, now, { useCase, actor, ...about, from: seen.state, to: 'triaged', reason: answer });
    await deps.jobs.enqueue(tx, [{ name: 'handle-mailed-message', data: { mailedMessageId } }]);
    await refreshCards(tx, deps, [mailedMessageId]);
    return true;
  });
  if (done !== 'overtaken') return ok({ mailedMessageId });
  const present = await findMailedMessage(deps.db, mailedMessageId);
  return refuse({ reason: 'already-settled', by: await nameOf(deps, present?.handledById ?? null) });
}

async function nameOf({ db }: Pick<Deps, 'db'>, id: string | null): Promise<string | null> {
  return (await handlerOf(db, id))?.name ?? null;
}

function noteProblems(answer: TriageAnswer, note: string): TriageProblem[] {
  if (answer === 'done' && note === '') return [{ field: 'note', problem: 'missing' }];
  return note.length > MAX_TEXT ? [{ field: 'note', problem: 'too-long' }] : [];
}
