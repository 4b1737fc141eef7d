import { lapseAllDue } from '../services/consent/lapse-all-due.ts';
import { pickUpForgotten } from '../services/notifications/pick-up-forgotten.ts';
import { prune } from '../services/notifications/prune.ts';
import { sweep } from '../services/notifications/sweep.ts';
import type { Deps } from '../services/platform/deps.ts';
import { dayOf } from '../services/platform/time.ts';
import { recomputeAllClocks } from '../services/register/recompute-clocks.ts';

/** Does at once what is due by the clock: consent that has run out comes first, because others ask for it. */
export async function sweepOnce(deps: Deps): Promise<void> {
  await lapseAllDue(deps);
  await sweep(deps);
}

/** Works every clock out anew, once on each day that is asked for; beside whatever else happens. A day that failed is tried again. */
function recomputingDaily(deps: Deps) {
  let doneOn = '';
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  return {
    today: () => {
      const today = dayOf(deps.clock.now());
      if (doneOn === today) return;
      doneOn = today;
      running = running
        .then(async () => void (await recomputeAllClocks(deps, { stopped: () => stopping })))
        .catch((fault) => {
          doneOn = '';
          deps.log.fault('recompute-failed', fault);
        });
    },
    stop: async () => {
      stopping = true;
      await running;
    },
  };
}

/** By the machine's time: a demo that is being filled must not be taken for one that has forgotten something. */
const PICK_UP_MS = 60_000;

/**
 * Asks at a steady beat what is due; every minute what was forgotten; once a day, and at first, works every clock out anew;
 * once a day asks what may go. A round that fails is logged, and the next one does its work. A round that outlasts the beat
 * delays the next; the clocks are worked out beside them, because a large register takes as long as many rounds.
 */
export function startSweeping(deps: Deps, seconds: number) {
  let running: Promise<void> = Promise.resolve();
  let pickedUpAt = performance.now();
  let prunedOn = '';
  const clocks = recomputingDaily(deps);
  const round = async () => {
    await sweepOnce(deps);
    clocks.today();
    if (performance.now() - pickedUpAt < PICK_UP_MS) return;
    pickedUpAt = performance.now();
    await pickUpForgotten(deps);
    const today = dayOf(deps.clock.now());
    if (prunedOn === today) return;
    await prune(deps);
    prunedOn = today;
  };
  let waiting = false;
  const timer = setInterval(() => {
    if (waiting) return;
    waiting = true;
    running = running
      .then(() => {
        waiting = false;
        return round();
      })
      .catch((fault) => deps.log.fault('sweep-failed', fault));
  }, seconds * 1000);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      await clocks.stop();
    },
  };
}
