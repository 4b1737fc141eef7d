import { localCalendar } from '../services/calendar/local-calendar.ts';
import { graphMailer } from '../services/mail/graph-mailer.ts';
import type { MailAddress, Mailer } from '../services/mail/port.ts';
import { smtpMailer } from '../services/mail/smtp-mailer.ts';
import { openGraphMailbox } from '../services/mailbox/graph-mailbox.ts';
import { openImapMailbox } from '../services/mailbox/imap-mailbox.ts';
import type { SharedMailbox } from '../services/mailbox/shared-mailbox.ts';
import { certificateEnd, certificateWatch } from '../services/microsoft/certificate.ts';
import { openGraph } from '../services/microsoft/graph-client.ts';
import type { Graph, MicrosoftAccount, TenantDirectory } from '../services/microsoft/port.ts';
import { openPrimaryAddresses } from '../services/microsoft/primary-addresses.ts';
import { openTenantDirectory } from '../services/microsoft/tenant-directory.ts';
import type { Log } from '../services/platform/log.ts';
import type { ServiceConfig } from '../services/platform/service-config.ts';
import type { Clock } from '../services/platform/time.ts';
import { type DsrTeamSources, followDsrTeam, type RosterSource } from '../services/professionals/follow-dsr-team.ts';
import { cancelledComment, sharedEventTexts } from '../wording/event-texts.ts';
import { mailboxFolders } from '../wording/mailbox-folders.ts';
import { graphParts } from './graph-parts.ts';
import type { ServiceParts } from './service.ts';
import type { SweepPart } from './sweeping.ts';

/** What of a service follows from which adapters are configured. */
export type ConfiguredAdapters = Pick<
  ServiceParts,
  'mailer' | 'calendar' | 'eventTexts' | 'mailbox' | 'findInTenant' | 'dsrTeam' | 'pages' | 'sweepParts'
>;

type Parts = {
  account: MicrosoftAccount;
  from: MailAddress;
  clock: Clock;
  log: Log;
  /** Reaches Microsoft Graph. */
  fetch: typeof globalThis.fetch;
};

/** Puts the adapters of a configuration together. Nothing is asked of anybody yet. */
export function configuredAdapters(config: ServiceConfig, parts: Parts): ConfiguredAdapters {
  const { account, clock, log, fetch } = parts;
  const graph = usesGraph(config) ? openGraph(account, { fetch, clock, log }) : null;
  const directory = graph && openTenantDirectory(graph);
  const mailbox = sharedMailbox(config, graph, parts);
  const calendar = calendarParts(config, graph && directory ? { graph, directory, clock } : null);
  const roster = rosterParts(config, directory);
  return {
    ...calendar,
    ...(mailbox ? { mailbox } : {}),
    ...(directory ? { findInTenant: (address: string) => directory.findByAddress(address) } : {}),
    mailer: mailerOf(config, graph, parts),
    dsrTeam: roster.dsrTeam,
    sweepParts: (deps) => [
      ...roster.sweepParts(deps),
      ...(calendar.sweepParts?.(deps) ?? []),
      ...certificateParts(parts),
    ],
  };
}

/** Saying in time that the certificate ends with which the service signs in, to Graph and to Teams. */
function certificateParts({ account, clock, log }: Parts): SweepPart[] {
  const end = certificateEnd(account.credential);
  return end === null ? [] : [['certificate', certificateWatch({ clock, log }, end)]];
}

/** Whether anything is asked of Microsoft Graph. */
function usesGraph(config: ServiceConfig): boolean {
  return [config.CALENDAR_VIA, config.MAIL_VIA].includes('graph') || groupsOf(config).length > 0;
}

function groupsOf(config: ServiceConfig): string[] {
  return [config.DSR_TEAM_GROUP, config.DSR_CLINICAL_LEADS_GROUP].filter((group) => group !== undefined);
}

function mailerOf(config: ServiceConfig, graph: Graph | null, { from, clock }: Parts): Mailer {
  return config.MAIL_VIA === 'graph' && graph
    ? graphMailer({ graph, mailbox: from.address, clock })
    : smtpMailer({ url: config.SMTP_URL ?? '', from, clock });
}

/** The shared mailbox is read where mails are sent from it, so that answers and what did not arrive are seen. */
function sharedMailbox(config: ServiceConfig, graph: Graph | null, { from, clock }: Parts): SharedMailbox | null {
  const ownAddresses = [from.address.toLowerCase()];
  const folders = mailboxFolders;
  if (config.MAIL_VIA === 'graph' && graph) {
    const reader = openGraphMailbox(graph, { mailbox: from.address, folders, clock });
    return { reader, facts: { ownAddresses, resultsOf: { kind: 'exchange' } } };
  }
  if (config.IMAP_URL === undefined) return null;
  const { IMAP_AUTHSERV_ID: authservId } = config;
  const resultsOf = authservId === undefined ? ({ kind: 'nobody' } as const) : ({ kind: 'named', authservId } as const);
  return { reader: openImapMailbox({ url: config.IMAP_URL, folders, clock }), facts: { ownAddresses, resultsOf } };
}

function calendarParts(
  config: ServiceConfig,
  microsoft: { graph: Graph; directory: TenantDirectory; clock: Clock } | null,
): Pick<ConfiguredAdapters, 'calendar' | 'eventTexts' | 'pages' | 'sweepParts'> {
  if (config.CALENDAR_VIA === 'mail' || microsoft === null) {
    return { calendar: (deps) => localCalendar(deps), pages: () => [] };
  }
  const { graph, directory, clock } = microsoft;
  const readsInbox = config.MAIL_VIA === 'graph';
  const primaryOf = openPrimaryAddresses(directory, clock);
  return {
    ...graphParts({ graph, mailbox: config.MAIL_FROM, cancelledComment, readsInbox, primaryOf }),
    eventTexts: ({ publicUrl }) => sharedEventTexts(publicUrl ?? null),
  };
}

/** Who the team is: people named one by one, or the members of groups, which are read again by the sweep. */
function rosterParts(config: ServiceConfig, directory: TenantDirectory | null) {
  const named = {
    coordinators: config.DSR_COORDINATORS ?? [],
    clinicalLeads: config.DSR_CLINICAL_LEADS ?? [],
  };
  if (directory === null || groupsOf(config).length === 0) {
    const members = [
      ...named.coordinators.map((aadObjectId) => ({ aadObjectId, dsrRole: 'coordinator' as const })),
      ...named.clinicalLeads.map((aadObjectId) => ({ aadObjectId, dsrRole: 'clinical-lead' as const })),
    ];
    return { dsrTeam: members, sweepParts: (): SweepPart[] => [] };
  }
  const source = (group: string | undefined, aadObjectIds: readonly string[]): RosterSource =>
    group === undefined ? { aadObjectIds } : { groupId: group };
  const sources: DsrTeamSources = {
    coordinators: source(config.DSR_TEAM_GROUP, named.coordinators),
    clinicalLeads: source(config.DSR_CLINICAL_LEADS_GROUP, named.clinicalLeads),
  };
  const sweepParts: NonNullable<ServiceParts['sweepParts']> = (deps) => [
    ['dsr-team', () => followDsrTeam({ ...deps, directory }, sources)],
  ];
  return { dsrTeam: null, sweepParts };
}
