import { nameKey } from '../people/name-key.ts';
import { checkNhsNumber } from '../people/nhs-number.ts';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { isPhoneNumber } from '../platform/phone-number.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { checkBasis } from './check-basis.ts';
import { readInviteeLines } from './invitee-lines.ts';
import { isThinReason } from './mdt-first.ts';
import {
  type CompleteRequest,
  type FieldProblem,
  type InviteAnswer,
  MAX_INVITEES,
  MAX_NAME,
  MAX_TEXT,
  type MdtAnswers,
  type RequestField,
  type TypedRequest,
} from './model.ts';

type Remembered = {
  jobRole: string | null;
  organisation: string | null;
  phone: string | null;
  name?: string;
  /** Without Teams: their name is asked as well. */
  outside?: boolean;
};

/** What the check needs to know besides what was typed. */
export type CheckContext = {
  /** The day in England. */
  today: CalendarDay;
  /** What is remembered of the requester: stands where nothing was typed. */
  profile: Remembered;
  /** Ids of the directory's active organisations, at least of those that were ticked. */
  knownOrganisationIds: ReadonlySet<string>;
  meetingLengths: readonly number[];
  defaultMeetingLength: number;
  /** The policy's thinMdtReasons. */
  thinMdtReasons: { phrases: readonly string[]; fewestWords: number };
  allowTestNhsNumbers: boolean;
};

/** Collects problems while fields are read; a field that failed reads as something harmless. */
export class Problems {
  readonly found: FieldProblem[] = [];

  add(field: RequestField, problem: FieldProblem['problem'], line?: number): void {
    this.found.push(line === undefined ? { field, problem } : { field, problem, line });
  }

  /** A text that must be there; `most` in characters. */
  required(field: RequestField, text: string, most: number): string {
    if (text === '') this.add(field, 'missing');
    if (text.length > most) this.add(field, 'too-long');
    return text;
  }
}

/**
 * Checks what was typed into a complete request. Never throws; every problem names the field to mend, and the line of a
 * field of lines. Free text is cleaned (services/platform/free-text.ts) before it is measured.
 */
export function checkTypedRequest(
  typed: TypedRequest,
  context: CheckContext,
): { ok: true; value: CompleteRequest } | { ok: false; problems: FieldProblem[] } {
  const problems = new Problems();
  const firstStep = readFirstStep(typed, problems);
  const profile = readProfile(typed, context.profile, problems);
  const invited = readInvited(typed, context.knownOrganisationIds, problems);
  const individual = readAnswer(typed, 'individual', problems);
  const carer = readAnswer(typed, 'carer', problems);
  const basis = checkBasis(typed, context.today);
  if (!basis.ok) problems.found.push(...basis.problems);
  const extras = readExtras(typed, context, problems);
  if (problems.found.length > 0 || !basis.ok) return { ok: false, problems: problems.found };
  return {
    ok: true,
    value: {
      ...firstStep,
      mdt: readMdt(typed, firstStep.whyNoMdt, context.thinMdtReasons),
      ...profile,
      ...invited,
      individualAnswer: individual.answer,
      individualDetail: individual.detail,
      carerAnswer: carer.answer,
      carerDetail: carer.detail,
      ...basis.value,
      ...extras,
    },
  };
}

/** The first card alone: the name, the purpose, why no MDT, and the requester's own details where not remembered. */
export function checkFirstStep(typed: TypedRequest, profile: CheckContext['profile']): FieldProblem[] {
  const problems = new Problems();
  readFirstStep(typed, problems);
  readProfile(typed, profile, problems);
  return problems.found;
}

function readFirstStep(typed: TypedRequest, problems: Problems) {
  const personName = cleanLine(typed.personName ?? '');
  // Punctuation or a picture alone names nobody.
  problems.required('personName', nameKey(personName) === '' ? '' : personName, MAX_NAME);
  return {
    personName,
    purpose: problems.required('purpose', cleanText(typed.purpose ?? ''), MAX_TEXT),
    whyNoMdt: problems.required('whyNoMdt', cleanText(typed.whyNoMdt ?? ''), MAX_TEXT),
  };
}

/** What was answered about an MDT: a text that is too long is cut, because nothing of it may hold a request back. */
function readMdt(typed: TypedRequest, whyNoMdt: string, thin: CheckContext['thinMdtReasons']): MdtAnswers {
  const text = (of: string | undefined) => cleanText(of ?? '').slice(0, MAX_TEXT) || null;
  const tried = (typed.mdtTried ?? '').trim();
  return {
    reasonThin: isThinReason(whyNoMdt, thin),
    tried: tried === 'yes' || tried === 'no' ? tried : null,
    when: text(typed.mdtWhen),
    whoCame: text(typed.mdtWhoCame),
    wouldHelp: text(typed.mdtWouldHelp),
  };
}

function readProfile(typed: TypedRequest, remembered: CheckContext['profile'], problems: Problems) {
  const detail = (field: 'jobRole' | 'organisation' | 'phone') =>
    problems.required(field, cleanLine(typed[field] ?? '') || (remembered[field] ?? ''), MAX_NAME);
  const requesterName = remembered.outside ? readName(typed, remembered, problems) : null;
  const profile = {
    requesterName,
    jobRole: detail('jobRole'),
    organisation: detail('organisation'),
    phone: detail('phone'),
  };
  if (profile.phone !== '' && profile.phone.length <= MAX_NAME && !isPhoneNumber(profile.phone)) {
    problems.add('phone', 'not-a-phone-number');
  }
  return profile;
}

function readName(typed: TypedRequest, { name = '' }: CheckContext['profile'], problems: Problems): string {
  const said = cleanLine(typed.requesterName ?? '') || name;
  return problems.required('requesterName', nameKey(said) === '' ? '' : said, MAX_NAME);
}

/**
 * Whom to invite: ticked organisations, and further people one a line. At least one of either, at most MAX_INVITEES.
 */
export function readInvited(
  typed: Pick<TypedRequest, 'organisationIds' | 'furtherPeople'>,
  knownOrganisationIds: ReadonlySet<string>,
  problems: Problems,
): Pick<CompleteRequest, 'organisationIds' | 'furtherPeople'> {
  const organisationIds = [...new Set(typed.organisationIds ?? [])];
  if (organisationIds.some((id) => !knownOrganisationIds.has(id)))
    problems.add('organisationIds', 'unknown-organisation');
  if (organisationIds.length > MAX_INVITEES) problems.add('organisationIds', 'too-many');
  const lines = readInviteeLines(cleanText(typed.furtherPeople ?? ''), MAX_INVITEES - organisationIds.length);
  for (const { line, reason } of lines.problems) problems.add('furtherPeople', reason, line);
  if (lines.people.some((person) => person.name.length > MAX_NAME)) problems.add('furtherPeople', 'too-long');
  if (organisationIds.length === 0 && lines.people.length === 0 && lines.problems.length === 0) {
    problems.add('organisationIds', 'no-invitees');
  }
  return { organisationIds, furtherPeople: lines.people };
}

/** An explicit answer: invited with contact details, or not invited with the reason. */
export function readAnswer(typed: TypedRequest, who: 'individual' | 'carer', problems: Problems) {
  const answer = (typed[`${who}Answer`] ?? '').trim();
  const detail = cleanText(typed[`${who}Detail`] ?? '');
  if (answer !== 'invite' && answer !== 'do-not-invite') {
    problems.add(`${who}Answer`, answer === '' ? 'missing' : 'unknown-choice');
  } else {
    problems.required(`${who}Detail`, detail, MAX_TEXT);
    if (answer === 'invite' && detail !== '' && !hasContactDetails(detail)) {
      problems.add(`${who}Detail`, 'no-contact-details');
    }
  }
  return { answer: answer as InviteAnswer, detail };
}

/** An email address, a phone number, or enough words to be a postal address. A person reads it in any case. */
function hasContactDetails(detail: string): boolean {
  return detail.includes('@') || detail.replace(/\D/g, '').length >= 6 || detail.length >= 10;
}

/** Everything that stands behind "Add more". */
function readExtras(typed: TypedRequest, context: CheckContext, problems: Problems) {
  return {
    nhsNumber: readNhsNumber(typed.nhsNumber ?? '', context.allowTestNhsNumbers, problems),
    dateOfBirth: readDay('dateOfBirth', typed.dateOfBirth ?? '', context.today, problems),
    neededBy: readDay('neededBy', typed.neededBy ?? '', context.today, problems),
    lengthMinutes: readLength(typed.lengthMinutes ?? '', context, problems),
    place: readPlace(typed.place ?? '', problems),
  };
}

/** Where to meet; null = online, also where that is what was typed. */
export function readPlace(typed: string, problems: Problems): string | null {
  const place = cleanLine(typed);
  if (place.length > MAX_NAME) problems.add('place', 'too-long');
  return place === '' || place.toLowerCase() === 'online' ? null : place;
}

function readNhsNumber(typed: string, allowTestNumbers: boolean, problems: Problems): string | null {
  const text = cleanLine(typed);
  if (text === '') return null;
  const check = checkNhsNumber(text, { allowTestNumbers });
  if (check.ok) return check.value;
  problems.add('nhsNumber', check.reason);
  return null;
}

/**
 * A date of birth lies behind us or is today, a needed-by date ahead or today.
 *
 * @param standing a day that was taken earlier and may stay although it has passed
 */
export function readDay(
  field: 'dateOfBirth' | 'neededBy',
  typed: string,
  today: CalendarDay,
  problems: Problems,
  standing: CalendarDay | null = null,
): CalendarDay | null {
  if (typed.trim() === '') return null;
  const day = parseCalendarDay(typed);
  if (day === undefined) problems.add(field, 'not-a-date');
  else if (field === 'dateOfBirth' && day > today) problems.add(field, 'in-the-future');
  else if (field === 'neededBy' && day < today && day !== standing) problems.add(field, 'in-the-past');
  return day ?? null;
}

/** One of the policy's lengths in minutes; nothing typed is the policy's default. */
export function readLength(
  typed: string,
  policy: Pick<CheckContext, 'meetingLengths' | 'defaultMeetingLength'>,
  problems: Problems,
): number {
  const text = typed.trim();
  if (text === '') return policy.defaultMeetingLength;
  const minutes = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!policy.meetingLengths.includes(minutes)) problems.add('lengthMinutes', 'not-a-length');
  return minutes;
}
