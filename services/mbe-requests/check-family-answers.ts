import { Problems, readAnswer } from './check-request.ts';
import type { Correction } from './decision-store.ts';
import type { FieldProblem, InviteAnswer, TypedRequest } from './model.ts';

/** Whether the individual, and a parent or carer, are to be invited, with how to reach them or why not. */
export type FamilyAnswers = {
  individualAnswer: InviteAnswer;
  individualDetail: string;
  carerAnswer: InviteAnswer;
  carerDetail: string;
};
export type TypedFamilyAnswers = Partial<
  Pick<TypedRequest, 'individualAnswer' | 'individualDetail' | 'carerAnswer' | 'carerDetail'>
>;

/**
 * What a coordinator answers on approval where an email has left it open: each half that is 'not-said' must be answered as a
 * requester answers it. What was answered already stays, whatever is typed.
 */
export function checkFamilyAnswers(
  typed: TypedFamilyAnswers,
  asked: FamilyAnswers,
): { answers: FamilyAnswers; problems: FieldProblem[]; corrections: Correction[] } {
  const problems = new Problems();
  // These four alone: whoever asks hands in a whole request, whose other columns are decided elsewhere.
  const { individualAnswer, individualDetail, carerAnswer, carerDetail } = asked;
  const answers: FamilyAnswers = { individualAnswer, individualDetail, carerAnswer, carerDetail };
  const corrections: Correction[] = [];
  for (const who of ['individual', 'carer'] as const) {
    if (asked[`${who}Answer`] !== 'not-said') continue;
    const { answer, detail } = readAnswer(typed, who, problems);
    answers[`${who}Answer`] = answer;
    answers[`${who}Detail`] = detail;
    const before = `not-said\n${asked[`${who}Detail`]}`.trim();
    corrections.push({ field: `${who}Answer`, before, after: `${answer}\n${detail}` });
  }
  return { answers, problems: problems.found, corrections };
}
