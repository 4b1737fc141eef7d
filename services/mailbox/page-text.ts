/** Tables, lists and quotations deeper than this are read as if they were not there: real mail stays far below. */
const DEEPEST = 20;

/** Lines that are being written: of the page, or of one cell of a table. */
type Lines = {
  done: string[];
  line: string;
  begun: boolean;
  /** The line is empty or ends with a space. Asked of the line itself, a long one would be copied each time. */
  spaced: boolean;
};

type Table = { rows: string[]; cells: string[] };

function emptyLines(): Lines {
  return { done: [], line: '', begun: false, spaced: true };
}

/**
 * The text of a page as it is read from top to bottom. Line breaks of the source are spaces, as in a browser. A cell is
 * written by itself and joined with the others of its row, so that a label stays in one line with what it is the label of.
 */
export class PageText {
  #lines = emptyLines();
  readonly #outer: { lines: Lines; table: Table }[] = [];
  #table: Table | undefined;
  readonly #tables: (Table | undefined)[] = [];
  readonly #lists: { ordered: boolean; count: number }[] = [];
  #quotes = 0;
  #linkTo = '';
  #linkText = '';
  length = 0;

  add(text: string): void {
    // A space that does not break is how a mail program writes an empty line.
    const blank = text.replace(/[^\S\u00a0]+/g, ' ').replaceAll('\u00a0', ' ');
    const lines = this.#lines;
    if (text.includes('\u00a0')) lines.begun = true;
    const joined = lines.spaced ? blank.trimStart() : blank;
    if (joined !== '') {
      lines.line += joined;
      lines.begun = true;
      lines.spaced = joined.endsWith(' ');
    }
    if (this.#linkTo !== '') this.#linkText += blank;
    this.length += joined.length;
  }

  /** A line that has begun ends; there is no empty line between two blocks. */
  block(): void {
    if (this.#lines.begun) this.lineBreak();
  }

  lineBreak(): void {
    const lines = this.#lines;
    const marks = this.#outer.length === 0 ? '> '.repeat(this.#quotes) : '';
    lines.done.push(`${marks}${lines.line.trimEnd()}`);
    this.length += 1;
    lines.line = '';
    lines.begun = false;
    lines.spaced = true;
  }

  /** A link to an address begins, or any link ends: then the address follows its words, unless they say it. */
  link(address: string | undefined): void {
    const to = this.#linkTo;
    this.#linkTo = '';
    if (to !== '' && address === undefined && !this.#linkText.includes('@')) this.add(` <${to}>`);
    this.#linkText = '';
    if (address !== undefined) this.#linkTo = address;
  }

  quote(closing: boolean): void {
    this.block();
    this.#quotes = Math.min(DEEPEST, Math.max(0, this.#quotes + (closing ? -1 : 1)));
  }

  list(name: 'ol' | 'ul', closing: boolean): void {
    this.block();
    if (closing) this.#lists.pop();
    else if (this.#lists.length < DEEPEST) this.#lists.push({ ordered: name === 'ol', count: 0 });
  }

  item(closing: boolean): void {
    this.block();
    const list = this.#lists.at(-1);
    if (closing || list === undefined) return;
    list.count += 1;
    this.#lines.line = list.ordered ? `${list.count}. ` : '- ';
    this.length += 2;
  }

  table(closing: boolean): void {
    if (closing) {
      this.#endRow();
      this.#table = this.#tables.pop();
    } else {
      this.block();
      this.#tables.push(this.#table);
      this.#table = this.#tables.length <= DEEPEST ? { rows: [], cells: [] } : undefined;
    }
  }

  row(_closing: boolean): void {
    this.#endRow();
  }

  cell(closing: boolean): void {
    const table = this.#table;
    if (table === undefined) this.block();
    else this.#endCell(table);
    if (table === undefined || closing) return;
    this.#outer.push({ lines: this.#lines, table });
    this.#lines = emptyLines();
  }

  end(): string {
    while (this.#outer.length > 0) {
      this.#endRow();
      this.#table = this.#tables.pop();
    }
    this.#endRow();
    this.block();
    return this.#lines.done.join('\n');
  }

  /** The open cell of a table, and whatever was left open within it. */
  #endCell(table: Table): void {
    const at = this.#outer.findLastIndex((outer) => outer.table === table);
    if (at < 0) return;
    while (this.#outer.length > at) {
      this.block();
      const text = this.#lines.done.join('\n').trim();
      const outer = this.#outer.pop();
      if (outer === undefined) return;
      this.#lines = outer.lines;
      outer.table.cells.push(text);
      if (outer.table !== table) this.#writeRow(outer.table);
    }
  }

  #endRow(): void {
    const table = this.#table;
    if (table === undefined) {
      this.block();
      return;
    }
    this.#endCell(table);
    this.#writeRow(table);
  }

  /** One line where every cell is one, or where a label stands before a text of several; else one cell below the other. */
  #writeRow(table: Table): void {
    const cells = table.cells.filter((cell) => cell !== '');
    table.cells = [];
    if (cells.length === 0) return;
    this.block();
    const [first = ''] = cells;
    const inOne = cells.length > 1 && !cells.slice(0, -1).some((cell) => cell.includes('\n')) && first.length < 200;
    for (const line of cells.join(inOne ? '\t' : '\n').split('\n')) {
      this.#lines.line = line;
      this.#lines.begun = true;
      this.lineBreak();
    }
  }
}
