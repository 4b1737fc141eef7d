import { z } from 'zod';
import { ConfigError, described, parsed } from './described-settings.ts';
import { type ServiceConfig, serviceConfig, serviceSchema } from './service-config.ts';
import { isCalendarDay, localTimeExists } from './time.ts';

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
  'MICROSOFT_APP_CERTIFICATE',
  'MICROSOFT_MANAGED_IDENTITY',
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
  return { mode: 'service', config: serviceConfig(filled), production };
}
