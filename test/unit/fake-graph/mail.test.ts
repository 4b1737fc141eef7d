import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { movableClock } from '../../../services/platform/time.ts';
import { type Answered, codeOf, EVENTS, meeting, world } from './fake-world.ts';

const DSR = '/users/dsr@example.org';
const FIXED = { prefer: 'IdType="ImmutableId"' };
const DELTA = `${DSR}/mailFolders/inbox/messages/delta?$select=internetMessageId,receivedDateTime`;
const mail = (subject: string, more = '') =>
  `From: Ann Example <ann@example.org>\r\nTo: dsr@example.org\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.org>\r\n${more}\r\nHello\r\n`;
const toSend = (address: string, more = {}) => ({
  message: {
    subject: 'Héllo',
    body: { contentType: 'html', content: '<p>Text</p>' },
    toRecipients: [{ emailAddress: { address, name: 'Ann Example' } }],
    internetMessageHeaders: [{ name: 'x-roundtable-delivery', value: 'delivery-1' }],
    ...more,
  },
});
const items = ({ body }: Answered) => body.value as unknown as Record<string, unknown>[];

describe('the mailbox of the fake Graph', () => {
  test('a delta lists what has come in, then what has come, changed and gone since', async () => {
    const { fake, ask } = await world();
    const first = fake.inbox.receive('dsr@example.org', mail('one'));
    const round = await ask('GET', DELTA, undefined, FIXED);
    expect(items(round)).toMatchObject([{ id: first.immutableId, internetMessageId: '<one@example.org>' }]);
    const second = fake.inbox.receive('dsr@example.org', mail('two'));
    fake.fileMessage('dsr@example.org', first.immutableId, 'Archive');
    const next = await ask('GET', String(round.body['@odata.deltaLink']), undefined, FIXED);
    expect(items(next)).toMatchObject([
      { id: second.immutableId },
      { id: first.immutableId, '@removed': { reason: 'deleted' } },
    ]);
  });

  test('a page that is just full leads on to another one', async () => {
    const { fake, ask } = await world();
    for (const subject of ['one', 'two']) fake.inbox.receive('dsr@example.org', mail(subject));
    const prefer = { prefer: `${FIXED.prefer}, odata.maxpagesize=2` };
    const first = await ask('GET', DELTA, undefined, prefer);
    expect([items(first).length, first.body['@odata.deltaLink']]).toEqual([2, undefined]);
    const last = await ask('GET', String(first.body['@odata.nextLink']), undefined, FIXED);
    expect([items(last), typeof last.body['@odata.deltaLink']]).toEqual([[], 'string']);
  });

  test('a moved message keeps its immutable id, and its plain one is worn out', async () => {
    const { fake, ask } = await world();
    const { id, immutableId } = fake.inbox.receive('dsr@example.org', mail('one'));
    const folder = await ask('POST', `${DSR}/mailFolders`, { displayName: 'Handled' });
    const destinationId = folder.body.id;
    expect((await ask('POST', `${DSR}/messages/${id}/move`, { destinationId }, FIXED)).status).toBe(201);
    expect((await ask('GET', `${DSR}/messages/${id}`, undefined, FIXED)).status).toBe(404);
    const read = await ask('GET', `${DSR}/messages/${immutableId}?$select=parentFolderId`, undefined, FIXED);
    expect(read.body.parentFolderId).toBe(destinationId);
    const again = await ask('POST', `${DSR}/mailFolders`, { displayName: 'handled' });
    expect([again.status, codeOf(again)]).toEqual([409, 'ErrorFolderExists']);
  });

  test('$value is the message as it came', async () => {
    const { fake, ask } = await world();
    const { immutableId } = fake.inbox.receive('dsr@example.org', mail('one', 'X-Odd: é\r\n'));
    const answer = await fake.fetch(`${fake.graphUrl}/v1.0${DSR}/messages/${immutableId}/$value`, {
      headers: { ...FIXED, authorization: `Bearer ${await bearer(fake)}` },
    });
    expect(await answer.text()).toBe(mail('one', 'X-Odd: é\r\n'));
    const read = await ask(
      'GET',
      `${DSR}/messages/${immutableId}?$select=internetMessageHeaders,body`,
      undefined,
      FIXED,
    );
    expect(read.body).toMatchObject({ body: { contentType: 'text', content: 'Hello\n' } });
    expect(read.body.internetMessageHeaders).toContainEqual({ name: 'X-Odd', value: 'é' });
  });

  test('messages asked for without immutable ids are refused, though Graph would answer', async () => {
    const { ask } = await world();
    const refused = await ask('GET', DELTA);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'StricterThanGraph']);
  });

  test.each(['$search=x', '$filter=subject eq x', '$orderby=subject', 'changeType=moved', '$select=title'])(
    'a delta of messages takes no %s',
    async (option) => {
      const { ask } = await world();
      const path = `${DSR}/mailFolders/inbox/messages/delta?${option}`;
      expect((await ask('GET', path, undefined, FIXED)).status).toBe(400);
    },
  );
});

async function bearer(fake: Awaited<ReturnType<typeof world>>['fake']): Promise<string> {
  const { token } = await import('./fake-world.ts');
  return ((await (await token(fake)).json()) as { access_token: string }).access_token;
}

describe('sending through the fake Graph', () => {
  test('a mail is sent, kept in Sent Items, and comes to mailboxes of the tenant', async () => {
    const { fake, ask } = await world();
    fake.addMailbox('ann@example.org');
    expect((await ask('POST', `${DSR}/sendMail`, { ...toSend('Ann@example.org'), saveToSentItems: true })).status).toBe(
      202,
    );
    expect(fake.sent('dsr@example.org')).toMatchObject([
      { to: ['Ann@example.org'], subject: 'Héllo', headers: { 'x-roundtable-delivery': 'delivery-1' } },
    ]);
    const [kept] = fake.folders('dsr@example.org').find(({ wellKnown }) => wellKnown === 'sentitems')?.messages ?? [];
    const [came] = fake.folders('ann@example.org').find(({ wellKnown }) => wellKnown === 'inbox')?.messages ?? [];
    expect([kept?.subject, came?.subject]).toEqual(['Héllo', 'Héllo']);
    const parsed = await simpleParser(came?.raw ?? '');
    expect([parsed.html, parsed.headers.get('x-roundtable-delivery')]).toEqual(['<p>Text</p>', 'delivery-1']);
  });

  test.each(['message', 'headers', 'nothing'] as const)(
    'a mail to an address that does not work comes back with %s of it',
    async (enclosed) => {
      const { fake, ask } = await world();
      fake.bounce('gone@example.org', { enclosed });
      await ask(
        'POST',
        `${DSR}/sendMail`,
        toSend('gone@example.org', { internetMessageId: '<delivery-1@example.org>' }),
      );
      const inbox = fake.folders('dsr@example.org').find(({ wellKnown }) => wellKnown === 'inbox');
      const raw = inbox?.messages[0]?.raw.toString() ?? '';
      expect(raw).toContain('Final-Recipient: rfc822;gone@example.org');
      expect(raw.includes('x-roundtable-delivery: delivery-1')).toBe(enclosed !== 'nothing');
      expect(raw.includes('References: <delivery-1@example.org>')).toBe(enclosed !== 'nothing');
      const parsed = await simpleParser(raw);
      expect([parsed.subject, parsed.from?.text]).toEqual([
        'Undeliverable: Héllo',
        expect.stringContaining('Microsoft Outlook'),
      ]);
    },
  );

  test('the thirty-first mail of a minute has to wait, and says how long', async () => {
    const clock = movableClock(new Date('2027-01-12T09:00:00Z'));
    const { fake, ask } = await world({ clock });
    for (let n = 0; n < 30; n += 1) {
      expect((await ask('POST', `${DSR}/sendMail`, toSend('ann@example.org'))).status).toBe(202);
      clock.moveBy(1000);
    }
    const late = await ask('POST', `${DSR}/sendMail`, toSend('ann@example.org'));
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '30']);
    clock.moveBy(30_000);
    expect((await ask('POST', `${DSR}/sendMail`, toSend('ann@example.org'))).status).toBe(202);
    expect(fake.sent('dsr@example.org')).toHaveLength(31);
  });

  test('whoever answers an invitation sends a mail too, as Outlook does', async () => {
    const { fake, ask } = await world();
    const { body: event } = await ask('POST', EVENTS, meeting);
    fake.answer('dsr@example.org', String(event.id), 'ann@example.org', 'accepted');
    const proposed = { start: new Date('2027-01-20T10:00:00Z'), end: new Date('2027-01-20T11:00:00Z') };
    fake.answer('dsr@example.org', String(event.id), 'bob@example.org', 'declined', { proposed });
    const inbox = fake.folders('dsr@example.org').find(({ wellKnown }) => wellKnown === 'inbox')?.messages ?? [];
    expect(inbox.map(({ subject }) => subject)).toEqual([
      ...['Accepted: MBE-2027-0001: risk', 'New Time Proposed: MBE-2027-0001: risk'],
    ]);
    expect(inbox.map(({ raw }) => /method=(\w+)/.exec(raw.toString())?.[1])).toEqual(['REPLY', 'COUNTER']);
  });

  test('a program answers for whoever is away, a polite one unless the mail asks it not to', async () => {
    const { fake, ask } = await world();
    fake.away('polite@example.org');
    fake.away('rude@example.org', { heeds: false });
    const quietly = { internetMessageHeaders: [{ name: 'x-auto-response-suppress', value: 'OOF, AutoReply' }] };
    for (const address of ['polite@example.org', 'rude@example.org']) {
      await ask('POST', `${DSR}/sendMail`, toSend(address, quietly));
    }
    await ask('POST', `${DSR}/sendMail`, toSend('polite@example.org'));
    const inbox = fake.folders('dsr@example.org').find(({ wellKnown }) => wellKnown === 'inbox')?.messages ?? [];
    expect(inbox.map(({ from }) => from.address)).toEqual(['rude@example.org', 'polite@example.org']);
    expect(inbox[0]?.raw.toString()).toContain('Auto-Submitted: auto-replied');
  });

  const header = (name: string) => ({ name, value: 'v' });
  test.each<[string, object, string]>([
    [
      'six headers',
      { internetMessageHeaders: Array.from({ length: 6 }, (_, n) => header(`x-${n}`)) },
      'InvalidInternetMessageHeaderCollection',
    ],
    ['a header without x-', { internetMessageHeaders: [header('Auto-Submitted')] }, 'InvalidInternetMessageHeader'],
    ['nobody to go to', { toRecipients: [] }, 'ErrorInvalidRecipients'],
    ['an address that is none', { toRecipients: [{ emailAddress: { address: 'ann' } }] }, 'ErrorInvalidRecipients'],
    ['a text that is no body', { body: 'Text' }, 'RequestBodyRead'],
    ['a body of another kind', { body: { contentType: 'markdown', content: '' } }, 'RequestBodyRead'],
    ['an attachment without a type', { attachments: [{ name: 'a', contentBytes: '' }] }, 'ErrorInvalidRequest'],
    ['a property there is not', { to: [] }, 'RequestBodyRead'],
  ])('a mail with %s is refused', async (_what, more, code) => {
    const { fake, ask } = await world();
    const refused = await ask('POST', `${DSR}/sendMail`, toSend('ann@example.org', more));
    expect([refused.status, codeOf(refused)]).toEqual([400, code]);
    expect(fake.sent('dsr@example.org')).toEqual([]);
  });

  test('a mail without a text is sent', async () => {
    const { fake, ask } = await world();
    for (const body of [null, { contentType: 'html', content: null }, { content: 'Text', contentType: null }]) {
      expect((await ask('POST', `${DSR}/sendMail`, toSend('ann@example.org', { body }))).status).toBe(202);
    }
    expect(fake.sent('dsr@example.org').map(({ body }) => body)).toEqual(['', '', 'Text']);
  });

  test('somebody else’s name is not sent under', async () => {
    const { ask } = await world();
    const from = { emailAddress: { address: 'chief@example.org' } };
    const refused = await ask('POST', `${DSR}/sendMail`, toSend('ann@example.org', { from }));
    expect([refused.status, codeOf(refused)]).toEqual([403, 'ErrorSendAsDenied']);
  });
});
