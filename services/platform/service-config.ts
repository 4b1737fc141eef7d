import { z } from 'zod';
import { ConfigError, described, parsed } from './described-settings.ts';

const ID_EXAMPLE = '11111111-2222-4333-8444-555555555555';

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

/** An address of Microsoft's, or of a stand-in for it: without a slash at its end. */
const httpsAddress = z.url({ protocol: /^https$/ }).transform((url) => url.replace(/\/+$/, ''));

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

export const serviceSchema = z.object({
  DATABASE_URL: described(
    z.url({ protocol: /^postgres(ql)?$/ }),
    'the PostgreSQL database (15 or newer) that holds the record',
    'postgres://roundtable:secret@db.example.org:5432/roundtable',
  ),
  MICROSOFT_APP_ID: described(entraId, 'the Entra application id of the bot', ID_EXAMPLE),
  MICROSOFT_APP_TENANT_ID: described(entraId, 'the Entra tenant the bot serves', ID_EXAMPLE),
  MICROSOFT_APP_PASSWORD: described(
    z.string().min(8).optional(),
    'the client secret of the application, where it signs in with one',
    '(from Key Vault)',
  ),
  MICROSOFT_APP_CERTIFICATE: described(
    z.string().min(1).optional(),
    'the file with the application’s private key and certificate (PEM), where it signs in with one',
    '/run/secrets/roundtable.pem',
  ),
  MICROSOFT_MANAGED_IDENTITY: described(
    z.enum(['true']).optional(),
    'that the service signs in with a managed identity, whose client id is MICROSOFT_APP_ID',
    'true',
  ),
  MICROSOFT_AUTHORITY: described(
    httpsAddress.default('https://login.microsoftonline.com'),
    'where the service signs in; national clouds have their own',
    'https://login.microsoftonline.us',
  ),
  GRAPH_URL: described(
    httpsAddress.default('https://graph.microsoft.com'),
    'where Microsoft Graph is; national clouds have their own',
    'https://graph.microsoft.us',
  ),
  BOT_OPENID_METADATA: described(
    httpsAddress.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
    'where the keys are that Teams signs its tokens with; national clouds have their own',
    'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  ),
  ALLOWED_TENANTS: described(
    idList.optional(),
    'the tenants whose people may use the bot, with commas between; without it that of MICROSOFT_APP_TENANT_ID alone',
    ID_EXAMPLE,
  ),
  DSR_CHANNEL_ID: described(
    z.string().trim().min(1),
    'the id of the Teams channel the DSR team works in',
    '19:abc123@thread.tacv2',
  ),
  DSR_TEAM_GROUP: described(
    entraId.optional(),
    'the id of the Entra group, or of the Teams team, whose members are the coordinators',
    ID_EXAMPLE,
  ),
  DSR_CLINICAL_LEADS_GROUP: described(
    entraId.optional(),
    'the id of the Entra group whose members are the clinical leads',
    ID_EXAMPLE,
  ),
  DSR_COORDINATORS: described(
    idList.optional(),
    'the Entra object ids of the coordinators, with commas between, where no group says it',
    ID_EXAMPLE,
  ),
  DSR_CLINICAL_LEADS: described(
    idList.optional(),
    'the Entra object ids of the clinical leads, with commas between, where no group says it',
    ID_EXAMPLE,
  ),
  CALENDAR_VIA: described(
    z.enum(['graph', 'mail']).optional(),
    'how meetings are booked: through Microsoft Graph, or by invitations that go out as mails',
    'graph',
  ),
  MAIL_VIA: described(
    z.enum(['graph', 'smtp']).optional(),
    'how mails are sent: through Microsoft Graph, or by a mail server',
    'graph',
  ),
  SMTP_URL: described(
    z.url({ protocol: /^smtps?$/ }).optional(),
    'the mail server that mails go through, where it is not Microsoft Graph',
    'smtps://user:secret@smtp.example.org:465',
  ),
  IMAP_URL: described(
    z.url({ protocol: /^imaps?$/ }).optional(),
    'the mail server on which the shared mailbox is read, where it is not Microsoft Graph; without it nobody reads it but people',
    'imaps://user:secret@imap.example.org:993',
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

type ServiceSettings = z.infer<typeof serviceSchema>;

/** The configuration of a real service: what each variable says, and which adapters follow from it. */
export type ServiceConfig = ServiceSettings & { CALENDAR_VIA: 'graph' | 'mail'; MAIL_VIA: 'graph' | 'smtp' };

/**
 * The configuration of a real service.
 *
 * @param values the environment, without what is empty
 * @throws ConfigError with one line for everything that is wrong, also for what does not go together
 */
export function serviceConfig(values: Record<string, string | undefined>): ServiceConfig {
  const settings = parsed(serviceSchema, values);
  // A service that was set up with a mail server goes on using it.
  const withServer = settings.SMTP_URL !== undefined;
  const config: ServiceConfig = {
    ...settings,
    CALENDAR_VIA: settings.CALENDAR_VIA ?? (withServer ? 'mail' : 'graph'),
    MAIL_VIA: settings.MAIL_VIA ?? (withServer ? 'smtp' : 'graph'),
  };
  const problems = whatDoesNotGoTogether(config);
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return config;
}

const CREDENTIALS = ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_CERTIFICATE', 'MICROSOFT_MANAGED_IDENTITY'] as const;

/** One sentence for each thing that takes two variables, or one of several. */
function whatDoesNotGoTogether(config: ServiceConfig): string[] {
  const problems: string[] = [];
  const given = CREDENTIALS.filter((name) => config[name] !== undefined);
  if (given.length === 0) {
    problems.push(
      `${missing('MICROSOFT_APP_PASSWORD')} Or set MICROSOFT_APP_CERTIFICATE or MICROSOFT_MANAGED_IDENTITY in its place.`,
    );
  }
  if (given.length > 1) problems.push(`Set one of ${given.join(', ')}, not several: the service signs in one way.`);
  if (config.MAIL_VIA === 'smtp' && config.SMTP_URL === undefined) problems.push(missing('SMTP_URL'));
  for (const [group, list] of [
    ['DSR_TEAM_GROUP', 'DSR_COORDINATORS'],
    ['DSR_CLINICAL_LEADS_GROUP', 'DSR_CLINICAL_LEADS'],
  ] as const) {
    if (config[group] === undefined && config[list] === undefined) {
      problems.push(`${missing(group)} Or name them one by one in ${list}.`);
    }
    if (config[group] !== undefined && config[list] !== undefined) {
      problems.push(`Set ${group} or ${list}, not both: one of them says who they are.`);
    }
  }
  return problems;
}

/** The sentence for a variable that is not set. */
function missing(name: keyof typeof serviceSchema.shape): string {
  const { purpose, example } = JSON.parse(serviceSchema.shape[name].description ?? '{}');
  return `${name} is missing: it is ${purpose}. Example: ${name}=${example}`;
}
