import { TeamsInfo, type TurnContext } from 'botbuilder';
import type { Log } from '../services/platform/log.ts';

/**
 * Teams' word for somebody's email address. Not knowing it only means that there is no mail to fall back on, and that they
 * are not known by it where they are invited. So a refusal keeps nobody from being answered, but stands in the log; it is
 * not asked for again in that conversation before the next start: the bot may be in another one with them.
 */
export function emailReader(log: Log): (context: TurnContext, userId: string) => Promise<string | null> {
  const refused = new Set<string>();
  return async (context, userId) => {
    const asked = `${context.activity.conversation.id} ${userId}`;
    if (refused.has(asked)) return null;
    try {
      const member = await TeamsInfo.getMember(context, userId);
      return member.email ?? member.userPrincipalName ?? null;
    } catch (fault) {
      const status =
        typeof fault === 'object' && fault !== null && 'statusCode' in fault ? Number(fault.statusCode) : null;
      refused.add(asked);
      log.fault('email-not-read', fault, { activity: context.activity.id, status });
      return null;
    }
  };
}
