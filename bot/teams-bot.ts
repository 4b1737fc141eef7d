import type { TurnContext } from 'botbuilder';
import { MAX_NAME } from '../services/mbe-requests/model.ts';
import type { Conversations } from '../services/notifications/conversation-store.ts';
import { refreshCards } from '../services/notifications/store.ts';
import type { Deps } from '../services/platform/deps.ts';
import { cleanLine } from '../services/platform/free-text.ts';
import { type Professional, recogniseProfessional } from '../services/professionals/store.ts';
import { botSays } from '../wording/bot-says.ts';
import { conversationIdOf, pressOf, type TeamsActivity, typedText } from './activity.ts';
import { answerWithDialog, answerWithWords } from './dialogs.ts';
import { type Extension, extensionOf, openRequest } from './message-extension.ts';
import { answerPress, answerPressWithWords, cardMessage, postCards, shownRecord } from './replies.ts';
import { showOnlyInPrivate } from './shown-cards/only-in-private.ts';
import { type CardAction, type Command, type ShownCard, type Turn, UnreadableCard } from './turn.ts';
import { openReport, type TurnReport } from './turn-report.ts';

/** What the bot is made of. */
export type TeamsBotParts = {
  deps: Deps;
  conversations: Conversations;
  /** The bot's own, by which Teams finds a chat with it; null in the demo. */
  appId: string | null;
  /** The one channel it works in. */
  dsrChannelId: string;
  /** In order: the first whose `matches` answers is run. The last one takes everything. */
  commands: readonly Command[];
  cardActions: readonly CardAction[];
  /** What a chat or the channel is shown when the bot is added to it, or its window is opened anew. */
  onInstalled(turn: Turn): Promise<ShownCard[]>;
  /** Called before that, when somebody's own chat is opened. */
  onOpened(window: { serviceUrl: string }): Promise<void>;
  /** Teams' word for somebody's email address; called once, for somebody new. */
  readEmail(context: TurnContext, userId: string): Promise<string | null>;
  /** Hears of every turn once it is over. */
  onTurn(report: TurnReport): void;
};

/** Routes an activity to a command or a card action; nothing else. Answers every activity, and never throws for what people do. */
export function createTeamsBot(parts: TeamsBotParts): (context: TurnContext) => Promise<void> {
  const actions = new Map(parts.cardActions.map((action) => [action.verb, action]));

  return async (context) => {
    const activity = context.activity as unknown as TeamsActivity;
    const handled = ['message', 'invoke', 'installationUpdate'].includes(activity.type);
    // Reactions, typing, edits, "conversationUpdate" (which doubles installationUpdate): nothing to say.
    if (!handled || (activity.type === 'installationUpdate' && activity.action === 'remove')) return;
    const report = openReport(kindOf(activity));
    try {
      await handle(parts, actions, context, activity, report);
    } catch (fault) {
      report.result = 'fault';
      const { what, professionalId } = report;
      parts.deps.log.fault('turn-failed', fault, { what, professionalId, activity: activity.id });
      await say(context, activity, botSays.fault);
    } finally {
      report.close();
      parts.onTurn(report);
    }
  };
}

function kindOf(activity: TeamsActivity): TurnReport['kind'] {
  if (activity.type === 'installationUpdate') return 'opened';
  return activity.type === 'invoke' || pressOf(activity) ? 'press' : 'message';
}

async function handle(
  parts: TeamsBotParts,
  actions: ReadonlyMap<string, CardAction>,
  context: TurnContext,
  activity: TeamsActivity,
  report: TurnReport,
): Promise<void> {
  const refuse = (result: TurnReport['result'], words: string) => {
    report.result = result;
    return say(context, activity, words);
  };
  const extension = extensionOf(activity);
  const where = extension ? 'personal' : placeOf(parts, activity);
  const { aadObjectId } = activity.from;
  if (!where || !aadObjectId) return answerElsewhere(parts, context, activity, report);

  const name = cleanLine((activity.from.name ?? '').slice(0, MAX_NAME));
  const me = await recogniseProfessional(parts.deps, { aadObjectId, name }, () =>
    parts.readEmail(context, activity.from.id),
  );
  report.professionalId = me.id;
  // The chat that a dialog was opened from is other people's, and no way to reach this one: it is not remembered.
  if (extension) return runExtension(actions, turnOf(parts.deps, me, where), context, extension, report);
  // The channel is the DSR team's own: somebody else's request must not be opened for all to see.
  if (where === 'channel' && me.dsrRole === null && activity.type !== 'installationUpdate') {
    return refuse('not-here', botSays.onlyInPrivate);
  }
  const conversationId = conversationIdOf(activity);
  await parts.conversations.remember({
    conversationId,
    kind: where,
    professionalId: where === 'personal' ? me.id : null,
    reference: referenceOf(activity, conversationId),
  });
  const turn = turnOf(parts.deps, me, where);

  if (activity.type === 'installationUpdate') {
    if (where === 'personal') await parts.onOpened({ serviceUrl: activity.serviceUrl });
    return postCards(context, parts.conversations, conversationId, await parts.onInstalled(turn));
  }
  const press = pressOf(activity);
  if (press || activity.type === 'invoke') {
    const action = actions.get(press?.verb ?? '');
    if (!action) return refuse('unknown-button', botSays.unknownButton);
    report.what = action.verb;
    const run = async () => {
      const readable = await runPress(parts, action, turn, context, activity, press?.data);
      if (!readable) await refuse('unreadable-card', botSays.unreadableCard);
    };
    const activityId = activity.replyToId;
    return activityId ? parts.conversations.whilePressed({ conversationId, activityId }, run) : run();
  }
  const cards = await runCommand(parts.commands, turn, activity, report);
  return postCards(context, parts.conversations, conversationId, cards);
}

/** A press in the dialog is a press as on any card; only its answer takes another shape. */
async function runExtension(
  actions: ReadonlyMap<string, CardAction>,
  turn: Turn,
  context: TurnContext,
  extension: Extension,
  report: TurnReport,
): Promise<void> {
  const refuse = (result: TurnReport['result'], words: string) => {
    report.result = result;
    return answerWithWords(context, words);
  };
  if (extension.did === 'unreadable') return refuse('unknown-button', botSays.unknownButton);
  if (extension.did === 'open') {
    report.what = 'request-mbe';
    return answerWithDialog(context, await openRequest(turn, extension.message));
  }
  const action = actions.get(extension.verb);
  if (!action) return refuse('unknown-button', botSays.unknownButton);
  report.what = action.verb;
  const shown = await runUnlessUnreadable(action, turn, extension.data);
  return shown ? answerWithDialog(context, shown) : refuse('unreadable-card', botSays.unreadableCard);
}

/** Where other people read along, nothing about anybody is said; only where to say it, and what to do in an emergency. */
async function answerElsewhere(
  parts: TeamsBotParts,
  context: TurnContext,
  activity: TeamsActivity,
  report: TurnReport,
): Promise<void> {
  report.result = 'not-here';
  const isOpened = activity.type === 'installationUpdate' && activity.conversation.conversationType === 'groupChat';
  if (activity.type !== 'message' && !isOpened) return say(context, activity, botSays.onlyInPrivate);
  await context.sendActivity(cardMessage(showOnlyInPrivate(parts.deps, parts.appId)));
}

function turnOf(deps: Deps, me: Professional, where: Turn['where']): Turn {
  return { deps, me, where, actor: { kind: 'professional', id: me.id, dsrRole: me.dsrRole } };
}

/** A one-to-one chat or the DSR channel; undefined for any other channel and for group chats. */
function placeOf(parts: TeamsBotParts, activity: TeamsActivity): Turn['where'] | undefined {
  const type = activity.conversation.conversationType;
  if (type === 'personal') return 'personal';
  return type === 'channel' && conversationIdOf(activity) === parts.dsrChannelId ? 'channel' : undefined;
}

/**
 * What it takes to write to the conversation again, and nothing more: not what changes from turn to turn, so that it is
 * written once, and no names.
 */
function referenceOf({ channelId, serviceUrl, recipient, from, conversation }: TeamsActivity, id: string): object {
  const { conversationType, tenantId } = conversation;
  const place = { id, conversationType, isGroup: conversationType !== 'personal', ...(tenantId ? { tenantId } : {}) };
  const user = { id: from.id, ...(from.aadObjectId ? { aadObjectId: from.aadObjectId } : {}) };
  const reference = { channelId, serviceUrl, bot: { id: recipient.id }, conversation: place };
  return conversationType === 'personal' ? { ...reference, user } : reference;
}

async function runCommand(
  commands: readonly Command[],
  turn: Turn,
  activity: TeamsActivity,
  report: TurnReport,
): Promise<ShownCard[]> {
  const text = typedText(activity);
  for (const command of commands) {
    const parameters = command.matches(text);
    if (!parameters) continue;
    report.what = command.name;
    return command.run(turn, parameters);
  }
  throw new Error('no command takes what matches no other');
}

/** Presses that a job goes on with at once, and changes what their card says: times are found, invitations leave. */
const followedByJobs: ReadonlySet<string> = new Set([
  'approve-request',
  'request-register-meeting',
  'book-time',
  'reschedule-time',
]);

/**
 * A job of the press may have been done before its card was noted as one that shows the record: then nobody would bring it
 * up to date. Where nothing has changed the look changes nothing.
 */
async function lookAgain(deps: Deps, nounId: string): Promise<void> {
  await deps.db.$transaction((tx) => refreshCards(tx, deps, [nounId]));
  deps.jobs.wake();
}

/** @returns false when the card's data cannot be read: nothing was done or shown */
async function runPress(
  parts: TeamsBotParts,
  action: CardAction,
  turn: Turn,
  context: TurnContext,
  activity: TeamsActivity,
  data: unknown,
): Promise<boolean> {
  const shown = await runUnlessUnreadable(action, turn, data);
  if (!shown) return false;
  const conversationId = conversationIdOf(activity);
  if (activity.type !== 'invoke') {
    await postCards(context, parts.conversations, conversationId, [shown]);
    return true;
  }
  await answerPress(context, shown);
  if (!activity.replyToId) return true;
  const place = { conversationId, activityId: activity.replyToId };
  const record = shownRecord(shown);
  if (record) parts.conversations.answered(place);
  await (record ? parts.conversations.cardShown(place, record) : parts.conversations.formOpened(place));
  if (record && followedByJobs.has(action.verb)) await lookAgain(turn.deps, record.nounId);
  return true;
}

async function runUnlessUnreadable(action: CardAction, turn: Turn, data: unknown): Promise<ShownCard | undefined> {
  try {
    return await action.run(turn, data);
  } catch (fault) {
    if (!(fault instanceof UnreadableCard)) throw fault;
    return undefined;
  }
}

async function say(context: TurnContext, activity: TeamsActivity, words: string): Promise<void> {
  if (extensionOf(activity)) return answerWithWords(context, words);
  if (activity.type === 'invoke') return answerPressWithWords(context, words);
  if (activity.type === 'message') await context.sendActivity(words);
}
