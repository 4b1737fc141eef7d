import { z } from 'zod';
import { policyContradictions } from './check-policy.ts';
import { type AreaPolicy, optionalRules, type RuleName, requiredRules } from './model.ts';
import { problemSentences } from './policy-problems.ts';
import { type Layer, type Source, source } from './rule.ts';

const allRules = { ...requiredRules, ...optionalRules };
export const ruleNames = Object.keys(allRules) as RuleName[];
const ruleName = z.enum(ruleNames as [RuleName, ...RuleName[]]);
/** Kept with everything that is decided, and part of a file's name. */
const version = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/,
    'is not a version: up to 40 letters, digits, dots and dashes, such as “2026-11”.',
  );

type StatedRule = z.ZodObject<{ value: z.ZodType; source: typeof source }>;
const stated = z.strictObject(
  Object.fromEntries(
    ruleNames.map((name) => [name, z.strictObject({ value: allRules[name], source }).optional()]),
  ) as unknown as Record<string, z.ZodOptional<StatedRule>>,
);

/** A layer that areas can take rules over from. */
export const layerFileSchema = z.strictObject({ version, rules: stated });
export type LayerFile = z.infer<typeof layerFileSchema>;

/** What law lays down: it holds in every area from its own day, beside what the area's file says. */
export const statuteFileSchema = z.strictObject({ version, effectiveFrom: z.iso.date(), rules: stated });
export type StatuteFile = z.infer<typeof statuteFileSchema>;

/** What areas can take rules over from. */
export type Layers = Record<'national' | 'baseline', LayerFile>;

/** One version of one area's policy as it is written down. Every rule is stated, taken over, or said not to be stated. */
export const areaFileSchema = z.strictObject({
  area: z
    .string()
    .regex(
      /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
      'is not an area’s code: small letters, digits and single dashes, such as “west-vale”.',
    ),
  name: z.string().min(1),
  team: z.string().min(1),
  version,
  effectiveFrom: z.iso.date(),
  rules: stated,
  takesOver: z.array(
    z.strictObject({ from: z.enum(['national', 'baseline']), rules: z.array(ruleName).min(1), source }),
  ),
  notStated: z.array(ruleName),
});
export type AreaFile = z.infer<typeof areaFileSchema>;

/** One sentence for everything that keeps a file from being a policy, beginning with the rule it is about. */
export type PolicyProblem = string;

type Resolved = Record<string, { value: unknown; source: Source; layer: Layer; takenOver: Source }>;

function takenOver(file: AreaFile, layers: Layers, problems: PolicyProblem[]): Resolved {
  const taken: Resolved = {};
  for (const { from, rules, source: why } of file.takesOver) {
    for (const name of rules) {
      const rule = layers[from].rules[name];
      if (rule === undefined) problems.push(`${name}: there is no such rule in the ${from} layer to take over.`);
      else taken[name] = { ...rule, layer: from, takenOver: why };
    }
  }
  return taken;
}

function mentionProblems(file: AreaFile): PolicyProblem[] {
  const mentions = [
    ...ruleNames.filter((name) => file.rules[name] !== undefined),
    ...file.takesOver.flatMap(({ rules }) => rules),
    ...file.notStated,
  ];
  return [...ruleNames].flatMap((name) => {
    const times = mentions.filter((mention) => mention === name).length;
    if (times === 0) return [`${name}: not mentioned. State it, take it over, or list it under notStated.`];
    if (times > 1)
      return [`${name}: mentioned more than once. It is stated, taken over or not stated, never two of them.`];
    return file.notStated.includes(name) && name in requiredRules
      ? [`${name}: every area must have this rule. State it, or take it over from a layer.`]
      : [];
  });
}

/**
 * Puts a policy together from an area's file and the layers it takes rules over from.
 *
 * @param json the file's content, parsed
 * @returns the policy, or every problem of the file in a sentence
 */
export function policyFrom(
  json: unknown,
  layers: Layers,
): { ok: true; policy: AreaPolicy } | { ok: false; problems: PolicyProblem[] } {
  const parsed = areaFileSchema.safeParse(json, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: problemSentences(parsed.error) };
  const { rules, takesOver: _, notStated, ...head } = parsed.data;
  const problems = mentionProblems(parsed.data);
  const taken = takenOver(parsed.data, layers, problems);
  if (problems.length > 0) return { ok: false, problems };
  const own = Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => (rule ? [[name, { ...rule, layer: 'area' }]] : [])),
  );
  const open = Object.fromEntries(notStated.map((name) => [name, { notStated: true }]));
  // The schema has checked every value, and the sentences above that no rule is missing.
  const policy = { ...head, ...taken, ...own, ...open } as AreaPolicy;
  const contradictions = policyContradictions(policy);
  return contradictions.length > 0 ? { ok: false, problems: contradictions } : { ok: true, policy };
}
