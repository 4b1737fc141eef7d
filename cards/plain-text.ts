/**
 * Free text for a TextBlock or FactSet. Cards read a part of Markdown, so what somebody typed could turn into a link, a
 * list or bold type; a backslash before each of its signs keeps it as typed. HTML is never read by cards.
 * Inputs (`value`) take text as it is and must not be given this.
 */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]()#~|<>!]/g, '\\$&')
    .replace(/^([^\S\n\r\u2028\u2029]*)([-+])(\s)/gm, '$1\\$2$3')
    .replace(/^([^\S\n\r\u2028\u2029]*\d+)([.)])(\s)/gm, '$1\\$2$3');
}
