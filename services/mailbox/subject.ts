/** What mail programs put before a subject, in English, German, French, Swedish and Welsh. */
const REPLIES = '(?:re|aw|sv|antw|ateb|atb)';
const FORWARDS = '(?:fwd?|wg|tr|vb|ymlaen|i)';
const PREFIX = new RegExp(`^(?:(${FORWARDS})|${REPLIES})\\s{0,3}(?:\\[\\d{1,3}\\])?\\s{0,3}[:：]\\s{0,10}`, 'i');
/** What a gateway or a hurried sender puts there: "[EXTERNAL]", "**SECURE**", "External:", "URGENT -" */
const TAG =
  /^(?:\[[^\]]{1,40}\]|\([^)]{1,20}\)|\*{1,3}[^*]{1,30}\*{1,3}|(?:external|caution|urgent|important|high importance|secure|encrypted|official(?:[ -]sensitive)?)\s{0,3}[:–-])\s{0,10}/i;
const REQUEST =
  /^(?:(?:new|urgent)\s{1,3})?(?:(?:mbe|meetings? by exception(?:\s{0,3}\(mbe\))?)[\s_–-]{0,5}requests?|requests?\s{1,3}for\s{1,3}(?:an?\s{1,3})?(?:mbe|meeting by exception))(?![\p{L}\p{N}])/iu;
const MOST_PREFIXES = 20;

/** A subject without what was put before it; whether the outermost of that says that the message forwards, or answers. */
export function readSubject(subject: string): { bare: string; forwards: boolean; replies: boolean } {
  let bare = subject.trim();
  let outermost: 'forwards' | 'replies' | undefined;
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const prefix = PREFIX.exec(bare);
    const found = prefix ?? TAG.exec(bare);
    if (found === null) break;
    if (prefix !== null) outermost ??= prefix[1] === undefined ? 'replies' : 'forwards';
    bare = bare.slice(found[0].length).trimStart();
  }
  return { bare, forwards: outermost === 'forwards', replies: outermost === 'replies' };
}

/** Whether a subject is that of a request (DSR newsletter, March 2025: "MbE request"), whatever was put before or after it. */
export function isRequestSubject(subject: string): boolean {
  return REQUEST.test(readSubject(subject).bare);
}
