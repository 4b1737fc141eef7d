import type { ReadMessage, UnderstoodPerson } from '../mailbox/model.ts';
import { checkNhsNumber } from '../people/nhs-number.ts';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { BEGINS_WITH_CARER, BEGINS_WITH_INDIVIDUAL } from './invited-emails.ts';
import { isThinReason } from './mdt-first.ts';
import {
  type CompleteRequest,
  type InviteAnswer,
  MAX_INVITEES,
  MAX_NAME,
  MAX_TEXT,
  type TypedRequest,
} from './model.ts';

/** As much as any field of a draft can hold; what is longer comes back as too long when it is sent. */
const LONGEST = 20_000;
const NEGATIONS = /\b(?:no|not|none|never|without|cannot|decline[sd]?|refuse[sd]?|unknown|tbc)\b|n['’]t\b/i;

/** What is remembered of whoever sent it. */
export type MailedRequester = {
  id: string;
  outside: boolean;
  name: string;
  jobRole: string | null;
  organisation: string | null;
  phone: string | null;
};

/** What found no field of its own: whom to invite as the message says it, and the lines that belong to nothing. */
export function saidIn({ whoToInvite, unplaced }: UnderstoodPerson): string | null {
  return cleanText([whoToInvite?.text ?? '', ...unplaced].join('\n')).slice(0, LONGEST) || null;
}

/** Whom to invite, one a line, as the form takes it. An address that stands alone is its own name. */
function furtherPeople({ invitedEmails }: UnderstoodPerson): { name: string; email: string }[] {
  return invitedEmails.map(({ name, email }) => ({ name: name ?? email, email }));
}

/** A draft's fields as far as the message says them. The explicit answers stay open: they are never guessed. */
export function typedOf(person: UnderstoodPerson, requester: MailedRequester, from: ReadMessage['from']): TypedRequest {
  const { personName, purpose, whyNoMdt, saysAboutIndividual, saysAboutCarer, nhsNumber, dateOfBirth } = person;
  const texts: TypedRequest = {
    ...{ personName: personName?.text, purpose: purpose?.text, whyNoMdt: whyNoMdt?.text },
    furtherPeople: furtherPeople(person)
      .map(({ name, email }) => (name === email ? email : `${name}, ${email}`))
      .join('\n'),
    ...{ individualDetail: saysAboutIndividual?.text, carerDetail: saysAboutCarer?.text },
    ...{ nhsNumber: nhsNumber?.text, dateOfBirth: dateOfBirth?.text },
    requesterName: requester.outside && requester.name === '' ? from?.name : undefined,
  };
  const found = Object.entries(texts).flatMap(([field, text]) =>
    typeof text === 'string' && text !== '' ? [[field, cleanText(text).slice(0, LONGEST)]] : [],
  );
  return { ...Object.fromEntries(found), organisationIds: person.organisationIds };
}

/** An answer is read out of lines that begin with whom they are about, say how to reach them, and nothing against it. */
function answerOf(said: string | undefined, begins: RegExp, others: string | undefined): InviteAnswer {
  if (said === undefined || said === others || NEGATIONS.test(said)) return 'not-said';
  const theirs = said.split('\n').every((line) => begins.test(line) || line.includes('@') || /\d{5}/.test(line));
  const reachable = said.includes('@') || said.replace(/\D/g, '').length >= 6;
  return theirs && begins.test(said) && reachable ? 'invite' : 'not-said';
}

type Known = {
  today: CalendarDay;
  defaultMeetingLength: number;
  thinMdtReasons: { phrases: readonly string[]; fewestWords: number };
  allowTestNhsNumbers: boolean;
};

/**
 * A complete request out of a message that says all four things. What a message does not say is left open: whether the person
 * agrees is 'not-yet', whether they or their family are invited 'not-said', a job role or a phone number what is remembered.
 *
 * @returns undefined where something is longer than a request takes: then its sender has to shorten it
 */
export function completeOf(
  person: UnderstoodPerson,
  requester: MailedRequester,
  from: ReadMessage['from'],
  known: Known,
): CompleteRequest | undefined {
  const personName = cleanLine(person.personName?.text ?? '');
  const [purpose, whyNoMdt] = [cleanText(person.purpose?.text ?? ''), cleanText(person.whyNoMdt?.text ?? '')];
  const [individual, carer] = [person.saysAboutIndividual?.text, person.saysAboutCarer?.text];
  const [individualDetail, carerDetail] = [cleanText(individual ?? ''), cleanText(carer ?? '')];
  const invited = furtherPeople(person).filter(({ name }) => name.length <= MAX_NAME);
  const fits =
    personName.length <= MAX_NAME &&
    [purpose, whyNoMdt, individualDetail, carerDetail].every((text) => text.length <= MAX_TEXT) &&
    invited.length + person.organisationIds.length <= MAX_INVITEES;
  if (!fits || person.missing.length > 0) return undefined;
  const number = checkNhsNumber(person.nhsNumber?.text ?? '', { allowTestNumbers: known.allowTestNhsNumbers });
  const born = parseCalendarDay(person.dateOfBirth?.text ?? '');
  const mdt = { tried: null, when: null, whoCame: null, wouldHelp: null };
  return {
    ...{ personName, purpose, whyNoMdt },
    mdt: { reasonThin: isThinReason(whyNoMdt, known.thinMdtReasons), ...mdt },
    ...{ organisationIds: person.organisationIds, furtherPeople: invited },
    individualAnswer: answerOf(individual, BEGINS_WITH_INDIVIDUAL, carer),
    carerAnswer: answerOf(carer, BEGINS_WITH_CARER, individual),
    ...{ individualDetail, carerDetail },
    ...{ basis: 'not-yet', basisDetail: null, basisDay: null },
    nhsNumber: number.ok ? number.value : null,
    dateOfBirth: born !== undefined && born <= known.today ? born : null,
    ...{ neededBy: null, lengthMinutes: known.defaultMeetingLength, place: null },
    requesterName: requester.outside && requester.name === '' ? from?.name || null : null,
    jobRole: requester.jobRole ?? '',
    organisation: requester.organisation ?? '',
    phone: requester.phone ?? '',
  };
}
