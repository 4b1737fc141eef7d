import type { CardElement } from './adaptive-card.ts';

/** One part of a person's card: lines, each perhaps with a mark and a button, and buttons below them. */
export type PersonSection = {
  title: string;
  rows: { text: string; mark: string | null; button: CardElement | null }[];
  buttons: CardElement[];
};
