/** Lines that mail programs and organisations put into a message, and the words it is closed with. */

/** Longer lines are nobody's formula. */
const LONGEST = 400;

/** Put above a message by the receiving side: one line each. */
const BANNER =
  /^[\s*_>[(]{0,4}(?:\[?external(?: e-?mail)?\]?[\s:*!.]*$|(?:caution|warning|external e-?mail|external)\s?[:!-]\s?.{0,40}(?:this|e-?mail|external|originated)|this (?:e-?mail|message) (?:originated|came|was sent|has originated) from (?:outside|an external|a person outside|someone outside)|you don['’]t often get e-?mail from|do not click (?:on )?(?:any )?links? or open|please do not click links)/i;

/** Begins a disclaimer: it goes on to the end of the message, or of its paragraph. */
const DISCLAIMER =
  /^[\s*_=-]{0,6}(?:this (?:e-?mail|message|communication)(?:,)? (?:may contain|contains|is (?:confidential|intended|private)|and (?:any|its|all) (?:attachments?|files?)|is for the)|the (?:information|contents?) (?:contained )?(?:in|of) this (?:e-?mail|message|communication)|disclaimer\b|confidentiality(?: notice)?\s?[:.]|if you (?:are not the intended|have received this (?:e-?mail|message))|privileged[/ ]|please consider the environment|think before you print|nhsmail is the secure|for more information and to find out how you can switch|scanned by|virus[- ]free|diese e-?mail (?:kann|enthält)|mae['’]r (?:neges|e-?bost) (?:hon|hwn)|gall y neges hon)/i;
const STARS = /^\s*\*{10,}\s*$/;

const PHONE =
  /^\s*(?:sent from (?:my|outlook|mail|yahoo|samsung|a|an)\b.{0,60}|get outlook for (?:ios|android).{0,60}|von meinem \S{2,20} gesendet|anfonwyd o fy .{2,20}|sent (?:via|using) .{2,40}(?:phone|mobile|app))$/i;
const NAME_AFTER = '\\s*[,.!–-]{0,3}\\s*(?:\\p{Lu}\\p{L}{1,20}(?: \\p{Lu}\\p{L}{1,20})?\\.?)?\\s*$';
const CLOSING = new RegExp(
  '^\\s*(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|very best) (?:regards|wishes)|regards|yours (?:sincerely|faithfully|truly)|' +
    'with (?:best wishes|kind regards)|all the best|take care|mit freundlichen grüßen|viele grüße|cofion(?: gorau| cynnes)?|' +
    `yn gywir|dymuniadau gorau)${NAME_AFTER}`,
  'iu',
);
/** Many a message begins with these as well as it ends with them. */
const THANKS = new RegExp(
  '^\\s*(?:(?:many |with )?thanks(?: (?:again|in advance|very much|so much))?|thank you(?: (?:again|in advance|very much|so much))?|' +
    `cheers|best|kr|bw|vielen dank|diolch(?: yn fawr)?)${NAME_AFTER}`,
  'iu',
);
const FEWEST_WORDS_ABOVE = 4;

/** A line that the receiving side put above a message. */
function isBanner(line: string): boolean {
  return line.length <= LONGEST && BANNER.test(line);
}

/** A line with which a disclaimer begins. */
function beginsDisclaimer(line: string): boolean {
  return STARS.test(line) || DISCLAIMER.test(line.slice(0, LONGEST));
}

/** Whether a signature begins at a line: with thanks, only where something was said above them. */
function beginsSignature(line: string, saidAbove: boolean): boolean {
  if (line.length > LONGEST) return false;
  return /^-- ?$/.test(line) || PHONE.test(line) || CLOSING.test(line) || (saidAbove && THANKS.test(line));
}

function wordsIn(line: string): number {
  return line.slice(0, LONGEST).trim().split(/\s+/).length;
}

/**
 * What somebody wrote, without banner, signature and disclaimer. Nothing that is looked for goes with them: where such a
 * thing stands below a signature or a disclaimer, only what lies above it is taken away.
 *
 * @param isWanted whether a line begins something that is looked for
 */
export function withoutClosing(lines: readonly string[], isWanted: (line: string) => boolean): string[] {
  const kept = lines.filter((line) => !isBanner(line));
  const last = kept.findLastIndex(isWanted);
  const said = kept.findIndex((line) => wordsIn(line) >= FEWEST_WORDS_ABOVE);
  const end = kept.findIndex(
    (line, at) => at > last && (beginsDisclaimer(line) || beginsSignature(line, said >= 0 && said < at)),
  );
  return withoutParagraphs(end < 0 ? kept : kept.slice(0, end), isWanted);
}

/** Takes disclaimers out of the middle: each to the end of its paragraph. */
function withoutParagraphs(lines: readonly string[], isWanted: (line: string) => boolean): string[] {
  let within = false;
  return lines.filter((line) => {
    if (line.trim() === '' || isWanted(line)) within = false;
    else if (DISCLAIMER.test(line.slice(0, LONGEST))) within = true;
    return !within && !PHONE.test(line.slice(0, LONGEST));
  });
}
