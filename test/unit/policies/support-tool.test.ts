import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { statedValue } from '../../../services/policies/rule.ts';
import { scoreSupportTool } from '../../../services/policies/score-support-tool.ts';
import type { SupportTool } from '../../../services/policies/support-tool.ts';

const { adult, child } = statedValue(loadPolicy('example-vale').supportTool) as {
  adult: SupportTool;
  child: SupportTool;
};

const settled = { home: 'settled', distress: 'seldom', harm: 'no', support: 'in-place', 'admitted-before': 'no' };
const result = (answers: Record<string, string>, tool = adult) => {
  const scored = scoreSupportTool(tool, { version: 'adult', answers });
  if (!scored.ok) throw new Error(JSON.stringify(scored.problems));
  return scored.result;
};

describe('the support tool of the invented area', () => {
  test.each([
    ['nothing', settled, -4, null],
    ['green', { ...settled, support: 'some', 'admitted-before': 'yes' }, 4, 'green'],
    ['amber', { ...settled, distress: 'daily', support: 'some', 'admitted-before': 'yes' }, 11, 'amber'],
    ['amber just so', { ...settled, home: 'ending', support: 'some' }, 9, 'amber'],
    [
      'green just not amber',
      { ...settled, home: 'ending', support: 'some', harm: 'no', distress: 'seldom' },
      9,
      'amber',
    ],
    ['red', { ...settled, home: 'ending', harm: 'serious', support: 'nobody' }, 23, 'red'],
  ])('suggests %s', (_, answers, score, suggests) => {
    expect(result(answers)).toMatchObject({ score, suggests });
  });

  test('names the answers that drove the score, heaviest first, and none that took something away', () => {
    expect(result({ ...settled, home: 'strained', harm: 'serious', distress: 'daily' }).drivenBy).toEqual([
      ...['harm', 'distress', 'home'],
    ]);
    expect(result(settled).drivenBy).toEqual([]);
  });

  test('keeps the answers, and whether it was the tool for adults or for children', () => {
    const answers = { home: 'ending', school: 'none', distress: 'weekly', harm: 'no', support: 'some' };
    expect(scoreSupportTool(child, { version: 'child', answers })).toEqual({
      ok: true,
      result: {
        tool: 'child',
        answers,
        score: 17,
        suggests: 'red',
        drivenBy: ['home', 'school', 'distress', 'support'],
      },
    });
  });

  test('refuses questions and answers that it does not have, and says which answers are missing', () => {
    const { home: _, ...rest } = settled;
    const answers = { ...rest, harm: 'terrible', distress: '', weather: 'wet', constructor: 'x' };
    expect(scoreSupportTool(adult, { version: 'adult', answers })).toEqual({
      ok: false,
      problems: [
        { kind: 'question-unknown', question: 'weather' },
        { kind: 'question-unknown', question: 'constructor' },
        { kind: 'answer-missing', question: 'home' },
        { kind: 'answer-missing', question: 'distress' },
        { kind: 'answer-unknown', question: 'harm', answer: 'terrible' },
      ],
    });
  });
});

const anyAnswers = (tool: SupportTool) =>
  fc.record(
    Object.fromEntries(
      tool.questions.map(({ code, answers }) => [code, fc.constantFrom(...answers.map((one) => one.code))]),
    ),
  ) as fc.Arbitrary<Record<string, string>>;
const weight = (tool: SupportTool, question: string, answer: string) =>
  tool.questions.find(({ code }) => code === question)?.answers.find(({ code }) => code === answer)?.weight ?? 0;
const rank = { null: 0, green: 1, amber: 2, red: 3, blue: 4 } as const;

describe.each([
  ['adults', adult],
  ['children', child],
])('whatever is answered for %s', (_, tool) => {
  test('the score is the sum of the weights, in whatever order the answers come', () => {
    fc.assert(
      fc.property(anyAnswers(tool), (answers) => {
        const sum = Object.entries(answers).reduce(
          (total, [question, answer]) => total + weight(tool, question, answer),
          0,
        );
        expect(result(answers, tool).score).toBe(sum);
        const turned = Object.fromEntries(Object.entries(answers).toReversed());
        expect(result(turned, tool)).toEqual({ ...result(answers, tool), answers: turned });
      }),
    );
  });

  test('a heavier answer never suggests a lower rating', () => {
    fc.assert(
      fc.property(anyAnswers(tool), fc.constantFrom(...tool.questions), (answers, question) => {
        const heaviest = question.answers.toSorted((a, b) => b.weight - a.weight)[0]?.code ?? '';
        const before = rank[`${result(answers, tool).suggests}`];
        expect(rank[`${result({ ...answers, [question.code]: heaviest }, tool).suggests}`]).toBeGreaterThanOrEqual(
          before,
        );
      }),
    );
  });

  test('what drove it weighed something, and nothing that was left out weighed more', () => {
    fc.assert(
      fc.property(anyAnswers(tool), (answers) => {
        const { drivenBy } = result(answers, tool);
        const weights = drivenBy.map((question) => weight(tool, question, answers[question] ?? ''));
        expect(weights).toEqual(weights.toSorted((a, b) => b - a));
        for (const [question, answer] of Object.entries(answers)) {
          expect(drivenBy.includes(question)).toBe(weight(tool, question, answer) > 0);
        }
      }),
    );
  });

  test('one missing answer is never scored as nothing', () => {
    fc.assert(
      fc.property(anyAnswers(tool), fc.constantFrom(...tool.questions), (answers, { code }) => {
        const { [code]: _left, ...rest } = answers;
        expect(scoreSupportTool(tool, { version: 'adult', answers: rest })).toEqual({
          ok: false,
          problems: [{ kind: 'answer-missing', question: code }],
        });
      }),
    );
  });
});
