import type { CalendarDay } from '../platform/time.ts';
import type { AreaPolicy, RuleName } from './model.ts';
import type { StatuteFile } from './policy-file.ts';
import type { MaybeRule } from './rule.ts';

/** Every version of one area's policy. */
export type PolicyBook = {
  /** The version that holds on a day: the last to take effect on or before it, or the first there is. */
  on(day: CalendarDay): AreaPolicy;
  /** The version that something was decided under. */
  version(version: string): AreaPolicy | undefined;
  versions: readonly AreaPolicy[];
};

/** The same policy with what law lays down in the place of the area's rules, which are kept beside it. */
function under(statute: StatuteFile, policy: AreaPolicy): AreaPolicy {
  const rules = Object.entries(statute.rules).flatMap(([name, rule]) =>
    rule ? [[name, { ...rule, layer: 'statutory', beside: policy[name as RuleName] as MaybeRule<unknown> }]] : [],
  );
  const effectiveFrom = policy.effectiveFrom < statute.effectiveFrom ? statute.effectiveFrom : policy.effectiveFrom;
  return {
    ...policy,
    ...Object.fromEntries(rules),
    effectiveFrom,
    version: `${policy.version}+${statute.version}`,
  };
}

/** An area's versions and, from the statute's own day on, the same under it. */
function withStatute(versions: readonly AreaPolicy[], statute: StatuteFile): AreaPolicy[] {
  const day = statute.effectiveFrom;
  const holding = versions.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? versions[0];
  return versions.flatMap((one) => {
    if (one === holding) return [...(one.effectiveFrom < day ? [one] : []), under(statute, one)];
    return [one.effectiveFrom < day ? one : under(statute, one)];
  });
}

/**
 * A book of versions that have been read already.
 *
 * @param statute what law lays down, from its own day
 * @throws where two versions have one name or take effect on the same day
 */
export function policyBook(unordered: readonly AreaPolicy[], statute?: StatuteFile): PolicyBook {
  const area = unordered.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  if (area[0] === undefined) throw new Error('A policy has at least one version');
  for (const [at, one] of area.entries()) {
    const before = area.slice(0, at);
    if (before.some(({ version }) => version === one.version))
      throw new Error(`version: two policies of ${one.area} are called ${one.version}.`);
    if (before.some(({ effectiveFrom }) => effectiveFrom === one.effectiveFrom))
      throw new Error(`effectiveFrom: two policies of ${one.area} take effect on ${one.effectiveFrom}.`);
  }
  const versions = statute ? withStatute(area, statute) : area;
  const first = versions[0] as AreaPolicy;
  return {
    versions,
    on: (day) => versions.findLast((one) => one.effectiveFrom <= day) ?? first,
    version: (version) => versions.find((one) => one.version === version),
  };
}
