import { better, type Survey, suits } from './find-times-survey.ts';

const MIDDAY_MINUTE = 12 * 60;

type Difference = (survey: Survey, slot: number, chosen: readonly number[]) => boolean;

const dayOfSlot = ({ grid }: Survey, slot: number) => grid.dayIndex[slot] as number;
const isMorning = ({ grid }: Survey, slot: number) => (grid.fromMinute[slot] as number) < MIDDAY_MINUTE;

const atAnotherTime: Difference = ({ grid }, slot, chosen) =>
  chosen.every((one) => Math.abs((grid.starts[one] as number) - (grid.starts[slot] as number)) >= grid.lengthMs);
const onAnotherDay: Difference = (survey, slot, chosen) =>
  chosen.every((one) => dayOfSlot(survey, one) !== dayOfSlot(survey, slot));
const onAnotherHalfDay: Difference = (survey, slot, chosen) =>
  chosen.every(
    (one) => dayOfSlot(survey, one) !== dayOfSlot(survey, slot) || isMorning(survey, one) !== isMorning(survey, slot),
  );
const inTheOtherHalf: Difference = (survey, slot, chosen) => {
  const last = chosen.at(-1);
  return last === undefined || isMorning(survey, last) !== isMorning(survey, slot);
};

/** How a time may differ from those chosen already, the greatest difference first. */
const DIFFERENCES: readonly Difference[] = [
  (survey, slot, chosen) => onAnotherDay(survey, slot, chosen) && inTheOtherHalf(survey, slot, chosen),
  onAnotherDay,
  (survey, slot, chosen) => onAnotherHalfDay(survey, slot, chosen) && atAnotherTime(survey, slot, chosen),
  atAnotherTime,
];

/** The next: of the best that do not overlap one chosen, the one that differs most; overlapping as a last resort. */
function nextOf(survey: Survey, ranked: readonly number[], chosen: readonly number[]): number | undefined {
  const best = ranked.find((slot) => atAnotherTime(survey, slot, chosen));
  if (best === undefined) return ranked.find((slot) => !chosen.includes(slot));
  const equals = ranked.filter((slot) => suits(survey, slot, best) === 0);
  for (const differs of DIFFERENCES) {
    const found = equals.find((slot) => differs(survey, slot, chosen));
    if (found !== undefined) return found;
  }
  return best;
}

/**
 * Slots to offer, best first. The first is the best of all; among those that suit people equally well the others are
 * spread over days and half days, because three neighbouring quarters of an hour are no choice.
 */
export function spreadSlots(survey: Survey, wanted: number): number[] {
  const ranked = Array.from(survey.grid.starts.keys()).sort((one, other) => better(survey, one, other));
  const chosen: number[] = [];
  while (chosen.length < wanted) {
    const next = nextOf(survey, ranked, chosen);
    if (next === undefined) break;
    chosen.push(next);
  }
  return chosen.sort((one, other) => better(survey, one, other));
}
