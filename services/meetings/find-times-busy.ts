import type { Span } from '../calendar/port.ts';

/**
 * Marks with 1 the slots (sorted by start, all of one length) during which something is in the way, counting `paddingMs`
 * before and after each block as part of it. Half-open: one that ends when the other begins is not in the way, and an
 * empty or reversed block never is.
 *
 * Blocks may overlap and come in any order. A slot is free when as many blocks have begun before its end as have ended by
 * its start, so starts and ends are sorted each for themselves, and nothing is merged: n log n in blocks, then one sweep.
 */
export function busyAt(
  busy: readonly Span[],
  slotStarts: Float64Array,
  lengthMs: number,
  paddingMs: number,
): Uint8Array {
  const marks = new Uint8Array(slotStarts.length);
  if (slotStarts.length === 0) return marks;
  const windowStart = slotStarts[0] as number;
  const windowEnd = (slotStarts[slotStarts.length - 1] as number) + lengthMs;
  const begins = new Float64Array(busy.length);
  const ends = new Float64Array(busy.length);
  let count = 0;
  for (const block of busy) {
    const begin = block.start.getTime();
    const end = block.end.getTime();
    if (begin >= end || begin - paddingMs >= windowEnd || end + paddingMs <= windowStart) continue;
    begins[count] = begin - paddingMs;
    ends[count] = end + paddingMs;
    count++;
  }
  const sortedBegins = begins.subarray(0, count).sort();
  const sortedEnds = ends.subarray(0, count).sort();
  let begun = 0;
  let ended = 0;
  for (let slot = 0; slot < slotStarts.length; slot++) {
    const start = slotStarts[slot] as number;
    while (begun < count && (sortedBegins[begun] as number) < start + lengthMs) begun++;
    while (ended < count && (sortedEnds[ended] as number) <= start) ended++;
    if (begun > ended) marks[slot] = 1;
  }
  return marks;
}
