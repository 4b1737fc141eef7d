import type { Span } from '../calendar/port.ts';

const BUCKET_MS = 15 * 60_000;

/** The starts of slots, with where each quarter of an hour begins among them: a block finds its slots at once. */
export type SlotStarts = { starts: Float64Array; firstOfBucket: Uint32Array };

/** @param starts in ms, sorted */
export function indexed(starts: Float64Array): SlotStarts {
  const [first = 0] = starts;
  const last = starts.at(-1) ?? first;
  const firstOfBucket = new Uint32Array(Math.floor((last - first) / BUCKET_MS) + 1);
  let slot = 0;
  for (let bucket = 0; bucket < firstOfBucket.length; bucket++) {
    while (slot < starts.length && (starts[slot] as number) < first + bucket * BUCKET_MS) slot++;
    firstOfBucket[bucket] = slot;
  }
  return { starts, firstOfBucket };
}

/** The first slot that begins at `instant` or later; the number of slots when none does. */
export function firstSlotFrom({ starts, firstOfBucket }: SlotStarts, instant: number): number {
  const bucket = Math.floor((instant - (starts[0] as number)) / BUCKET_MS);
  // Written so that nothing is read outside the arrays: that alone would make this many times slower.
  if (!(bucket >= 0)) return 0;
  let slot = bucket < firstOfBucket.length ? (firstOfBucket[bucket] as number) : starts.length;
  while (slot < starts.length && (starts[slot] as number) < instant) slot++;
  return slot;
}

/**
 * Writes `value` at the slots during which something is in the way, counting `paddingMs` before and after each block as
 * part of it. Half-open: one that ends when the other begins is not in the way, and an empty or reversed block never is.
 *
 * Blocks may overlap and come in any order: each marks its own slots, so time grows with their number and no faster.
 */
export function markBusy(
  marks: Uint8Array,
  value: number,
  busy: readonly Span[],
  slots: SlotStarts,
  lengthMs: number,
  paddingMs: number,
): void {
  const { starts } = slots;
  if (starts.length === 0) return;
  const windowStart = (starts[0] as number) - paddingMs;
  const windowEnd = (starts[starts.length - 1] as number) + lengthMs + paddingMs;
  for (const { start, end } of busy) {
    const [begins, ends] = [start.getTime(), end.getTime()];
    if (begins >= ends || begins >= windowEnd || ends <= windowStart) continue;
    // The first slot that ends after the block begins: times are whole milliseconds, so after is one more at least.
    const from = firstSlotFrom(slots, begins - paddingMs - lengthMs + 1);
    const until = firstSlotFrom(slots, ends + paddingMs);
    if (from < until) marks.fill(value, from, until);
  }
}
