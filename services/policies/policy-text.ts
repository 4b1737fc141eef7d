/** What a policy's text is as data, or why it is none, in a sentence for each reason. */
export type PolicyText = { ok: true; json: unknown } | { ok: false; problems: string[] };

/** A name of an object that stands in it twice: JSON would keep the last and say nothing. */
type Repeated = { path: string; line: number };

const lineAt = (text: string, position: number) => text.slice(0, position).split('\n').length;

/** Where in the text JSON went wrong, from the runtime's own message; undefined where it does not say. */
function lineOfFault(text: string, fault: unknown): number | undefined {
  const said = fault instanceof Error ? fault.message : '';
  const position = /at position (\d+)/.exec(said)?.[1];
  if (position !== undefined) return lineAt(text, Number(position));
  return /end of JSON input/.test(said) ? lineAt(text, text.length) : undefined;
}

/** Strings, and what opens, closes and parts; the rest of a text that has been parsed needs no reading. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

type Level = { names: Set<string> | undefined; name: string | undefined; expectsName: boolean };

/** Names that are used twice in one object. The text must be JSON. */
function repeatedNames(text: string): Repeated[] {
  const repeated: Repeated[] = [];
  const levels: Level[] = [];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push({ names: token === '{' ? new Set() : undefined, name: undefined, expectsName: token === '{' });
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ',') {
      if (level) level.expectsName = level.names !== undefined;
    } else if (level?.expectsName && level.names) {
      level.name = JSON.parse(token) as string;
      level.expectsName = false;
      if (level.names.has(level.name)) {
        const path = levels.flatMap(({ name }) => (name === undefined ? [] : [name])).join('.');
        repeated.push({ path, line: lineAt(text, index) });
      }
      level.names.add(level.name);
    }
  }
  return repeated;
}

/**
 * Reads the text of a policy file.
 *
 * @returns its data; or that it is not JSON and in which line, or each name that stands twice in it
 */
export function readPolicyText(text: string): PolicyText {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (fault) {
    const line = lineOfFault(text, fault);
    const where = line === undefined ? '' : ` The fault is in or before line ${line}.`;
    return { ok: false, problems: [`The file is not JSON, so nothing of it can be read.${where}`] };
  }
  const problems = repeatedNames(text).map(
    ({ path, line }) => `${path.replace(/^rules\./, '')}: stands twice, again in line ${line}. Keep one of the two.`,
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, json };
}
