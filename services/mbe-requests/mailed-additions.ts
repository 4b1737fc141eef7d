import { type MailedThing, mailedThings, type UnderstoodPerson, type UnderstoodThing } from '../mailbox/model.ts';
import { nameKey } from '../people/name-key.ts';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { type MailedRequester, typedOf } from './mailed-fields.ts';
import { MAX_NAME, MAX_TEXT, type TypedRequest } from './model.ts';
import { CARER_WORD, INDIVIDUAL_WORD } from './read-pasted-request.ts';
import { invitedInSentences, sentencesAbout } from './sentences-about.ts';

/** A draft that was made of an email, as it is now. */
export type MailedDraft = {
  typed: TypedRequest;
  /** What was understood of the emails so far. */
  person: UnderstoodPerson;
  /** What was taken out of words that do not say what they are. */
  toConfirm: readonly MailedThing[];
};

/** A draft with what a later email adds to it. */
export type FilledDraft = MailedDraft & {
  /** Something that it did not have. */
  gave: boolean;
  /** All of that was only proposed. */
  proposedOnly: boolean;
};

/** The field of a draft that holds what was understood; what of the form stands for it. */
const FIELDS = {
  personName: 'personName',
  purpose: 'purpose',
  whyNoMdt: 'whyNoMdt',
  saysAboutIndividual: 'individualDetail',
  saysAboutCarer: 'carerDetail',
  nhsNumber: 'nhsNumber',
  dateOfBirth: 'dateOfBirth',
} as const satisfies Partial<Record<keyof UnderstoodPerson, keyof TypedRequest>>;
type Field = keyof typeof FIELDS;
const fields = Object.keys(FIELDS) as Field[];

const THING_OF: Partial<Record<Field, MailedThing>> = {
  ...{ personName: 'person-name', purpose: 'purpose', whyNoMdt: 'why-no-mdt' },
  ...{ saysAboutIndividual: 'individual-or-family', saysAboutCarer: 'individual-or-family' },
};

const GREETING =
  /^\s*(?:hi|hello|hallo|dear|good (?:morning|afternoon|evening)|helo|annwyl)\b[^.:;!?]{0,60}[,!.]?\s*$/i;
/** Says that something came, or will be done: it answers none of our questions. */
const ACKNOWLEDGES =
  /^\W*(?:(?:many |with )?thanks?(?: you)?|thank you|ok(?:ay)?|noted|received|will do|sure|got it|yes|no problem|diolch|i(?:['’]ll| will)|we(?:['’]ll| will))\b[^\n]{0,120}$/i;
const NAME_ALONE = /^\p{Lu}[\p{L}\p{M}'’.-]{0,40}(?: \p{Lu}[\p{L}\p{M}'’.-]{0,40}){1,4}$/u;

const isBlank = (text: string | undefined) => cleanText(text ?? '') === '';

function has(thing: MailedThing, { typed, person }: Pick<MailedDraft, 'typed' | 'person'>): boolean {
  switch (thing) {
    case 'person-name': {
      const name = cleanLine(typed.personName ?? '');
      return nameKey(name) !== '' && name.length <= MAX_NAME;
    }
    case 'purpose':
      return !isBlank(typed.purpose);
    case 'why-no-mdt':
      return !isBlank(typed.whyNoMdt);
    case 'who-to-invite':
      return (
        !isBlank(typed.furtherPeople) || (typed.organisationIds ?? []).length > 0 || person.whoToInvite !== undefined
      );
    case 'individual-or-family':
      return [typed.individualDetail, typed.carerDetail, typed.individualAnswer, typed.carerAnswer].some(
        (text) => !isBlank(text),
      );
  }
}

/** What a draft lacks now, whoever filled in the rest. */
function missingIn(draft: Pick<MailedDraft, 'typed' | 'person'>): MailedThing[] {
  return mailedThings.filter((thing) => !has(thing, draft));
}

/** Whether two names may be one person's: each word of the shorter stands in the longer. */
function mayBeOne(one: string, other: string): boolean {
  const wordsOf = (name: string) => new Set(name.split(/[\s,]+/).flatMap((word) => nameKey(word) || []));
  const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.size - b.size);
  return fewer !== undefined && more !== undefined && fewer.size > 0 && fewer.isSubsetOf(more);
}

/** Says whether, or how, somebody is to be invited: nobody is called so. */
const ANSWER_WORD =
  /(?<![\p{L}\p{N}])(?:yes|no|not|none|never|please|invited?|known|unknown|yet|sure|tbc|asked|by|via|phone|telephone|mobile|e-?mail|only|person|online|agreed|aware|cannot|same|above)(?![\p{L}\p{N}])/iu;

/** The text on the individual where it may be a name alone: then it is not sure which of both it is. */
function mayBeName(said: UnderstoodPerson): string {
  const text = said.saysAboutIndividual?.text ?? '';
  return NAME_ALONE.test(text) && !ANSWER_WORD.test(text) ? text : '';
}

/**
 * Whether an email names somebody whom the name that is known cannot mean. What stands beside "Individual" names them only
 * where the email says more of a request.
 */
export function namesAnother(name: string | undefined, people: readonly UnderstoodPerson[]): boolean {
  const known = cleanLine(name ?? '');
  if (people.length > 1) return true;
  const [said] = people;
  if (said === undefined || nameKey(known) === '') return false;
  const more = [said.personName, said.purpose, said.whoToInvite, said.whyNoMdt].some((thing) => thing !== undefined);
  return [said.personName?.text ?? '', more ? mayBeName(said) : ''].some(
    (other) => other !== '' && !mayBeOne(known, other),
  );
}

/** What is taken out of a text without a heading, where one thing alone was asked for. */
function unlabelled(thing: MailedThing, lines: readonly string[], name: string | undefined) {
  const text = lines.join('\n');
  const whole = { text, from: text };
  switch (thing) {
    case 'person-name':
      return text.length <= MAX_NAME && NAME_ALONE.test(text) ? { personName: whole } : {};
    case 'purpose':
      return { purpose: whole };
    case 'why-no-mdt':
      return { whyNoMdt: whole };
    case 'who-to-invite':
      return { whoToInvite: whole };
    case 'individual-or-family': {
      const individual = sentencesAbout(text, INDIVIDUAL_WORD, name);
      const carer = sentencesAbout(text, CARER_WORD, undefined);
      return {
        ...(individual === undefined ? {} : { saysAboutIndividual: { text: individual, from: individual } }),
        ...(carer === undefined ? {} : { saysAboutCarer: { text: carer, from: carer } }),
      };
    }
  }
}

/** What an email says, with what is only proposed where it does not say what it is. */
function offered(draft: MailedDraft, said: UnderstoodPerson): { said: UnderstoodPerson; proposed: MailedThing[] } {
  const [asked, ...more] = missingIn(draft);
  // "Individual: Robin Sample" may be an answer, or another person.
  const unsure: MailedThing[] = mayBeName(said) === '' ? [] : ['individual-or-family'];
  const nothing = { said, proposed: unsure };
  const found = said.whoToInvite !== undefined || fields.some((field) => THING_OF[field] && said[field] !== undefined);
  if (asked === undefined || more.length > 0 || found) return nothing;
  const lines = said.unplaced.filter((line) => !GREETING.test(line));
  const text = lines.join('\n');
  if (text === '' || text.length > MAX_TEXT || ACKNOWLEDGES.test(text)) return nothing;
  const things: Partial<Record<Field | 'whoToInvite', UnderstoodThing>> = unlabelled(
    asked,
    lines,
    draft.typed.personName,
  );
  const taken = new Set(Object.values(things).flatMap(({ from }) => from.split('\n')));
  if (taken.size === 0) return nothing;
  const invitedEmails = things.whoToInvite === undefined ? said.invitedEmails : invitedInSentences(text);
  const unplaced = said.unplaced.filter((line) => !taken.has(line));
  return { said: { ...said, ...things, invitedEmails, unplaced }, proposed: [asked] };
}

/** A draft without what was only proposed, where its sender has left that as it was. */
function withoutProposals(draft: MailedDraft, said: UnderstoodPerson): { open: MailedDraft; dropped: Field[] } {
  const dropped = fields.filter((field) => {
    const thing = THING_OF[field];
    if (thing === undefined || !draft.toConfirm.includes(thing) || said[field] === undefined) return false;
    return cleanText(draft.typed[FIELDS[field]] ?? '') === cleanText(draft.person[field]?.text ?? '');
  });
  const typed = { ...draft.typed };
  for (const field of dropped) delete typed[FIELDS[field]];
  return { open: { ...draft, typed }, dropped };
}

/**
 * Adds to a draft what a later email of its sender says. What the draft has stays, whoever filled it in; what else the email
 * says is shown with the lines that belong to nothing. Where one thing alone was missing and the email does not say what it
 * is, its text is proposed for that, and has to be confirmed.
 */
export function addToDraft(draft: MailedDraft, reply: UnderstoodPerson, requester: MailedRequester): FilledDraft {
  const { said, proposed } = offered(draft, withoutRepeatedName(draft, reply));
  const { open, dropped } = withoutProposals(draft, said);
  const values = typedOf(said, requester, null);
  const typed: TypedRequest = { ...open.typed };
  const person: UnderstoodPerson = { ...draft.person };
  const besides: string[] = [];
  const given: (MailedThing | 'fact')[] = [];
  const keep = (thing: UnderstoodThing | undefined, standing: string | undefined) => {
    if (thing !== undefined && cleanText(thing.text) !== cleanText(standing ?? '')) besides.push(thing.from);
  };
  // What was proposed, and turns out to be something else, is not lost.
  for (const field of dropped) keep(draft.person[field], said[field]?.text);
  for (const field of fields) {
    const value = values[FIELDS[field]];
    const thing = said[field];
    if (thing === undefined || value === undefined) continue;
    const about =
      field === 'saysAboutIndividual' ? typed.individualAnswer : field === 'saysAboutCarer' && typed.carerAnswer;
    const free = field === 'personName' ? !has('person-name', open) : isBlank(open.typed[FIELDS[field]]);
    if (!free || (about && !isBlank(about))) {
      keep(thing, open.typed[FIELDS[field]]);
      continue;
    }
    typed[FIELDS[field]] = value;
    person[field] = thing;
    given.push(THING_OF[field] ?? 'fact');
  }
  if (said.whoToInvite !== undefined && !has('who-to-invite', draft)) {
    const { whoToInvite, invitedEmails, organisationIds } = said;
    Object.assign(person, { whoToInvite, invitedEmails, organisationIds });
    Object.assign(typed, { furtherPeople: values.furtherPeople ?? '', organisationIds });
    given.push('who-to-invite');
  } else keep(said.whoToInvite, person.whoToInvite?.text);
  person.unplaced = [
    ...new Set([...person.unplaced, ...besides.flatMap((text) => text.split('\n')), ...said.unplaced]),
  ];
  person.missing = missingIn({ typed, person });
  const guessed = proposed.filter((thing) => given.includes(thing));
  const before = draft.toConfirm.filter((thing) => isUnsettled(thing, draft, dropped));
  return {
    ...{ typed, person, toConfirm: [...new Set([...before, ...guessed])], gave: given.length > 0 },
    proposedOnly: given.length > 0 && given.every((thing) => guessed.some((one) => one === thing)),
  };
}

/**
 * Whether any of what was proposed for a thing still stands as it was: whoever has changed it, or has said under its heading
 * what it is, has confirmed that much of it.
 */
function isUnsettled(thing: MailedThing, { typed, person }: MailedDraft, dropped: readonly Field[]): boolean {
  if (thing === 'who-to-invite') return true;
  return fields
    .filter((field) => THING_OF[field] === thing && person[field] !== undefined && !dropped.includes(field))
    .some((field) => cleanText(typed[FIELDS[field]] ?? '') === cleanText(person[field]?.text ?? ''));
}

/** "Individual: Jamie Example" says again who it is, and not whether they are to be invited. */
function withoutRepeatedName({ typed }: MailedDraft, said: UnderstoodPerson): UnderstoodPerson {
  const { saysAboutIndividual, ...others } = said;
  const text = saysAboutIndividual?.text ?? '';
  return NAME_ALONE.test(text) && mayBeOne(text, typed.personName ?? '') ? others : said;
}
