import { UNNAMED_CARER } from '../mbe-requests/model.ts';
import { nameKey } from '../people/name-key.ts';

/** Shorter words of a name ("Li", "de") stand in too many places to say anything. */
const SHORTEST_TELLING_WORD = 3;
const TEN_DIGITS = /\d(?:[\s.-]?\d){9}/;
const A_DATE = /\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\s+\d{2,4}\b/i;

/**
 * The place as an invitation may carry it. A place is typed by people ("Mrs Example's flat"), and an invitation can't be
 * called back: one that holds a word of the person's name or of their family's, ten digits in a row or a date is withheld,
 * and the invitee asks for it (domain.md §8). Better a question too many than a name in a shared calendar.
 *
 * @param place as typed; null = online
 * @param person.family the names under which the person's parent or carer is invited
 */
export function placeToWrite(
  place: string | null,
  person: { fullName: string; family?: readonly string[] },
): { place: string | null; placeWithheld: boolean } {
  if (place === null) return { place: null, placeWithheld: false };
  const words = new Set(wordsOf(place));
  const named = [person.fullName, ...(person.family ?? [])].some((name) => {
    const whole = nameKey(name);
    const together = whole.length >= SHORTEST_TELLING_WORD && nameKey(place).includes(whole);
    return together || wordsOf(name).some((word) => word.length >= SHORTEST_TELLING_WORD && words.has(word));
  });
  const withheld = named || TEN_DIGITS.test(place) || A_DATE.test(place);
  return { place: withheld ? null : place, placeWithheld: withheld };
}

/** Whose names a meeting's invitations may not carry in its place. */
export function namesOfFamily(meeting: { personName: string; invitees: readonly { kind: string; name: string }[] }): {
  fullName: string;
  family: string[];
} {
  const carers = meeting.invitees.filter((invitee) => invitee.kind === 'carer' && invitee.name !== UNNAMED_CARER);
  return { fullName: meeting.personName, family: carers.map((invitee) => invitee.name) };
}

/** The words of a text as names are compared: "Okafor’s" and "OKAFOR" are one word, "Smith-Jones" is two. */
function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{M}\p{N}'’‘ʼ`´]+/u).map((word) => nameKey(word.replace(/['’‘ʼ`´]s?$/iu, '')));
}
