import { expect, test } from 'vitest';
import { configuredAdapters } from '../../../app/configured-adapters.ts';
import type { Deps } from '../../../services/platform/deps.ts';
import { serviceConfig } from '../../../services/platform/service-config.ts';
import { ordinaryMorning, silentLog } from '../../support/deps.ts';

const id = '11111111-2222-4333-8444-555555555555';
const required = {
  DATABASE_URL: 'postgres://roundtable:secret@db.example.org:5432/roundtable',
  MICROSOFT_APP_ID: id,
  MICROSOFT_APP_TENANT_ID: id,
  MICROSOFT_APP_PASSWORD: 'only-for-tests',
  DSR_CHANNEL_ID: '19:abc123@thread.tacv2',
  MAIL_FROM: 'DSR@example.org',
};
const named = { DSR_COORDINATORS: id, DSR_CLINICAL_LEADS: id };
const byGroup = { DSR_TEAM_GROUP: id, DSR_CLINICAL_LEADS_GROUP: id };
const server = { SMTP_URL: 'smtps://user:secret@smtp.example.org:465' };

function adaptersOf(variables: Record<string, string>) {
  const config = serviceConfig({ ...required, ...variables });
  return configuredAdapters(config, {
    account: {
      ...{ appId: id, tenantId: id, authority: config.MICROSOFT_AUTHORITY, graphUrl: config.GRAPH_URL },
      credential: { kind: 'secret', secret: 'only-for-tests' },
    },
    from: { name: 'DSR team', address: config.MAIL_FROM },
    clock: { now: () => ordinaryMorning },
    log: silentLog,
    fetch: () => Promise.reject(new Error('nothing is asked of anybody by putting it together')),
  });
}

/** What a part is called that needs nothing of the service to be named. */
const partsOf = ({ sweepParts }: ReturnType<typeof adaptersOf>) =>
  (sweepParts?.({ log: silentLog } as Deps) ?? []).map(([name]) => name);

test('with Microsoft 365 the calendar writes to people itself, the mailbox is read, and groups say who the team is', () => {
  const adapters = adaptersOf(byGroup);
  expect(adapters.calendar({ log: silentLog } as Deps).writesToInvitees).toBe(true);
  expect(adapters.mailbox?.facts).toEqual({ ownAddresses: ['dsr@example.org'], resultsOf: { kind: 'exchange' } });
  expect(adapters.dsrTeam).toBeNull();
  expect(partsOf(adapters)).toEqual(['dsr-team', 'outage', 'calendar-changes', 'graph-subscriptions']);
  expect(adapters.eventTexts).toBeDefined();
});

test('with a mail server alone nothing is asked of Microsoft Graph: people are named, and invited by mail', () => {
  const adapters = adaptersOf({ ...named, ...server });
  expect(adapters.calendar({} as Deps).writesToInvitees).toBe(false);
  expect(adapters.mailbox).toBeUndefined();
  expect(adapters.findInTenant).toBeUndefined();
  expect(adapters.dsrTeam).toEqual([
    { aadObjectId: id, dsrRole: 'coordinator' },
    { aadObjectId: id, dsrRole: 'clinical-lead' },
  ]);
  expect(partsOf(adapters)).toEqual([]);
});

test('a mailbox on a mail server is read, and its senders count as checked only by the name of that server', () => {
  const imap = { ...named, ...server, IMAP_URL: 'imaps://user:secret@imap.example.org:993' };
  expect(adaptersOf(imap).mailbox?.facts.resultsOf).toEqual({ kind: 'nobody' });
  expect(adaptersOf({ ...imap, IMAP_AUTHSERV_ID: 'mx.example.org' }).mailbox?.facts.resultsOf).toEqual({
    kind: 'named',
    authservId: 'mx.example.org',
  });
});

test('mails may go through a mail server while meetings are booked in Microsoft 365', () => {
  const adapters = adaptersOf({ ...named, ...server, CALENDAR_VIA: 'graph' });
  expect(adapters.calendar({ log: silentLog } as Deps).writesToInvitees).toBe(true);
  expect(adapters.mailbox).toBeUndefined();
  expect(adapters.findInTenant).toBeDefined();
});

test('one role by a group and the other by name go together', () => {
  const adapters = adaptersOf({ DSR_TEAM_GROUP: id, DSR_CLINICAL_LEADS: id, ...server });
  expect(adapters.dsrTeam).toBeNull();
  expect(partsOf(adapters)).toEqual(['dsr-team']);
});
