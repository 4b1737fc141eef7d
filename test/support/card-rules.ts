import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { cardBytes, MAX_CARD_BYTES } from '../../cards/card-size.ts';

type Json = Record<string, unknown>;

/** Elements and actions of schema 1.5 that the product's cards are made of. */
const ELEMENTS = new Set([
  ...[
    'AdaptiveCard',
    'TextBlock',
    'RichTextBlock',
    'TextRun',
    'Container',
    'ColumnSet',
    'Column',
    'FactSet',
    'ActionSet',
  ],
  ...['Table', 'TableRow', 'TableCell', 'Image'],
  // Teams lays the items of a container side by side where there is room; any other client leaves it out: one under the other.
  'Layout.Flow',
  ...['Input.Text', 'Input.Number', 'Input.Date', 'Input.Time', 'Input.Toggle', 'Input.ChoiceSet'],
]);
const ACTIONS = new Set([
  'Action.Execute',
  'Action.Submit',
  'Action.ToggleVisibility',
  'Action.ShowCard',
  'Action.OpenUrl',
]);

/** Every object in a card that has a type, with the card itself first. Data of actions is not looked into. */
export function elementsOf(card: AdaptiveCard): Json[] {
  const found: Json[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const entry = value as Json;
    if (typeof entry.type === 'string') found.push(entry);
    for (const [key, inner] of Object.entries(entry)) if (key !== 'data' && key !== 'fallback') walk(inner);
  };
  walk(card);
  return found;
}

/** The card's inputs, in order. */
export function inputsOf(card: AdaptiveCard): Json[] {
  return elementsOf(card).filter((element) => String(element.type).startsWith('Input.'));
}

/** The card's buttons that tell the bot something, in order. */
export function buttonsOf(card: AdaptiveCard): Json[] {
  return elementsOf(card).filter((element) => element.type === 'Action.Execute');
}

/** Everything the card says in text blocks, fact sets, labels and titles, one a line: without what stands in inputs. */
export function textOf(card: AdaptiveCard): string {
  return elementsOf(card)
    .flatMap((element) => [
      element.text,
      element.label,
      element.title,
      ...(Array.isArray(element.facts) ? element.facts.flatMap((fact: Json) => [fact.title, fact.value]) : []),
    ])
    .filter((text): text is string => typeof text === 'string')
    .join('\n');
}

/**
 * What a card does wrong, one sentence each; empty for a good card. The rules are those of Teams (schema 1.5, 28 KB), of
 * accessibility (a label on each input) and ours (a Submit beside each Execute, checks by the service alone).
 */
export function brokenCardRules(card: AdaptiveCard): string[] {
  const elements = elementsOf(card);
  return [
    ...(card.version === '1.5' ? [] : [`the version is ${card.version}`]),
    ...(cardBytes(card) <= MAX_CARD_BYTES ? [] : [`it has ${cardBytes(card)} bytes`]),
    ...elements.flatMap((element) => brokenElementRules(element)),
    ...repeated(elements.flatMap((element) => (typeof element.id === 'string' ? [element.id] : []))),
    ...missingTargets(elements),
  ];
}

function brokenElementRules(element: Json): string[] {
  const type = String(element.type);
  const name = `${type} ${String(element.id ?? element.title ?? element.text ?? '').slice(0, 40)}`;
  const says: [boolean, string][] = [
    [!ELEMENTS.has(type) && !ACTIONS.has(type), 'is not of schema 1.5'],
    [/^(good|warning)$/i.test(String(element.color)), 'has words too faint to read in Teams (WCAG 1.4.3)'],
    [type.startsWith('Input.') && !isText(element.id), 'has no id'],
    [type.startsWith('Input.') && !isText(element.label), 'has no label'],
    [element.isRequired === true, 'is required, which blocks every button'],
    [type === 'TextBlock' && !isText(element.text), 'says nothing'],
    [type === 'TextBlock' && element.wrap !== true, 'does not wrap'],
    [type.startsWith('Action.') && !isText(element.title), 'has no title'],
    [type === 'Action.Execute' && !hasFallback(element), 'has no fallback with the same verb and data'],
    [type === 'Input.ChoiceSet' && !goodChoices(element), 'has no choices, or one whose value cannot be sent'],
    [type === 'ActionSet' && !(Array.isArray(element.actions) && element.actions.length > 0), 'has no actions'],
  ];
  return says.flatMap(([broken, what]) => (broken ? [`${name} ${what}`] : []));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function hasFallback(action: Json): boolean {
  const fallback = action.fallback as Json | undefined;
  const data = action.data as Json | undefined;
  return (
    fallback?.type === 'Action.Submit' &&
    isText(action.verb) &&
    data?.verb === action.verb &&
    JSON.stringify(fallback.data) === JSON.stringify(data)
  );
}

/** Several ticked values are sent joined by commas: none may hold one. */
function goodChoices(element: Json): boolean {
  if (!Array.isArray(element.choices) || element.choices.length === 0) return false;
  return element.choices.every(
    (choice: Json) => isText(choice.title) && isText(choice.value) && !String(choice.value).includes(','),
  );
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id} is used twice`);
}

function missingTargets(elements: readonly Json[]): string[] {
  const ids = new Set(elements.map((element) => element.id));
  return elements
    .filter((element) => element.type === 'Action.ToggleVisibility')
    .flatMap((element) => (Array.isArray(element.targetElements) ? element.targetElements : ['nothing']))
    .filter((target) => !ids.has(typeof target === 'object' && target !== null ? target.elementId : target))
    .map((target) => `a button shows or hides ${String(target)}, which is not there`);
}

/** Places where a template's own expression was left standing. What people typed may hold "${" too: keep it out of the view. */
export function unfilledExpressions(card: AdaptiveCard): string[] {
  return JSON.stringify(card).match(/\$\{[^}]{0,60}\}?/g) ?? [];
}
