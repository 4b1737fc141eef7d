import { type Body, isRecord } from './check-body.ts';
import { badRequest } from './refusal.ts';

/** The part of OData's $filter that Graph needs here: and, or, comparisons, startswith, any. */
type Test = (scope: Map<string, unknown>) => boolean;

const TOKENS = /\s*('(?:[^']|'')*'|[A-Za-z0-9_.$@:+-]+|[()/,])/y;
const COMPARISONS: Record<string, (left: string, right: string) => boolean> = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  ge: (left, right) => left >= right,
  gt: (left, right) => left > right,
  le: (left, right) => left <= right,
  lt: (left, right) => left < right,
};

/**
 * Reads a $filter.
 *
 * @param allowed the properties that can be filtered by, such as 'start/dateTime'
 * @returns whether an item passes it
 * @throws Refusal for what Graph cannot filter by
 */
export function readFilter(text: string, allowed: readonly string[]): (item: Body) => boolean {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at] ?? '';
  const take = () => tokens[at++] ?? '';
  const expect = (token: string) => {
    if (take() !== token) throw badFilter(text);
  };

  const anyOf = (): Test => {
    const parts = [allOf()];
    while (peek() === 'or') {
      take();
      parts.push(allOf());
    }
    return (scope) => parts.some((part) => part(scope));
  };
  const allOf = (): Test => {
    const parts = [one()];
    while (peek() === 'and') {
      take();
      parts.push(one());
    }
    return (scope) => parts.every((part) => part(scope));
  };
  const pathHere = (variables: ReadonlySet<string>): string[] => {
    const path = [take()];
    while (peek() === '/') {
      take();
      path.push(take());
    }
    const last = path.at(-1)?.toLowerCase();
    const plain = (last === 'any' ? path.slice(0, -1) : path).join('/');
    if (!variables.has(path[0] ?? '') && !allowed.includes(plain)) {
      throw badRequest(`The property '${plain}' does not support filtering.`, 'ErrorInvalidUrlQueryFilter');
    }
    return path;
  };
  const variables = new Set<string>();
  const one = (): Test => {
    if (peek() === '(') {
      take();
      const inner = anyOf();
      expect(')');
      return inner;
    }
    if (peek().toLowerCase() === 'startswith') {
      take();
      expect('(');
      const path = pathHere(variables);
      expect(',');
      const start = comparable(literal(take(), text));
      expect(')');
      return (scope) => comparable(valueAt(scope, path)).startsWith(start);
    }
    const path = pathHere(variables);
    if (path.at(-1)?.toLowerCase() === 'any') return any(path.slice(0, -1));
    const compare = COMPARISONS[take()];
    if (compare === undefined) throw badFilter(text);
    const right = comparable(literal(take(), text));
    return (scope) => compare(comparable(valueAt(scope, path)), right);
  };
  const any = (path: string[]): Test => {
    expect('(');
    // 'x:x' may come as one token, because addresses and instants have colons too.
    const [name = '', rest] = take().split(':', 2);
    if (rest !== undefined && rest !== '') tokens.splice(at, 0, rest);
    variables.add(name);
    const inner = anyOf();
    expect(')');
    return (scope) => {
      const values = valueAt(scope, path);
      return Array.isArray(values) && values.some((value) => inner(new Map([...scope, [name, value]])));
    };
  };

  const whole = anyOf();
  if (at !== tokens.length) throw badFilter(text);
  return (item) => whole(new Map([['', item]]));
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  let reached = 0;
  for (let match = TOKENS.exec(text); match !== null; match = TOKENS.exec(text)) {
    tokens.push(match[1] ?? '');
    reached = TOKENS.lastIndex;
  }
  if (text.slice(reached).trim() !== '') throw badFilter(text);
  return tokens;
}

function literal(token: string, text: string): string | boolean {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (/^\d/.test(token)) return token;
  throw badFilter(text);
}

/** Instants as UTC, everything else in small letters: Exchange and the directory compare so. */
function comparable(value: unknown): string {
  const text = String(value ?? '');
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text);
  if (!isInstant) return text.toLowerCase();
  const at = new Date(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text.slice(0, 23)}Z`);
  return Number.isNaN(at.getTime()) ? text : at.toISOString();
}

function valueAt(scope: Map<string, unknown>, path: readonly string[]): unknown {
  const [first = '', ...rest] = path;
  const begins = scope.has(first) && first !== '';
  let value: unknown = begins ? scope.get(first) : scope.get('');
  for (const name of begins ? rest : path) value = isRecord(value) ? value[name] : undefined;
  return value;
}

function badFilter(text: string) {
  return badRequest(`Invalid filter clause: '${text}'.`, 'ErrorInvalidUrlQueryFilter');
}
