/** An adaptive card, schema 1.5, ready to be sent. */
export type AdaptiveCard = {
  type: 'AdaptiveCard';
  version: '1.5';
  $schema?: string;
  body: CardElement[];
  actions?: CardElement[];
  fallbackText?: string;
  [key: string]: unknown;
};

/** Any element or action of a card. */
export type CardElement = { type: string; [key: string]: unknown };

/** A line at the top of a card that says what has just happened or why a press was refused. */
export type CardNotice = { tone: 'good' | 'attention' | 'warning'; text: string };
