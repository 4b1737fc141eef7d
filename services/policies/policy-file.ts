import { z } from 'zod';
import { type AreaPolicy, optionalRules, type RuleName, requiredRules } from './model.ts';
import { type Layer, type Source, source } from './rule.ts';

const allRules = { ...requiredRules, ...optionalRules };
export const ruleNames = Object.keys(allRules) as RuleName[];
const ruleName = z.enum(ruleNames as [RuleName, ...RuleName[]]);

type StatedRule = z.ZodObject<{ value: z.ZodType; source: typeof source }>;
const stated = z.strictObject(
  Object.fromEntries(
    ruleNames.map((name) => [name, z.strictObject({ value: allRules[name], source }).optional()]),
  ) as unknown as Record<string, z.ZodOptional<StatedRule>>,
);

/** A layer that areas can take rules over from. */
export const layerFileSchema = z.strictObject({ version: z.string().min(1), rules: stated });
export type LayerFile = z.infer<typeof layerFileSchema>;
export type Layers = Record<Exclude<Layer, 'area'>, LayerFile>;

/** One version of one area's policy as it is written down. Every rule is stated, taken over, or said not to be stated. */
export const areaFileSchema = z.strictObject({
  area: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1),
  team: z.string().min(1),
  version: z.string().min(1),
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

type Resolved = Record<string, { value: unknown; source: Source; layer: Layer } | { notStated: true }>;

function takenOver(file: AreaFile, layers: Layers, problems: PolicyProblem[]): Resolved {
  const taken: Resolved = {};
  for (const { from, rules } of file.takesOver) {
    for (const name of rules) {
      const rule = layers[from].rules[name];
      if (rule === undefined) problems.push(`${name}: there is no such rule in the ${from} layer to take over.`);
      else taken[name] = { ...rule, layer: from };
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
  const parsed = areaFileSchema.safeParse(json);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
  }
  const { rules, takesOver: _, notStated, ...head } = parsed.data;
  const problems = mentionProblems(parsed.data);
  const taken = takenOver(parsed.data, layers, problems);
  if (problems.length > 0) return { ok: false, problems };
  const own = Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => (rule ? [[name, { ...rule, layer: 'area' }]] : [])),
  );
  const open = Object.fromEntries(notStated.map((name) => [name, { notStated: true }]));
  // The schema has checked every value, and the sentences above that no rule is missing.
  return { ok: true, policy: { ...head, ...taken, ...own, ...open } as AreaPolicy };
}
