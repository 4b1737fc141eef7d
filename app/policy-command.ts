import fs from 'node:fs';
import path from 'node:path';
import { dayOf } from '../services/platform/time.ts';
import { knownAreas, loadLayers, loadPolicyBook } from '../services/policies/load-policy.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { policyFrom } from '../services/policies/policy-file.ts';
import { readPolicyText } from '../services/policies/policy-text.ts';
import { simulatePolicy } from '../services/policies/simulate-policy.ts';
import { invalidPolicyText, policyCommandUsage, validPolicyText, versionInUse } from '../wording/policy.ts';
import { simulationText } from '../wording/policy-simulation.ts';
import { withPresentRegister } from './policy/present-register.ts';

/** What the person typed, or what is in the way, in words for them: printed as it is, exit code 1. */
class CommandError extends Error {
  override name = 'CommandError';
}
const FOR_PEOPLE = new Set(['CommandError', 'NoRegisterError', 'PolicyError', 'LocalPostgresError']);

async function main([command, file, ...rest]: readonly string[]): Promise<string> {
  if (file === undefined || rest.length > 0) throw new CommandError(policyCommandUsage);
  if (command === 'check') return check(file);
  if (command === 'simulate') return simulate(file);
  throw new CommandError(policyCommandUsage);
}

function readText(file: string): string {
  try {
    // npm starts this in the product's folder, wherever the person stands.
    return fs.readFileSync(path.resolve(process.env.INIT_CWD ?? process.cwd(), file), 'utf8');
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (code === 'ENOENT') throw new CommandError(`There is no file ${file}.`);
    if (code === 'EISDIR') throw new CommandError(`${file} is a folder. Name the policy file in it.`);
    throw new CommandError(`${file} cannot be read (${String(code ?? fault)}).`);
  }
}

function readPolicy(file: string): AreaPolicy {
  const text = readPolicyText(readText(file));
  const read = text.ok ? policyFrom(text.json, loadLayers()) : text;
  if (!read.ok) throw new CommandError(invalidPolicyText(file, read.problems));
  return read.policy;
}

function check(file: string): string {
  const policy = readPolicy(file);
  const known = knownAreas().includes(policy.area) ? loadPolicyBook(policy.area).versions : [];
  // The area's own file is no clash with itself.
  const other = known.find(({ version }) => version === policy.version);
  const clash = other !== undefined && JSON.stringify(other) !== JSON.stringify(policy);
  return [validPolicyText(file, policy), ...(clash ? ['', versionInUse(policy)] : [])].join('\n');
}

async function simulate(file: string): Promise<string> {
  const policy = readPolicy(file);
  return withPresentRegister(process.env, async ({ db, area, clock }) => {
    const today = dayOf(clock.now());
    const current = loadPolicyBook(area).on(today);
    const result = await simulatePolicy(db, { current, tried: policy, today });
    if (result === 'no-register') {
      throw new CommandError(
        'The database is from an older version of Roundtable and has no register yet. Bring it up to date first: npm run db:deploy, or npm start for the demo.',
      );
    }
    return simulationText({ current, tried: policy, today, result });
  });
}

try {
  console.log(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error && FOR_PEOPLE.has(error.name) ? error.message : error);
  process.exitCode = 1;
}
