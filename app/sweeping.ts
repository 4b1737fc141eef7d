import { pickUpForgotten } from '../services/notifications/pick-up-forgotten.ts';
import { prune } from '../services/notifications/prune.ts';
import { sweep } from '../services/notifications/sweep.ts';
import type { Deps } from '../services/platform/deps.ts';
import { dayOf } from '../services/platform/time.ts';

/** By the machine's time: a demo that is being filled must not be taken for one that has forgotten something. */
const PICK_UP_MS = 60_000;

/**
 * Asks at a steady beat what is due; every minute what was forgotten; once a day what may go. A round that fails is
 * logged, and the next one does its work. A round that outlasts the beat delays the next.
 */
export function startSweeping(deps: Deps, seconds: number) {
  let running: Promise<void> = Promise.resolve();
  let pickedUpAt = performance.now();
  let prunedOn = '';
  const round = async () => {
    await sweep(deps);
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
    },
  };
}
