import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageProblems } from '../../app/package/check-package.ts';
import { readPng } from '../../app/package/png.ts';
import { type Manifest, teamsManifest } from '../../app/package/teams-manifest.ts';
import { iconsOf } from '../../app/package/zip-package.ts';
import { commands } from '../../bot/commands.ts';
import { REQUEST_COMMAND } from '../../bot/message-extension.ts';
import { commandMenu } from '../../wording/teams-app.ts';
import { icons } from '../support/draw-icons.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..', '..');
const appId = '1a2b3c4d-0000-4000-8000-00000000000a';
const settings = {
  MICROSOFT_APP_ID: appId,
  PUBLIC_URL: 'https://roundtable.example.org',
  ORGANISATION: 'Example NHS Foundation Trust',
  PRIVACY_URL: 'https://www.example.org/privacy',
  TERMS_URL: undefined,
};

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-package-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** `npm run package` with this environment: its exit code and what it printed. */
async function command(environment: Record<string, string | undefined>, ...args: string[]) {
  const env = { PATH: process.env.PATH, INIT_CWD: folder, ...environment };
  const file = path.join(root, 'app/package-command.ts');
  return run(process.execPath, [file, ...args], { cwd: root, env }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (fault) => ({ code: Number(fault.code), output: String(fault.stdout) + String(fault.stderr) }),
  );
}

describe('npm run package', () => {
  it('writes a zip with the manifest and both icons, in which nothing is left open', async () => {
    const { code, output } = await command(settings, '--version', '1.2.3', '--out', 'teams.zip');
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('version 1.2.3') });
    const files = unzipSync(fs.readFileSync(path.join(folder, 'teams.zip')));
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    const text = strFromU8(files['manifest.json'] ?? new Uint8Array());
    expect(text).not.toMatch(/\{\{|\$\{/);
    expect(JSON.parse(text)).toMatchObject({
      id: appId,
      version: '1.2.3',
      bots: [{ botId: appId, scopes: ['personal', 'team', 'groupChat'] }],
      composeExtensions: [
        { botId: appId, commands: [{ id: REQUEST_COMMAND, fetchTask: true, context: ['compose', 'message'] }] },
      ],
      validDomains: ['roundtable.example.org'],
      developer: { name: settings.ORGANISATION, privacyUrl: settings.PRIVACY_URL, termsOfUseUrl: settings.PRIVACY_URL },
    });
    for (const { name, size } of icons) {
      const { width, height } = readPng(Buffer.from(files[`${name}.png`] ?? []));
      expect({ name, width, height }).toEqual({ name, width: size, height: size });
    }
  });

  it('writes the same file each time', async () => {
    for (const out of ['first.zip', 'second.zip']) await command(settings, '--out', out);
    const [first, second] = ['first.zip', 'second.zip'].map((name) => fs.readFileSync(path.join(folder, name)));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
  });

  it('names everything that is missing at once, and writes nothing', async () => {
    const { code, output } = await command({ ORGANISATION: 'x'.repeat(33) }, '--out', 'none.zip');
    expect(code).toBe(1);
    for (const name of ['MICROSOFT_APP_ID', 'PUBLIC_URL', 'PRIVACY_URL'])
      expect(output).toContain(`${name} is missing`);
    expect(output).toContain('ORGANISATION is not right');
    expect(output).not.toMatch(/^\s+at /m);
    expect(fs.existsSync(path.join(folder, 'none.zip'))).toBe(false);
  });

  it.each([['--version', 'two'], ['--colour'], ['--out']])('refuses %s %s', async (...args) => {
    const { code, output } = await command(settings, ...args.filter(Boolean));
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringMatching(/--version 1\.2\.0/) });
  });
});

describe('the manifest', () => {
  const manifest = teamsManifest(settings, '1.0.0');
  const pictures = iconsOf(manifest);
  const problemsWith = (change: object, drawn: Record<string, Buffer> = pictures) =>
    packageProblems({ manifest: { ...manifest, ...change } as Manifest, icons: drawn });

  it('keeps to the newest schema that Microsoft’s package brings along, without asking the network', async () => {
    const schemas = path.join(root, 'node_modules/@microsoft/app-manifest/build/json-schemas/teams');
    const versions = fs.readdirSync(schemas).flatMap((name) => Number(/^v1\.(\d+)$/.exec(name)?.[1] ?? []));
    expect(manifest.manifestVersion).toBe(`1.${Math.max(...versions)}`);
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
    const asked = vi.spyOn(globalThis, 'fetch');
    expect(await problemsWith({})).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  });

  it.each(['personal', 'team', 'groupChat'] as const)(
    'every command in the menu of %s is one the bot knows',
    (place) => {
      const menu = commandMenu(place);
      expect(menu.length).toBeGreaterThan(1);
      for (const { title } of menu) {
        const known = commands.find((candidate) => candidate.matches(title) !== undefined);
        expect({ title, name: known?.name }).not.toMatchObject({ name: expect.stringMatching(/unknown|paste/) });
      }
    },
  );

  it.each([
    ['a name that is too long', { name: { short: 'Roundtable of the Dynamic Support Register team' } }, /short|30/],
    ['a property that does not exist', { colour: '#fff' }, /additional properties/],
    ['an id that is none', { id: 'roundtable' }, /id/],
    ['no description', { description: undefined }, /description/],
    ['a place that is not filled', { packageName: undefined, name: { short: '{{name}}' } }, /not filled: \{\{name\}\}/],
    ['a schema that is elsewhere', { $schema: 'https://example.org/schema.json' }, /\$schema must be/],
  ])('%s is found', async (_what, change, problem) => {
    expect((await problemsWith(change)).join('\n')).toMatch(problem);
  });

  it.each([
    ['a colour icon of the wrong size', { 'color.png': pictures['outline.png'] }, 'is 32 × 32: it must be 192 × 192'],
    ['an outline icon of the wrong size', { 'outline.png': pictures['color.png'] }, 'is 192 × 192: it must be 32 × 32'],
    ['an icon that is no picture', { 'color.png': Buffer.from('<svg/>') }, 'It is not a PNG'],
    ['an icon that is cut off', { 'color.png': pictures['color.png']?.subarray(0, 200) }, 'cannot be read'],
    ['an icon that is not there', { 'outline.png': undefined }, 'The outline icon is missing'],
  ])('%s is found', async (_what, change, problem) => {
    const changed = { ...pictures, ...change } as Record<string, Buffer>;
    expect((await problemsWith({}, changed)).join('\n')).toContain(problem);
  });
});
