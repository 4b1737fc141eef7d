import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  knownAreas,
  loadLayers,
  loadPolicy,
  loadPolicyBook,
  POLICY_FOLDER,
} from '../../../services/policies/load-policy.ts';
import { type AreaPolicy, optionalRules, type RuleName, requiredRules } from '../../../services/policies/model.ts';
import { ruleNames } from '../../../services/policies/policy-file.ts';
import type { MaybeRule, Rule } from '../../../services/policies/rule.ts';
import { policyInWords } from '../../../wording/policy.ts';

const areas = knownAreas();
const files = fs.readdirSync(path.join(POLICY_FOLDER, 'areas'));
const ruleOf = (policy: AreaPolicy, name: RuleName) => policy[name] as MaybeRule<unknown>;
const stated = (policy: AreaPolicy) =>
  ruleNames.flatMap((name) => {
    const rule = ruleOf(policy, name);
    return 'value' in rule ? [{ name, rule: rule as Rule<unknown> }] : [];
  });
const written = (file: string) => JSON.parse(fs.readFileSync(path.join(POLICY_FOLDER, 'areas', file), 'utf8'));

test('there is a file of every area that domain.md compares, and an invented one', () => {
  expect(areas).toEqual(['example-vale', 'humber', 'norfolk-and-waveney', 'staffordshire-and-stoke-on-trent']);
});

describe.each(areas)('the policy of %s', (area) => {
  const policy = loadPolicy(area);

  test('has a version and a day from which it holds', () => {
    expect(policy.version).not.toBe('');
    expect(policy.effectiveFrom).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test('has for every rule a value with its document and its place, or says that it is not set locally', () => {
    for (const name of ruleNames) {
      const rule = ruleOf(policy, name);
      if ('value' in rule) {
        expect(rule.source.document.trim(), name).not.toBe('');
        expect(rule.source.place.trim(), name).not.toBe('');
      } else {
        expect(rule, name).toEqual({ notStated: true });
        expect(name in optionalRules, `${name} may be left open`).toBe(true);
      }
    }
  });

  test('takes a rule of another layer over only where its file says so, and says who decided that', () => {
    const file = written(`${area}.json`) as {
      rules: Record<string, unknown>;
      takesOver: { from: string; rules: string[] }[];
      notStated: string[];
    };
    for (const { name, rule } of stated(policy)) {
      const taken = file.takesOver.find(({ rules }) => rules.includes(name));
      expect(rule.layer, name).toBe(taken?.from ?? 'area');
      expect(name in file.rules, name).toBe(taken === undefined);
      expect(rule.takenOver?.document, name).toBe(taken ? 'Decided by us' : undefined);
    }
    for (const name of file.notStated) expect(ruleOf(policy, name as RuleName)).toEqual({ notStated: true });
  });

  test('shows national guidance as national guidance, and what is not set as not set', () => {
    for (const rule of policyInWords(policy)) {
      const { layer } = ruleOf(policy, rule.name) as Partial<Rule<unknown>>;
      if (layer === undefined) expect(rule.value).toEqual(['not set locally']);
      else {
        expect(rule.value.join('')).not.toBe('');
        expect(rule.layerWords).toBe(
          { area: policy.name, national: 'national guidance', baseline: 'decided by us', statutory: 'the law' }[layer],
        );
      }
    }
  });

  test('is in words without a code, a blank or a word of the program', () => {
    for (const rule of policyInWords(policy)) {
      for (const line of [rule.label, ...rule.value]) {
        expect(line).not.toMatch(/undefined|null|NaN|\[object|\$\{|^\s|\s$/);
        expect(line).not.toBe('');
      }
    }
  });
});

test('every file is read, and belongs to the area and version it is named after', () => {
  for (const file of files) {
    const { area, version } = written(file) as { area: string; version: string };
    expect([`${area}.json`, `${area}.${version}.json`]).toContain(file);
    expect(loadPolicyBook(area).version(version)?.area).toBe(area);
  }
});

test('no rule of an area’s own quotes national guidance or our decision as its document', () => {
  for (const area of areas) {
    for (const { name, rule } of stated(loadPolicy(area))) {
      if (rule.layer !== 'area') continue;
      expect(rule.source.document, `${area} ${name}`).not.toMatch(/Decided by us|NHS England/);
    }
  }
});

test('national guidance is marked as to be checked', () => {
  for (const rule of Object.values(loadLayers().national.rules))
    expect(rule?.source.document).toContain('to be checked');
});

test('the invented area says in its name, its team and each source that it is invented, and exercises every rule but one', () => {
  const vale = loadPolicy('example-vale');
  expect([vale.name, vale.team].join()).toMatch(/invented.*invented/);
  for (const { rule } of stated(vale)) {
    if (rule.layer === 'area') expect(rule.source.document).toContain('invented');
  }
  const open = ruleNames.filter((name) => !('value' in ruleOf(vale, name)));
  expect(open, 'it takes self-referrals').toEqual(['selfReferralTurnTo']);
});

test('no code of the product names an area, so that a new one is data alone', () => {
  const root = path.resolve(POLICY_FOLDER, '../..');
  const folders = ['bot', 'cards', 'services', 'web', 'wording'].map((folder) => path.join(root, folder));
  const code = folders
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) =>
      fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
    )
    .filter(
      (file) => file.endsWith('.ts') && !/(?:load-policy|platform\/config|platform\/service-config)\.ts$/.test(file),
    );
  const naming = code.filter((file) =>
    /humber|norfolk|waveney|example-vale|['"`]stoke|staffordshire-and/i.test(
      withoutComments(fs.readFileSync(file, 'utf8')),
    ),
  );
  expect(naming).toEqual([]);
});

const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');

test('every rule is required or may be left open, never both', () => {
  expect(Object.keys(requiredRules).filter((name) => name in optionalRules)).toEqual([]);
});
