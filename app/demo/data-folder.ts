import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { clusterOf } from '../../services/platform/postgres-cluster.ts';
import { DEFAULT_AREA } from '../../services/policies/load-policy.ts';

/** What the demo's database is called. */
export const DEMO_DATABASE = 'roundtable';

const savedSchema = z.strictObject({ area: z.string() });

const fileIn = (folder: string) => path.join(folder, 'area.json');

/** The area that the demo's data in this folder were loaded for; undefined where there are no data yet. */
export function areaOf(folder: string): string | undefined {
  if (!fs.existsSync(clusterOf(folder))) return undefined;
  // Data from before the demo kept this are the default area's: there was no other.
  if (!fs.existsSync(fileIn(folder))) return DEFAULT_AREA;
  return savedSchema.parse(JSON.parse(fs.readFileSync(fileIn(folder), 'utf8'))).area;
}

/**
 * Why this area cannot be shown with the data in this folder, and what to do; undefined where it can. The codes of one
 * area mean nothing in another.
 */
export function areaProblem(folder: string, area: string): string | undefined {
  const kept = areaOf(folder);
  if (kept === undefined || kept === area) return undefined;
  const option = (code: string) => (code === DEFAULT_AREA ? '' : ` --area ${code}`);
  const goOn = `npm start${kept === DEFAULT_AREA ? '' : ` --${option(kept)}`}`;
  return `The demo in ${folder} holds data of the area ${kept}, and you asked for ${area}. To go on with ${kept}: ${goOn}. To empty the demo and begin with ${area}: npm start -- --reset${option(area)}`;
}

/** Remembers which area the data in this folder are loaded for. Called before there are any. */
export function keepArea(folder: string, area: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(fileIn(folder), JSON.stringify({ area }));
}
