import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { hospitalSettings } from './admit.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete } from './change-entry.ts';
import { checkCode, checkDay, checkWords } from './check-event.ts';
import { settingOn } from './project-entry.ts';

/** The person moved to another kind of hospital during a stay. Refused for the kind that they are in ('same-setting'). */
export function changeSetting(
  deps: Deps,
  input: EntryChange & { setting: string; day: string; note: string },
): Promise<Result<{ entryId: string }, EntryRefusal | Incomplete | { reason: 'same-setting' }>> {
  const to = checkCode('setting', input.setting, hospitalSettings);
  const words = checkWords(input.note, 'optional');
  return changeEntry<Incomplete | { reason: 'same-setting' }>(deps, 'change-setting', input, (seen) => {
    const on = checkDay(input.day, seen);
    const problems = [...to.problems, ...on.problems, ...words.problems];
    if (problems.length > 0 || to.code === undefined) return refuse({ reason: 'incomplete', problems });
    const before = settingOn(seen.facts, on.day) ?? seen.setting;
    if (before === to.code) return refuse({ reason: 'same-setting' });
    return ok({
      events: [{ kind: 'setting-changed', day: on.day, detail: { setting: to.code }, note: words.note }],
      from: before,
      to: to.code,
      detail: { day: on.day },
    });
  });
}
