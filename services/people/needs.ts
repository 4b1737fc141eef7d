import { createHash } from 'node:crypto';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { choiceProblem, textProblems } from '../platform/typed-problems.ts';
import {
  type CommunicationNeeds,
  LONGEST_INTERPRETER,
  LONGEST_OTHER_NEEDS,
  letterFormats,
  type NeedsProblem,
  type TypedNeeds,
} from './model.ts';

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
