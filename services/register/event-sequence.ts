import type { RegisterEvent } from './model.ts';
import { eventsThatCount } from './project-entry.ts';

/** Why events can't have happened in this order. */
export type SequenceProblem = 'in-hospital' | 'not-in-hospital' | 'before-entry' | 'after-end' | 'no-entry';

/** Somebody may have been in hospital before they came onto the register: their stay is recorded from its beginning. */
const MAY_COME_BEFORE_THE_ENTRY: ReadonlySet<string> = new Set(['admitted', 'setting-changed']);

/**
 * What is wrong with a record that holds these events, if anything: somebody is discharged before they are admitted again,
 * moves between hospitals during a stay alone, and nothing else happens before the entry or anything after its end. Asked
 * before an event is added or taken back, so that what follows from the events can always be worked out.
 */
export function sequenceProblem(events: readonly RegisterEvent[]): SequenceProblem | undefined {
  const counting = eventsThatCount(events);
  const entered = counting.find((event) => event.kind === 'entered');
  if (entered === undefined) return 'no-entry';
  let inHospital = false;
  let ended = false;
  for (const event of counting) {
    if (event.day < entered.day && !MAY_COME_BEFORE_THE_ENTRY.has(event.kind)) return 'before-entry';
    if (ended) return 'after-end';
    if (event.kind === 'admitted') {
      if (inHospital) return 'in-hospital';
      inHospital = true;
    }
    if (event.kind === 'setting-changed' && !inHospital) return 'not-in-hospital';
    if (event.kind === 'discharged') {
      if (!inHospital) return 'not-in-hospital';
      inHospital = false;
    }
    if (event.kind === 'ended') ended = true;
  }
  return undefined;
}
