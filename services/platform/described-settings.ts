import type { z } from 'zod';

/** A variable with what it is for and an example, so that a wrong one can be named in one sentence. */
export const described = <T extends z.ZodType>(schema: T, purpose: string, example: string) =>
  schema.describe(JSON.stringify({ purpose, example }));

/** Something in the environment or on the command line is wrong: the message says what, what it is for, and gives an example. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** One sentence a variable that is missing or wrong. */
function explain(schema: z.ZodObject, error: z.ZodError): string {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))];
  return names
    .map((name) => {
      const issue = error.issues.find((candidate) => candidate.path[0] === name);
      const field = schema.shape[name] as z.ZodType;
      const { purpose, example } = JSON.parse(field.description ?? '{}') as { purpose: string; example: string };
      const state = issue?.code === 'invalid_type' && issue.input === undefined ? 'is missing' : 'is not right';
      return `${name} ${state}: it is ${purpose}. Example: ${name}=${example}`;
    })
    .join('\n');
}

/**
 * Settings as their schema reads them.
 *
 * @throws ConfigError with one line for everything that is missing or wrong
 */
export function parsed<S extends z.ZodObject>(schema: S, values: Record<string, string | undefined>): z.infer<S> {
  const result = schema.safeParse(values, { reportInput: true });
  if (!result.success) throw new ConfigError(explain(schema, result.error));
  return result.data;
}
