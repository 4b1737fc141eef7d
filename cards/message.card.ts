import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import type { EmergencyBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { cardTemplate } from './template.ts';

export type MessageView = {
  /** Shown in notifications too: nothing about a person. */
  heading: string;
  /** One paragraph each; free text may stand in it. */
  text: readonly string[];
  buttons: readonly ActionButton[];
  emergency?: EmergencyBox | null;
};

const LONGEST_PARAGRAPH = 700;
const expand = cardTemplate<object>(import.meta.dirname, 'message');

/** A few words and what can be done next. */
export function messageCard(view: MessageView): AdaptiveCard {
  return expand({
    emergency: view.emergency ?? null,
    heading: plain(view.heading),
    text: view.text.map((paragraph) => cutProse(paragraph, LONGEST_PARAGRAPH)),
    actions: view.buttons.map(actionButton),
  });
}
