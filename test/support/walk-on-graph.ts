/**
 * Plays the demo's walk with mail and meetings going through Microsoft Graph, against a tenant that is played here. A program
 * of its own: the walk prints what it does, and ends with its code; the last line is what Graph saw, as JSON.
 */
import { simpleParser } from 'mailparser';
import { DEMO_MAIL_DOMAIN, DEMO_MAILBOX, demoTenant } from '../../app/demo/tenant.ts';
import type { DemoAdapters } from '../../app/demo.ts';
import { graphParts } from '../../app/graph-parts.ts';
import type { AnswerInvitation } from '../../app/walk/answer-invitation.ts';
import { runWalk } from '../../app/walk.ts';
import { graphMailer } from '../../services/mail/graph-mailer.ts';
import { localMessageId } from '../../services/mail/local-mailer.ts';
import type { Outbox, OutboxMessage } from '../../services/mail/outbox.ts';
import { openGraph } from '../../services/microsoft/graph-client.ts';
import { openPrimaryAddresses } from '../../services/microsoft/primary-addresses.ts';
import { openTenantDirectory } from '../../services/microsoft/tenant-directory.ts';
import { planStart } from '../../services/platform/config.ts';
import { openLog } from '../../services/platform/log.ts';
import type { Clock } from '../../services/platform/time.ts';
import { cancelledComment, sharedEventTexts } from '../../wording/event-texts.ts';
import { type FakeGraph, startFakeGraph } from './fake-graph/fake-graph.ts';
import type { SentMail } from './fake-graph/world.ts';

const SECRET = 'only-for-tests';
const APP_ID = '00000000-0000-4000-8000-0000000000bb';
/** Whose calendars of the demo's tenant are asked for: its cast, and the contacts of its own teams. */
const NAMES = ['asha', 'ben', 'cora', 'dev', 'ella', 'lena', 'nadia', 'omar', 'petra', 'quinn', 'harriet'];

let fake: FakeGraph | undefined;

function tenant(clock: Clock): FakeGraph {
  const played = startFakeGraph({ tenantId: demoTenant.id, appId: APP_ID, secret: SECRET, clock });
  played.addMailbox(DEMO_MAILBOX.address);
  for (const name of NAMES) played.addMailbox(`${name}.example@${DEMO_MAIL_DOMAIN}`);
  return played;
}

/** The mails in the sent items, as somebody reads them. */
function sentItems(played: FakeGraph): Outbox {
  const idOf = ({ messageId }: SentMail) => localMessageId(messageId);
  const open = async (mail: SentMail): Promise<OutboxMessage> => {
    const { text = '', html } = await simpleParser(mail.raw);
    const [address = ''] = mail.to;
    const item = { id: idOf(mail), to: { name: '', address }, subject: mail.subject, date: mail.at };
    return { ...item, messageId: mail.messageId, calendarMethod: null, calendar: null, text, html: html || '' };
  };
  return {
    list: () => Promise.all(played.sent(DEMO_MAILBOX.address).toReversed().map(open)),
    read: async (id) => {
      const found = played.sent(DEMO_MAILBOX.address).find((mail) => idOf(mail) === id);
      return found && open(found);
    },
  };
}

/** A clock that also goes on by what is waited for: a minute's worth of mails is sent in seconds here. */
function hurried(clock: Clock): Clock & { pause(milliseconds: number): Promise<void> } {
  let ahead = 0;
  return {
    now: () => new Date(clock.now().getTime() + ahead),
    pause: async (milliseconds) => {
      ahead += milliseconds;
    },
  };
}

function adapters(demoClock: Clock): DemoAdapters {
  const clock = hurried(demoClock);
  const played = tenant(clock);
  fake = played;
  const mailbox = DEMO_MAILBOX.address;
  const account = {
    ...{ tenantId: demoTenant.id, appId: APP_ID, authority: played.authority, graphUrl: played.graphUrl },
    credential: { kind: 'secret', secret: SECRET } as const,
  };
  const { pause } = clock;
  const graph = openGraph(account, { fetch: played.fetch, clock, log: openLog('warn', 'stderr'), pause });
  const primaryOf = openPrimaryAddresses(openTenantDirectory(graph), clock);
  const { calendar, sweepParts } = graphParts({ graph, mailbox, cancelledComment, readsInbox: false, primaryOf });
  return {
    mailer: graphMailer({ graph, mailbox, clock, pause }),
    calendar,
    ...(sweepParts ? { sweepParts } : {}),
    eventTexts: ({ publicUrl }) => sharedEventTexts(publicUrl ?? null),
    outbox: sentItems(played),
  };
}

/** The invitee answers in their own calendar, and the service is told of it. */
const answerInOutlook: AnswerInvitation = async ({ service: { deps } }, addressPart, response) => {
  for (const event of fake?.events(DEMO_MAILBOX.address) ?? []) {
    const invited = event.attendees.find(({ address }) => address.includes(addressPart));
    if (invited === undefined) continue;
    fake?.answer(DEMO_MAILBOX.address, event.id, invited.address, response);
    const { id: meetingId } = await deps.db.meeting.findFirstOrThrow({ where: { calendarEventId: event.id } });
    await deps.db.$transaction((tx) => deps.jobs.enqueue(tx, [{ name: 'follow-calendar', data: { meetingId } }]));
    deps.jobs.wake();
    return invited.address;
  }
  throw new Error(`nobody at ${addressPart} is invited`);
};

const settings = planStart({ LOG_LEVEL: 'warn' }, ['--walk']);
if (settings.mode !== 'demo') throw new Error('The walk is the demo’s');
const code = await runWalk(settings.config, new Promise(() => {}), { adapters, answer: answerInOutlook });
const events = fake?.events(DEMO_MAILBOX.address) ?? [];
console.log(
  JSON.stringify({
    mails: fake?.sent(DEMO_MAILBOX.address).length,
    events: events.length,
    sameTransaction: events.length - new Set(events.map(({ transactionId }) => transactionId)).size,
    refused: fake?.refusals().length,
  }),
);
process.exit(code);
