import type { ParsedMime } from '../mail/parse-mime.ts';
import { isBounce, readBounce } from './bounce.ts';
import type { MailboxFacts, MailKind, UnansweredKind } from './model.ts';
import { isRequestSubject } from './subject.ts';

const ABSENCE =
  /^\s{0,3}(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|autoreply|out of (?:the )?office|ooo\b|abwesenheit|automatische antwort|ateb awtomatig|i am out of|away from)/i;
/** What programs set that answer by themselves. */
const REPLIERS = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'x-mail-autoreply'];
const LISTS = [
  'list-id',
  'list-unsubscribe',
  'list-post',
  'list-help',
  'x-campaign-id',
  'x-mailgun-campaign-id',
  'feedback-id',
];
const CALENDAR_ANSWERS = new Set(['REPLY', 'COUNTER', 'DECLINECOUNTER']);
/** RFC 5321 §6.3: a message that went through a hundred servers goes round; no real one comes near. */
const MOST_HOPS = 60;
/** Programs whose address says so. */
const NO_REPLY = /^(?:no-?reply|do-?not-?reply|donotreply|bounces?|mailer-daemon|postmaster)(?:[+.-][^@]*)?@/;

/** The header that every mail of ours carries, with its delivery's id. */
export const OUR_HEADER = 'x-roundtable-delivery';

/**
 * What a message is, by its headers and its structure. Nothing that a program wrote is ever answered.
 *
 * @param raw the whole message: a report may hold what it is about anywhere
 */
export function classifyMessage(
  mail: ParsedMime,
  raw: Buffer,
  mailbox: Pick<MailboxFacts, 'ownAddresses'>,
  answers: readonly string[],
): MailKind {
  if (isBounce(mail)) return { kind: 'bounce', bounce: readBounce(mail, raw, answers) };
  const isRequest = isRequestSubject(mail.subject);
  const because = unansweredBecause(mail, mailbox);
  if (because !== undefined) return { kind: 'unanswered', because, asksForMeeting: isRequest };
  return { kind: isRequest ? 'request' : 'other' };
}

function unansweredBecause(
  mail: ParsedMime,
  { ownAddresses }: Pick<MailboxFacts, 'ownAddresses'>,
): UnansweredKind | undefined {
  const header = (name: string) => mail.headers.find((one) => one.name === name)?.value.toLowerCase();
  const count = (name: string) => mail.headers.filter((one) => one.name === name).length;
  const own = mail.from.some(({ address }) => ownAddresses.includes(address));
  const goesRound = ownAddresses.some((address) => header('x-loop')?.includes(address));
  if (own || goesRound || header(OUR_HEADER) !== undefined || count('received') > MOST_HOPS) return 'loop';
  if (mail.parts.some(({ method }) => method !== null && CALENDAR_ANSWERS.has(method))) return 'calendar-answer';

  const submitted = /^\s*([a-z-]+)/.exec(header('auto-submitted') ?? 'no')?.[1] ?? 'no';
  const precedence = header('precedence')?.trim() ?? '';
  const isReceipt = /report-type\s?=\s?"?disposition-notification/.test(header('content-type') ?? '');
  const answers =
    submitted === 'auto-replied' ||
    precedence === 'auto_reply' ||
    isReceipt ||
    REPLIERS.some((name) => count(name) > 0);
  if (answers || ABSENCE.test(mail.subject)) return 'automatic-reply';
  if (LISTS.some((name) => count(name) > 0) || /^(?:bulk|list|junk)$/.test(precedence)) return 'newsletter';
  const wantsNoAnswer = /(?:^|[\s,])(?:all|oof|autoreply)(?=[\s,]|$)/.test(header('x-auto-response-suppress') ?? '');
  const fromProgram = mail.from.some(({ address }) => NO_REPLY.test(address));
  return submitted !== 'no' || wantsNoAnswer || fromProgram ? 'automatic' : undefined;
}
