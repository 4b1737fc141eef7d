import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete } from './change-entry.ts';
import { checkCode, checkDay, checkWords } from './check-event.ts';
import { type HospitalSetting, settings } from './model.ts';

/** The three kinds of mental health hospital. */
export const hospitalSettings = settings.filter((setting): setting is HospitalSetting => setting !== 'community');

/** Nobody on the register was in hospital before this; a typed year must be a year. */
const EARLIEST_DAY = '1900-01-01';

/**
 * The person was admitted to a mental health hospital: the rating is Blue from that day, and the clocks of a stay
 * begin. It may have been before they came onto the register: then they came onto it Blue.
 */
export function admit(
  deps: Deps,
  input: EntryChange & { setting: string; day: string; note: string },
): Promise<Result<{ entryId: string }, EntryRefusal | Incomplete>> {
  const to = checkCode('setting', input.setting, hospitalSettings);
  const words = checkWords(input.note, 'optional');
  return changeEntry<Incomplete>(deps, 'admit', input, (seen) => {
    const on = checkDay(input.day, { ...seen, fromDay: seen.dateOfBirth ?? EARLIEST_DAY });
    const problems = [...to.problems, ...on.problems, ...words.problems];
    if (problems.length > 0 || to.code === undefined) return refuse({ reason: 'incomplete', problems });
    return ok({
      events: [{ kind: 'admitted', day: on.day, detail: { setting: to.code }, note: words.note }],
      from: seen.setting,
      to: to.code,
      detail: { day: on.day },
    });
  });
}
