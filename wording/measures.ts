import type { Measure, MeasureStrength } from '../services/policies/model.ts';

/** In the source's own strength: nothing that can be done is made into something that must be. */
const strengths: Record<MeasureStrength, string> = {
  'must-be-offered': 'must be offered',
  'must-be-considered': 'must be considered',
  'must-be-done': 'must be done',
  'may-be-considered': 'may be considered',
  'can-be-considered': 'can be considered',
  'can-be-offered': 'can be offered',
  'can-be-made': 'can be made',
  'can-be-called': 'can be called',
  'is-considered': 'is to be considered',
  'is-done': 'is done at this rating',
};

/** 'must be considered': how strongly the area's policy asks for a measure. */
export function strengthWords(strength: MeasureStrength): string {
  return strengths[strength];
}

const settingNames = {
  adult: 'in an adult mental health hospital',
  'tier-4': 'in tier 4',
  secure: 'in a secure setting',
} as const;

/** 'up to and including age 25', 'for adults', 'in tier 4': whom a measure is for; empty where it holds for everybody. */
export function measureConditions({ ages, upToAge, settings }: Measure['when']): string[] {
  return [
    ...(ages === 'adult' ? ['for adults'] : []),
    ...(ages === 'child' ? ['for children and young people'] : []),
    ...(upToAge === undefined ? [] : [`up to and including age ${upToAge}`]),
    ...(settings && settings.length < 3 ? [settings.map((one) => settingNames[one]).join(' or ')] : []),
  ];
}

/**
 * One line: 'Referral to the keyworker service: can be made, up to and including age 25'.
 *
 * @param measure.onlyIfAge the age is not known, and the measure holds only if it fits
 */
export function measureWords(measure: Pick<Measure, 'label' | 'strength' | 'when'> & { onlyIfAge?: boolean }): string {
  const conditions = [strengthWords(measure.strength), ...measureConditions(measure.when)].join(', ');
  const unsure = measure.onlyIfAge ? ' (the date of birth is not known: check the age)' : '';
  return `${measure.label}: ${conditions}${unsure}`;
}
