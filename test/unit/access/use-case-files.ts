import { accessTable } from '../../../services/access/access-table.ts';
import { type Token, tokensOf } from '../architecture/import-scanner.ts';

/** A function that a file exports: the words of its parameters, and the body, as tokens. */
type ExportedFunction = { name: string; parameters: Token[]; body: Token[] };
/** A file of services/, by its path from the project's root. */
export type ServiceFile = { file: string; source: string };

/** 'services/meetings/book-meeting.ts' → 'book-meeting' */
export function useCaseNameOf(file: string): string {
  return file.replace(/^.*\/|\.ts$/g, '');
}

function camelCased(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** From an opening bracket to the one that closes it: what stands between, and where the rest begins. */
function bracketed(tokens: readonly Token[], open: number): { inside: Token[]; after: number } {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, text } = tokens[at] ?? { kind: 'string', text: '' };
    if (kind === 'sign' && '([{'.includes(text)) depth += 1;
    if (kind === 'sign' && ')]}'.includes(text)) depth -= 1;
    if (depth === 0) return { inside: tokens.slice(open + 1, at), after: at + 1 };
  }
  return { inside: tokens.slice(open + 1), after: tokens.length };
}

function exportedFunctions(tokens: readonly Token[]): ExportedFunction[] {
  return tokens.flatMap((token, at) => {
    if (token.text !== 'function' || !['export', 'async'].includes(tokens[at - 1]?.text ?? '')) return [];
    const open = tokens.findIndex(({ text }, n) => n > at && text === '(');
    const { inside: parameters, after } = bracketed(tokens, open);
    // Braces of the result's type come before the body: it is the last group before the next declaration at the margin.
    const end = tokens.findIndex(({ text }, n) => n > after && /^(?:export|function)$/.test(text));
    const body = tokens.slice(after, end < 0 ? tokens.length : end);
    return [{ name: tokens[at + 1]?.text ?? '', parameters, body }];
  });
}

/** The declaration of every type of the file that these tokens name. */
function declarationsNamedIn(parameters: readonly Token[], tokens: readonly Token[]): Token[] {
  const named = new Set(parameters.map(({ text }) => text));
  return tokens.flatMap((token, at) => {
    if (token.text !== 'type' || tokens[at + 2]?.text !== '=' || !named.has(tokens[at + 1]?.text ?? '')) return [];
    const end = tokens.findIndex(
      ({ text }, n) => n > at && (text === 'export' || text === 'type' || text === 'function'),
    );
    return tokens.slice(at, end < 0 ? tokens.length : end);
  });
}

function has(tokens: readonly Token[], ...texts: string[]): boolean {
  return tokens.some((_, at) => texts.every((text, n) => tokens[at + n]?.text === text));
}

/** The parameters, cut at the commas between them. */
function separated(parameters: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of parameters) {
    if (token.kind === 'sign' && '([{<'.includes(token.text)) depth += 1;
    if (token.kind === 'sign' && ')]}>'.includes(token.text)) depth -= 1;
    if (depth === 0 && token.text === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/**
 * Whether the file exports a function of its own name that takes `deps` and an `input` in which somebody acts. A type that
 * the file takes from another one is counted in: what is no use case after all names its second parameter by what it is.
 */
export function isUseCaseFile({ file, source }: ServiceFile): boolean {
  const tokens = tokensOf(source);
  const own = exportedFunctions(tokens).find(({ name }) => name === camelCased(useCaseNameOf(file)));
  const [deps = [], input = []] = separated(own?.parameters ?? []);
  if (deps[0]?.text !== 'deps' || !['input', '{'].includes(input[0]?.text ?? '')) return false;
  const declared = declarationsNamedIn(input, tokens);
  const written = [...input, ...declared];
  const known = new Set(declared.flatMap(({ text }, at) => (text === 'type' ? [declared[at + 1]?.text] : [])));
  const isTakenFromElsewhere = wholeTypesIn(written).some((name) => !known.has(name));
  return isTakenFromElsewhere || has(written, 'actor', ':') || has(written, 'actor', '?');
}

/** The names of types that stand for the whole input, alone or joined by '&'; not those of its parts. */
function wholeTypesIn(tokens: readonly Token[]): string[] {
  let depth = 0;
  return tokens.flatMap(({ kind, text }, at) => {
    if (kind === 'sign' && '([{<'.includes(text)) depth += 1;
    if (kind === 'sign' && ')]}>'.includes(text)) depth -= 1;
    const isWhole = depth === 0 && /^[:=&]$/.test(tokens[at - 1]?.text ?? '');
    return isWhole && kind === 'word' ? [text] : [];
  });
}

/**
 * The functions that ask the access table on behalf of a use case: `authorise`, and whatever takes a `useCase` and hands
 * it on to one of them.
 */
export function guardsIn(files: readonly ServiceFile[]): Set<string> {
  const functions = files.flatMap(({ source }) => exportedFunctions(tokensOf(source)));
  const guards = new Set(['authorise']);
  for (let before = 0; before < guards.size; ) {
    before = guards.size;
    for (const { name, parameters, body } of functions) {
      const handsOn = callsIn(body, guards).some((given) => has(given, 'useCase'));
      if (handsOn && has(parameters, 'useCase')) guards.add(name);
    }
  }
  return guards;
}

/** Where the brackets of a call open: after the name, and the types given in '<…>' if there are any. */
function opensCall(tokens: readonly Token[], at: number): number | undefined {
  let open = at + 1;
  if (tokens[open]?.text === '<') {
    while (open < tokens.length && tokens[open]?.text !== '>') open += 1;
    open += 1;
  }
  return tokens[open]?.text === '(' ? open : undefined;
}

/** What is given to each call of one of these functions. */
function callsIn(tokens: readonly Token[], names: ReadonlySet<string>): Token[][] {
  return tokens.flatMap((token, at) => {
    const open = token.kind === 'word' && names.has(token.text) ? opensCall(tokens, at) : undefined;
    return open === undefined ? [] : [bracketed(tokens, open).inside];
  });
}

/** One sentence for each way in which a use case's file does not ask the access table in its own name. */
export function useCaseBreaches({ file, source }: ServiceFile, guards: ReadonlySet<string>): string[] {
  const name = useCaseNameOf(file);
  const tokens = tokensOf(source);
  const found: string[] = [];
  if (!(name in accessTable)) {
    found.push(`${file} is a use case without a line in services/access/access-table.ts: say who may do it.`);
  }
  const asked = callsIn(tokens, guards).flatMap((given) => useCasesIn(given));
  const called = tokens.flatMap(({ text }, at) => (text === 'useCase' && tokens[at + 1]?.text === ':' ? [at + 2] : []));
  const recorded = called.flatMap((at) => useCasesIn(tokens.slice(at, at + 1)));
  if (!asked.includes(name)) {
    found.push(`${file} does not ask the access table: authorise(deps, '${name}', …) comes before it decides.`);
  }
  for (const other of new Set([...asked, ...recorded].filter((one) => one !== name))) {
    found.push(`${file} acts under the name '${other}': it is ${name}, for the access table and for the audit record.`);
  }
  return found;
}

function useCasesIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ kind, text }) => (kind === 'string' && text in accessTable ? [text] : []));
}
