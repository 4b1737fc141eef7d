import { describe, expect, it } from 'vitest';
import { planStart } from '../../../services/platform/config.ts';
import { ConfigError } from '../../../services/platform/described-settings.ts';

const id = '1a2b3c4d-0000-4000-8000-00000000000a';

/** What a service in Microsoft 365 needs, and nothing that it has a value of its own for. */
const onGraph = {
  DATABASE_URL: 'postgres://roundtable:secret@db.example.org:5432/roundtable',
  MICROSOFT_APP_ID: id,
  MICROSOFT_APP_TENANT_ID: id,
  MICROSOFT_APP_PASSWORD: 'only-for-tests',
  DSR_CHANNEL_ID: '19:channel@thread.tacv2',
  DSR_TEAM_GROUP: id,
  DSR_CLINICAL_LEADS_GROUP: id,
  MAIL_FROM: 'dsr@example.org',
};
const required = Object.keys(onGraph) as (keyof typeof onGraph)[];

/** A service that books and writes through a mail server, its team named one by one. */
const complete = {
  DATABASE_URL: 'postgres://roundtable:secret@db.example.org:5432/roundtable',
  MICROSOFT_APP_ID: id,
  MICROSOFT_APP_TENANT_ID: id,
  MICROSOFT_APP_PASSWORD: 'only-for-tests',
  DSR_CHANNEL_ID: '19:channel@thread.tacv2',
  DSR_COORDINATORS: id,
  DSR_CLINICAL_LEADS: id,
  SMTP_URL: 'smtps://user:secret@smtp.example.org:465',
  MAIL_FROM: 'dsr@example.org',
};

/** The lines of the refusal. */
function refusal(environment: Record<string, string | undefined>, args: string[] = []): string[] {
  try {
    planStart(environment, args);
  } catch (fault) {
    expect(fault).toBeInstanceOf(ConfigError);
    return fault instanceof Error ? fault.message.split('\n') : [];
  }
  throw new Error('Nothing was refused');
}

/** 'NAME is missing: it is PURPOSE. Example: NAME=EXAMPLE' */
const named = (name: string, state: 'missing' | 'not right') =>
  new RegExp(`^${name} is ${state}: it is (?:the|how|where|that) .{10,}\\. Example: ${name}=\\S`);

describe('the configuration of a real service', () => {
  it('is complete with what it needs, and has a value of its own for the rest', () => {
    const plan = planStart(complete, []);
    expect(plan).toMatchObject({
      mode: 'service',
      production: false,
      config: {
        ...complete,
        DSR_COORDINATORS: [id],
        DSR_CLINICAL_LEADS: [id],
        AREA: 'staffordshire-and-stoke-on-trent',
        CALENDAR_VIA: 'mail',
        MAIL_VIA: 'smtp',
        HOST: '0.0.0.0',
        PORT: 3978,
        LOG_LEVEL: 'info',
      },
    });
  });

  it('without a mail server it books and writes through Microsoft Graph, in the global cloud', () => {
    expect(planStart(onGraph, [])).toMatchObject({
      mode: 'service',
      config: {
        ...onGraph,
        CALENDAR_VIA: 'graph',
        MAIL_VIA: 'graph',
        MICROSOFT_AUTHORITY: 'https://login.microsoftonline.com',
        GRAPH_URL: 'https://graph.microsoft.com',
        BOT_OPENID_METADATA: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      },
    });
  });

  it.each([
    [{ CALENDAR_VIA: 'graph' }, 'graph', 'smtp'],
    [{ CALENDAR_VIA: 'graph', MAIL_VIA: 'graph' }, 'graph', 'graph'],
    [{ MAIL_VIA: 'smtp' }, 'mail', 'smtp'],
    [{ IMAP_URL: 'imaps://user:secret@imap.example.org' }, 'mail', 'smtp'],
  ])('with a mail server and %j, calendars are by %s and mail is by %s', (said, CALENDAR_VIA, MAIL_VIA) => {
    expect(planStart({ ...complete, ...said }, [])).toMatchObject({ config: { CALENDAR_VIA, MAIL_VIA } });
  });

  it('reads senior managers by sector, and refuses anybody it cannot read', () => {
    const managers = 'health: Priya Example <priya@example.org>; local-authority: Owen Example <owen@example.org>';
    expect(planStart({ ...complete, SENIOR_MANAGERS: managers }, [])).toMatchObject({
      config: {
        SENIOR_MANAGERS: [
          { sector: 'health', name: 'Priya Example', email: 'priya@example.org' },
          { sector: 'local-authority', name: 'Owen Example', email: 'owen@example.org' },
        ],
      },
    });
    for (const wrong of ['Priya Example <priya@example.org>', 'health: priya@example.org', 'health: Priya <priya@>']) {
      const lines = refusal({ ...complete, SENIOR_MANAGERS: wrong });
      expect(lines).toEqual([expect.stringMatching(named('SENIOR_MANAGERS', 'not right'))]);
    }
  });

  it.each(required)('a missing %s is named with what it is for and an example', (name) => {
    const lines = refusal({ ...onGraph, NODE_ENV: 'production', [name]: undefined });
    expect(lines).toEqual([expect.stringMatching(named(name, 'missing'))]);
    expect(refusal({ ...onGraph, NODE_ENV: 'production', [name]: '' })).toEqual(lines);
  });

  it.each([
    ['DATABASE_URL', 'mysql://db.example.org/roundtable'],
    ['DATABASE_URL', 'db.example.org'],
    ['MICROSOFT_APP_ID', 'roundtable'],
    ['MICROSOFT_APP_ID', '00000000-0000-0000-0000-000000000000'],
    ['MICROSOFT_APP_TENANT_ID', 'common'],
    ['MICROSOFT_APP_PASSWORD', 'short'],
    ['DSR_CHANNEL_ID', ' '],
    ['DSR_COORDINATORS', 'Asha'],
    ['DSR_COORDINATORS', `${id}; ${id}`],
    ['DSR_CLINICAL_LEADS', ' , '],
    ['SMTP_URL', 'https://smtp.example.org'],
    ['IMAP_URL', 'pop3://imap.example.org'],
    ['MAIL_FROM', 'the DSR team'],
    ['MICROSOFT_AUTHORITY', 'http://login.microsoftonline.com'],
    ['GRAPH_URL', 'graph.microsoft.com'],
    ['BOT_OPENID_METADATA', 'login'],
    ['ALLOWED_TENANTS', 'everybody'],
    ['CALENDAR_VIA', 'caldav'],
    ['MAIL_VIA', 'pigeon'],
    ['AREA', '../etc'],
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is named as not right', (name, value) => {
    const lines = refusal({ ...complete, [name]: value });
    expect(lines).toEqual([expect.stringMatching(named(name, 'not right'))]);
  });

  it('a refusal does not repeat a secret', () => {
    const wrong = { MICROSOFT_APP_PASSWORD: 'secr3t!', DATABASE_URL: 'mysql://u:secr3t!@h/d', SMTP_URL: 'u:secr3t!@h' };
    expect(refusal({ ...complete, ...wrong })).toHaveLength(3);
    expect(refusal({ ...complete, ...wrong }).join()).not.toContain('secr3t!');
  });

  it('everything that is wrong is said at once, a line each', () => {
    const lines = refusal({ NODE_ENV: 'production', PORT: 'http' });
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([...required, 'PORT'].sort());
  });

  it('what does not go together is said beside what is wrong by itself', () => {
    const lines = refusal({ ...complete, PORT: 'http', MICROSOFT_MANAGED_IDENTITY: 'true', DSR_TEAM_GROUP: id });
    expect(lines).toEqual([
      expect.stringMatching(named('PORT', 'not right')),
      expect.stringContaining('MICROSOFT_APP_PASSWORD, MICROSOFT_MANAGED_IDENTITY'),
      expect.stringContaining('DSR_TEAM_GROUP or DSR_COORDINATORS'),
    ]);
  });

  it('a variable that is wrong by itself is named once', () => {
    const lines = refusal({ ...complete, SMTP_URL: 'smtp', MAIL_VIA: 'smtp', MICROSOFT_MANAGED_IDENTITY: 'no' });
    expect(lines.filter((line) => line.startsWith('SMTP_URL'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('MICROSOFT_MANAGED_IDENTITY'))).toHaveLength(1);
    expect(refusal({ ...onGraph, MICROSOFT_APP_PASSWORD: 'short' })).toHaveLength(1);
  });

  it('every example is itself right', () => {
    const lines = refusal({ NODE_ENV: 'production', AREA: '?', HOST: '', PORT: '?', LOG_LEVEL: '?', MAIL_VIA: '?' });
    expect(lines).toHaveLength(required.length + 4);
    const examples = lines.map((line) => /Example: ([A-Z_]+)=(.*)$/.exec(line) ?? []);
    const environment = Object.fromEntries(examples.map(([, name = '', example = '']) => [name, example]));
    expect(planStart(environment, []).mode).toBe('service');
  });

  it('ids are taken in any case and compared in lower case', () => {
    const other = 'AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE';
    const plan = planStart({ ...complete, MICROSOFT_APP_ID: other, DSR_COORDINATORS: ` ${id} , ${other} ` }, []);
    expect(plan).toMatchObject({
      config: { MICROSOFT_APP_ID: other.toLowerCase(), DSR_COORDINATORS: [id, other.toLowerCase()] },
    });
  });
});

describe('what does not go together', () => {
  const refused: [string, Record<string, string | undefined>, RegExp][] = [
    ['no way of signing in', { MICROSOFT_APP_PASSWORD: undefined }, named('MICROSOFT_APP_PASSWORD', 'missing')],
    ['two ways of signing in', { MICROSOFT_APP_CERTIFICATE: '/run/secrets/app.pem' }, /^Set one of MICROSOFT_APP_/],
    ['mail by a mail server that is not named', { MAIL_VIA: 'smtp' }, named('SMTP_URL', 'missing')],
    ['invitations as mails without a mail server', { CALENDAR_VIA: 'mail' }, /^Set CALENDAR_VIA=graph /],
    ['a mailbox that is read in two ways', { IMAP_URL: 'imaps://imap.example.org' }, /^Leave IMAP_URL out /],
    ['coordinators by a group and by a list', { DSR_COORDINATORS: id }, /^Set DSR_TEAM_GROUP or DSR_COORDINATORS/],
    ['clinical leads by a group and by a list', { DSR_CLINICAL_LEADS: id }, /^Set DSR_CLINICAL_LEADS_GROUP or /],
    ['allowed tenants without our own', { ALLOWED_TENANTS: id.replace('1', '2') }, /^ALLOWED_TENANTS leaves out /],
    [
      'a Graph of another cloud',
      { GRAPH_URL: 'https://graph.microsoft.us/' },
      /GRAPH_URL is of the US government cloud/,
    ],
    ['keys of another cloud', { MICROSOFT_AUTHORITY: 'https://login.partner.microsoftonline.cn' }, /the China cloud/],
  ];

  it.each(refused)('%s is refused in one sentence', (_what, change, sentence) => {
    expect(refusal({ ...onGraph, ...change })).toEqual([expect.stringMatching(sentence)]);
  });

  it('a certificate or a managed identity takes the place of the secret', () => {
    for (const way of [{ MICROSOFT_APP_CERTIFICATE: '/run/secrets/app.pem' }, { MICROSOFT_MANAGED_IDENTITY: 'true' }]) {
      expect(planStart({ ...onGraph, MICROSOFT_APP_PASSWORD: undefined, ...way }, [])).toMatchObject({ config: way });
    }
  });

  it('the addresses of one national cloud go together, and a stand-in goes with anything', () => {
    const government = {
      MICROSOFT_AUTHORITY: 'https://login.microsoftonline.us',
      GRAPH_URL: 'https://graph.microsoft.us',
      BOT_OPENID_METADATA: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    };
    expect(planStart({ ...onGraph, ...government }, [])).toMatchObject({ config: government });
    expect(planStart({ ...onGraph, GRAPH_URL: 'https://localhost:8443/' }, [])).toMatchObject({
      config: { GRAPH_URL: 'https://localhost:8443' },
    });
  });
});

describe('what is started', () => {
  it('without configuration it is the demo', () => {
    const demo = { reset: false, walk: false, now: undefined, area: undefined };
    expect(planStart({}, [])).toMatchObject({ mode: 'demo', demo, config: { PORT: 3978, LOG_LEVEL: 'warn' } });
    expect(planStart({ DATABASE_URL: '', NODE_ENV: 'development' }, []).mode).toBe('demo');
  });

  it('in production it is never the demo', () => {
    expect(refusal({ NODE_ENV: 'production' })).toHaveLength(required.length);
    expect(planStart({ ...complete, NODE_ENV: 'production' }, [])).toMatchObject({ mode: 'service', production: true });
  });

  it.each(['DATABASE_URL', 'MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_PASSWORD'] as const)(
    'with %s alone it is not the demo',
    (name) => {
      expect(refusal({ [name]: onGraph[name] })).toHaveLength(required.length - 1);
    },
  );

  it('the demo takes its options', () => {
    expect(planStart({}, ['--reset', '--now', '2027-01-12T09:00', '--walk'])).toMatchObject({
      demo: { reset: true, walk: true, now: '2027-01-12T09:00' },
    });
  });

  it.each([[['--reset']], [['--walk']], [['--now', '2027-01-12T09:00']], [['--area', 'humber']]])(
    '%j is refused beside a real record',
    (args) => {
      for (const environment of [complete, { DATABASE_URL: complete.DATABASE_URL }]) {
        const [line, ...more] = refusal(environment, args);
        expect(line).toContain(args[0]);
        expect(line).toContain('DATABASE_URL');
        expect(line).not.toContain('secret');
        expect(more).toEqual([]);
      }
      expect(refusal({ ...complete, NODE_ENV: 'production' }, args).join()).toContain('NODE_ENV=production');
    },
  );

  it.each([
    ['--now'],
    ['--now', 'tomorrow'],
    ['--now', '2027-02-30T09:00'],
    ['--now', '2027-01-12T24:00'],
    ['--now', '2027-03-28T01:30'],
    ['--now', '2027-01-12'],
  ])('%s %s is no time to start at', (...args) => {
    expect(refusal({}, args.filter(Boolean)).join()).toContain('Example: --now 2027-01-12T09:00');
  });

  it('an option that does not exist is refused with those that do', () => {
    expect(refusal({}, ['--walkk']).join()).toMatch(/“--walkk”.*--reset, --walk and --now.*--area/);
  });

  it('the demo shows the area that is named, on the command line before the environment', () => {
    const areaOf = (environment: Record<string, string>, ...args: string[]) => planStart(environment, args).config.AREA;
    expect(areaOf({})).toBe('staffordshire-and-stoke-on-trent');
    expect(areaOf({ AREA: 'humber' })).toBe('humber');
    expect(areaOf({ AREA: 'humber' }, '--area', 'norfolk-and-waveney')).toBe('norfolk-and-waveney');
  });

  it.each([[['--area']], [['--area', '--reset']]])('%j names no area', (args) => {
    expect(refusal({}, args)).toEqual(['--area takes the code of an area. Example: --area humber']);
  });

  it.each([
    ['PORT', '-1'],
    ['REQUESTER_WINDOW_PORT', 'next'],
    ['TEAM_WINDOW_PORT', '0'],
    ['LOG_LEVEL', 'loud'],
    ['AREA', 'Staffordshire!'],
  ])('a demo with %s=%s does not start', (name, value) => {
    expect(refusal({ [name]: value })).toEqual([expect.stringMatching(named(name, 'not right'))]);
  });
});
