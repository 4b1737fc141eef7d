import module from 'node:module';
import path from 'node:path';
import { planStart, type StartPlan } from '../services/platform/config.ts';

/**
 * What Node has made of the sources is kept for the next start: reading hundreds of files is most of the time until the
 * service is ready. In our own folder, where nobody else may write; where that is read-only, nothing is kept.
 */
module.enableCompileCache(path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'roundtable'));

/** Prints what a person can act on and ends; a fault of ours keeps its stack. */
function giveUp(fault: unknown): never {
  const forPeople = [
    ...['ConfigError', 'PortUnavailableError', 'LocalPostgresError', 'MigrationError', 'DemoError', 'PolicyError'],
  ];
  if (fault instanceof Error && forPeople.includes(fault.name)) console.error(`\n${fault.message}\n`);
  else console.error(fault);
  process.exit(1);
}

/** Ctrl-C reaches the whole foreground group, and npm hands its own copy on: signals this close together are one. */
const ONE_SIGNAL_MS = 2_000;

/** The first signal drains; one that comes later on says that somebody does not want to wait. */
function stopOnSignal(stop: () => Promise<void>): void {
  let since: number | undefined;
  const onSignal = () => {
    if (since === undefined) {
      since = performance.now();
      stop().then(() => process.exit(0), giveUp);
    } else if (performance.now() - since > ONE_SIGNAL_MS) process.exit(1);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** A signal may come while it is still starting: then what has been started is stopped. */
async function runUntilSignal(starting: Promise<{ stop(): Promise<void> }>): Promise<void> {
  stopOnSignal(async () => (await starting).stop());
  await starting;
  // Also for a process that is killed later on.
  setImmediate(() => module.flushCompileCache());
}

async function run(plan: StartPlan): Promise<void> {
  if (plan.mode === 'service') {
    const { startConfigured } = await import('./configured-service.ts');
    return runUntilSignal(startConfigured(plan.config));
  }
  if (plan.demo.walk) {
    const { runWalk } = await import('./walk.ts');
    const interrupted = Promise.withResolvers<void>();
    const ended = runWalk(plan.config, interrupted.promise);
    stopOnSignal(async () => {
      interrupted.resolve();
      await ended;
    });
    process.exit(await ended);
  }
  const { startDemo } = await import('./demo.ts');
  return runUntilSignal(startDemo(plan.config, plan.demo));
}

try {
  await run(planStart(process.env, process.argv.slice(2)));
} catch (fault) {
  giveUp(fault);
}
