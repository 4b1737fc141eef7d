import { planStart, type StartPlan } from '../services/platform/config.ts';

/** Prints what a person can act on and ends; a fault of ours keeps its stack. */
function giveUp(fault: unknown): never {
  const forPeople = ['ConfigError', 'PortUnavailableError', 'LocalPostgresError', 'MigrationError', 'DemoError'];
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

async function run(plan: StartPlan): Promise<void> {
  if (plan.mode === 'service') {
    const { startConfigured } = await import('./configured-service.ts');
    const service = await startConfigured(plan.config);
    stopOnSignal(() => service.stop());
    return;
  }
  if (plan.demo.walk) {
    const { runWalk } = await import('./walk.ts');
    process.exit(await runWalk(plan.config));
  }
  const { startDemo } = await import('./demo.ts');
  // A signal may come while the demo is still starting: then what has been started is stopped.
  const demo = startDemo(plan.config, plan.demo);
  stopOnSignal(async () => (await demo).stop());
  await demo;
}

try {
  await run(planStart(process.env, process.argv.slice(2)));
} catch (fault) {
  giveUp(fault);
}
