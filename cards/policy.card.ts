import type { PolicyView } from '../services/policies/view-policy.ts';
import { notSetLocally, policyInWords, policyWords, type RuleInWords, versionWords } from '../wording/policy.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { pageOf, pagerButtons, pageWords } from './pages.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type PolicyCardView = { view: PolicyView; page: number };

const ON_A_PAGE = 6;
const expand = cardTemplate(import.meta.dirname, 'policy');

/** What the area's policy says: each rule with its value, where it comes from, and what is not set locally. A page at a time. */
export function policyCard(card: PolicyCardView): AdaptiveCard {
  return fitCard([600, 300, 120], (limit) => render(card, limit));
}

function render({ view, page }: PolicyCardView, limit: number): AdaptiveCard {
  const { policy, next } = view;
  const shown = pageOf(policyInWords(policy), page, ON_A_PAGE);
  return expand({
    summary: policyWords.summary,
    heading: plain(policyWords.heading(policy)),
    version: plain(`${versionWords(policy)}.`),
    next: next === null ? null : plain(policyWords.next(next)),
    about: pageWords(shown, 'rule', 'rules'),
    rows: shown.items.map((rule) => row(rule, limit)),
    actions: pagerButtons(shown, { verb: 'show-policy', data: {} }),
  });
}

function row(rule: RuleInWords, limit: number) {
  const line = (text: string) => plain(oneLine(text, limit));
  return {
    label: line(rule.label),
    value: rule.layer === null ? [] : rule.value.map(line),
    notSet: rule.layer === null ? notSetLocally : null,
    from: rule.layerWords === null ? null : line(policyWords.from(rule.layerWords, rule.source ?? '')),
    takenOver: rule.takenOver === null ? null : line(policyWords.takenOver(rule.takenOver)),
    beside: rule.beside === null ? null : line(policyWords.beside(rule.beside)),
  };
}
