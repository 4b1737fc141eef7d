import { z } from 'zod';
import { isCalendarDay, localTimeExists } from './time.ts';

const ID_EXAMPLE = '11111111-2222-4333-8444-555555555555';

/** A variable with what it is for and an example, so that a wrong one can be named in one sentence. */
const described = <T extends z.ZodType>(schema: T, purpose: string, example: string) =>
  schema.describe(JSON.stringify({ purpose, example }));

/**
 * An id as Entra gives it: any GUID but the empty one, which stands for none. In lower case, as Teams sends them: ids are
 * compared.
 */
const entraId = z
  .guid()
  .refine((id) => /[1-9a-f]/i.test(id))
  .transform((id) => id.toLowerCase());

const idList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(entraId).min(1));

/** 'health: Name <address>; local-authority: Name <address>' */
const managerList = z
  .string()
  .transform((text) =>
    text
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => /^(health|local-authority): *([^<>]+?) *<([^<>\s]+)>$/.exec(part))
      .map((match) => ({ sector: match?.[1], name: match?.[2], email: match?.[3] })),
  )
  .pipe(
    z.array(z.object({ sector: z.enum(['health', 'local-authority']), name: z.string().max(120), email: z.email() })),
  );

const serviceSchema = z.object({
  DATABASE_URL: described(
    z.url({ protocol: /^postgres(ql)?$/ }),
    'the PostgreSQL database (15 or newer) that holds the record',
    'postgres://roundtable:secret@db.example.org:5432/roundtable',
  ),
  MICROSOFT_APP_ID: described(entraId, 'the Entra application id of the bot', ID_EXAMPLE),
  MICROSOFT_APP_TENANT_ID: described(entraId, 'the Entra tenant the bot serves', ID_EXAMPLE),
  MICROSOFT_APP_PASSWORD: described(
    z.string().min(8),
    'the client secret of the bot’s application',
    '(from Key Vault)',
  ),
  DSR_CHANNEL_ID: described(
    z.string().trim().min(1),
    'the id of the Teams channel the DSR team works in',
    '19:abc123@thread.tacv2',
  ),
  DSR_COORDINATORS: described(idList, 'the Entra object ids of the coordinators, with commas between', ID_EXAMPLE),
  DSR_CLINICAL_LEADS: described(idList, 'the Entra object ids of the clinical leads, with commas between', ID_EXAMPLE),
  SMTP_URL: described(
    z.url({ protocol: /^smtps?$/ }),
    'the mail server that invitations and summaries go through',
    'smtps://user:secret@smtp.example.org:465',
  ),
  MAIL_FROM: described(z.email(), 'the address mails come from: the DSR team’s shared mailbox', 'dsr@example.org'),
  AREA: described(
    z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .default('staffordshire-and-stoke-on-trent'),
    'the area whose policy applies',
    'staffordshire-and-stoke-on-trent',
  ),
  SENIOR_MANAGERS: described(
    managerList.default([]),
    'the senior managers who hear of red and amber risks that are stuck, where the area’s policy says so',
    '"health: Priya Example <priya@example.org>; local-authority: Owen Example <owen@example.org>"',
  ),
  HOST: described(z.string().min(1).default('0.0.0.0'), 'the address the service listens on', '0.0.0.0'),
  PORT: described(z.coerce.number().int().min(1).max(65_535).default(3978), 'the port the service listens on', '3978'),
  PUBLIC_URL: described(
    z
      .url({ protocol: /^https$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    'the address under which browsers reach the service; without it mails bring no links, and the register cannot be exported',
    'https://roundtable.example.org',
  ),
  LOG_LEVEL: described(
    z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'how much is logged',
    'info',
  ),
});

/** The configuration of a real service. */
export type ServiceConfig = z.infer<typeof serviceSchema>;

/** What `npm start` was asked for on the command line. */
export type DemoOptions = { reset: boolean; walk: boolean; now: string | undefined; area: string | undefined };

/** The demo's ports and folder: another port or folder is for running two demos side by side. */
const demoSchema = z.object({
  PORT: described(z.coerce.number().int().min(0).max(65_535).default(3978), 'the port of the demo’s bot', '3978'),
  REQUESTER_WINDOW_PORT: described(
    z.coerce.number().int().min(1).max(65_535).default(3979),
    'the port of the requester’s window',
    '3979',
  ),
  TEAM_WINDOW_PORT: described(
    z.coerce.number().int().min(1).max(65_535).default(3980),
    'the port of the DSR team’s window',
    '3980',
  ),
  DATA_FOLDER: described(z.string().min(1).default('data'), 'the folder the demo keeps its data in', 'data'),
  AREA: serviceSchema.shape.AREA,
  LOG_LEVEL: described(
    z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
    'how much is logged',
    'warn',
  ),
});

/** The settings of a local demo. */
export type DemoConfig = z.infer<typeof demoSchema>;

export type StartPlan =
  | { mode: 'demo'; demo: DemoOptions; config: DemoConfig }
  | { mode: 'service'; config: ServiceConfig; production: boolean };

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

/** Whether clocks in England show this time, 'YYYY-MM-DDTHH:mm', on this day. */
function isLocalTime(text: string): boolean {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  return isCalendarDay(day) && localTimeExists(day, time);
}

function demoOptions(args: readonly string[]): DemoOptions {
  const options: DemoOptions = { reset: false, walk: false, now: undefined, area: undefined };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (arg === '--reset') options.reset = true;
    else if (arg === '--walk') options.walk = true;
    else if (arg === '--now') {
      options.now = args[++at];
      if (!isLocalTime(options.now ?? '')) {
        throw new ConfigError('--now takes a date and time. Example: --now 2027-01-12T09:00');
      }
    } else if (arg === '--area') {
      options.area = args[++at];
      if (options.area === undefined || options.area.startsWith('--')) {
        throw new ConfigError('--area takes the code of an area. Example: --area humber');
      }
    } else {
      throw new ConfigError(
        `“${arg}” is not an option. There are --reset, --walk and --now 2027-01-12T09:00, and --area humber.`,
      );
    }
  }
  return options;
}

/** With one of these a demo would stand beside, or upon, somebody's real record or real Teams. */
const POINTS_TO_A_REAL_SERVICE = [
  'DATABASE_URL',
  'MICROSOFT_APP_ID',
  'MICROSOFT_APP_TENANT_ID',
  'MICROSOFT_APP_PASSWORD',
] as const;

/**
 * Decides from the environment and the command line what to start. Without configuration it is the local demo;
 * anything that points to a real service (NODE_ENV=production, DATABASE_URL or a bot's credentials) makes it one.
 *
 * @throws ConfigError with one line for everything that is wrong
 */
export function planStart(environment: Record<string, string | undefined>, args: readonly string[]): StartPlan {
  const production = environment.NODE_ENV === 'production';
  const real = production || POINTS_TO_A_REAL_SERVICE.some((name) => Boolean(environment[name]));
  const demo = demoOptions(args);
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  if (!real) {
    const config = parsed(demoSchema, filled);
    return { mode: 'demo', demo, config: { ...config, AREA: demo.area ?? config.AREA } };
  }
  if (args.length > 0) {
    throw new ConfigError(
      `${args.filter((arg) => arg.startsWith('--')).join(', ')} belong to the local demo, and are refused beside ${production ? 'NODE_ENV=production' : POINTS_TO_A_REAL_SERVICE.filter((name) => environment[name]).join(', ')}: they could empty or falsify a real record.`,
    );
  }
  return { mode: 'service', config: parsed(serviceSchema, filled), production };
}

function parsed<S extends z.ZodObject>(schema: S, values: Record<string, string | undefined>): z.infer<S> {
  const result = schema.safeParse(values, { reportInput: true });
  if (!result.success) throw new ConfigError(explain(schema, result.error));
  return result.data;
}
