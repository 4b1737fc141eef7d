import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import type { StoredConversation } from '../services/notifications/conversation-store.ts';
import type { Clock } from '../services/platform/time.ts';
import { quietSeconds } from './connector-faults.ts';
import type { Pace } from './pace.ts';

/** What it takes to speak in a conversation without having been spoken to. */
export type Speaking = {
  adapter: CloudAdapter;
  /** Empty in the demo. */
  appId: string;
  pace: Pace;
  clock: Clock;
};

/**
 * Runs something in a stored conversation, at the pace that Teams allows. botbuilder hands faults of the callback to
 * `onTurnError` and resolves, so they are caught inside and thrown again outside: otherwise a failed job would count as done.
 *
 * @throws TooSoon where it has not been tried
 */
export async function inConversation<T>(
  { adapter, appId, pace, clock }: Speaking,
  { conversationId, reference }: StoredConversation,
  act: (context: TurnContext) => Promise<T>,
): Promise<T> {
  await pace.turn(conversationId);
  let outcome: { done: T } | { fault: unknown } | undefined;
  await adapter.continueConversationAsync(appId, reference as Partial<ConversationReference>, async (context) => {
    try {
      outcome = { done: await act(context) };
    } catch (fault) {
      outcome = { fault };
    }
  });
  if (!outcome) throw new Error('the conversation was not continued');
  if ('done' in outcome) return outcome.done;
  const quiet = quietSeconds(outcome.fault, clock);
  if (quiet !== null) pace.rest(conversationId, quiet);
  throw outcome.fault;
}
