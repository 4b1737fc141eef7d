import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, parsed } from '../services/platform/described-settings.ts';
import { packageRefused, packageUsage, packageWritten } from '../wording/teams-app.ts';
import { packageProblems } from './package/check-package.ts';
import { packageSchema } from './package/package-settings.ts';
import { MANIFEST_FOLDER, teamsManifest } from './package/teams-manifest.ts';
import { iconsOf, zipPackage } from './package/zip-package.ts';

/** What the person typed, or what is in the way, in words for them: printed as it is, exit code 1. */
class CommandError extends Error {
  override name = 'CommandError';
}

const VERSION = /^\d{1,5}\.\d{1,5}\.\d{1,5}$/;

/** Which version to write and where: ours, and beside the template, unless something else is asked for. */
function readArguments(args: string[]): { version: string; out: string } {
  let asked: { version?: string; out?: string };
  try {
    asked = parseArgs({ args, options: { version: { type: 'string' }, out: { type: 'string' } } }).values;
  } catch {
    throw new CommandError(packageUsage);
  }
  const ours = JSON.parse(fs.readFileSync(path.join(MANIFEST_FOLDER, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const version = asked.version ?? ours.version;
  if (!VERSION.test(version)) throw new CommandError(`“${version}” is not a version. Example: --version 1.2.0`);
  const out =
    asked.out === undefined
      ? path.join(MANIFEST_FOLDER, `roundtable-${version}.zip`)
      : // npm starts this in the product's folder, wherever the person stands.
        path.resolve(process.env.INIT_CWD ?? process.cwd(), asked.out);
  return { version, out };
}

async function main(args: string[]): Promise<string> {
  const { version, out } = readArguments(args);
  const filled = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const manifest = teamsManifest(parsed(packageSchema, filled), version);
  const icons = iconsOf(manifest);
  const problems = await packageProblems({ manifest, icons });
  if (problems.length > 0) throw new CommandError(packageRefused(problems));
  fs.writeFileSync(out, zipPackage(manifest, icons));
  return packageWritten(out, version);
}

try {
  console.log(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof CommandError || error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
