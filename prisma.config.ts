import { defineConfig } from 'prisma/config';

// The prisma command tries to download a schema engine even to generate the client, which needs none. Any existing
// file satisfies that check. For generate only: with it, every migrate command would silently do nothing.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
