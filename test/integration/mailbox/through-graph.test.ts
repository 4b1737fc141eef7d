import { expect, test } from 'vitest';
import { graphMailer } from '../../../services/mail/graph-mailer.ts';
import { openGraphMailbox } from '../../../services/mailbox/graph-mailbox.ts';
import { handleMailedMessage } from '../../../services/mailbox/handle-mailed-message.ts';
import { pollMailbox } from '../../../services/mailbox/poll-mailbox.ts';
import { mailedRequests } from '../../../services/mbe-requests/mailed-requests.ts';
import { runDelivery } from '../../../services/notifications/run-delivery.ts';
import { mailboxFolders } from '../../../wording/mailbox-folders.ts';
import { deliveryWords } from '../../../wording/mails/delivery-words.ts';
import { aCoordinator } from '../../support/builders.ts';
import { fakeNotifier } from '../../support/fake-notifier.ts';
import { startTenant } from '../../support/graph-account.ts';
import { granted, theService } from '../../support/meeting-builders.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { aService, ask, receiversOf } from '../../support/question-builders.ts';
import { anEntry } from '../../support/register-builders.ts';

const DSR = 'dsr.team@example.org';
/** As Exchange Online writes it: without a name before its results. */
const passed = (domain: string) =>
  `Authentication-Results: spf=pass smtp.mailfrom=${domain}; dkim=pass header.d=${domain}; dmarc=pass action=none header.from=${domain}`;

const deps = await ownDeps();

function service(seed: number) {
  const { fake, graph } = startTenant({ seed });
  fake.addMailbox(DSR);
  const reader = openGraphMailbox(graph, { mailbox: DSR, folders: mailboxFolders, clock: deps.clock });
  const facts = { ownAddresses: [DSR], resultsOf: { kind: 'exchange' } } as const;
  const all = { ...deps, mailbox: { reader, facts }, requests: mailedRequests(deps) };
  const sending = { mailer: graphMailer({ graph, mailbox: DSR, clock: deps.clock }), notifier: fakeNotifier() };
  return {
    fake,
    /** Sends whatever is due as mail. */
    async send() {
      const due = await deps.db.delivery.findMany({ where: { state: 'due', channel: 'mail' } });
      for (const { id } of due) {
        await runDelivery({ ...deps, ...sending, words: deliveryWords }, { deliveryId: id, lastTry: true });
      }
    },
    /** Reads the mailbox, and handles what has come. */
    async read() {
      await pollMailbox({ ...deps, mailbox: reader });
      const waiting = await deps.db.mailedMessage.findMany({ where: { movedAt: null } });
      for (const { id: mailedMessageId } of waiting)
        await handleMailedMessage(all, { actor: theService, mailedMessageId });
    },
    receive: (from: string, subject: string, text: string, headers: string[] = []) =>
      fake.inbox.receive(
        DSR,
        [
          ...[passed(from.split('@')[1] ?? ''), `From: <${from}>`, `To: ${DSR}`, `Subject: ${subject}`, ...headers],
          ...[
            `Message-ID: <${deps.newId()}@${from.split('@')[1]}>`,
            'Content-Type: text/plain; charset=utf-8',
            '',
            text,
          ],
        ].join('\r\n'),
        { at: deps.clock.now() },
      ),
    inFolder: (name: string) => fake.folders(DSR).find(({ displayName }) => displayName === name)?.messages.length ?? 0,
  };
}

test('through Outlook’s mailbox a question is answered by a reply, another one comes back, a request is made, and every original is moved', async () => {
  const { fake, send, read, receive, inFolder } = service(1);
  const cora = await aCoordinator(deps);
  const entry = await anEntry(deps, { fromDay: '2026-09-01' });
  const contact = (name: string) => [{ name, email: `${name.toLowerCase()}@ward.example.org` }];
  const wards = [
    await aService(deps, { contacts: contact('Wes') }),
    await aService(deps, { contacts: contact('Gone') }),
  ];
  granted(await ask(deps, cora, { entryId: entry.entryId, organisationIds: wards.map(({ id }) => id) }));
  fake.bounce('gone@ward.example.org');
  await send();
  const [asked] = fake.sent(DSR).filter(({ raw }) => raw.includes('wes@ward.example.org'));
  receive('wes@ward.example.org', `Re: ${asked?.subject}`, 'A place from March.', [`In-Reply-To: ${asked?.messageId}`]);
  receive('nia@school.example.org', 'Parking', 'Where can we park?');
  await read();
  await read();

  const receivers = await receiversOf(deps, entry.entryId);
  expect(receivers.map(({ email, state, offered }) => [email, state, offered])).toEqual([
    ['gone@ward.example.org', 'asked', null],
    ['wes@ward.example.org', 'answered', 'A place from March.'],
  ]);
  const bounced = await deps.db.delivery.findMany({ where: { bouncedAt: { not: null } } });
  expect(bounced).toMatchObject([{ kind: 'service-question', bounceCode: '5.1.10' }]);
  expect(await deps.db.teamTodo.findMany({ where: { kind: 'bounced' } })).toMatchObject([
    { questionId: receivers[0]?.questionId, deliveryId: bounced[0]?.id },
  ]);
  const states = await deps.db.mailedMessage.findMany({ orderBy: { state: 'asc' } });
  expect(states.map(({ state }) => state)).toEqual(['bounce-noted', 'question-answered', 'to-triage']);
  expect(inFolder('Inbox')).toBe(0);
  expect(inFolder(mailboxFolders.handled)).toBe(2);
  expect(inFolder(mailboxFolders['to-look-at'])).toBe(1);
  // Whatever was asked was asked as Graph wants it.
  expect(fake.refusals()).toEqual([]);
});

test('through Outlook’s mailbox a request comes in, its sender gets the reference, and an absence note is not answered', async () => {
  const { fake, send, read, receive } = service(2);
  await deps.db.readPosition.deleteMany();
  fake.away('olu@school.example.org', { heeds: false });
  const text = [
    'Full name of the individual: Jordan Example',
    'Purpose of the meeting: The placement may break down, and we need to agree who does what.',
    'Who to invite: Staffordshire Police. The individual and their mother should be invited: grace@example.org',
    'Why an MDT without the DSR team is not being taken forward: We held two MDTs and could not agree.',
  ].join('\n\n');
  receive('olu@school.example.org', 'MbE request', text);
  await read();
  const message = await deps.db.mailedMessage.findFirstOrThrow({ where: { senderAddress: 'olu@school.example.org' } });
  expect(['request-made', 'draft-kept']).toContain(message.state);
  const before = await deps.db.mailedMessage.count();
  await send();
  const sent = fake.sent(DSR).length;
  expect(sent).toBe(1);
  await read();
  await send();
  // The absence note came, and nobody was written to because of it.
  expect(await deps.db.mailedMessage.count()).toBeGreaterThan(before);
  expect(await deps.db.mailedMessage.count({ where: { state: 'left-alone', because: 'automatic-reply' } })).toBe(1);
  expect(fake.sent(DSR)).toHaveLength(sent);
  expect(fake.refusals()).toEqual([]);
});
