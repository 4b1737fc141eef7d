import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { createEngineAdapter } from './schema-engine-adapter.ts';

/** Prisma's schema engine on one database. A development tool: nothing that runs in production imports this file. */
export type OpenEngine = { engine: SchemaEngine; close(): Promise<void> };

/** No table or enum is kept out of a comparison. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };
const LOCK_FILE = 'migration_lock.toml';

/**
 * Opens the engine for a schema (its text) on a database. Its shadow databases are made and dropped beside that one, so
 * the user needs CREATEDB. Close it when done, or its connections keep the process alive.
 */
export async function openSchemaEngine(url: string, schema: string): Promise<OpenEngine> {
  await loadOnce();
  const adapter = createEngineAdapter(url);
  try {
    const options = { datamodels: [['schema.prisma', schema]] as [string, string][] };
    const engine = await bindings.SchemaEngine.new(options, ignoreLogs, bindMigrationAwareSqlAdapterFactory(adapter));
    return {
      engine,
      close: async () => {
        engine.free();
        await adapter.close();
      },
    };
  } catch (error) {
    await adapter.close();
    throw error;
  }
}

/** Reads a migrations folder in the form the engine asks for. */
export async function listMigrations(folder: string): Promise<MigrationList> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: folder,
    // The engine refuses to work without one, and its content is the same for every PostgreSQL project.
    lockfile: { path: LOCK_FILE, content: LOCK_FILE_CONTENT },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort((a, b) => (a < b ? -1 : 1)).map((name) => readOne(folder, name)),
    ),
  };
}

/** Prisma's own tools ask for this file beside the migrations. */
export async function writeLockFile(folder: string): Promise<void> {
  await fs.writeFile(path.join(folder, LOCK_FILE), LOCK_FILE_CONTENT);
}

const LOCK_FILE_CONTENT = '# Read by Prisma: do not edit.\nprovider = "postgresql"\n';

/**
 * The script that leads from the migrations in `folder` to the schema, or undefined when they say the same.
 * @throws when a migration or the schema is wrong.
 */
export async function differenceTo(open: OpenEngine, folder: string, schema: string): Promise<string | undefined> {
  const result = await open.engine.diff({
    from: { tag: 'migrations', ...(await listMigrations(folder)) },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    script: true,
    exitCode: true,
    filters: NO_FILTERS,
  });
  if (result.exitCode === 0) return undefined;
  if (result.exitCode !== 2 || !result.stdout) throw new Error(`the schema engine ended with ${result.exitCode}`);
  return result.stdout;
}

async function readOne(folder: string, name: string) {
  const value = await fs.readFile(path.join(folder, name, 'migration.sql'), 'utf8');
  return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
}

const ignoreLogs = () => {};

let loading: Promise<void> | undefined;

/** A second instance in one process would take the first one's memory from under it. */
function loadOnce(): Promise<void> {
  loading ??= load();
  return loading;
}

declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

async function load(): Promise<void> {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await fs.readFile(path.join(path.dirname(script), 'schema_engine_bg.wasm'));
  // The engine reports a panic through this global before it traps.
  const set_message = (message: string) => console.error(`schema engine: ${message}`);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message } });
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
