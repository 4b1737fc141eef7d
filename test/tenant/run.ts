import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { tenantSettings } from './tenant-settings.ts';

// npm run test:tenant: the suites that hold for the fakes, on a real tenant. Nothing is tried without credentials.
const settings = tenantSettings(process.env);
if (typeof settings === 'string') {
  console.log(settings);
} else {
  const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const config = path.join(import.meta.dirname, 'vitest.config.ts');
  const child = spawn(process.execPath, [vitest, 'run', '--config', config], { stdio: 'inherit' });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
