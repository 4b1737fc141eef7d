import { cleanLine } from '../platform/free-text.ts';
import { isPhoneNumber } from '../platform/phone-number.ts';
import { textProblems } from '../platform/typed-problems.ts';
import type { AnsweredBy } from './model.ts';

/** Who answers, as they typed it. */
export type TypedAnsweredBy = { name: string; jobRole: string; phone: string };

/** What is wrong with who answers. */
export type AnsweredByProblem = {
  field: 'name' | 'jobRole' | 'phone';
  problem: 'missing' | 'too-long' | 'not-a-phone-number';
};

/** Longer names, roles and numbers are not kept. */
const LONGEST = 120;

/**
 * Who answered, as it is kept, or what is wrong with it. An inbox that several people read is asked each time; whoever reads
 * their own address need not say, and is not asked half of it.
 *
 * @param typed null where the page did not ask
 * @param required the answer comes from a shared inbox
 * @returns no problems and null: nobody was named, and nobody had to be
 */
export function checkAnsweredBy(
  typed: TypedAnsweredBy | null,
  required: boolean,
): { answeredBy: AnsweredBy | null; problems: AnsweredByProblem[] } {
  const name = cleanLine(typed?.name ?? '');
  const jobRole = cleanLine(typed?.jobRole ?? '');
  const phone = cleanLine(typed?.phone ?? '');
  if (!required && `${name}${jobRole}${phone}` === '') return { answeredBy: null, problems: [] };
  const rules = { required: 'required', longest: LONGEST } as const;
  const problems: AnsweredByProblem[] = [
    ...textProblems('name', name, rules),
    ...textProblems('jobRole', jobRole, rules),
    ...textProblems('phone', phone, rules),
  ];
  if (phone !== '' && phone.length <= LONGEST && !isPhoneNumber(phone)) {
    problems.push({ field: 'phone', problem: 'not-a-phone-number' });
  }
  return problems.length > 0 ? { answeredBy: null, problems } : { answeredBy: { name, jobRole, phone }, problems: [] };
}
