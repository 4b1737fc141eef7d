import type { ParsedMime } from '../mail/parse-mime.ts';
import type { Bounce } from './model.ts';

/** How much of a report is looked through for what it is about, in characters. */
const MOST = 1_000_000;
const MOST_IDS = 20;

const SENDERS = /^(?:mailer-daemon|postmaster|mail-daemon|microsoftexchange329e[0-9a-f]{20,40})@/;
const SUBJECTS =
  /^(?:undeliverable|undelivered mail|delivery (?:has )?(?:failed|failure|status notification|delayed)|mail delivery (?:failed|failure|system)|returned mail|failure notice|message (?:delayed|undeliverable)|unzustellbar|delivery incomplete|mail delivery subsystem)/i;

/** Whether a message is a report about the delivery of another one (RFC 3464), or what Exchange and older servers send as one. */
export function isBounce(mail: ParsedMime): boolean {
  const header = (name: string) => mail.headers.find((one) => one.name === name)?.value ?? '';
  if (/report-type\s?=\s?"?delivery-status/i.test(header('content-type'))) return true;
  if (mail.parts.some(({ contentType }) => /^message\/(?:global-)?delivery-status$/.test(contentType))) return true;
  if (/^urn:content-classes:dsn$/i.test(header('content-class'))) return true;
  if (header('x-ms-exchange-message-is-ndr') !== '' || header('x-failed-recipients') !== '') return true;
  return mail.from.length === 1 && SENDERS.test(mail.from[0]?.address ?? '') && SUBJECTS.test(mail.subject);
}

const idPattern = /<[^<>\s@]{1,250}@[^<>\s]{1,250}>/g;

/** The Message-IDs in a text, each once. */
export function messageIdsIn(text: string): string[] {
  return [...new Set(text.slice(0, MOST).match(idPattern) ?? [])].slice(0, MOST_IDS);
}

/** What is within lines of headers of this name, wherever they stand. */
function valuesOf(text: string, name: string): string[] {
  const pattern = new RegExp(
    `^[ \\t>]{0,8}${name}:[ \\t]{0,8}([^\\r\\n]{1,600}(?:\\r?\\n[ \\t]{1,20}[^\\r\\n]{1,600})?)`,
    'gim',
  );
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

function outcomeOf(mail: ParsedMime): Bounce['outcome'] {
  const actions = valuesOf(mail.report, 'Action').map((action) => action.trim().toLowerCase());
  if (actions.some((action) => action.startsWith('failed'))) return 'failed';
  if (actions.some((action) => action.startsWith('delayed'))) return 'delayed';
  if (actions.length > 0) return 'delivered';
  return /delay/i.test(mail.subject) ? 'delayed' : 'failed';
}

/** The status code of what failed: as the report says it, else as the server's answer is quoted. */
function codeOf(mail: ParsedMime, text: string): string | null {
  const said = valuesOf(mail.report, 'Status').flatMap(
    (status) => /^([245]\.\d{1,3}\.\d{1,3})(?!\d)/.exec(status.trim())?.[1] ?? [],
  );
  const failed = said.find((code) => code.startsWith('5')) ?? said[0];
  if (failed !== undefined) return failed;
  return /(?<![\d.])(5\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null;
}

/**
 * What a report is about. The original's own headers are looked for in the whole of the report, since servers give them back
 * as a part, as an attached message, or within the text.
 *
 * @param raw the whole message, as it came
 * @param answers what the report says it answers
 */
export function readBounce(mail: ParsedMime, raw: Buffer, answers: readonly string[]): Bounce {
  const body = bodyOf(raw);
  const text = [mail.report, mail.text ?? '', body].join('\n').slice(0, MOST);
  const delivery = valuesOf(text, 'x-roundtable-delivery').map((value) => value.trim().toLowerCase());
  const original = ['Message-ID', 'X-Original-Message-ID', 'Original-Message-ID'].flatMap((name) =>
    valuesOf(text, name),
  );
  const ids = messageIdsIn(original.join('\n'));
  return {
    deliveryId: delivery.find((id) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) ?? null,
    messageIds: [...new Set([...ids, ...answers])].slice(0, MOST_IDS),
    code: codeOf(mail, mail.text ?? ''),
    outcome: outcomeOf(mail),
  };
}

/** Everything below the message's own headers, as far as it is looked through. */
function bodyOf(raw: Buffer): string {
  const text = raw.subarray(0, MOST).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  return end === null ? '' : text.slice(end.index);
}
