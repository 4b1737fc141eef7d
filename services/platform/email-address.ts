/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 for the whole address in a mail command. */
const LONGEST_LOCAL_PART = 64;
export const LONGEST_EMAIL_ADDRESS = 254;

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
/** Letters only, or an internationalised name in its ASCII form: 'user@10.0.0.1' is no address of a person. */
const TOP_LABEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i;

/**
 * Whether mail can be addressed to `text` as it stands. Stricter than RFC 5322 on purpose: no quoted local parts, no
 * comments, no address without a dot in its domain, ASCII only. Spaces, line breaks, commas and angle brackets are
 * refused, so that an address can never bring a second header or a second recipient with it.
 */
export function isEmailAddress(text: string): boolean {
  if (text.length > LONGEST_EMAIL_ADDRESS) return false;
  const [local, domain, ...more] = text.split('@');
  if (local === undefined || domain === undefined || more.length > 0) return false;
  const labels = domain.split('.');
  return (
    local.length <= LONGEST_LOCAL_PART &&
    LOCAL_PART.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => DOMAIN_LABEL.test(label)) &&
    TOP_LABEL.test(labels.at(-1) ?? '')
  );
}
