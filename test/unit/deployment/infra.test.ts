import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { neededPermissions } from '../../../app/doctor/check-sign-in.ts';
import { planStart } from '../../../services/platform/config.ts';
import { serviceSchema } from '../../../services/platform/service-config.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../infra');
const read = (name: string): string => fs.readFileSync(path.join(FOLDER, name), 'utf8');
const files = fs.readdirSync(FOLDER).filter((name) => name.endsWith('.bicep'));
/** Without comments, so that nothing is found in what is only said. */
const code = (name: string): string => read(name).replace(/(?<=^|\s)\/\/.*$/gm, '');
const all = files.map(code).join('\n');

/** The names after a keyword at the start of a line: 'param', 'output'. */
function declared(name: string, keyword: 'param' | 'output'): string[] {
  return [...code(name).matchAll(new RegExp(`^${keyword} (\\w+)`, 'gm'))].map(([, found]) => found ?? '');
}

/** The parameters that a module is given in another file. */
function givenTo(module: string, within: string): string[] {
  const [, body = ''] = new RegExp(`'${module}' = \\{([\\s\\S]*?)^\\}`, 'm').exec(code(within)) ?? [];
  const [, params = ''] = /params: \{([\s\S]*)\}/.exec(body) ?? [];
  // One level deep: what is within settings is theirs.
  const flat = params.replace(/\{[\s\S]*?\}/g, '{}');
  return [...flat.matchAll(/(?:^|[{,\s])(\w+):/g)].map(([, found]) => found ?? '');
}

// No Bicep compiler can be had here: what is read is read as text. `az bicep build --file infra/main.bicep` compiles it.
describe('the files of infra/', () => {
  it('open and close what they open, also in texts', () => {
    for (const name of files) {
      const bare = code(name).replace(/'(?:\\.|[^'\\])*'/g, "''");
      for (const [open, close] of ['{}', '[]', '()']) {
        expect({ name, open: bare.split(open ?? '').length }).toEqual({ name, open: bare.split(close ?? '').length });
      }
    }
  });

  it('name modules that are there, and give each of them exactly what it asks for', () => {
    const modules = [...all.matchAll(/^module \w+ '([\w-]+\.bicep)'/gm)].map(([, name]) => name ?? '');
    expect(new Set(modules)).toEqual(
      new Set([
        'log.bicep',
        'network.bicep',
        'database.bicep',
        'vault.bicep',
        'service.bicep',
        'bot.bicep',
        'graph-permissions.bicep',
      ]),
    );
    for (const module of new Set(modules)) {
      const optional = [...code(module).matchAll(/^param (\w+) .+=/gm)].map(([, name]) => name ?? '');
      const needed = declared(module, 'param').filter((name) => !optional.includes(name));
      expect({ module, given: givenTo(module, 'main.bicep').sort() }).toEqual({ module, given: needed.sort() });
    }
  });

  it('name outputs that are there', () => {
    for (const [, module = '', output = ''] of all.matchAll(/\b(\w+)\.outputs\.(\w+)/g)) {
      const [, file = ''] = new RegExp(`^module ${module} '([\\w-]+\\.bicep)'`, 'm').exec(all) ?? [];
      expect({ module, output, known: declared(file, 'output') }).toMatchObject({
        known: expect.arrayContaining([output]),
      });
    }
  });

  it('the example names parameters that are there, all of those that must be given, and no real secret', () => {
    const given = [...read('main.bicepparam').matchAll(/^param (\w+) =/gm)].map(([, name]) => name ?? '');
    const known = declared('main.bicep', 'param');
    const needed = known.filter((name) => !new RegExp(`^param ${name} .+=`, 'm').test(code('main.bicep')));
    expect(known).toEqual(expect.arrayContaining(given));
    expect(given).toEqual(expect.arrayContaining(needed));
    expect(read('main.bicepparam')).toMatch(/databasePassword = readEnvironmentVariable\(/);
  });
});

describe('what is set up', () => {
  const service = code('service.bicep');
  const variables = [...code('main.bicep').matchAll(/^ {6}([A-Z_]+): (.+)$/gm)];

  it('the service gets variables that it knows, and with them it starts', () => {
    const known = Object.keys(serviceSchema.shape);
    expect(variables.map(([, name]) => name)).toEqual(
      variables.map(([, name]) => (known.includes(name ?? '') ? name : `${name} is unknown`)),
    );
    const id = '11111111-2222-4333-8444-555555555555';
    const examples: Record<string, string> = {
      mailFrom: 'dsr@example.org',
      dsrChannelId: '19:x@thread.tacv2',
      area: 'humber',
    };
    const values = variables.map(([, name = '', value = '']) => {
      const literal = /^'(.*)'$/.exec(value)?.[1];
      return [name, literal ?? examples[value] ?? (name === 'PUBLIC_URL' ? 'https://x.example.org' : id)];
    });
    const environment = {
      ...Object.fromEntries(values),
      DATABASE_URL: 'postgres://u:p@db.example.org/x',
      SENIOR_MANAGERS: '',
    };
    expect(planStart({ ...environment, NODE_ENV: 'production' }, [])).toMatchObject({
      mode: 'service',
      production: true,
    });
  });

  it('no secret stands in a variable, an output or a file: the one there is comes from Key Vault', () => {
    expect(service).toMatch(/name: 'DATABASE_URL', secretRef: 'database-url'/);
    expect(service).toMatch(/keyVaultUrl: databaseUrlSecret, identity: identityId/);
    for (const name of ['main.bicep', 'database.bicep', 'vault.bicep']) {
      for (const secret of ['databasePassword', 'password', 'databaseUrl']) {
        const parameter = new RegExp(`((?:^@.*\\n)*)^param ${secret} string`, 'm').exec(read(name))?.[1];
        if (parameter !== undefined)
          expect({ name, secret, parameter }).toMatchObject({ parameter: expect.stringContaining('@secure()') });
      }
    }
    expect([...all.matchAll(/^output .*$/gm)].join('\n')).not.toMatch(/password|databaseUrl\b|listKeys|value/i);
    expect(all).not.toMatch(/listKeys|MICROSOFT_APP_PASSWORD/);
  });

  it('the database has no public address, encrypts every connection, is backed up, and is not deleted by a slip', () => {
    const database = code('database.bicep');
    expect(database).toMatch(/publicNetworkAccess: 'Disabled'/);
    expect(database).toMatch(/require_secure_transport'\n\s+properties: \{ value: 'ON'/);
    expect(Number(/version: '(\d+)'/.exec(database)?.[1])).toBeGreaterThanOrEqual(15);
    expect(Number(/backupRetentionDays: (\d+)/.exec(database)?.[1])).toBeGreaterThanOrEqual(28);
    expect(database).toMatch(/level: 'CanNotDelete'/);
    expect(code('main.bicep')).toMatch(/sslmode=verify-full/);
  });

  it('the log of the database keeps what a row holds out of it, also where a constraint refuses the row', () => {
    expect(code('database.bicep')).toMatch(/name: 'log_error_verbosity'\n\s+properties: \{ value: 'terse'/);
  });

  it('Key Vault lets the service read one secret, and keeps everything else closed', () => {
    const vault = code('vault.bicep');
    for (const rule of ['enableRbacAuthorization: true', 'enablePurgeProtection: true', "defaultAction: 'Deny'"])
      expect(vault).toContain(rule);
    expect(vault).toMatch(/roleAssignments@[\d-]+' = \{\n\s+scope: vault::database\n/);
  });

  it('the service is assigned reading of its secret and of its image, and nothing more', () => {
    const roles = [...all.matchAll(/'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'\)?$/gm)].map(([, id]) => id);
    const azure = ['4633458b-17de-408a-b874-0445c86b69e6', '7f951dda-4ed3-4680-a7ca-43fe172d538d'];
    const graph = ['98830695-27a2-44f7-8c18-0c3ebc9698f6', 'df021288-bdef-4463-88db-98f22de89214'];
    expect(roles.filter((id) => id !== '00000003-0000-0000-c000-000000000000').sort()).toEqual(
      [...azure, ...graph].sort(),
    );
    expect(all.match(/Microsoft\.Authorization\/roleAssignments@/g)).toHaveLength(2);
  });

  it('in the directory it gets what the doctor looks for, and of mailboxes nothing: that is Exchange’s', () => {
    const { config } = planStart(
      {
        ...{
          DATABASE_URL: 'postgres://u:p@db.example.org/x',
          MAIL_FROM: 'dsr@example.org',
          DSR_CHANNEL_ID: '19:x@thread.tacv2',
        },
        ...{ MICROSOFT_APP_ID: ID, MICROSOFT_APP_TENANT_ID: ID, MICROSOFT_MANAGED_IDENTITY: 'true' },
        ...{ DSR_TEAM_GROUP: ID, DSR_CLINICAL_LEADS_GROUP: ID },
      },
      [],
    ) as Extract<ReturnType<typeof planStart>, { mode: 'service' }>;
    const needed = neededPermissions(config);
    const granted = [...code('graph-permissions.bicep').matchAll(/'([A-Z]\w+(?:\.[A-Z]\w+)+)':/g)].map(
      ([, name]) => name,
    );
    expect(granted.sort()).toEqual(needed.filter((name) => !/^(?:Mail|Calendars)\./.test(name)).sort());
    const exchange = [...read('mailbox-access.ps1').matchAll(/'Application ([\w.]+)'/g)].map(([, name]) => name);
    expect([...new Set(exchange)].sort()).toEqual(needed.filter((name) => /^(?:Mail|Calendars)\./.test(name)).sort());
    expect(read('mailbox-access.ps1').match(/New-ManagementRoleAssignment/g)?.length).toBe(
      read('mailbox-access.ps1').match(/-CustomResourceScope/g)?.length,
    );
  });

  it('the bot is the same identity, of this tenant alone, and reached at the address of the service', () => {
    const bot = code('bot.bicep');
    expect(bot).toMatch(/msaAppType: 'UserAssignedMSI'/);
    expect(bot).toMatch(/endpoint: '\$\{publicUrl\}\/api\/messages'/);
    expect(bot).toMatch(/name: 'MsTeamsChannel'/);
    expect(code('app-registration.bicep')).toMatch(/signInAudience: 'AzureADMyOrg'/);
    expect(all.match(/disableLocalAuth: true/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('the container is asked whether it lives and is ready where the service answers that, over https alone', () => {
    expect(service).toMatch(/allowInsecure: false/);
    for (const path of ['/healthz', '/readyz']) expect(service).toContain(`path: '${path}'`);
    expect(service).toMatch(/minReplicas: 1, maxReplicas: 1/);
  });
});

const ID = '11111111-2222-4333-8444-555555555555';
