import { rolesIn } from '../../services/microsoft/missing-permission.ts';
import { GraphFault, type MicrosoftAccount } from '../../services/microsoft/port.ts';
import { openSignIn } from '../../services/microsoft/sign-in.ts';
import type { ServiceConfig } from '../../services/platform/service-config.ts';
import { systemClock } from '../../services/platform/time.ts';
import type { Finding } from '../../wording/doctor.ts';
import { signInWords } from '../../wording/doctor-microsoft.ts';

/** What Exchange can limit to one mailbox (RBAC for Applications); granted in Entra it holds for all of them. */
const OF_MAILBOXES = /^(?:Calendars|Mail|MailboxSettings|Contacts)\./;

/** Whether this configuration asks anything of Microsoft Graph. */
export function usesGraph(config: ServiceConfig): boolean {
  const groups = config.DSR_TEAM_GROUP !== undefined || config.DSR_CLINICAL_LEADS_GROUP !== undefined;
  return config.CALENDAR_VIA === 'graph' || config.MAIL_VIA === 'graph' || groups;
}

/** The application permissions that this configuration needs: no more are asked for. */
export function neededPermissions(config: ServiceConfig): string[] {
  if (!usesGraph(config)) return [];
  return [
    ...(config.CALENDAR_VIA === 'graph' ? ['Calendars.ReadWrite'] : []),
    ...(config.MAIL_VIA === 'graph' ? ['Mail.ReadWrite', 'Mail.Send'] : []),
    ...((config.DSR_TEAM_GROUP ?? config.DSR_CLINICAL_LEADS_GROUP) ? ['GroupMember.Read.All'] : []),
    'User.Read.All',
  ];
}

/** Signs in for Graph. `signedIn` says whether what follows can be asked at all. */
export async function checkGraphSignIn(
  account: MicrosoftAccount,
  config: ServiceConfig,
): Promise<{ signedIn: boolean; findings: Finding[] }> {
  if (!usesGraph(config)) return { signedIn: false, findings: [signInWords.unused] };
  const token = await tokenFor(account);
  if (token instanceof GraphFault) {
    return { signedIn: false, findings: [signInWords.wrong('Microsoft Graph', token.code), signInWords.rest] };
  }
  const roles = rolesIn(token);
  const broad = roles.filter((role) => OF_MAILBOXES.test(role));
  const unneeded = roles.filter((role) => !neededPermissions(config).includes(role));
  return {
    signedIn: true,
    findings: [
      signInWords.right('Microsoft Graph'),
      ...(broad.length === 0 ? [] : [signInWords.broad(broad)]),
      ...(unneeded.length === 0 ? [] : [signInWords.unneeded(unneeded)]),
    ],
  };
}

/** Signs in for what the bot answers through, which Teams' metadata names: every cloud has its own. */
export async function checkTeamsSignIn(account: MicrosoftAccount, audience: string): Promise<Finding> {
  const token = await tokenFor({ ...account, graphUrl: audience });
  return token instanceof GraphFault ? signInWords.wrong('Teams', token.code) : signInWords.right('Teams');
}

async function tokenFor(account: MicrosoftAccount): Promise<string | GraphFault> {
  try {
    return (await openSignIn(account, { fetch, clock: systemClock })()).value;
  } catch (fault) {
    return fault instanceof GraphFault ? fault : new GraphFault('away', { code: 'token-refused' });
  }
}
