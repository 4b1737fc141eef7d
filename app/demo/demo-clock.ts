import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../services/platform/time.ts';

const savedSchema = z.strictObject({ aheadMilliseconds: z.number().int().nonnegative() });

/** The demo's clock: real time and a head start, kept across restarts so that nothing recorded lies in the future. */
export type DemoClock = Clock & {
  /** Moves on to an instant. It never goes back: what is recorded would otherwise be from the future. */
  skipTo(instant: Date): 'moved' | 'would-go-back';
};

/** Opens the clock of a demo whose data are in this folder. */
export function openDemoClock(folder: string, realNow: () => Date = () => new Date()): DemoClock {
  const file = path.join(folder, 'clock.json');
  let ahead = fs.existsSync(file) ? savedSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).aheadMilliseconds : 0;
  const now = () => new Date(realNow().getTime() + ahead);
  return {
    now,
    skipTo(instant) {
      if (instant < now()) return 'would-go-back';
      ahead = instant.getTime() - realNow().getTime();
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      fs.writeFileSync(file, JSON.stringify({ aheadMilliseconds: ahead }));
      return 'moved';
    },
  };
}
