import { describe, expect, it } from 'vitest';
import { fieldProblemText, problemSummary } from '../../../wording/field-problems.ts';
import { allFields, allProblems } from '../../support/requester-views.ts';

const pairs = allFields.flatMap((field) => allProblems.map((problem) => ({ field, problem })));

describe('what a form says of a field', () => {
  it('has a whole sentence for every problem with every field', () => {
    for (const pair of pairs) {
      const text = fieldProblemText(pair);
      expect(text, `${pair.field} ${pair.problem}`).toMatch(/^[A-Z].{10,}\.$/);
      expect(text, `${pair.field} ${pair.problem}`).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('never blames and never shouts', () => {
    for (const pair of pairs) {
      expect(fieldProblemText(pair)).not.toMatch(/you (did not|failed|must)|invalid input|illegal|wrong|!/i);
    }
  });

  it('names the line where a field has several', () => {
    expect(fieldProblemText({ field: 'furtherPeople', problem: 'no-email', line: 3 })).toMatch(/^Line 3: Add an email/);
  });

  it('says how long a text may be', () => {
    expect(fieldProblemText({ field: 'purpose', problem: 'too-long' })).toContain('4,000 characters');
    expect(fieldProblemText({ field: 'personName', problem: 'too-long' })).toContain('120 characters');
  });

  it('counts fields, not problems, in its summary', () => {
    const lines = [1, 2].map((line) => ({ field: 'furtherPeople', problem: 'no-email', line }) as const);
    expect(problemSummary(lines, 'Next')).toBe(
      'Please put one thing right, then press Next again. Nothing you typed is lost.',
    );
    expect(problemSummary([...lines, { field: 'basis', problem: 'missing' }], 'Next')).toContain('2 things');
    expect(problemSummary([], 'Next')).toBeUndefined();
  });

  it('does not promise that nothing is lost where a text was too long to be put back', () => {
    expect(problemSummary([{ field: 'purpose', problem: 'too-long' }], 'Next')).not.toContain('lost');
  });
});
