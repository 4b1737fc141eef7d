import fs from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { MANIFEST_FOLDER, type Manifest } from './teams-manifest.ts';

/** The same package is the same file, whenever it is made: the first moment that a zip can hold. */
const ALWAYS = '1980-01-01T00:00:00';

/** The icons that a manifest names, from the folder of the template. */
export function iconsOf(manifest: Manifest): Record<string, Buffer> {
  const names = [manifest.icons.color, manifest.icons.outline];
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(MANIFEST_FOLDER, name))]));
}

/** The zip that Teams takes: manifest.json and the icons, without a folder. */
export function zipPackage(manifest: Manifest, icons: Record<string, Buffer>): Uint8Array {
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  return zipSync({ 'manifest.json': text, ...icons }, { level: 9, mtime: ALWAYS });
}
