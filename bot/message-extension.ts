import { createHash } from 'node:crypto';
import { z } from 'zod';
import { htmlText } from '../services/mailbox/html-text.ts';
import { viewDraft } from '../services/mbe-requests/view-draft.ts';
import type { TeamsActivity } from './activity.ts';
import { showStep1, startDraft } from './draft-cards.ts';
import { draftOfText } from './pasted-draft.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The command in manifest/manifest.template.json. */
export const REQUEST_COMMAND = 'request-mbe';

/** Longer than any message of Teams, which has about 28 KB. */
const LONGEST_MESSAGE = 100_000;

const messageSchema = z.looseObject({
  id: z.string().max(200).nullish(),
  linkToMessage: z.string().max(2000).nullish(),
  deleted: z.boolean().nullish(),
  body: z.looseObject({ contentType: z.string().max(50).nullish(), content: z.string().nullish() }).nullish(),
});

const openSchema = z.looseObject({
  commandId: z.literal(REQUEST_COMMAND),
  messagePayload: messageSchema.nullish(),
});

const pressSchema = z.looseObject({
  commandId: z.literal(REQUEST_COMMAND),
  data: z.looseObject({ verb: z.string().min(1).max(100) }),
});

/**
 * “Request an MbE”, from a compose box or a message's menu: opened, or a press in its dialog; 'unreadable' where it is
 * something else. Undefined for every other activity.
 */
export type Extension =
  | { did: 'open'; message: z.infer<typeof messageSchema> | null }
  | { did: 'press'; verb: string; data: unknown }
  | { did: 'unreadable' };

/** Reads it. Where it was opened says nothing of who may see the answer: that is the one who opened it. */
export function extensionOf(activity: TeamsActivity): Extension | undefined {
  if (activity.type !== 'invoke' || !activity.name?.startsWith('composeExtension/')) return undefined;
  if (activity.name === 'composeExtension/fetchTask') {
    const opened = openSchema.safeParse(activity.value);
    return opened.success ? { did: 'open', message: opened.data.messagePayload ?? null } : { did: 'unreadable' };
  }
  if (activity.name !== 'composeExtension/submitAction') return { did: 'unreadable' };
  const pressed = pressSchema.safeParse(activity.value);
  if (!pressed.success) return { did: 'unreadable' };
  return { did: 'press', verb: pressed.data.data.verb, data: pressed.data.data };
}

/**
 * The first step of a request, in a dialog. A message's text becomes the draft: what stands under its headings in the fields,
 * the rest beside the form. Opened again, from the same message by the same person, it is the same draft.
 */
export async function openRequest(turn: Turn, message: (Extension & { did: 'open' })['message']): Promise<ShownCard> {
  const text = textOf(message);
  if (message === null || text === '') return startDraft(turn);
  const { deps, actor } = turn;
  const draftId = idOf([actor.id, message.linkToMessage ?? '', message.id ?? '', message.id ? '' : text]);
  const begun = await viewDraft(deps, { actor, draftId });
  // Whatever has been typed since is worth more than the message.
  if (begun.ok) return showStep1(turn, begun.value, { fromMessage: text });
  return draftOfText(turn, text, draftId);
}

function textOf(message: (Extension & { did: 'open' })['message']): string {
  const { contentType, content } = message?.body ?? {};
  if (!content || message?.deleted) return '';
  const text = contentType?.toLowerCase() === 'html' ? htmlText(content.slice(0, LONGEST_MESSAGE)) : content;
  return text.slice(0, LONGEST_MESSAGE).trim();
}

/** The same id for the same parts: a dialog that Teams asks for twice keeps one draft. */
function idOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
