import { isEmailAddress } from '../platform/email-address.ts';
import { cleanText } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { textProblems } from '../platform/typed-problems.ts';
import {
  type AnswerField,
  answerFields,
  MAX_ANSWER,
  MAX_QUESTION,
  type QuestionProblem,
  type QuestionState,
  type ServiceAnswer,
  type TypedAnswer,
  type TypedQuestion,
} from './model.ts';

/** What may follow what. An answer is put right by another answer; one that was given is not taken back by the team. */
const transitions: Record<QuestionState, readonly QuestionState[]> = {
  asked: ['answered', 'withdrawn'],
  answered: ['answered'],
  withdrawn: [],
};

/** Whether a question to one service may come into another state. */
function mayBecome(from: QuestionState, to: QuestionState): boolean {
  return transitions[from].includes(to);
}

/** Whether an answer is taken: a first one on any day, a better one until the due day is over. */
export function takesAnswer(question: { state: QuestionState; dueDay: CalendarDay }, today: CalendarDay): boolean {
  if (!mayBecome(question.state, 'answered')) return false;
  return question.state === 'asked' || today <= question.dueDay;
}

/** Whether a service has let its day pass. */
export function isOverdue(question: { state: QuestionState; dueDay: CalendarDay }, today: CalendarDay): boolean {
  return question.state === 'asked' && question.dueDay < today;
}

/** An organisation of the directory, as a question needs it. */
export type Askable = {
  id: string;
  name: string;
  agreementInForce: boolean;
  /** The first active contact. */
  contact: { name: string; email: string } | null;
  dutyEmail: string | null;
};

/** To whom a question to an organisation goes: its first contact that can be mailed, else its duty inbox. */
export function addressOf(organisation: Askable): { name: string; email: string } | undefined {
  const { contact, dutyEmail, name } = organisation;
  if (contact !== null && isEmailAddress(contact.email)) return contact;
  return dutyEmail !== null && isEmailAddress(dutyEmail) ? { name, email: dutyEmail } : undefined;
}

/** One service that is to be asked. */
export type NewReceiver = { organisationId: string; name: string; email: string };

/**
 * Checks a question: its words, its day, and that every service chosen may know about the person (domain.md §7) and can be
 * written to.
 *
 * @param among.organisations those of the chosen ones that the directory has
 * @param among.unsafe addresses, in small letters, that an organisation without an agreement reads too
 */
export function checkQuestion(
  typed: TypedQuestion,
  among: { organisations: readonly Askable[]; unsafe: ReadonlySet<string>; today: CalendarDay },
):
  | { ok: true; question: { text: string; dueDay: CalendarDay; receivers: NewReceiver[] } }
  | { ok: false; problems: QuestionProblem[] } {
  const text = cleanText(typed.text);
  const dueDay = parseCalendarDay(typed.dueDay.trim());
  const chosen = [...new Set(typed.organisationIds)];
  const problems: QuestionProblem[] = [];
  if (chosen.length === 0) problems.push({ field: 'organisationIds', problem: 'missing' });
  if (chosen.some((id) => !among.organisations.some((one) => one.id === id))) {
    problems.push({ field: 'organisationIds', problem: 'unknown-choice' });
  }
  const receivers: NewReceiver[] = [];
  for (const organisation of among.organisations) {
    const receiver = receiverOf(organisation, among.unsafe);
    if (typeof receiver === 'string') {
      problems.push({ field: 'organisationIds', problem: receiver, organisation: organisation.name });
    } else receivers.push(receiver);
  }
  problems.push(...textProblems('text', text, { required: 'required', longest: MAX_QUESTION }));
  const wrongDay = dayProblem(typed.dueDay, dueDay, among.today);
  if (wrongDay) problems.push({ field: 'dueDay', problem: wrongDay });
  if (problems.length > 0 || dueDay === undefined) return { ok: false, problems };
  return { ok: true, question: { text, dueDay, receivers } };
}

function receiverOf(
  organisation: Askable,
  unsafe: ReadonlySet<string>,
): NewReceiver | 'no-agreement' | 'no-address' | 'address-shared' {
  if (!organisation.agreementInForce) return 'no-agreement';
  const address = addressOf(organisation);
  if (address === undefined) return 'no-address';
  if (unsafe.has(address.email.toLowerCase())) return 'address-shared';
  return { organisationId: organisation.id, ...address };
}

function dayProblem(typed: string, day: CalendarDay | undefined, today: CalendarDay) {
  if (typed.trim() === '') return 'missing' as const;
  if (day === undefined) return 'not-a-date' as const;
  return day < today ? ('in-the-past' as const) : undefined;
}

/** Checks an answer: what is being offered must be said, also where it is nothing. */
export function checkAnswer(typed: TypedAnswer): {
  answer: ServiceAnswer;
  problems: { field: AnswerField; problem: 'missing' | 'too-long' }[];
} {
  const [offered = '', since = '', inTheWay = ''] = answerFields.map((field) => cleanText(typed[field]));
  const longest = MAX_ANSWER;
  return {
    answer: { offered, since: since || null, inTheWay: inTheWay || null },
    problems: [
      ...textProblems('offered', offered, { required: 'required', longest }),
      ...textProblems('since', since, { required: 'optional', longest }),
      ...textProblems('inTheWay', inTheWay, { required: 'optional', longest }),
    ],
  };
}
