import type { CardElement } from './adaptive-card.ts';

export type ActionButton = {
  title: string;
  verb: string;
  /** What the action carries besides its verb: ids, and a `press` where it changes something. */
  data?: Record<string, string | number>;
  style?: 'positive' | 'destructive';
  /** Behind "…" in Teams: what is needed seldom. */
  secondary?: boolean;
  /** Which row a button belongs to whose words stand on every row; a screen reader says it too. */
  tooltip?: string;
};

/**
 * A button that tells the bot something. Action.Execute, with Action.Submit and the same data for a client that does not
 * know it; the verb is in the data as well, because a Submit has no verb of its own.
 */
export function actionButton(button: ActionButton): CardElement {
  const { title, verb } = button;
  const data = { verb, ...button.data };
  return {
    type: 'Action.Execute',
    title,
    verb,
    data,
    ...(button.style ? { style: button.style } : {}),
    ...(button.secondary ? { mode: 'secondary' } : {}),
    ...(button.tooltip ? { tooltip: button.tooltip } : {}),
    fallback: { type: 'Action.Submit', title, data },
  };
}

/** One of the filters or tabs above a list; a mark beside its words says which is chosen, not its colour. */
export function filterButton({ title, ...button }: ActionButton, isChosen: boolean): CardElement {
  return actionButton({ ...button, title: isChosen ? `✓ ${title}` : title });
}
