import { networkCode } from '../../services/microsoft/network-code.ts';
import { type Finding, publicUrlWords } from '../../wording/doctor.ts';
import { GRAPH_NOTIFICATIONS } from '../graph-notifications.ts';

/** Graph itself waits ten seconds for the answer to its handshake. */
const TIMEOUT_MS = 10_000;
/** As Graph writes it: words with spaces and colons. */
const TOKEN = 'Validation: Testing reachability. Request-Id: 00000000-0000-4000-8000-000000000000';

/**
 * Whether the service can be reached by its public address: pages, Teams' calls, Graph's notifications. The handshake and the
 * call without a token change nothing.
 */
export async function checkPublicUrl(publicUrl: string | undefined, listensToGraph: boolean): Promise<Finding[]> {
  if (publicUrl === undefined) return [publicUrlWords.missing];
  const ask = (path: string, init?: RequestInit) =>
    fetch(publicUrl + path, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS), ...init });
  try {
    const start = await ask('/');
    const page = await start.text();
    if (start.status !== 200 || !/<html/i.test(page) || !/Dynamic Support Register/i.test(page)) {
      return [publicUrlWords.otherSite(publicUrl, start.status)];
    }
    return [
      publicUrlWords.right(publicUrl),
      await checkBot(ask),
      ...(listensToGraph ? [await checkNotifications(ask)] : []),
      ...((await ask('/metrics')).status === 200 ? [publicUrlWords.metricsOpen] : []),
      publicUrlWords.seenFromHere,
    ];
  } catch (fault) {
    return [publicUrlWords.unreachable(publicUrl, networkCode(fault))];
  }
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

async function checkBot(ask: Ask): Promise<Finding> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const { status } = await ask('/api/messages', init);
  return status === 401 ? publicUrlWords.botRight : publicUrlWords.botClosed(status);
}

async function checkNotifications(ask: Ask): Promise<Finding> {
  const query = `?validationToken=${encodeURIComponent(TOKEN)}`;
  const response = await ask(`${GRAPH_NOTIFICATIONS}${query}`, { method: 'POST' });
  const echoed = response.status === 200 && (await response.text()) === TOKEN;
  const isText = /^text\/plain\b/.test(response.headers.get('content-type') ?? '');
  if (echoed && isText) return publicUrlWords.notificationsRight;
  return publicUrlWords.notificationsClosed(echoed ? 'not as text/plain' : response.status);
}
