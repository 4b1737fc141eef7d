import type { Conversations } from '../../services/notifications/conversation-store.ts';

/**
 * The playground's page is deaf for a moment after each update of a message that it has lost by being loaded afresh, and
 * whatever is posted in that moment never shows. So what was in a window is forgotten once it is opened a second time.
 */
export function forgetWhatWindowsLost(conversations: Conversations) {
  const opened = new Set<string>();
  return async ({ serviceUrl }: { serviceUrl: string }): Promise<void> => {
    if (opened.has(serviceUrl)) await conversations.forgetCardsAt(serviceUrl);
    opened.add(serviceUrl);
  };
}
