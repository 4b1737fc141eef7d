import { z } from 'zod';
import { ConfigError, described, readSettings, sentenceAbout } from './described-settings.ts';
import { cloudOf } from './microsoft-clouds.ts';

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
  IMAP_AUTHSERV_ID: described(
    z.string().trim().min(1).optional(),
    'the name under which that server writes what it has checked of a sender (SPF, DKIM, DMARC) into a mail; without it no sender counts as checked',
    'mx.example.org',
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
export function serviceConfig(values: Values): ServiceConfig {
  const read = readSettings(serviceSchema, values);
  const apart = whatDoesNotGoTogether(values);
  if (!read.ok || apart.length > 0) throw new ConfigError([...(read.ok ? [] : read.problems), ...apart].join('\n'));
  return { ...read.settings, ...adaptersOf(values) };
}

type Values = Record<string, string | undefined>;
type Name = keyof typeof serviceSchema.shape;

/** Which adapters are used where it is not said: a service that was set up with a mail server goes on using it. */
function adaptersOf(values: Values): { CALENDAR_VIA: 'graph' | 'mail'; MAIL_VIA: 'graph' | 'smtp' } {
  const withServer = values.SMTP_URL !== undefined;
  const { data: calendar } = serviceSchema.shape.CALENDAR_VIA.safeParse(values.CALENDAR_VIA);
  const { data: mail } = serviceSchema.shape.MAIL_VIA.safeParse(values.MAIL_VIA);
  return {
    CALENDAR_VIA: calendar ?? (withServer ? 'mail' : 'graph'),
    MAIL_VIA: mail ?? (withServer ? 'smtp' : 'graph'),
  };
}

const CREDENTIALS = ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_CERTIFICATE', 'MICROSOFT_MANAGED_IDENTITY'] as const;

/**
 * One sentence for each thing that takes two variables, or one of several. It reads the environment itself, so that it can
 * speak beside whatever the schema finds; what is wrong by itself is said there.
 */
function whatDoesNotGoTogether(values: Values): string[] {
  return [
    ...wrongWithCredentials(values),
    ...wrongWithAdapters(values),
    ...wrongWithPeople(values),
    ...wrongWithCloud(values),
  ];
}

function wrongWithCredentials(values: Values): string[] {
  const given = CREDENTIALS.filter((name) => values[name] !== undefined);
  if (given.length > 1) return [`Set one of ${given.join(', ')}, not several: the service signs in one way.`];
  if (given.length === 1) return [];
  const otherwise = 'Or set MICROSOFT_APP_CERTIFICATE or MICROSOFT_MANAGED_IDENTITY in its place.';
  return [missing('MICROSOFT_APP_PASSWORD', otherwise)];
}

function wrongWithAdapters(values: Values): string[] {
  const { CALENDAR_VIA, MAIL_VIA } = adaptersOf(values);
  const problems: string[] = [];
  if (MAIL_VIA === 'smtp' && values.SMTP_URL === undefined) problems.push(missing('SMTP_URL'));
  // Graph makes a mail out of its parts and knows no calendar part: an invitation would arrive as a file.
  if (CALENDAR_VIA === 'mail' && MAIL_VIA === 'graph') {
    problems.push(
      'Set CALENDAR_VIA=graph beside MAIL_VIA=graph: invitations as mails need a mail server, MAIL_VIA=smtp.',
    );
  }
  if (MAIL_VIA === 'graph' && values.IMAP_URL !== undefined) {
    problems.push('Leave IMAP_URL out beside MAIL_VIA=graph: the shared mailbox is read through Microsoft Graph then.');
  }
  return problems;
}

function wrongWithPeople(values: Values): string[] {
  const problems: string[] = [];
  for (const [group, list] of [
    ['DSR_TEAM_GROUP', 'DSR_COORDINATORS'],
    ['DSR_CLINICAL_LEADS_GROUP', 'DSR_CLINICAL_LEADS'],
  ] as const) {
    if (values[group] === undefined && values[list] === undefined) {
      problems.push(missing(group, `Or name them one by one in ${list}.`));
    }
    if (values[group] !== undefined && values[list] !== undefined) {
      problems.push(`Set ${group} or ${list}, not both: one of them says who they are.`);
    }
  }
  const { data: allowed } = idList.safeParse(values.ALLOWED_TENANTS);
  const { data: own } = entraId.safeParse(values.MICROSOFT_APP_TENANT_ID);
  if (allowed !== undefined && own !== undefined && !allowed.includes(own)) {
    problems.push(
      'ALLOWED_TENANTS leaves out MICROSOFT_APP_TENANT_ID: the DSR team itself could not use the bot. Add it.',
    );
  }
  return problems;
}

/** Microsoft's addresses come in sets, one a cloud; what is in none, such as a stand-in, goes with anything. */
function wrongWithCloud(values: Values): string[] {
  const given = (['MICROSOFT_AUTHORITY', 'GRAPH_URL', 'BOT_OPENID_METADATA'] as const).map((name) => {
    const { data: address } = serviceSchema.shape[name].safeParse(values[name]);
    return { name, cloud: address === undefined ? undefined : cloudOf(address) };
  });
  const clouds = new Set(given.flatMap(({ cloud }) => cloud ?? []));
  if (clouds.size <= 1) return [];
  const each = given.flatMap(({ name, cloud }) => (cloud === undefined ? [] : [`${name} is of the ${cloud} cloud`]));
  return [`${each.join(', ')}: all three must be of the cloud the tenant is in.`];
}

/** The sentence for a variable that is not set. */
function missing(name: Name, otherwise?: string): string {
  return sentenceAbout(serviceSchema.shape[name], name, 'missing', otherwise);
}
