import fs from 'node:fs';
import path from 'node:path';
import { type AreaPolicy, areaPolicySchema } from './model.ts';

/** The area this deployment serves where configuration names no other. */
export const DEFAULT_AREA = 'staffordshire-and-stoke-on-trent';

/**
 * Reads and checks an area's policy file. A file that does not fit the schema is a fault at start, naming the field.
 *
 * @param area the file's name without its ending
 */
export function loadPolicy(area: string = DEFAULT_AREA): AreaPolicy {
  const file = path.join(import.meta.dirname, `${area}.json`);
  return areaPolicySchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
}
