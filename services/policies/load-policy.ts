import fs from 'node:fs';
import path from 'node:path';
import type { CalendarDay } from '../platform/time.ts';
import type { AreaPolicy } from './model.ts';
import { type Layers, layerFileSchema, policyFrom } from './policy-file.ts';

/** The area this deployment serves where configuration names no other. */
export const DEFAULT_AREA = 'staffordshire-and-stoke-on-trent';

/** Every version of one area's policy. */
export type PolicyBook = {
  /** The version that holds on a day: the last to take effect on or before it, or the first there is. */
  on(day: CalendarDay): AreaPolicy;
  /** The version that something was decided under. */
  version(version: string): AreaPolicy | undefined;
  versions: readonly AreaPolicy[];
};

const AREAS = path.join(import.meta.dirname, 'areas');

function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** The layers that areas take rules over from. A file that does not fit is a fault at start. */
export function loadLayers(): Layers {
  const read = (name: string) =>
    layerFileSchema.parse(readJson(path.join(import.meta.dirname, 'layers', `${name}.json`)));
  return { national: read('national'), baseline: read('baseline') };
}

/** Areas that there is a file of, by the name that configuration gives. */
export function knownAreas(): string[] {
  return [...new Set(fs.readdirSync(AREAS).map((file) => file.replace(/(\.[^.]+)?\.json$/, '')))].toSorted();
}

/**
 * Reads every version of an area's policy: AREA.json, and earlier or later ones beside it as AREA.VERSION.json.
 * A file that does not fit is a fault at start, with a sentence for each problem.
 */
export function loadPolicyBook(area: string = DEFAULT_AREA): PolicyBook {
  const layers = loadLayers();
  const files = fs.readdirSync(AREAS).filter((file) => file.replace(/(\.[^.]+)?\.json$/, '') === area);
  if (files.length === 0)
    throw new Error(`There is no policy of ${area}. There is one of: ${knownAreas().join(', ')}.`);
  const versions = files.map((file) => {
    const read = policyFrom(readJson(path.join(AREAS, file)), layers);
    if (!read.ok) throw new Error(`services/policies/areas/${file} is no policy:\n${read.problems.join('\n')}`);
    return read.policy;
  });
  return policyBook(versions);
}

/** A book of versions that have been read already. */
export function policyBook(unordered: readonly AreaPolicy[]): PolicyBook {
  const versions = unordered.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const [first] = versions;
  if (first === undefined) throw new Error('A policy has at least one version');
  return {
    versions,
    on: (day) => versions.findLast((one) => one.effectiveFrom <= day) ?? first,
    version: (version) => versions.find((one) => one.version === version),
  };
}

/** The newest version of an area's policy. */
export function loadPolicy(area: string = DEFAULT_AREA): AreaPolicy {
  return loadPolicyBook(area).versions.at(-1) as AreaPolicy;
}
