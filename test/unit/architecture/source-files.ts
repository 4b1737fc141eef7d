import fs from 'node:fs';
import path from 'node:path';
import { importsOf } from './import-scanner.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** The folders of the product; `test/` stands beside them. */
export const PRODUCT_FOLDERS = ['app', 'bot', 'cards', 'web', 'wording', 'services', 'prisma'];
/** Written by tools: not ours to name or to cut. */
const NOT_OURS = new Set(['test/artifacts', 'prisma/migrations']);

/** An import with what it leads to: a file of the project ('services/platform/time.ts') or a package ('zod'). */
export type Import = { to: { file: string } | { package: string }; typeOnly: boolean };
/** A file by its path from the project's root, with '/' between, and what it imports. Node's own modules are left out. */
export type ImportingFile = { file: string; imports: Import[] };

/** Reads a file of the project. */
export function readSource(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

function walk(folder: string): string[] {
  if (NOT_OURS.has(folder)) return [];
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const found = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(found) : [found];
  });
}

/** Every file under these folders, in order of name; a folder that does not exist yet has none. */
export function filesIn(folders: readonly string[]): string[] {
  return folders
    .filter((folder) => fs.existsSync(path.join(ROOT, folder)))
    .flatMap(walk)
    .sort();
}

/** Where an import leads; undefined for Node's own modules. */
export function resolveImport(from: string, specifier: string): Import['to'] | undefined {
  if (specifier.startsWith('node:')) return undefined;
  if (specifier.startsWith('.')) return { file: path.posix.join(path.posix.dirname(from), specifier) };
  const parts = specifier.split('/');
  return { package: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}

/** A file and its imports, read from its text. */
export function importingFile(file: string, source: string): ImportingFile {
  const imports = importsOf(source).flatMap(({ specifier, typeOnly }) => {
    const to = resolveImport(file, specifier);
    return to === undefined ? [] : [{ to, typeOnly }];
  });
  return { file, imports };
}

/** Every TypeScript and JavaScript file of the product and its tests, with the settings files at the root. */
export function allImportingFiles(): ImportingFile[] {
  const settings = fs.readdirSync(ROOT).filter((name) => name.endsWith('.config.ts'));
  return [...filesIn([...PRODUCT_FOLDERS, 'test']), ...settings]
    .filter((file) => /\.(?:ts|mjs|js)$/.test(file))
    .map((file) => importingFile(file, readSource(file)));
}

/** The packages of package.json, by what they are needed for. */
export function packagesNamed(): { dependencies: string[]; devDependencies: string[] } {
  const { dependencies, devDependencies } = JSON.parse(readSource('package.json')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  return { dependencies: Object.keys(dependencies), devDependencies: Object.keys(devDependencies) };
}
