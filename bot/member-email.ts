import { TeamsInfo, type TurnContext } from 'botbuilder';
import type { Log } from '../services/platform/log.ts';

/**
 * Teams' word for somebody's email address. Asked once, for somebody new; not knowing it only means that there is no
 * mail to fall back on. So a refusal keeps nobody from being answered, but stands in the log.
 */
export function emailReader(log: Log): (context: TurnContext, userId: string) => Promise<string | null> {
  return async (context, userId) => {
    try {
      const member = await TeamsInfo.getMember(context, userId);
      return member.email ?? member.userPrincipalName ?? null;
    } catch (fault) {
      const status =
        typeof fault === 'object' && fault !== null && 'statusCode' in fault ? Number(fault.statusCode) : null;
      log.fault('email-not-read', fault, { activity: context.activity.id, status });
      return null;
    }
  };
}
