import { TeamsInfo, type TurnContext } from 'botbuilder';

/**
 * Teams' word for somebody's e-mail address. Asked once, for somebody new; not knowing it only means that there is no
 * mail to fall back on, so a refusal is no fault.
 */
export async function readEmailFromTeams(context: TurnContext, userId: string): Promise<string | null> {
  try {
    const member = await TeamsInfo.getMember(context, userId);
    return member.email ?? member.userPrincipalName ?? null;
  } catch {
    return null;
  }
}
