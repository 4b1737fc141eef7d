import { formatNhsNumber } from '../services/people/nhs-number.ts';
import { formatDay } from '../services/platform/time.ts';
import type { Identity } from '../services/referrals/model.ts';
import { plain } from './plain-text.ts';
import { oneLine } from './typed-field.ts';

/** One field of two people: what each side says, and in words whether they agree. */
export type Compared = { label: string; one: string; other: string; same: string };

const LONGEST = 160;
const NOT_KNOWN = 'Not known';

const fields: { label: string; of(person: Identity): string | null }[] = [
  { label: 'Name', of: (person) => person.fullName },
  { label: 'Date of birth', of: ({ dateOfBirth }) => dateOfBirth && formatDay(dateOfBirth).replace(/^\S+ /, '') },
  { label: 'NHS number', of: ({ nhsNumber }) => nhsNumber && formatNhsNumber(nhsNumber) },
  { label: 'Lives at', of: ({ residence }) => residence },
];

const letters = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The same words whatever their order, case, accents and signs: 'Example, Zoë' and 'zoe EXAMPLE'. */
function differs(left: string, right: string): string {
  const words = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}|['’‘]/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .toSorted()
      .join(' ');
  return words(left) === words(right) ? '≈ Same words, written differently' : '≠ Differs';
}

/** Two people field by field: what is the same, what differs and what nobody knows, each in words. */
export function sideBySide(one: Identity, other: Identity): Compared[] {
  return fields.map(({ label, of }) => {
    const [left, right] = [of(one), of(other)];
    const known = left !== null && right !== null;
    const same = known && letters(left) === letters(right);
    const shown = (text: string | null) => plain(oneLine(text ?? NOT_KNOWN, LONGEST));
    return {
      label,
      one: shown(left),
      other: shown(right),
      same: same ? '✓ Same' : known ? differs(left, right) : '? Cannot be compared',
    };
  });
}
