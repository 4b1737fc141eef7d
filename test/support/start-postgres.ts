import { startLocalPostgres } from '../../services/platform/local-postgres.ts';

// A process that starts the database in the folder it is given, says so, and then stays until it is killed.
const [folder = ''] = process.argv.slice(2);
const local = await startLocalPostgres(folder, { databaseName: 'roundtable', settings: { fsync: 'off' } });
console.log(JSON.stringify({ port: local.port, adopted: local.adopted }));
setInterval(() => {}, 60_000);
