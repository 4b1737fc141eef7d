import { setTimeout as later } from 'node:timers/promises';
import { lapseAllDue } from '../services/consent/lapse-all-due.ts';
import { chaseResponses } from '../services/meetings/chase-responses.ts';
import { pickUpForgotten } from '../services/notifications/pick-up-forgotten.ts';
import { prune } from '../services/notifications/prune.ts';
import { sweepParts } from '../services/notifications/sweep.ts';
import type { Deps } from '../services/platform/deps.ts';
import { dayOf } from '../services/platform/time.ts';
import { sweepProposals } from '../services/proposals/sweep-proposals.ts';
import { recomputeAllClocks } from '../services/register/recompute-clocks.ts';

/** How long the parts of a sweep took; for metrics. */
export type SweepRun = { part: string; result: 'done' | 'failed'; seconds: number };

/** Something that is asked at every beat; it may run beside itself in another process, any number of times. */
export type SweepPart = readonly [name: string, work: (deps: Deps) => Promise<unknown>];

/** Consent that has run out comes first: others ask for it. */
const parts: readonly SweepPart[] = [
  ['lapses', lapseAllDue],
  ['proposals', sweepProposals],
  ['response-chasers', chaseResponses],
  ...sweepParts,
];

/**
 * Does at once what is due by the clock. One part that fails keeps no other from its work: somebody's record that can't be
 * read must not silence everybody's reminders.
 *
 * @param more parts that only this service has, such as asking Microsoft 365 what is new; they come last here
 * @throws the first fault, once every part has had its turn
 */
export async function sweepOnce(
  deps: Deps,
  onRun: (run: SweepRun) => void = () => {},
  more: readonly SweepPart[] = [],
): Promise<void> {
  await carryOutParts(deps, [...parts, ...more], onRun);
}

async function carryOutParts(
  deps: Deps,
  due: readonly SweepPart[],
  onRun: (run: SweepRun) => void,
  stopping: () => boolean = () => false,
): Promise<void> {
  const faults: unknown[] = [];
  for (const [part, work] of due) {
    if (stopping()) break;
    const since = performance.now();
    const ended = (result: SweepRun['result']) => onRun({ part, result, seconds: (performance.now() - since) / 1000 });
    try {
      await work(deps);
      ended('done');
    } catch (fault) {
      deps.log.fault('sweep-part-failed', fault, { part });
      ended('failed');
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
}

/** Works every clock out anew, once on each day that is asked for; beside whatever else happens. A day that failed is tried again. */
function recomputingDaily(deps: Deps, onRun: (run: SweepRun) => void) {
  let doneOn = '';
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  return {
    today: () => {
      const today = dayOf(deps.clock.now());
      if (doneOn === today) return;
      doneOn = today;
      running = running.then(async () => {
        const since = performance.now();
        const ended = (result: SweepRun['result']) =>
          onRun({ part: 'recompute', result, seconds: (performance.now() - since) / 1000 });
        try {
          await recomputeAllClocks(deps, { stopped: () => stopping });
          ended('done');
        } catch (fault) {
          doneOn = '';
          deps.log.fault('recompute-failed', fault);
          ended('failed');
        }
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

/** A part that is running when the process is told to stop has this long to end; it may be cut off anywhere. */
const DRAIN_MS = 5_000;

/** Does one piece of work after the other; what is asked for at a beat waits in the line once at most. */
function openLine(onFault: (fault: unknown) => void) {
  let running: Promise<void> = Promise.resolve();
  let waiting = false;
  const after = (work: () => Promise<void>) => {
    running = running.then(work).catch(onFault);
  };
  return {
    after,
    atBeat: (work: () => Promise<void>) => {
      if (waiting) return;
      waiting = true;
      after(() => {
        waiting = false;
        return work();
      });
    },
    ended: () => running,
  };
}

/**
 * Asks at a steady beat what is due; every minute what was forgotten; once a day, and at first, works every clock out anew;
 * once a day asks what may go. A round that fails is logged, and the next one does its work. A round that outlasts the beat
 * delays the next. The clocks are worked out beside them, because a large register takes as long as many rounds, and so are
 * the further parts carried out: they wait for Microsoft 365 or a mailbox, and nobody's reminder is to wait for that.
 */
export function startSweeping(
  deps: Deps,
  seconds: number,
  onRun: (run: SweepRun) => void = () => {},
  more: readonly SweepPart[] = [],
) {
  let stopping = false;
  let pickedUpAt = performance.now();
  let prunedOn = '';
  const onFault = (fault: unknown) => deps.log.fault('sweep-failed', fault);
  const [own, others] = [openLine(onFault), openLine(onFault)];
  const clocks = recomputingDaily(deps, onRun);
  // What failed is on record, part by part; what follows does not wait until it is mended.
  const carryOut = (due: readonly SweepPart[]) =>
    carryOutParts(deps, due, onRun, () => stopping).catch(() => undefined);
  const round = async () => {
    await carryOut(parts);
    if (stopping) return;
    clocks.today();
    if (performance.now() - pickedUpAt < PICK_UP_MS) return;
    pickedUpAt = performance.now();
    await pickUpForgotten(deps);
    const today = dayOf(deps.clock.now());
    if (prunedOn === today) return;
    await prune(deps);
    prunedOn = today;
  };
  const timer = setInterval(() => {
    own.atBeat(round);
    if (more.length > 0) others.atBeat(() => carryOut(more));
  }, seconds * 1000);
  const asked = new Set<string>();
  return {
    /**
     * Carries out one of the further parts now instead of at the next beat; asked for several times before it begins, it
     * runs once.
     */
    hasten: (name: string) => {
      const part = more.find(([one]) => one === name);
      if (part === undefined || asked.has(name)) return;
      asked.add(name);
      others.after(async () => {
        asked.delete(name);
        await carryOut([part]);
      });
    },
    /** Begins no further part. */
    stop: async () => {
      stopping = true;
      clearInterval(timer);
      await Promise.race([Promise.all([own.ended(), others.ended()]), later(DRAIN_MS, undefined, { ref: false })]);
      await clocks.stop();
    },
  };
}
