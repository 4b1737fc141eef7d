import type { SupportToolResult } from '../referrals/model.ts';
import type { Rating } from '../register/model.ts';
import type { SupportTool } from './support-tool.ts';

/** What keeps answers from being scored. Codes of the tool; the words are in wording/. */
export type SupportToolProblem =
  | { kind: 'question-unknown'; question: string }
  | { kind: 'answer-unknown'; question: string; answer: string }
  | { kind: 'answer-missing'; question: string };

type Question = SupportTool['questions'][number];
type Weighed = { question: string; weight: number };

function problemsOf(tool: SupportTool, answers: Readonly<Record<string, string>>): SupportToolProblem[] {
  const unknown = Object.keys(answers).filter((code) => !tool.questions.some((question) => question.code === code));
  return [
    ...unknown.map((question) => ({ kind: 'question-unknown' as const, question })),
    ...tool.questions.flatMap((question): SupportToolProblem[] => {
      const answer = Object.hasOwn(answers, question.code) ? answers[question.code] : undefined;
      if (answer === undefined || answer === '') return [{ kind: 'answer-missing', question: question.code }];
      const known = question.answers.some(({ code }) => code === answer);
      return known ? [] : [{ kind: 'answer-unknown', question: question.code, answer }];
    }),
  ];
}

function weightOf(question: Question, answers: Readonly<Record<string, string>>): Weighed {
  const given = question.answers.find(({ code }) => code === answers[question.code]);
  return { question: question.code, weight: given?.weight ?? 0 };
}

/** The rating of the highest threshold that the score reaches; null below all of them. */
function suggestionOf(tool: SupportTool, score: number): Rating | null {
  const reached = tool.thresholds.filter(({ atLeast }) => atLeast <= score);
  return reached.toSorted((a, b) => b.atLeast - a.atLeast)[0]?.suggests ?? null;
}

/** The questions that drove the score up, heaviest first, as the tool asks them where two weigh the same. */
function driversOf(weighed: readonly Weighed[]): string[] {
  return weighed
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ question }) => question);
}

/**
 * Scores an area's support tool. It suggests a rating and names what drove it; a person decides.
 *
 * @param input.version which of the area's two tools it is
 * @param input.answers one answer's code for each question's code
 * @returns the result as it is kept with the referral, or every problem of the answers
 */
export function scoreSupportTool(
  tool: SupportTool,
  input: { version: 'adult' | 'child'; answers: Readonly<Record<string, string>> },
): { ok: true; result: SupportToolResult } | { ok: false; problems: SupportToolProblem[] } {
  const problems = problemsOf(tool, input.answers);
  if (problems.length > 0) return { ok: false, problems };
  const weighed = tool.questions.map((question) => weightOf(question, input.answers));
  const score = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return {
    ok: true,
    result: {
      tool: input.version,
      answers: { ...input.answers },
      score,
      suggests: suggestionOf(tool, score),
      drivenBy: driversOf(weighed),
    },
  };
}
