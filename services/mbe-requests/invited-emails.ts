import { isEmailAddress } from '../platform/email-address.ts';

/** The same words at the beginning of a line, after a list mark and a pronoun: then the address in it is theirs. */
export const BEGINS_WITH_INDIVIDUAL =
  /^[\s\-*•·–—]*(?:the\s)?(?:individual|young person|person|service user)(?![\p{L}\p{N}])/iu;
export const BEGINS_WITH_CARER =
  /^[\s\-*•·–—]*(?:the\s|his\s|her\s|their\s)?(?:foster\s)?(?:parents?|carers?|guardians?|mother|father|mum|dad|family)(?![\p{L}\p{N}])/iu;

/** The name directly before an address: two to five words of letters, nothing else. Undefined rather than guessed. */
function nameBefore(text: string): string | undefined {
  const name = text.replace(/^[\s\-*•·–—,;>)\]]+/, '').replace(/[\s,;:<([\-–—"]+$/, '');
  if (name.length > 80 || /^\d/.test(name)) return undefined;
  return /^\p{L}[\p{L}\p{M}'’.-]*(?: \p{L}[\p{L}\p{M}'’.-]*){1,4}$/u.test(name) ? name : undefined;
}

const ADDRESS_CHARACTER = /[a-z0-9.!#$%&'*+/=?^_`{|}~-]/i;
/** RFC 5321: how far to look on either side of an @. */
const LOCAL_REACH = 64;
const DOMAIN_REACH = 190;

/** Whether a line begins with the individual or their family: an address in it is theirs. */
export function isOfFamily(text: string): boolean {
  return BEGINS_WITH_INDIVIDUAL.test(text) || BEGINS_WITH_CARER.test(text);
}

/**
 * Where the domain of an address ends. In "sam@example.orgAlex Reed" a line break has been lost after "org"; where a
 * capital letter might as well be part of the domain, the address is not read: its end would be guessed.
 */
function domainEnd(line: string, start: number): number {
  let end = start;
  while (end < line.length && end - start < DOMAIN_REACH && /[a-z0-9.-]/i.test(line[end] ?? ' ')) end += 1;
  const domain = line.slice(start, end);
  const lost = /\.[a-z]{2,}(?=[A-Z][a-z])/.exec(domain);
  if (lost === null) return end;
  const cut = lost.index + lost[0].length;
  return line[end] === '@' || !/\.[A-Za-z]/.test(domain.slice(cut)) ? start + cut : start;
}

/** Every address in a line, with the name before it. Looks a bounded way around each '@', so a line of '@' is no work. */
export function addressesIn(line: string): { name?: string; email: string }[] {
  const found: { name?: string; email: string }[] = [];
  let previousEnd = 0;
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    let start = at;
    while (start > previousEnd && at - start < LOCAL_REACH && ADDRESS_CHARACTER.test(line[start - 1] ?? ' '))
      start -= 1;
    const end = domainEnd(line, at + 1);
    const email = line.slice(start, end).replace(/[.-]+$/, '');
    if (!isEmailAddress(email)) continue;
    const before = line.slice(Math.max(previousEnd, start - 100), start);
    previousEnd = end;
    if (isOfFamily(before.replace(/^[^\p{L}]{1,9}/u, ''))) continue;
    const name = nameBefore(before);
    found.push(name === undefined ? { email } : { name, email });
  }
  return found;
}
