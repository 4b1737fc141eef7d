import { withoutClosing } from '../mailbox/closing-lines.ts';
import { type MessagePart, messageParts } from '../mailbox/message-parts.ts';
import {
  type MailedThing,
  MOST_TEXT,
  type ReadMessage,
  type UnderstoodMail,
  type UnderstoodPerson,
} from '../mailbox/model.ts';
import { readSubject } from '../mailbox/subject.ts';
import { wholeText } from '../mailbox/whole-text.ts';
import { nameKey } from '../people/name-key.ts';
import { cleanLine } from '../platform/free-text.ts';
import { namesIn, textsOfPeople, unlisted } from './mailed-people.ts';
import { MAX_NAME } from './model.ts';
import type { DirectoryEntry } from './named-organisations.ts';
import { readNumberedAnswers } from './numbered-answers.ts';
import { type FromText, hasCue, readProse } from './prose-request.ts';
import {
  CARER_WORD,
  INDIVIDUAL_WORD,
  type PastedRequest,
  readPastedRequest,
  type UnderstoodRequest,
} from './read-pasted-request.ts';
import { findHeading } from './request-headings.ts';
import { invitedInSentences, sentencesAbout } from './sentences-about.ts';

const FIELDS = ['personName', 'purpose', 'whoToInvite', 'whyNoMdt'] as const satisfies (keyof UnderstoodRequest)[];

/** Whether a line begins one of the four things: nothing of it may go with a signature. */
function isWanted(line: string): boolean {
  const heading = findHeading(line)?.heading;
  return (heading !== undefined && heading !== 'none') || hasCue(line);
}

/** What was found of the four things, wherever in a text it stands, and what is left over. */
function findThings(pasted: PastedRequest): {
  things: Partial<Record<keyof UnderstoodRequest, FromText>>;
  left: string[];
  prose: boolean;
} {
  const things: Partial<Record<keyof UnderstoodRequest, FromText>> = {};
  for (const field of FIELDS) {
    const text = pasted.understood[field];
    if (text !== undefined) things[field] = { text, from: pasted.sources[field] ?? text };
  }
  if (FIELDS.every((field) => things[field] !== undefined)) return { things, left: pasted.unplaced, prose: false };
  if (Object.keys(things).length === 0) {
    const numbered = readNumberedAnswers(pasted.loose);
    if (Object.keys(numbered).length > 0) return { things: numbered, left: [], prose: true };
  }
  const wanted = new Set(FIELDS.filter((field) => things[field] === undefined));
  const prose = readProse(pasted.loose, wanted);
  if (Object.keys(prose.found).length === 0) return { things, left: pasted.unplaced, prose: false };
  const placed = new Set(pasted.loose.map((line) => line.trim()));
  const beside = pasted.unplaced.filter((line) => !placed.has(line));
  return { things: { ...things, ...prose.found }, left: [...prose.left, ...beside], prose: true };
}

function thing(text: string | undefined): FromText | undefined {
  return text === undefined || text === '' ? undefined : { text, from: text };
}

/** What is still to be asked for. Item 3 has two halves: agencies alone say nothing of the individual or the family. */
function missingOf(person: Omit<UnderstoodPerson, 'missing'>): MailedThing[] {
  const missing: MailedThing[] = [];
  const { personName, purpose, whoToInvite, whyNoMdt, saysAboutIndividual, saysAboutCarer } = person;
  const named = personName !== undefined && personName.text.length <= MAX_NAME && nameKey(personName.text) !== '';
  if (!named) missing.push('person-name');
  if (purpose === undefined) missing.push('purpose');
  if (whoToInvite === undefined) missing.push('who-to-invite');
  if (saysAboutIndividual === undefined && saysAboutCarer === undefined) missing.push('individual-or-family');
  if (whyNoMdt === undefined) missing.push('why-no-mdt');
  return missing;
}

/** Everything but whom: said of several, it is said of each. */
function readText(text: string, directory: readonly DirectoryEntry[], nameKnown: boolean): UnderstoodPerson[] {
  const pasted = readPastedRequest(text, directory, nameKnown);
  const { things, left, prose } = findThings(pasted);
  const who = things.whoToInvite?.text;
  const inSentences = pasted.understood.whoToInvite === undefined && who !== undefined;
  const names = things.personName === undefined ? [] : namesIn(things.personName.text, left);
  const people = names.length < 2 ? [things.personName?.text] : names;
  const organisationIds = inSentences
    ? readPastedRequest(`Who to invite: ${who}`, directory).organisations
    : pasted.organisations;
  return people.map((said) => {
    const name = said === undefined ? undefined : unlisted(said);
    const individual = pasted.saysAboutIndividual ?? sentencesAbout(who, INDIVIDUAL_WORD, name);
    const carer =
      pasted.saysAboutCarer ?? (prose && inSentences ? sentencesAbout(who, CARER_WORD, undefined) : undefined);
    const { nhsNumber, dateOfBirth } = people.length > 1 ? {} : pasted.facts;
    const person = withoutEmpty({
      ...things,
      personName: name === undefined ? undefined : { text: name, from: things.personName?.from ?? name },
      saysAboutIndividual: thing(individual),
      saysAboutCarer: thing(carer),
      nhsNumber: thing(nhsNumber),
      dateOfBirth: thing(dateOfBirth),
      invitedEmails: inSentences ? invitedInSentences(who) : pasted.invitedEmails,
      organisationIds,
      unplaced: left.map((line) => line.trim()).filter((line) => line !== '' && !names.includes(unlisted(line))),
    });
    return { ...person, missing: missingOf(person) };
  });
}

type Draft = { [Field in keyof Omit<UnderstoodPerson, 'missing'>]: UnderstoodPerson[Field] | undefined };

function withoutEmpty(person: Draft): Omit<UnderstoodPerson, 'missing'> {
  const { invitedEmails = [], organisationIds = [], unplaced = [], ...things } = person;
  const found = Object.fromEntries(Object.entries(things).filter(([, said]) => said !== undefined));
  return { ...found, invitedEmails, organisationIds, unplaced };
}

function countThings(people: readonly UnderstoodPerson[]): number {
  return Math.max(0, ...people.map((person) => FIELDS.filter((field) => person[field] !== undefined).length));
}

function readPart(part: MessagePart, directory: readonly DirectoryEntry[], nameKnown: boolean): UnderstoodPerson[] {
  const text = withoutClosing(part.lines, isWanted).join('\n');
  return textsOfPeople(text).flatMap((one) => readText(one, directory, nameKnown));
}

/** What the part that was chosen does not say, as the sender says it above what they forward. */
function completedBy(person: UnderstoodPerson, own: UnderstoodPerson | undefined): UnderstoodPerson {
  if (own === undefined) return person;
  const { missing: _ours, ...said } = person;
  const { missing: _theirs, invitedEmails, organisationIds, unplaced, ...more } = own;
  const both = { ...said, ...withoutKnown(more, said), unplaced: [...unplaced, ...said.unplaced] };
  if (said.whoToInvite === undefined) Object.assign(both, { invitedEmails, organisationIds });
  return { ...both, missing: missingOf(both) };
}

function withoutKnown(more: object, known: object) {
  return Object.fromEntries(Object.entries(more).filter(([field]) => !(field in known)));
}

/**
 * Reads a request out of a message: the four things under headings, numbered, or told in sentences, in any order, for one
 * individual or several. What is forwarded is read where the sender's own part says less; what is quoted below an answer
 * never is. Nothing is guessed: every line understood stands in the message.
 *
 * @param nameKnown it adds to what is known of somebody already
 * @returns `found`: how many of the four things, of the individual of whom most is said
 */
export function readMailedRequest(
  read: Pick<ReadMessage, 'text' | 'subject' | 'forwarded' | 'answers' | 'from'>,
  directory: readonly DirectoryEntry[],
  nameKnown = false,
): UnderstoodMail & { found: number } {
  const { parts, forwards } = messageParts(read.text);
  const answers = readSubject(read.subject).replies || read.answers.length > 0;
  const readable = read.forwarded || forwards || !answers ? parts.slice(0, 12) : parts.slice(0, 1);
  const people = readable.map((part) => readPart(part, directory, nameKnown));
  const counts = people.map(countThings);
  const best = counts.indexOf(Math.max(...counts));
  const [own = []] = people;
  const chosen = people[best] ?? own;
  const completed =
    best > 0 && chosen.length === 1 && own.length === 1 ? chosen.map((person) => completedBy(person, own[0])) : chosen;
  const author = best > 0 ? cleanLine(parts[best]?.author ?? '').slice(0, MAX_NAME) : '';
  const byAnother = author !== '' && !(read.from && author.toLowerCase().includes(read.from.address));
  return { people: completed, onBehalfOf: byAnother ? author : null, found: countThings(completed) };
}

/**
 * A message whose own text holds nothing of a request, with the message that is attached to it as forwarded text. One that says
 * something itself stays as it is: what is attached is noted alone.
 */
export function withAttached(read: ReadMessage, directory: readonly DirectoryEntry[]): ReadMessage {
  const { attached, ...own } = read;
  if (attached === undefined || readMailedRequest(read, directory).found > 0) return read;
  // Of what is longest, its end may be gone already.
  const text = wholeText(read);
  return { ...own, text, cut: read.cut || text.length >= MOST_TEXT };
}
