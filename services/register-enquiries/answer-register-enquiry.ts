import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { MAX_TEXT } from '../mbe-requests/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { choiceProblem, textProblems } from '../platform/typed-problems.ts';
import { findEnquiry, writeAnswer } from './enquiry-store.ts';
import { type EnquiryProblem, enquiryAnswers } from './model.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'already-answered'; by: { id: string; name: string }; at: Date }
  | { reason: 'incomplete'; problems: EnquiryProblem[] };

/**
 * A coordinator answers whether somebody is on the register; the answer and the note go to the asker's chat as they are.
 * Which of the people on record were meant is the coordinator's judgement: the software proposes no answer. On record is who
 * answered what, when; the asker's reason stays beside it.
 *
 * @param input.answer a code of enquiryAnswers
 * @param input.note what the asker is told besides; required with 'cannot-say', so that they know what to do next
 */
export async function answerRegisterEnquiry(
  deps: Deps,
  input: {
    actor: Extract<Actor, { kind: 'professional' }>;
    enquiryId: string;
    press: string;
    answer: string;
    note: string;
  },
): Promise<Result<{ enquiryId: string }, Refusal>> {
  const { actor, enquiryId } = input;
  const useCase = 'answer-register-enquiry';
  const about = { noun: 'register-enquiry', nounId: enquiryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'answer-register-enquiry', actor, about);
  if (refusal) return refusal;
  const enquiry = await findEnquiry(deps.db, enquiryId);
  if (enquiry === undefined) return refuse({ reason: 'not-found' });
  const note = cleanText(input.note);
  const press = { key: input.press, useCase, actor, asked: { enquiryId, answer: input.answer, note } } as const;
  if (await wasCarriedOut(deps, press)) return ok({ enquiryId });
  if (enquiry.answer !== null) return refuse({ reason: 'already-answered', ...enquiry.answer });
  const answer = enquiryAnswers.find((one) => one === input.answer);
  const problems = problemsOf(input.answer, note);
  if (answer === undefined || problems.length > 0) return refuse({ reason: 'incomplete', problems });

  const now = deps.clock.now();
  const done = await carryOut(deps, press, async (tx) => {
    const written = { answer, note: note || null, answeredById: actor.id, answeredAt: now };
    if (!(await writeAnswer(tx, enquiryId, written))) return false;
    await recordDone(tx, now, { useCase, actor, noun: 'register-enquiry', nounId: enquiryId, reason: answer });
    await addDeliveries(tx, deps, [
      {
        kind: 'register-enquiry-answered',
        eventKey: `register-enquiry-answered:${enquiryId}`,
        channel: 'teams',
        professionalId: enquiry.asker.id,
        detail: { enquiryId },
      },
    ]);
    await refreshCards(tx, deps, [enquiryId]);
    return true;
  });
  if (done !== 'overtaken') return ok({ enquiryId });
  const first = await findEnquiry(deps.db, enquiryId);
  if (!first?.answer) throw new Error('Somebody was first to answer, and no answer is there');
  return refuse({ reason: 'already-answered', by: first.answer.by, at: first.answer.at });
}

function problemsOf(answer: string, note: string): EnquiryProblem[] {
  const known = enquiryAnswers.some((one) => one === answer);
  return [
    ...(known ? [] : [{ field: 'answer', problem: choiceProblem(answer) } as const]),
    ...textProblems('note', note, { required: answer === 'cannot-say' ? 'required' : 'optional', longest: MAX_TEXT }),
  ];
}
