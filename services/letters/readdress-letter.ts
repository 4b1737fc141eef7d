import { contactWays } from '../consent/model.ts';
import { letterFormats } from '../people/model.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { cleanText } from '../platform/free-text.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { choiceProblem } from '../platform/typed-problems.ts';
import { changeLetter, type LetterInput, type LetterRefusal, stillFits } from './letter-for-actor.ts';
import type { LetterDeps } from './letter-view.ts';
import type { LetterProblem, LetterView } from './model.ts';

const LONGEST_ADDRESS = 500;

/**
 * Changes how one letter goes, where to and in which format, before it is released: the address that was recorded may be
 * wrong, or nobody has said yet how to reach them. What is recorded of the person stays as it is.
 */
export function readdressLetter(
  deps: LetterDeps,
  input: LetterInput & { via: string; address: string; format: string },
): Promise<Result<LetterView, LetterRefusal>> {
  const via = contactWays.find((way) => way === input.via);
  const format = letterFormats.find((one) => one === input.format);
  const address = cleanText(input.address);
  return changeLetter(deps, 'readdress-letter', input, (letter) => {
    const over = stillFits(letter, input.version, ['drafted']);
    if (over) return over;
    const problems: LetterProblem[] = [
      ...(via === undefined ? [{ field: 'via', problem: choiceProblem(input.via) } as const] : []),
      ...(format === undefined ? [{ field: 'format', problem: choiceProblem(input.format) } as const] : []),
      ...addressProblem(via, address),
    ];
    if (via === undefined || format === undefined || problems.length > 0)
      return refuse({ reason: 'incomplete', problems });
    return ok({ change: { via, format, address: address || null }, reason: via });
  });
}

function addressProblem(via: string | undefined, address: string): LetterProblem[] {
  if (via === undefined || (via === 'in-person' && address === '')) return [];
  if (address === '') return [{ field: 'address', problem: 'missing' }];
  if (address.length > LONGEST_ADDRESS) return [{ field: 'address', problem: 'too-long' }];
  return via === 'email' && !isEmailAddress(address) ? [{ field: 'address', problem: 'bad-email' }] : [];
}
