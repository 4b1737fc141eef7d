import type { z } from 'zod';

/** A variable with what it is for and an example, so that a wrong one can be named in one sentence. */
export const described = <T extends z.ZodType>(schema: T, purpose: string, example: string) =>
  schema.describe(JSON.stringify({ purpose, example }));

/** Something in the environment or on the command line is wrong: the message says what, what it is for, and gives an example. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** 'NAME is missing: it is PURPOSE. Example: NAME=EXAMPLE', with what may take its place before the example. */
export function sentenceAbout(field: z.ZodType, name: string, state: 'missing' | 'not right', otherwise = ''): string {
  const { purpose, example } = JSON.parse(field.description ?? '{}') as { purpose: string; example: string };
  const instead = otherwise === '' ? '' : ` ${otherwise}`;
  return `${name} is ${state}: it is ${purpose}.${instead} Example: ${name}=${example}`;
}

/** One sentence a variable that is missing or wrong. */
function explain(schema: z.ZodObject, error: z.ZodError): string[] {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))];
  return names.map((name) => {
    const issue = error.issues.find((candidate) => candidate.path[0] === name);
    const isMissing = issue?.code === 'invalid_type' && issue.input === undefined;
    return sentenceAbout(schema.shape[name] as z.ZodType, name, isMissing ? 'missing' : 'not right');
  });
}

/** Settings as their schema reads them, or one sentence for everything that is missing or wrong. */
export function readSettings<S extends z.ZodObject>(
  schema: S,
  values: Record<string, string | undefined>,
): { ok: true; settings: z.infer<S> } | { ok: false; problems: string[] } {
  const result = schema.safeParse(values, { reportInput: true });
  return result.success ? { ok: true, settings: result.data } : { ok: false, problems: explain(schema, result.error) };
}

/**
 * Settings as their schema reads them.
 *
 * @throws ConfigError with one line for everything that is missing or wrong
 */
export function parsed<S extends z.ZodObject>(schema: S, values: Record<string, string | undefined>): z.infer<S> {
  const read = readSettings(schema, values);
  if (!read.ok) throw new ConfigError(read.problems.join('\n'));
  return read.settings;
}
