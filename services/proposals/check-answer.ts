import { cleanLine } from '../platform/free-text.ts';
import { choiceProblem, textProblems } from '../platform/typed-problems.ts';
import { checkAnsweredBy, type TypedAnsweredBy } from '../sign-in/answered-by.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import { type ProposalAnswerProblem, type ProposalView, type SlotAnswerCode, slotAnswers } from './model.ts';

/** One line: what is longer is a letter. */
const LONGEST_NOTE = 300;

/** What somebody answers to a proposal, as they pressed and typed it. */
export type TypedAnswer = {
  /** By the id of the time. */
  answers: Readonly<Record<string, string>>;
  note: string;
  answeredBy: TypedAnsweredBy | null;
};

/** An answer as it is kept. */
export type CheckedAnswer = {
  answers: Record<string, SlotAnswerCode>;
  note: string | null;
  answeredBy: AnsweredBy | null;
};

/**
 * Checks an answer: each of the times has one of the three, the note is one line, and from an inbox that several people read
 * it says whose it is.
 */
export function checkAnswer(
  proposal: Pick<ProposalView, 'slots'>,
  typed: TypedAnswer,
  sharedInbox: boolean,
): { checked: CheckedAnswer } | { problems: ProposalAnswerProblem[] } {
  const problems: ProposalAnswerProblem[] = [];
  const answers: Record<string, SlotAnswerCode> = {};
  for (const { id } of proposal.slots) {
    const said = typed.answers[id] ?? '';
    const answer = slotAnswers.find((code) => code === said);
    if (answer === undefined) problems.push({ field: id, problem: choiceProblem(said) });
    else answers[id] = answer;
  }
  const note = cleanLine(typed.note);
  problems.push(...textProblems('note', note, { required: 'optional', longest: LONGEST_NOTE }));
  const who = checkAnsweredBy(typed.answeredBy, sharedInbox);
  problems.push(...who.problems);
  if (problems.length > 0) return { problems };
  return { checked: { answers, note: note === '' ? null : note, answeredBy: who.answeredBy } };
}
