import { readEntities } from './html-entities.ts';
import { PageText } from './page-text.ts';

/** No more of a page than this is read, in characters of text and of the page: far more than is kept of a message. */
const MOST = 200_000;
const LONGEST_PAGE = 4_000_000;
/** How far a tag is read with its quotation marks: after that its first '>' ends it. */
const LONGEST_TAG = 4_000;

/** What stands in these is not shown by any mail program. */
const UNSHOWN = new Set(
  'script style head title template noscript svg math object iframe textarea select video audio canvas xml'.split(' '),
);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** These begin and end a line. */
const BLOCKS = new Set(
  (
    'address article aside body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header ' +
    'hr html legend main nav p pre section tbody tfoot thead details summary'
  ).split(' '),
);
const HIDING =
  /(?:^|[\s;"'])(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all|font-size\s{0,3}:\s{0,3}0(?:px|pt|em)?\s{0,3}(?:[;"']|$))/i;

type Tag = { name: string; closing: boolean; attributes: string; next: number };

/** The tag that begins at a '<'; undefined where that is a sign like any other. */
function tagAt(html: string, at: number): Tag | undefined {
  const named = /^<(\/?)([A-Za-z][A-Za-z0-9:]{0,30})/.exec(html.slice(at, at + 40));
  if (named === null) return undefined;
  const start = at + named[0].length;
  const end = endOfTag(html, start);
  const name = (named[2] ?? '').toLowerCase();
  return {
    name,
    closing: named[1] === '/',
    attributes: html.slice(start, Math.min(end, start + LONGEST_TAG)),
    next: end + 1,
  };
}

/** Where a tag ends: at the first '>' outside quotation marks, where there is one near, else at the first. */
function endOfTag(html: string, start: number): number {
  let quote = '';
  for (let at = start; at < html.length && at < start + LONGEST_TAG; at += 1) {
    const sign = html[at] ?? '';
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  const end = html.indexOf('>', start);
  return end < 0 ? html.length : end;
}

/** Where the text goes on after a comment, a declaration or the like; undefined where a '<' begins none. */
function afterDeclaration(html: string, at: number): number | undefined {
  if (html[at + 1] !== '!' && html[at + 1] !== '?') return undefined;
  const mark = html.startsWith('<!--', at) ? '-->' : '>';
  const end = html.indexOf(mark, at + 2);
  return end < 0 ? html.length : end + mark.length;
}

/** Where an element that nobody is shown ends. */
function afterUnshown(html: string, { name, next }: Tag): number {
  const closing = new RegExp(`</${name}(?=[\\s>/])`, 'gi');
  closing.lastIndex = next;
  const found = closing.exec(html);
  return found === null ? html.length : endOfTag(html, found.index) + 1;
}

/** The address of a `mailto:` link. */
function mailedTo(attributes: string): string | undefined {
  return /\bhref\s{0,3}=\s{0,3}["']?mailto:([^"'?>\s]{3,254})/i.exec(attributes)?.[1];
}

/** Reads the page tag by tag; what an element that is hidden holds is passed over. */
class Reader {
  readonly #page = new PageText();
  #hidden: { name: string; depth: number } | undefined;

  get full(): boolean {
    return this.#page.length > MOST;
  }

  text(text: string): void {
    if (this.#hidden === undefined && text !== '') this.#page.add(readEntities(text));
  }

  tag(tag: Tag): void {
    if (this.#hidden !== undefined) {
      this.#withinHidden(tag);
      return;
    }
    const { name, closing, attributes } = tag;
    if (!closing && !VOID.has(name) && (HIDING.test(attributes) || /\shidden(?=[\s=/]|$)/i.test(attributes))) {
      this.#hidden = { name, depth: 1 };
    } else if (name === 'br') this.#page.lineBreak();
    else if (name === 'a') this.#page.link(closing ? undefined : readEntities(mailedTo(attributes) ?? ''));
    else if (BLOCKS.has(name)) this.#page.block();
    else if (name === 'blockquote') this.#page.quote(closing);
    else if (name === 'ol' || name === 'ul') this.#page.list(name, closing);
    else if (name === 'li') this.#page.item(closing);
    else if (name === 'table') this.#page.table(closing);
    else if (name === 'tr') this.#page.row(closing);
    else if (name === 'td' || name === 'th') this.#page.cell(closing);
  }

  #withinHidden({ name, closing }: Tag): void {
    const hidden = this.#hidden;
    if (hidden === undefined || name !== hidden.name) return;
    hidden.depth += closing ? -1 : 1;
    if (hidden.depth === 0) this.#hidden = undefined;
  }

  end(): string {
    return this.#page.end();
  }
}

/**
 * What an HTML mail shows, as text: blocks and line breaks are lines, the cells of a row stand in one line with tabs between,
 * points of a list have their mark, what is quoted has '> ' before it, and an address behind a link stands after its words.
 * Nothing that a mail program hides is read. Never throws; takes time in proportion to the page's length.
 */
export function htmlText(page: string): string {
  const html = page.slice(0, LONGEST_PAGE);
  const reader = new Reader();
  let at = 0;
  while (at < html.length && !reader.full) {
    const next = html.indexOf('<', at);
    if (next < 0) break;
    reader.text(html.slice(at, next));
    const after = afterDeclaration(html, next);
    const tag = after === undefined ? tagAt(html, next) : undefined;
    if (after === undefined && tag === undefined) reader.text('<');
    else if (tag !== undefined) reader.tag(tag);
    const unshown = tag !== undefined && !tag.closing && UNSHOWN.has(tag.name);
    at = after ?? (tag === undefined ? next + 1 : unshown ? afterUnshown(html, tag) : tag.next);
  }
  if (!reader.full) reader.text(html.slice(at));
  return reader.end();
}
