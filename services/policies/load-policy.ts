import fs from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import type { AreaPolicy } from './model.ts';
import { type PolicyBook, policyBook } from './policy-book.ts';
import { type Layers, layerFileSchema, policyFrom, type StatuteFile, statuteFileSchema } from './policy-file.ts';
import { problemSentences } from './policy-problems.ts';
import { readPolicyText } from './policy-text.ts';

/** The area this deployment serves where configuration names no other. */
export const DEFAULT_AREA = 'staffordshire-and-stoke-on-trent';

/** Where the files are: `areas/AREA.json`, `areas/AREA.VERSION.json`, `layers/LAYER.json`. */
export const POLICY_FOLDER = import.meta.dirname;

/** A policy file that is none, or an area that has none. The message says which file, which rule and what is wrong. */
export class PolicyError extends Error {
  override name = 'PolicyError';
}

function refuse(file: string, problems: readonly string[]): never {
  throw new PolicyError(
    [`The policy file ${path.relative(process.cwd(), file)} cannot be used:`, ...problems].join('\n  '),
  );
}

function readJson(file: string): unknown {
  const read = readPolicyText(fs.readFileSync(file, 'utf8'));
  return read.ok ? read.json : refuse(file, read.problems);
}

function readLayer<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
  const parsed = schema.safeParse(readJson(file), { reportInput: true });
  return parsed.success ? parsed.data : refuse(file, problemSentences(parsed.error));
}

/** The layers that areas take rules over from. A file that does not fit is a fault at start. */
export function loadLayers(folder: string = POLICY_FOLDER): Layers {
  const read = (name: string) => readLayer(path.join(folder, 'layers', `${name}.json`), layerFileSchema);
  return { national: read('national'), baseline: read('baseline') };
}

/** What law lays down, where there is a file of it: none is known to be in force (domain.md §6). */
function loadStatute(folder: string): StatuteFile | undefined {
  const file = path.join(folder, 'layers', 'statutory.json');
  return fs.existsSync(file) ? readLayer(file, statuteFileSchema) : undefined;
}

const areaFiles = (folder: string) =>
  fs.readdirSync(path.join(folder, 'areas')).flatMap((file) => {
    const [, area, version] = /^([a-z0-9-]+)(?:\.(.+))?\.json$/.exec(file) ?? [];
    return area === undefined ? [] : [{ file: path.join(folder, 'areas', file), area, version }];
  });

/** Areas that there is a file of, by the name that configuration gives. */
export function knownAreas(folder: string = POLICY_FOLDER): string[] {
  return [...new Set(areaFiles(folder).map(({ area }) => area))].toSorted();
}

/** One sentence where there is no such area: which there are. */
export function unknownArea(area: string, folder: string = POLICY_FOLDER): string | undefined {
  const known = knownAreas(folder);
  return known.includes(area) ? undefined : `There is no policy of an area “${area}”. There are: ${known.join(', ')}.`;
}

/**
 * Reads every version of an area's policy: AREA.json, and earlier or later ones beside it as AREA.VERSION.json.
 *
 * @throws PolicyError where a file does not fit, with a sentence for each problem, and for an area that has no file
 */
export function loadPolicyBook(area: string = DEFAULT_AREA, folder: string = POLICY_FOLDER): PolicyBook {
  const unknown = unknownArea(area, folder);
  if (unknown) throw new PolicyError(unknown);
  const layers = loadLayers(folder);
  const versions = areaFiles(folder)
    .filter((one) => one.area === area)
    .map(({ file, version }): AreaPolicy => {
      const read = policyFrom(readJson(file), layers);
      if (!read.ok) return refuse(file, read.problems);
      const { policy } = read;
      if (policy.area !== area) refuse(file, [`area: the file is named after ${area}, and says ${policy.area}.`]);
      if (version !== undefined && policy.version !== version)
        refuse(file, [`version: the file is named after ${version}, and says ${policy.version}.`]);
      return policy;
    });
  try {
    return policyBook(versions, loadStatute(folder));
  } catch (fault) {
    throw new PolicyError(`The policy files of ${area} cannot be used together.\n  ${(fault as Error).message}`);
  }
}

/** The newest version of an area's policy. */
export function loadPolicy(area: string = DEFAULT_AREA): AreaPolicy {
  return loadPolicyBook(area).versions.at(-1) as AreaPolicy;
}
