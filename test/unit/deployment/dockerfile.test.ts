import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copiedFromCheckout, filesOfTheImage, ourDockerfile, reachesTheBuild } from '../../support/docker-image.ts';
import { allImportingFiles, filesIn, PRODUCT_FOLDERS } from '../architecture/source-files.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const { instructions, stages } = ourDockerfile();
const last = stages.at(-1);
const named = (name: string) => last?.instructions.filter((instruction) => instruction.name === name) ?? [];

/** The files that a file needs at its start, and those that these need; what is imported later on is followed too. */
function needs(entries: readonly string[]): Set<string> {
  const imports = new Map(allImportingFiles().map((file) => [file.file, file.imports]));
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const { to, typeOnly } of imports.get(file) ?? []) if ('file' in to && !typeOnly) visit(to.file);
  };
  for (const entry of entries) visit(entry);
  return found;
}

describe('the image', () => {
  it('is made of one Node, of the version that the tests run on', () => {
    const [argument] = instructions.filter(({ name }) => name === 'ARG');
    expect(argument?.rest).toMatch(new RegExp(`^NODE_IMAGE=node:${process.versions.node.replaceAll('.', '\\.')}-`));
    for (const { base } of stages) expect(base).toMatch(/^\$\{NODE_IMAGE\}$/);
  });

  it('holds no tool of development: the packages are installed without them, in a stage of their own', () => {
    const installs = instructions.filter(({ name, rest }) => name === 'RUN' && /npm (?:ci|install|i)\b/.test(rest));
    expect(installs).toHaveLength(1);
    expect(installs[0]?.rest).toMatch(/npm ci --omit=dev/);
    expect(last?.instructions).not.toContain(installs[0]);
    expect(named('RUN').join()).not.toMatch(/\bapt|curl|wget\b/);
  });

  it('runs as nobody special, and what it runs belongs to root', () => {
    const [user, ...more] = named('USER');
    expect(more).toEqual([]);
    expect(user?.rest).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(instructions.filter(({ flags }) => 'chown' in flags || 'chmod' in flags)).toEqual([]);
    const afterUser = last?.instructions.slice(last.instructions.findIndex(({ name }) => name === 'USER') + 1);
    expect(afterUser?.filter(({ name }) => ['RUN', 'COPY', 'ADD', 'USER'].includes(name))).toEqual([]);
  });

  it('says whether it lives, and hears SIGTERM itself', () => {
    expect(named('HEALTHCHECK')[0]?.rest).toMatch(/^CMD \[.*\/healthz/);
    expect(named('CMD').map(({ rest }) => JSON.parse(rest))).toEqual([['node', 'app/main.ts']]);
    expect(named('ENTRYPOINT')).toEqual([]);
    expect(named('STOPSIGNAL')[0]?.rest).toBe('SIGTERM');
  });

  it('is production, and knows no secret', () => {
    const variables = named('ENV').map(({ rest }) => rest);
    expect(variables.join(' ')).toContain('NODE_ENV=production');
    expect(instructions.map(({ rest }) => rest).join('\n')).not.toMatch(/PASSWORD|SECRET|DATABASE_URL|SMTP_URL/);
    expect(instructions.filter(({ name }) => name === 'ADD')).toEqual([]);
  });

  it('is copied from what is there, and what is copied is let into the build', () => {
    for (const source of copiedFromCheckout(stages)) {
      expect({ source, there: existsSync(path.join(ROOT, source)) }).toEqual({ source, there: true });
      expect({ source, let: reachesTheBuild(source.replace(/\/$/, '')) }).toEqual({ source, let: true });
    }
  });

  it.each(['.git/config', '.env', 'roundtable.env', 'data/pgdata/PG_VERSION', 'node_modules/zod/index.js'])(
    '%s is not let into the build',
    (file) => expect(reachesTheBuild(file)).toBe(false),
  );
  it.each(['generated/prisma/client.ts', 'test/support/database.ts', 'infra/main.bicepparam', 'manifest/color.png'])(
    '%s is not let into the build either',
    (file) => expect(reachesTheBuild(file)).toBe(false),
  );

  it('holds everything that the service and its commands import', () => {
    const checkout = filesIn(PRODUCT_FOLDERS);
    const image = new Set(filesOfTheImage(checkout));
    const entries = ['app/configured-service.ts', 'app/policy-command.ts', 'app/doctor-command.ts'];
    const lost = [...needs(entries)].filter((file) => !file.startsWith('generated/') && !image.has(file));
    expect(lost).toEqual([]);
  });
});
