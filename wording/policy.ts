import { formatDay } from '../services/platform/time.ts';
import type { AreaPolicy, RuleName } from '../services/policies/model.ts';
import type { Layer, MaybeRule, Source } from '../services/policies/rule.ts';
import { ruleLabel, ruleOrder, ruleValueWords } from './policy-rules.ts';

/** What an area leaves open is shown so, and never filled in. */
export const notSetLocally = 'not set locally';

/** 'Humber', 'national guidance', 'decided by us', 'the law': where a rule was laid down. */
export function layerWords(layer: Layer, policy: Pick<AreaPolicy, 'name'>): string {
  const names: Record<Layer, string> = {
    area: policy.name,
    national: 'national guidance',
    baseline: 'decided by us',
    statutory: 'the law',
  };
  return names[layer];
}

/** 'DSR newsletter, March 2025: Consent: renewed annually' */
export function sourceWords({ document, place }: Source): string {
  return `${document}: ${place}`;
}

/** One rule as people read it. */
export type RuleInWords = {
  name: RuleName;
  label: string;
  /** Lines of its value; 'not set locally' where the area states none. */
  value: string[];
  layer: Layer | null;
  /** Where it was laid down; null where it is not set. */
  layerWords: string | null;
  source: string | null;
  /** Why a value of another layer holds here. */
  takenOver: string | null;
  /** What the area's policy says where the law has taken its place. */
  beside: string[] | null;
};

function besideWords(name: RuleName, rule: MaybeRule<never>): string[] {
  return 'value' in rule ? ruleValueWords(name, rule.value) : [notSetLocally];
}

/** A rule with its value, its source, and the layer it comes from. */
export function ruleInWords(name: RuleName, policy: AreaPolicy): RuleInWords {
  const rule = policy[name] as MaybeRule<never>;
  const label = ruleLabel(name);
  if (!('value' in rule)) {
    return {
      name,
      label,
      value: [notSetLocally],
      layer: null,
      layerWords: null,
      source: null,
      takenOver: null,
      beside: null,
    };
  }
  return {
    name,
    label,
    value: ruleValueWords(name, rule.value),
    layer: rule.layer,
    layerWords: layerWords(rule.layer, policy),
    source: sourceWords(rule.source),
    takenOver: rule.takenOver ? sourceWords(rule.takenOver) : null,
    beside: rule.beside ? besideWords(name, rule.beside) : null,
  };
}

/** Every rule in words, in the order in which they are read. */
export function policyInWords(policy: AreaPolicy): RuleInWords[] {
  return ruleOrder.map((name) => ruleInWords(name, policy));
}

/** 'Version 2026-11, in force from Sunday 1 November 2026' */
export function versionWords({ version, effectiveFrom }: Pick<AreaPolicy, 'version' | 'effectiveFrom'>): string {
  return `Version ${version}, in force from ${formatDay(effectiveFrom)}`;
}

function section(heading: string, rules: readonly RuleInWords[], lines: (rule: RuleInWords) => string[]): string[] {
  if (rules.length === 0) return [];
  return ['', `${heading} (${rules.length})`, ...rules.flatMap(lines)];
}

/** Why rules of another layer hold here, each reason once. */
const reasons = (rules: readonly RuleInWords[]) =>
  [...new Set(rules.flatMap(({ takenOver }) => takenOver ?? []))].map((why) => `  Why: ${why}`);

/**
 * What a valid file says, for whoever wrote it: what the area states, what it takes over, what it leaves open.
 *
 * @param file the file as it was named
 */
export function validPolicyText(file: string, policy: AreaPolicy): string {
  const all = policyInWords(policy);
  const of = (layer: Layer | null) => all.filter((rule) => rule.layer === layer);
  const full = (rule: RuleInWords) => [
    `  ${rule.label}`,
    ...rule.value.map((line) => `    ${line}`),
    `    Source: ${rule.source}`,
  ];
  const short = (rule: RuleInWords) => [`  ${rule.label}: ${rule.value.join('; ')}`];
  return [
    `${file} is a valid policy of ${policy.name}. ${versionWords(policy)}.`,
    ...section(`Stated by ${policy.name}`, of('area'), full),
    ...section('Taken over from national guidance', of('national'), short),
    ...reasons(of('national')),
    ...section('Taken over from what we decided', of('baseline'), short),
    ...reasons(of('baseline')),
    ...section('Not set locally: shown as that, never filled in', of(null), (rule) => [`  ${rule.label}`]),
  ].join('\n');
}

/** Why a file is no policy, a line for everything that is wrong with it. */
export function invalidPolicyText(file: string, problems: readonly string[]): string {
  const count = problems.length === 1 ? 'One thing is' : `${problems.length} things are`;
  return [`${file} is not a policy yet. ${count} to be put right:`, ...problems.map((problem) => `  ${problem}`)].join(
    '\n',
  );
}

/** How `npm run policy` is used. */
export const policyCommandUsage = `Usage:
  npm run policy -- check FILE      whether FILE is a valid policy, and what it says
  npm run policy -- simulate FILE   what would change on the present register; changes nothing`;

/** A file cannot be added beside another version of the same name. */
export function versionInUse({ name, version }: Pick<AreaPolicy, 'name' | 'version'>): string {
  return `${name} already has another version ${version}. Give this one a version of its own before you add it.`;
}

/** What the card of the area's policy says around its rules. */
export const policyWords = {
  summary: 'The policy of this area',
  heading: (policy: Pick<AreaPolicy, 'name'>) => `The policy of ${policy.name}`,
  next: (next: Pick<AreaPolicy, 'version' | 'effectiveFrom'>) =>
    `Version ${next.version} takes its place on ${formatDay(next.effectiveFrom)}.`,
  from: (layer: string, source: string) => `From: ${layer}. ${source}`,
  takenOver: (why: string) => `Why it holds here: ${why}`,
  beside: (lines: readonly string[]) => `The area’s policy says: ${lines.join('; ')}`,
};
