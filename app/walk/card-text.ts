/** Any part of a card, as JSON. */
export type CardNode = { type?: string; [key: string]: unknown };

/** What can be filled in: its id, its label, its present value, and the choices it offers. */
export type CardInput = {
  id: string;
  type: string;
  label: string;
  value: string;
  multiple: boolean;
  choices: { title: string; value: string }[];
};

/** What can be pressed. */
export type CardButton = {
  title: string;
  type: string;
  verb: string;
  data: Record<string, unknown>;
  sendsInputs: boolean;
};

const CHILD_LISTS = ['body', 'items', 'columns', 'rows', 'cells', 'actions', 'inlines'] as const;

/** Every node of a card in reading order, hidden ones included; `visible` says whether a reader sees it at first. */
export function* nodesOf(node: CardNode, visible = true): Generator<{ node: CardNode; visible: boolean }> {
  const seen = visible && node.isVisible !== false;
  yield { node, visible: seen };
  for (const list of CHILD_LISTS) {
    const children = node[list];
    if (!Array.isArray(children)) continue;
    for (const child of children) if (typeof child === 'object' && child !== null) yield* nodesOf(child, seen);
  }
  if (node.type === 'Action.ShowCard' && typeof node.card === 'object' && node.card !== null) {
    yield* nodesOf(node.card as CardNode, seen);
  }
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Bold type and links as plain text, and without the escapes that keep typed text from being read as Markdown. */
const readable = (value: unknown): string =>
  text(value)
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\[([^\]]*)\]\((https?:[^)\s]*)\)/g, '$1 <$2>')
    .replace(/\\([\\`*_[\]()#~|<>!+.)-])/g, '$1');

/** The inputs of a card. */
export function inputsOf(card: CardNode): CardInput[] {
  const inputs: CardInput[] = [];
  for (const { node } of nodesOf(card)) {
    if (!node.type?.startsWith('Input.')) continue;
    const choices = Array.isArray(node.choices) ? (node.choices as { title: string; value: string }[]) : [];
    inputs.push({
      id: text(node.id),
      type: node.type,
      label: readable(node.label ?? node.title),
      value: text(node.value),
      multiple: node.isMultiSelect === true,
      choices,
    });
  }
  return inputs;
}

/** The buttons of a card that send something. */
export function buttonsOf(card: CardNode): CardButton[] {
  const buttons: CardButton[] = [];
  for (const { node } of nodesOf(card)) {
    const candidates = [node, node.selectAction].filter(
      (entry): entry is CardNode => typeof entry === 'object' && entry !== null,
    );
    for (const action of candidates) {
      if (action.type !== 'Action.Execute' && action.type !== 'Action.Submit') continue;
      const data = (action.data ?? {}) as Record<string, unknown>;
      buttons.push({
        title: text(action.title),
        type: action.type,
        verb: text(action.verb ?? data.verb),
        data,
        sendsInputs: action.associatedInputs !== 'none',
      });
    }
  }
  return buttons;
}

function inputLine(node: CardNode): string {
  const [input] = inputsOf({ ...node, isVisible: true });
  if (!input) return '';
  const chosen = new Set(input.value.split(','));
  const shown = input.choices.length > 0 ? input.choices.filter((choice) => chosen.has(choice.value)) : undefined;
  const value = shown ? shown.map((choice) => choice.title).join('; ') : input.value;
  const offered = input.choices.length > 0 ? ` {${input.choices.map((choice) => choice.title).join(' | ')}}` : '';
  return `[${input.label}] ${value}${offered}`.trimEnd();
}

/** A card as lines of text, in reading order, for somebody without a window: what they see, can fill in, can press. */
export function cardText(card: CardNode): string {
  const lines: string[] = [];
  const buttons: string[] = [];
  for (const { node, visible } of nodesOf(card)) {
    if (!visible) continue;
    if (node.type === 'TextBlock') lines.push(readable(node.text));
    else if (node.type === 'RichTextBlock') {
      lines.push(
        ((node.inlines ?? []) as (CardNode | string)[])
          .map((run) => (typeof run === 'string' ? run : text(run.text)))
          .join(''),
      );
    } else if (node.type === 'FactSet') {
      for (const fact of (node.facts ?? []) as { title: string; value: string }[]) {
        lines.push(`${readable(fact.title)}: ${readable(fact.value)}`.replace(/:+:/, ':'));
      }
    } else if (node.type?.startsWith('Input.')) lines.push(inputLine(node));
    else if (node.type?.startsWith('Action.') && node.title) buttons.push(`( ${text(node.title)} )`);
  }
  if (buttons.length > 0) lines.push(buttons.join('  '));
  return lines.filter((line) => line !== '').join('\n');
}
