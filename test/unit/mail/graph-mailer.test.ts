import { beforeEach, describe, expect, test } from 'vitest';
import { graphMailer } from '../../../services/mail/graph-mailer.ts';
import { type Mail, type Mailer, MailNotSent, MailRefused } from '../../../services/mail/port.ts';
import type { Fault } from '../../support/fake-graph/faults.ts';
import { aGraphTenant, dsrMailbox, type GraphTenant } from '../../support/graph-tenant.ts';

let tenant: GraphTenant;
let mailer: Mailer;

function open(): void {
  tenant = aGraphTenant();
  const { graph, clock } = tenant;
  mailer = graphMailer({
    graph,
    mailbox: dsrMailbox,
    clock,
    pause: async (milliseconds) => clock.moveBy(milliseconds),
  });
}
beforeEach(open);

const deliveryId = (n: number) => `0a7b3c52-0000-4000-8000-${String(n).padStart(12, '0')}`;
const aMail = (n = 1, different: Partial<Mail> = {}): Mail => ({
  messageId: `<${deliveryId(n)}@example.org>`,
  to: { name: 'Priya Example', address: 'priya@council.example.org' },
  subject: 'Meeting MBE-2027-0042',
  text: 'What was agreed.',
  html: '<p>What was agreed.</p>',
  ...different,
});
const sent = () => tenant.fake.sent(dsrMailbox);
const tries = () => tenant.fake.log.filter(({ path }) => path.endsWith('/sendMail'));
const endOf = (mail: Mail) =>
  mailer.send(mail).then(
    () => 'sent',
    (fault: unknown) => {
      if (fault instanceof MailRefused) return 'refused';
      return fault instanceof MailNotSent ? 'not-sent' : 'unclear';
    },
  );

test('a mail goes to its one receiver, with its delivery’s id, and a copy stays in the sent items', async () => {
  await mailer.send(aMail());
  expect(sent()).toMatchObject([
    {
      ...{ to: ['priya@council.example.org'], cc: [], bcc: [], subject: 'Meeting MBE-2027-0042', contentType: 'html' },
      ...{ savedToSentItems: true, messageId: `<${deliveryId(1)}@example.org>` },
    },
  ]);
  expect(sent()[0]?.headers).toMatchObject({ 'x-roundtable-delivery': deliveryId(1) });
  expect(sent()[0]?.body).toContain('What was agreed.');
  expect(tenant.fake.refusals()).toEqual([]);
});

test('of a mail that lets somebody in no copy stays where others of the team read', async () => {
  await mailer.send(aMail(1, { keepNoCopy: true }));
  expect(sent()).toMatchObject([{ savedToSentItems: false }]);
  expect(tenant.fake.refusals()).toEqual([]);
});

test('an invitation brings its entry as a file', async () => {
  await mailer.send(aMail(1, { calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' } }));
  expect(JSON.stringify(tries().at(-1)?.body)).toContain('text/calendar; charset=utf-8; method=REQUEST');
  expect(tenant.fake.refusals()).toEqual([]);
});

describe('how it ends', () => {
  const always = (fault: Fault) => tenant.fake.faults.next({ path: /sendMail$/ }, fault, 9);

  test.each<[string, Fault, string, number]>([
    ['a mail that Graph refuses', { kind: 'status', status: 400, code: 'ErrorInvalidRecipients' }, 'refused', 0],
    ['a mail that is too large', { kind: 'status', status: 413 }, 'refused', 0],
    ['a permission that is missing', { kind: 'status', status: 403 }, 'not-sent', 0],
    ['a mailbox that is not there', { kind: 'status', status: 404, code: 'ErrorInvalidUser' }, 'not-sent', 0],
    ['too many mails, for long', { kind: 'status', status: 429, retryAfter: 3600 }, 'not-sent', 0],
    ['nobody listening', { kind: 'no-connection' }, 'not-sent', 0],
    ['a reset before the work', { kind: 'reset', when: 'before' }, 'unclear', 0],
    ['a reset after the work', { kind: 'reset', when: 'after' }, 'unclear', 1],
    ['a time-out after the work', { kind: 'timeout', when: 'after' }, 'unclear', 1],
    ['a fault of the server', { kind: 'status', status: 500, when: 'after' }, 'unclear', 1],
  ])('%s', async (_what, fault, end, left) => {
    always(fault);
    expect(await endOf(aMail())).toBe(end);
    expect(sent()).toHaveLength(left);
  });

  test('a mail whose end is unclear is not sent again by itself', async () => {
    always({ kind: 'reset', when: 'after' });
    await endOf(aMail());
    expect(tries()).toHaveLength(1);
  });

  test('a fault tells nothing of the mail', async () => {
    always({ kind: 'status', status: 400 });
    const fault = await mailer.send(aMail()).catch((thrown: unknown) => thrown);
    expect(String(fault)).not.toMatch(/priya|MBE|agreed/i);
  });
});

describe('thirty a minute', () => {
  const most = (times: readonly number[]) =>
    Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));

  test('are kept by everybody who sends through the mailbox at once, and nothing is lost', async () => {
    const mails = Array.from({ length: 95 }, (_, n) => aMail(n));
    const worker = async () => {
      for (let mail = mails.shift(); mail !== undefined; mail = mails.shift()) {
        while ((await endOf(mail)) === 'not-sent') tenant.clock.moveBy(5_000);
      }
    };
    await Promise.all([worker(), worker()]);
    const times = sent().map(({ at }) => at.getTime());
    expect(new Set(sent().map(({ messageId }) => messageId)).size).toBe(95);
    expect(sent()).toHaveLength(95);
    expect(most(times)).toBe(30);
    expect(tries().every(({ status }) => status === 202)).toBe(true);
  });

  test('let nobody wait longer than a stopping process does: the mail comes back instead', async () => {
    for (let n = 0; n < 30; n++) await mailer.send(aMail(n));
    const before = tenant.clock.now().getTime();
    await expect(mailer.send(aMail(30))).rejects.toBeInstanceOf(MailNotSent);
    expect(tenant.clock.now().getTime() - before).toBeLessThan(20_000);
    expect(sent()).toHaveLength(30);
  });

  test('are not used up by mails that did not leave', async () => {
    tenant.fake.faults.next({ path: /sendMail$/ }, { kind: 'status', status: 400 }, 40);
    for (let n = 0; n < 40; n++) expect(await endOf(aMail(n))).toBe('refused');
    await mailer.send(aMail(41));
    expect(sent()).toHaveLength(1);
  });
});
