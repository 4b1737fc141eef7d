import type { TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/adaptive-card.ts';
import { dialogTitle } from '../wording/messages.ts';
import type { ShownCard } from './turn.ts';

/**
 * A card as a dialog of Teams shows it. A dialog knows Action.Submit alone: the verb goes with the data.
 * https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/what-are-task-modules
 */
export function forDialog(card: AdaptiveCard): AdaptiveCard {
  return submitting(card) as AdaptiveCard;
}

function submitting(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(submitting);
  if (typeof part !== 'object' || part === null) return part;
  const { fallback, verb, ...rest } = part as Record<string, unknown>;
  if (rest.type === 'Action.Execute') {
    const data = { ...(rest.data as object | undefined), verb };
    return { ...rest, type: 'Action.Submit', data };
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, submitting(value)]));
}

/** Answers with the dialog, or with the next card in it: the person who opened it is the only one who sees it. */
export async function answerWithDialog(context: TurnContext, shown: ShownCard): Promise<void> {
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: forDialog(shown.card) };
  const value = { title: dialogTitle, height: 'large', width: 'large', card };
  await answer(context, { type: 'continue', value });
}

/** Answers with a sentence in the dialog's place. */
export async function answerWithWords(context: TurnContext, words: string): Promise<void> {
  await answer(context, { type: 'message', value: words });
}

async function answer(context: TurnContext, task: object): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { task } } });
}
