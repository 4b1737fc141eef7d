import { planStart, type StartPlan } from '../services/platform/config.ts';

/** Prints what a person can act on and ends; a fault of ours keeps its stack. */
function giveUp(fault: unknown): never {
  const forPeople = ['ConfigError', 'PortUnavailableError', 'LocalPostgresError', 'MigrationError', 'DemoError'];
  if (fault instanceof Error && forPeople.includes(fault.name)) console.error(`\n${fault.message}\n`);
  else console.error(fault);
  process.exit(1);
}

/** The first signal drains; a second one does not wait. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(() => process.exit(0), giveUp);
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
