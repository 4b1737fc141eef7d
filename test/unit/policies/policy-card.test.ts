import { describe, expect, test } from 'vitest';
import { policy as command } from '../../../bot/commands/policy.ts';
import { policyCard } from '../../../cards/policy.card.ts';
import { knownAreas, loadPolicy } from '../../../services/policies/load-policy.ts';
import type { AreaPolicy } from '../../../services/policies/model.ts';
import { ruleOrder } from '../../../wording/policy-rules.ts';
import { brokenCardRules, buttonsOf, textOf } from '../../support/card-rules.ts';

const cardOf = (policy: AreaPolicy, page: number, next: { version: string; effectiveFrom: string } | null = null) =>
  policyCard({ view: { policy, next }, page });
const pages = Math.ceil(ruleOrder.length / 6);
const whole = (policy: AreaPolicy) =>
  Array.from({ length: pages }, (_, at) => textOf(cardOf(policy, at + 1))).join('\n');

describe('the card of the area’s policy', () => {
  test.each(knownAreas())('keeps to the rules of cards on every page, in %s', (area) => {
    for (let page = 1; page <= pages; page++) expect(brokenCardRules(cardOf(loadPolicy(area), page))).toEqual([]);
  });

  test('says area, version and the day from which it holds, and which version comes next', () => {
    const text = textOf(cardOf(loadPolicy('humber'), 1, { version: '2027-04', effectiveFrom: '2027-04-01' }));
    expect(text).toContain('The policy of Humber');
    expect(text).toContain('Version 2026-11, in force from Sunday 1 November 2026.');
    expect(text).toContain('Version 2027-04 takes its place on Thursday 1 April 2027.');
    expect(textOf(cardOf(loadPolicy('humber'), 1))).not.toContain('takes its place');
  });

  test('says of each rule its value and where it comes from: the area, national guidance, or us', () => {
    const text = whole(loadPolicy());
    expect(text).toMatch(
      /Renewal of consent\nafter 1 year\nFrom: Staffordshire and Stoke-on-Trent\. DSR newsletter, March 2025/,
    );
    expect(text).toMatch(/Repeat C\\\(E\\\)TR\nadults: every 6 months\n.*\n.*\nFrom: national guidance\./);
    expect(text).toMatch(/Who is a child\nunder 18\nFrom: decided by us\./);
    expect(text).toContain('Why it holds here: Decided by us');
  });

  test('says of what the area leaves open that it is not set locally', () => {
    const text = whole(loadPolicy('norfolk-and-waveney'));
    expect(text).toMatch(/Repeat C\\\(E\\\)TR\nnot set locally/);
  });

  test('shows beside what the law lays down what the area’s policy says', () => {
    const humber = loadPolicy('humber');
    const { greenExit } = humber;
    const law = {
      value: { months: 1 },
      source: { document: 'Example Act', place: 'Section 1' },
      layer: 'statutory' as const,
    };
    const text = whole({ ...humber, greenExit: { ...law, beside: greenExit } });
    expect(text).toMatch(
      /From: the law\. Example Act: Section 1\nThe area’s policy says: can be considered from 3 months/,
    );
  });

  test('leads from page to page', () => {
    const titles = (page: number) => buttonsOf(cardOf(loadPolicy(), page)).map(({ title }) => title);
    expect(titles(1)).toEqual(['Next page']);
    expect(titles(2)).toEqual(['Previous page', 'Next page']);
    expect(titles(pages)).toEqual(['Previous page']);
  });
});

test.each([
  ['policy', true],
  ['Policy?', true],
  ['show the rules', true],
  ['what is our policy', true],
  ['the policy of the school is not followed', false],
  ['they rule out a placement', false],
])('“%s” asks for it: %s', (text, asked) => {
  expect(command.matches(text) !== undefined).toBe(asked);
});
