import { createHash } from 'node:crypto';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { choiceProblem, textProblems } from '../platform/typed-problems.ts';
import { type LetterFormat, letterFormats } from './model.ts';

/** What somebody needs to take part, as it is kept with them and obeyed. */
export type CommunicationNeeds = {
  /** Of letters and pages; null where nobody has said. */
  format: LetterFormat | null;
  /** For which language or way of speaking; null where none is needed. */
  interpreter: string | null;
  /** They are called before anything is sent to them. */
  phoneFirst: boolean;
  other: string | null;
};

/** Nothing is recorded. */
export const noNeeds: CommunicationNeeds = { format: null, interpreter: null, phoneFirst: false, other: null };

/** Whether anything is recorded that a member of the team must know of. */
export function hasNeeds({ format, interpreter, phoneFirst, other }: CommunicationNeeds): boolean {
  return (format !== null && format !== 'plain') || interpreter !== null || phoneFirst || other !== null;
}

export const LONGEST_INTERPRETER = 200;
export const LONGEST_OTHER_NEEDS = 1000;

/** As typed: a format's code, a line, 'yes' or 'no', a text. */
export type TypedNeeds = { format: string; interpreter: string; phoneFirst: string; other: string };

export type NeedsProblem = { field: keyof TypedNeeds; problem: 'missing' | 'unknown-choice' | 'too-long' };

/** What was typed as it is kept, or what is wrong with it. */
export function checkNeeds(typed: TypedNeeds): { needs: CommunicationNeeds } | { problems: NeedsProblem[] } {
  const format = letterFormats.find((one) => one === typed.format);
  const phone = ['yes', 'no'].find((one) => one === typed.phoneFirst);
  const [interpreter, other] = [cleanLine(typed.interpreter), cleanText(typed.other)];
  const problems: NeedsProblem[] = [
    ...(format === undefined ? [{ field: 'format', problem: choiceProblem(typed.format) } as const] : []),
    ...textProblems('interpreter' as const, interpreter, { required: 'optional', longest: LONGEST_INTERPRETER }),
    ...(phone === undefined ? [{ field: 'phoneFirst', problem: choiceProblem(typed.phoneFirst) } as const] : []),
    ...textProblems('other' as const, other, { required: 'optional', longest: LONGEST_OTHER_NEEDS }),
  ];
  if (format === undefined || phone === undefined || problems.length > 0) return { problems };
  return {
    needs: { format, interpreter: interpreter || null, phoneFirst: phone === 'yes', other: other || null },
  };
}

/** Stands for needs as they were shown: what is changed is what was seen. */
export function needsDigest(needs: CommunicationNeeds): string {
  const { format, interpreter, phoneFirst, other } = needs;
  return createHash('sha256')
    .update(JSON.stringify([format, interpreter, phoneFirst, other]))
    .digest('hex')
    .slice(0, 16);
}
