import { openAsking } from '../../services/calendar/graph-asking.ts';
import { graphFreeBusy } from '../../services/calendar/graph-free-busy.ts';
import { MissingPermission } from '../../services/microsoft/missing-permission.ts';
import { type Graph, GraphFault, type GraphRequest } from '../../services/microsoft/port.ts';
import type { ServiceConfig } from '../../services/platform/service-config.ts';
import { systemClock } from '../../services/platform/time.ts';
import type { Finding } from '../../wording/doctor.ts';
import { freeBusyWords, mailboxWords, permissionWords } from '../../wording/doctor-microsoft.ts';

/** An id that no item has: what would be changed is not there, so that only the right to change it is tried. */
const NOTHING = 'AAMkADIwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMABGAAAAAAA=';
const WEEK_MS = 7 * 24 * 60 * 60_000;
/** So many of the team say enough. */
const MOST_ASKED = 10;

type Trial = { permission: string; how: string; request: Omit<GraphRequest, 'mailbox' | 'repeatable'> };

/** Calls that need each permission, and neither change nor send anything. */
function trialsOf(config: ServiceConfig): Trial[] {
  const box = `/users/${encodeURIComponent(config.MAIL_FROM)}`;
  const change = { showAs: 'busy' };
  const calendars: Trial[] = [
    {
      permission: 'Calendars.ReadWrite',
      how: 'events can be read',
      request: { method: 'GET', path: `${box}/events?$top=1&$select=id` },
    },
    {
      permission: 'Calendars.ReadWrite',
      how: 'events may be changed',
      request: { method: 'PATCH', path: `${box}/events/${NOTHING}`, body: change },
    },
  ];
  const mail: Trial[] = [
    {
      permission: 'Mail.ReadWrite',
      how: 'messages can be read',
      request: { method: 'GET', path: `${box}/mailFolders/inbox?$select=id,displayName` },
    },
    {
      permission: 'Mail.ReadWrite',
      how: 'messages may be moved',
      request: { method: 'POST', path: `${box}/messages/${NOTHING}/move`, body: { destinationId: 'inbox' } },
    },
    // Without a message there is nothing to send: Graph says so to whoever may send.
    { permission: 'Mail.Send', how: 'may send', request: { method: 'POST', path: `${box}/sendMail`, body: {} } },
  ];
  return [...(config.MAIL_VIA === 'graph' ? mail : []), ...(config.CALENDAR_VIA === 'graph' ? calendars : [])];
}

/** Each permission of the shared mailbox by a harmless call, the mailbox itself, and who is free. */
export async function checkMailbox(graph: Graph, config: ServiceConfig, team: readonly string[]): Promise<Finding[]> {
  const mailbox = config.MAIL_FROM;
  const findings: Finding[] = [];
  for (const trial of trialsOf(config)) {
    const finding = await tried(graph, trial, mailbox);
    if (finding === 'no-mailbox') return [...findings, mailboxWords.missing(mailbox)];
    findings.push(finding);
  }
  const there = findings.some(({ state }) => state === 'right') ? [mailboxWords.right(mailbox)] : [];
  const isFree = config.CALENDAR_VIA === 'graph' ? await checkFreeBusy(graph, mailbox, team) : [];
  return [...there, ...findings, ...isFree];
}

async function tried(
  graph: Graph,
  { permission, how, request }: Trial,
  mailbox: string,
): Promise<Finding | 'no-mailbox'> {
  try {
    await graph.ask({ ...request, mailbox, repeatable: true });
    return permissionWords.right(permission, how);
  } catch (fault) {
    if (!(fault instanceof GraphFault)) throw fault;
    if (fault instanceof MissingPermission) {
      const { inToken } = fault;
      return inToken ? permissionWords.outOfScope(permission, mailbox) : permissionWords.missing(permission);
    }
    if (
      /^(?:ErrorInvalidUser|MailboxNotEnabledForRESTAPI|ResourceNotFound|Request_ResourceNotFound)$/.test(fault.code)
    ) {
      return 'no-mailbox';
    }
    // That the thing is not there, or that there is nothing to do, is said only to whoever may do it.
    const allowed = request.method !== 'GET' && ['not-found', 'refused', 'conflict'].includes(fault.kind);
    return allowed ? permissionWords.right(permission, how) : permissionWords.unclear(permission, fault);
  }
}

async function checkFreeBusy(graph: Graph, mailbox: string, team: readonly string[]): Promise<Finding[]> {
  const freeBusy = graphFreeBusy(openAsking(graph), mailbox, async () => []);
  const start = systemClock.now();
  const others = team.filter((address) => address !== mailbox.toLowerCase()).slice(0, MOST_ASKED);
  try {
    const found = await freeBusy([mailbox, ...others], { start, end: new Date(start.getTime() + WEEK_MS) });
    const unknown = others.filter((address) => found.get(address)?.known !== true).length;
    if (found.get(mailbox)?.known !== true) return [freeBusyWords.unknownOwn(mailbox)];
    const known = freeBusyWords.right(1 + others.length - unknown);
    return unknown === 0 ? [known] : [known, freeBusyWords.unknownTeam(unknown, others.length)];
  } catch (fault) {
    if (!(fault instanceof GraphFault)) throw fault;
    // A missing permission was named already.
    return fault.kind === 'not-allowed' ? [] : [freeBusyWords.unclear(fault)];
  }
}
