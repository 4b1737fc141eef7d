import type { AdaptiveCard } from './adaptive-card.ts';

/** Teams refuses a message above 28 KB; what wraps the card needs the rest (Microsoft: "Limits and specifications for Teams"). */
export const MAX_CARD_BYTES = 25 * 1024;

/** The card's size as it is sent. */
export function cardBytes(card: AdaptiveCard): number {
  return Buffer.byteLength(JSON.stringify(card), 'utf8');
}

/** How much a card shows: of each long text (characters), and of each list (rows). */
export type Measure = { text: number; rows: number };

/** From roomy to tight. The last keeps every card of ours small enough, whatever was typed. */
export const MEASURES: readonly [Measure, ...Measure[]] = [
  { text: 700, rows: 15 },
  { text: 400, rows: 12 },
  { text: 200, rows: 8 },
  { text: 80, rows: 4 },
  { text: 30, rows: 2 },
];

/**
 * Renders with the first of `measures` that keeps the card within what Teams takes. Characters can't be counted
 * beforehand: one may be one byte or six once it is escaped and encoded.
 *
 * @param measures from roomy to tight; the last is used when none fits
 */
export function fitCard<M>(measures: readonly [M, ...M[]], render: (measure: M) => AdaptiveCard): AdaptiveCard {
  let card = render(measures[0]);
  for (const measure of measures.slice(1)) {
    if (cardBytes(card) <= MAX_CARD_BYTES) break;
    card = render(measure);
  }
  return card;
}
