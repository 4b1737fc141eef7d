import { pino } from 'pino';

/** Ids, codes and numbers only: never a name, an address, a subject or a body. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** The one log. Lines are JSON; `fault` takes the thrown value and keeps its kind, code and stack, not its message. */
export type Log = {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  fault(event: string, fault: unknown, fields?: LogFields): void;
};

/**
 * What may be kept of a thrown value: a driver's message can quote the row it failed on, so messages stay out and the
 * stack is cut down to its frames.
 */
export function describeFault(fault: unknown): LogFields {
  if (!(fault instanceof Error)) return { fault: typeof fault };
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
  // A message of several lines could look like frames, and bring along what somebody typed.
  const frames = fault.stack
    ?.replace(fault.message, () => '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' | ');
  return { fault: fault.name, code, at: frames };
}

/**
 * Opens the log.
 *
 * @param level pino's level; 'silent' in tests
 * @param to 'stderr' where standard output is for people (the demo, the walk); or whoever takes the lines
 */
export function openLog(level: string, to: 'stdout' | 'stderr' | { write(line: string): void } = 'stdout'): Log {
  const destination = typeof to === 'object' ? to : pino.destination(to === 'stderr' ? 2 : 1);
  const out = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (event, fields = {}) => out.info({ event, ...fields }),
    warn: (event, fields = {}) => out.warn({ event, ...fields }),
    fault: (event, fault, fields = {}) => out.error({ event, ...fields, ...describeFault(fault) }),
  };
}
