const MINUTE_MS = 60_000;
/** An original that cannot be moved is tried again after so many minutes at first, and after a day at last. Decided by us. */
const FIRST_MINUTES = 15;
const LONGEST_MINUTES = 24 * 60;

/**
 * How many minutes after the last try an original that is still in the inbox is to be moved again: doubled again and again,
 * as long as it has waited, up to a day. What is not placed yet may be somebody's request, and is tried as often as ever.
 *
 * @param placedAt when it was said where the original belongs; null where it is not placed yet
 */
export function minutesToNextMove(placedAt: Date | null, now: Date): number {
  if (placedAt === null) return FIRST_MINUTES;
  const waited = (now.getTime() - placedAt.getTime()) / MINUTE_MS;
  let minutes = FIRST_MINUTES;
  while (minutes * 2 <= waited && minutes < LONGEST_MINUTES) minutes *= 2;
  return Math.min(minutes, LONGEST_MINUTES);
}
