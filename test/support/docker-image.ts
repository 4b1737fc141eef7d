import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** One instruction of a Dockerfile: 'COPY', its flags ({ from: 'packages' }), and what follows them. */
export type Instruction = { name: string; flags: Record<string, string>; rest: string };
/** A stage: what it starts from, its name, and what follows FROM. */
export type Stage = { base: string; name: string | undefined; instructions: Instruction[] };

/** The instructions of a Dockerfile's text: continued lines joined, comments left out. */
export function readInstructions(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  const joined = lines.join('\n').replace(/\\\n\s*/g, '');
  return joined.split('\n').flatMap((line) => {
    const [, name, after = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (name === undefined) return [];
    const [, flagged = '', rest = ''] = /^((?:--\S+\s+)*)(.*)$/.exec(after) ?? [];
    const flags = Object.fromEntries([...flagged.matchAll(/--([\w-]+)=(\S+)/g)].map(([, key, value]) => [key, value]));
    return [{ name, flags, rest }];
  });
}

/** The stages of the Dockerfile; the last one is what runs. */
export function readStages(instructions: readonly Instruction[]): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    const [, base = '', name] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(instruction.rest) ?? [];
    if (instruction.name === 'FROM') stages.push({ base, name, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** Whether a path is among what a pattern of .dockerignore names: the path itself or a folder above it. */
function isNamed(file: string, pattern: string): boolean {
  const name = pattern.replace(/\/$/, '');
  return name === '*' || file === name || file.startsWith(`${name}/`);
}

/** Whether .dockerignore lets a file of the checkout into the build: the last line that names it says so. */
export function reachesTheBuild(file: string): boolean {
  const lines = fs.readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const patterns = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const last = patterns.findLast((pattern) => isNamed(file, pattern.replace(/^!/, '')));
  return last === undefined || last.startsWith('!');
}

/** Our own Dockerfile. */
export function ourDockerfile(): { instructions: Instruction[]; stages: Stage[] } {
  const instructions = readInstructions(fs.readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8'));
  return { instructions, stages: readStages(instructions) };
}

/** What is copied into any stage out of the checkout: files and folders, as the Dockerfile names them. */
export function copiedFromCheckout(stages: readonly Stage[]): string[] {
  const copies = stages.flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'COPY'));
  return copies.flatMap(({ flags, rest }) => (flags.from === undefined ? rest.split(/\s+/).slice(0, -1) : []));
}

/** The files of a checkout that the image is made of, at the paths they have there too. */
export function filesOfTheImage(checkout: readonly string[]): string[] {
  const copied = copiedFromCheckout(ourDockerfile().stages);
  return checkout.filter((file) => reachesTheBuild(file) && copied.some((source) => isNamed(file, source)));
}
