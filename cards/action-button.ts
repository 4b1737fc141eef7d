import type { CardElement } from './adaptive-card.ts';

export type ActionButton = {
  title: string;
  verb: string;
  /** What the action carries besides its verb: ids, and a `press` where it changes something. */
  data?: Record<string, string | number>;
  style?: 'positive' | 'destructive';
  /** Behind "…" in Teams: what is needed seldom. */
  secondary?: boolean;
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
    fallback: { type: 'Action.Submit', title, data },
  };
}
