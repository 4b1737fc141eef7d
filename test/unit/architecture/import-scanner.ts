/** One word, sign or string of a source file. Comments, regular expressions and the text of templates are left out. */
export type Token = { kind: 'word' | 'sign' | 'string'; text: string };

/** What a file imports, as written: './store.ts' or 'zod'. */
export type ImportStatement = { specifier: string; typeOnly: boolean };

const SKIPPED = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const STRING = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y;
const WORD = /[\p{L}\p{N}_$#]+/uy;
const REGULAR_EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
/** The text of a template up to its end or its next placeholder. */
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{)/y;
const WORDS_BEFORE_A_VALUE = new Set(
  'return typeof case in of delete void throw new else do await yield instanceof'.split(' '),
);

/** Whether a '/' after this token begins a regular expression; else it divides. */
function valueMayFollow(previous: Token | undefined): boolean {
  if (previous === undefined) return true;
  if (previous.kind === 'word') return WORDS_BEFORE_A_VALUE.has(previous.text);
  return previous.kind === 'sign' && !')]}'.includes(previous.text);
}

/** Reads a TypeScript file into tokens; enough to find imports and calls, never a judgement on syntax. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  /** For each open template placeholder, how many braces are open within it. */
  const placeholders: number[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const takeTemplate = () => {
    if (take(TEMPLATE_TEXT)?.endsWith('${')) placeholders.push(0);
    else tokens.push({ kind: 'string', text: '' });
  };
  while (at < source.length) {
    if (take(SKIPPED) !== undefined) continue;
    const string = take(STRING);
    if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1) });
    else if (valueMayFollow(tokens.at(-1)) && take(REGULAR_EXPRESSION)) tokens.push({ kind: 'string', text: '' });
    else {
      const word = take(WORD);
      if (word !== undefined) tokens.push({ kind: 'word', text: word });
      else takeSign();
    }
  }
  return tokens;

  function takeSign(): void {
    const sign = source[at] ?? '';
    at += 1;
    const open = placeholders.at(-1);
    if (sign === '}' && open === 0) placeholders.pop();
    if (sign === '`' || (sign === '}' && open === 0)) takeTemplate();
    else {
      if (open !== undefined && sign === '{') placeholders[placeholders.length - 1] = open + 1;
      if (open !== undefined && sign === '}') placeholders[placeholders.length - 1] = open - 1;
      tokens.push({ kind: 'sign', text: sign });
    }
  }
}

/** The specifier after the `from` of an import or export that begins at `start`, if it has one. */
function specifierFrom(tokens: readonly Token[], start: number): string | undefined {
  for (let at = start; at < tokens.length; at++) {
    const { kind, text } = tokens[at] ?? { kind: 'sign', text: ';' };
    if (kind === 'string' || text === ';' || text === '=' || text === '(') return undefined;
    if (text === 'from' && tokens[at + 1]?.kind === 'string') return tokens[at + 1]?.text;
  }
  return undefined;
}

/** The names under which a file calls `require`: an import that no `import` announces. */
function requirersIn(tokens: readonly Token[]): Set<string> {
  const names = new Set(['require']);
  tokens.forEach((token, at) => {
    if (token.text === 'createRequire' && tokens[at - 1]?.text === '=') names.add(tokens[at - 2]?.text ?? '');
  });
  return names;
}

/**
 * Every import of a file: `import`, `import type`, `export … from`, `import('…')`, also as a type, and what is loaded
 * through `createRequire`. `import { type A }` is no type-only import: at run time the file is still loaded.
 */
export function importsOf(source: string): ImportStatement[] {
  const tokens = tokensOf(source);
  const requirers = requirersIn(tokens);
  const found: ImportStatement[] = [];
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    const member = tokens[at - 1]?.text === '.';
    if (token.kind !== 'word' || next === undefined || member) return;
    const called = next.text === '(' && next.kind === 'sign' ? tokens[at + 2] : undefined;
    if (token.text === 'import' && next.kind === 'string') found.push({ specifier: next.text, typeOnly: false });
    else if (called?.kind === 'string' && (token.text === 'import' || requirers.has(token.text))) {
      // An empty string is a template: its text isn't kept, and what it names can't be known.
      if (called.text !== '') found.push({ specifier: called.text, typeOnly: false });
    } else if (token.text === 'import' || (token.text === 'export' && /^(?:type|\*|\{)$/.test(next.text))) {
      const specifier = specifierFrom(tokens, at + 1);
      const typeOnly = next.text === 'type' && tokens[at + 2]?.text !== 'from';
      if (specifier !== undefined) found.push({ specifier, typeOnly });
    }
  });
  return found;
}
