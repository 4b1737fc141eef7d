import type { HospitalSetting, Rating, Setting } from '../register/model.ts';
import type { AreaPolicy, Measure } from './model.ts';
import { statedValue } from './rule.ts';

/**
 * A measure that holds for somebody. `onlyIfAge` marks one with a condition on age where the age is not known: it holds
 * only if the age turns out to fit.
 */
export type MeasureFor = Measure & { onlyIfAge: boolean };

type Holds = 'yes' | 'no' | 'age-unknown';

function agesHold({ ages, upToAge }: Measure['when'], age: number | null, childUnder: number): Holds {
  if (ages === undefined && upToAge === undefined) return 'yes';
  if (age === null) return 'age-unknown';
  const rightSide = ages === undefined || (ages === 'child') === age < childUnder;
  // "Up to 25" includes age 25 (domain.md §10).
  return rightSide && (upToAge === undefined || age <= upToAge) ? 'yes' : 'no';
}

function settingHolds(settings: readonly HospitalSetting[] | undefined, setting: Setting): boolean {
  return settings === undefined || settings.some((one) => one === setting);
}

/**
 * What the area's policy says must, may or can be done for somebody, in the order of the policy.
 *
 * @param about.age whole years today; null where the date of birth is not known
 * @param about.setting where they are: a measure of one kind of hospital holds there alone
 * @returns none where the area states no measures
 */
export function measuresFor(
  policy: Pick<AreaPolicy, 'ratingMeasures' | 'childUnder'>,
  about: { rating: Rating; age: number | null; setting: Setting },
): MeasureFor[] {
  return (statedValue(policy.ratingMeasures) ?? []).flatMap((measure) => {
    if (measure.rating !== about.rating || !settingHolds(measure.when.settings, about.setting)) return [];
    const holds = agesHold(measure.when, about.age, policy.childUnder.value);
    return holds === 'no' ? [] : [{ ...measure, onlyIfAge: holds === 'age-unknown' }];
  });
}
