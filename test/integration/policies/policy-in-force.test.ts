import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoService } from '../../../app/demo.ts';
import { stopLocalPostgres } from '../../../services/platform/local-postgres.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { policyBook } from '../../../services/policies/policy-book.ts';
import { startConversation } from '../../support/conversation.ts';
import { only, shown } from '../../support/in-teams.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

describe('the running service', () => {
  test('takes a new version over on its day, without a restart, and still knows what the old one said', async () => {
    const humber = loadPolicy('humber');
    const next = { ...humber, version: '2027-02', effectiveFrom: '2027-02-01' };
    const conversation = await startConversation({ policies: policyBook([humber, next]) });
    const { deps } = conversation.service;
    const cora = await conversation.channel('cora');

    const before = shown(only(await cora.say('policy')));
    expect(before).toContain('Version 2026-11, in force from Sunday 1 November 2026.');
    expect(before).toContain('Version 2027-02 takes its place on Monday 1 February 2027.');

    conversation.clock.moveTo(new Date('2027-01-31T23:59:59Z'));
    expect(deps.policy.version).toBe('2026-11');
    conversation.clock.moveTo(new Date('2027-02-01T00:00:00Z'));
    expect(deps.policy.version).toBe('2027-02');
    expect(shown(only(await cora.say('policy')))).toContain('Version 2027-02, in force from Monday 1 February 2027.');
    expect(deps.policies.version('2026-11')).toBe(humber);

    const asha = await conversation.chat('asha');
    expect(shown(only(await asha.say('policy')))).toContain('That was not possible');
    expect(conversation.faults).toEqual([]);
    await conversation.stop();
  });
});

describe('npm start -- --area', () => {
  let parent: string;
  beforeAll(() => {
    parent = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-area-'));
  });
  afterAll(async () => {
    await stopLocalPostgres(path.join(parent, 'data'));
    fs.rmSync(parent, { recursive: true, force: true });
  });

  const start = (area: string) =>
    startDemoService({ folder: path.join(parent, 'data'), port: 0, area, logLevel: 'silent', load: async () => {} });

  test('serves that area, and keeps one area to a data folder', { timeout: 60_000 }, async () => {
    const demo = await start('humber');
    expect(demo.service.deps.policy.name).toBe('Humber');
    await demo.stop();

    await expect(start('norfolk-and-waveney')).rejects.toThrow(
      `holds data of the area humber, and you asked for norfolk-and-waveney. To go on with humber: npm start -- --area humber. To empty the demo and begin with norfolk-and-waveney: npm start -- --reset --area norfolk-and-waveney`,
    );
    await expect(start('staffordshire-and-stoke-on-trent')).rejects.toThrow(
      'To empty the demo and begin with staffordshire-and-stoke-on-trent: npm start -- --reset',
    );
    const again = await start('humber');
    await again.stop();
  });

  test('of an area that there is not lists those that there are, and touches nothing', async () => {
    const folder = path.join(parent, 'untouched');
    const { DATABASE_URL: _, NODE_ENV: __, ...rest } = process.env;
    const { code, err } = await new Promise<{ code: unknown; err: string }>((resolve) => {
      const env = { ...rest, DATA_FOLDER: folder, PORT: '0' };
      execFile(
        process.execPath,
        ['app/main.ts', '--area', 'narnia', '--reset'],
        { cwd: ROOT, env },
        (fault, _out, said) => resolve({ code: fault?.code, err: said }),
      );
    });
    expect(err.trim()).toBe(
      'There is no policy of an area “narnia”. There are: example-vale, humber, norfolk-and-waveney, staffordshire-and-stoke-on-trent.',
    );
    expect(code).toBe(1);
    expect(fs.existsSync(folder)).toBe(false);
  });
});
