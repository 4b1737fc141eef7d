import { trySmtp } from '../../services/mail/try-smtp.ts';
import { tryImap } from '../../services/mailbox/try-imap.ts';
import { openGraph } from '../../services/microsoft/graph-client.ts';
import type { Graph, MicrosoftAccount } from '../../services/microsoft/port.ts';
import { openLog } from '../../services/platform/log.ts';
import type { ServiceConfig } from '../../services/platform/service-config.ts';
import { systemClock } from '../../services/platform/time.ts';
import { type Finding, mailServerWords } from '../../wording/doctor.ts';
import { teamsWords } from '../../wording/doctor-microsoft.ts';
import { checkDatabase } from './check-database.ts';
import { checkMailbox } from './check-permissions.ts';
import { checkPublicUrl } from './check-public-url.ts';
import { checkGraphSignIn, checkTeamsSignIn } from './check-sign-in.ts';
import { checkDirectory, checkTeam } from './check-team.ts';
import { checkTeamsMetadata } from './check-teams.ts';
import { readConfiguration } from './read-configuration.ts';
import { sendTestMail } from './send-test-mail.ts';

/** Graph answers a healthy call in a second; nobody waits minutes for a doctor. */
const TIMEOUT_MS = 15_000;

/**
 * Looks at a configured environment step by step, in the order in which one thing needs another. It reads, asks for tokens,
 * and makes calls that cannot do anything; only with `sendTestTo` it sends one mail.
 *
 * @param say hears each finding as soon as it is there
 */
export async function examine(
  environment: Record<string, string | undefined>,
  { sendTestTo, say }: { sendTestTo: string | undefined; say: (finding: Finding) => void },
): Promise<Finding[]> {
  const said: Finding[] = [];
  const tell = (...findings: Finding[]) => {
    said.push(...findings);
    for (const finding of findings) say(finding);
  };
  const { config, account, findings } = readConfiguration(environment);
  tell(...findings);
  if (config === null) return said;
  const database = await checkDatabase(config.DATABASE_URL, config.DSR_CHANNEL_ID);
  tell(...database.findings);
  const graph = account && (await examineGraph(config, account, tell));
  const teams = await checkTeamsMetadata(config);
  tell(...teams.findings);
  if (account !== null && teams.issuer !== null) tell(await checkTeamsSignIn(account, teams.issuer));
  if (database.channelKnown !== null) tell(database.channelKnown ? teamsWords.channelKnown : teamsWords.channelUnknown);
  if (config.MAIL_VIA === 'smtp') tell(mailServerFinding('SMTP', await trySmtp(config.SMTP_URL ?? '')));
  if (config.IMAP_URL !== undefined) tell(mailServerFinding('IMAP', await tryImap(config.IMAP_URL)));
  tell(...(await checkPublicUrl(config.PUBLIC_URL, config.CALENDAR_VIA === 'graph')));
  if (sendTestTo !== undefined) tell(await sendTestMail(config, graph, sendTestTo));
  return said;
}

/** Everything that is asked of Microsoft Graph; null where nothing can be. */
async function examineGraph(
  config: ServiceConfig,
  account: MicrosoftAccount,
  tell: (...findings: Finding[]) => void,
): Promise<Graph | null> {
  const { signedIn, findings } = await checkGraphSignIn(account, config);
  tell(...findings);
  if (!signedIn) return null;
  // Its own log would say the same in codes.
  const graph = openGraph(account, { fetch, clock: systemClock, log: openLog('silent'), timeoutMs: TIMEOUT_MS });
  tell(await checkDirectory(graph, config));
  const team = await checkTeam(graph, config);
  tell(...team.findings);
  tell(...(await checkMailbox(graph, config, team.addresses)));
  return graph;
}

function mailServerFinding(what: 'SMTP' | 'IMAP', code: string | null): Finding {
  return code === null ? mailServerWords.right(what) : mailServerWords.wrong(what, code);
}
