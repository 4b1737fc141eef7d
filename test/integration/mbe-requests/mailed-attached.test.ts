import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { complete, mailedRequestService } from './mailed-request-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let mails: ReturnType<typeof mailedRequestService>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  mails = mailedRequestService(deps);
});
beforeEach(() => deps.clock.moveTo(ordinaryMorning));
afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

const inner = (text: string, more: readonly string[] = []) =>
  [
    ...['From: Ola Writer <ola@school.example.org>', 'Date: Mon, 3 Aug 2026 09:00:00 +0100', 'Subject: Jamie'],
    ...[...more, 'Content-Type: text/plain; charset=utf-8', '', text],
  ].join('\n');

/** A mail to which messages are attached. */
const forwarding = (own: string, attached: readonly string[], encoding = '7bit') => ({
  headers: { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary="b"' },
  text: [
    ...['--b', 'Content-Type: text/plain; charset=utf-8', '', own],
    ...attached.flatMap((message) => {
      const content = encoding === 'base64' ? Buffer.from(message).toString('base64') : message;
      const about = ['Content-Type: message/rfc822', `Content-Transfer-Encoding: ${encoding}`];
      return ['--b', ...about, 'Content-Disposition: attachment; filename="Jamie.eml"', '', content];
    }),
    '--b--',
  ].join('\n'),
});

describe('a request that is forwarded as an attachment', () => {
  it.each(['7bit', 'base64'])(
    'is read as one that is forwarded in the text (%s), and names who wrote it',
    async (encoding) => {
      const letter = forwarding('Please see attached.', [inner(complete)], encoding);
      const { message, requests } = await mails.take({ from: mails.sender(), ...letter });
      expect(message).toMatchObject({ state: 'request-made', senderName: 'Wes Contact', attachments: 1 });
      expect(requests).toMatchObject([
        { purpose: 'agree who supports Jamie', onBehalfOf: expect.stringContaining('Ola Writer') },
      ]);
    },
  );

  it('is a draft where whoever forwards it is not checked, whatever the attached message says of itself', async () => {
    const results = 'Authentication-Results: mx.dsr.example.org; spf=pass; dkim=pass; dmarc=pass';
    const letter = forwarding('', [inner(complete, [results])]);
    const { message, requests } = await mails.take({ from: mails.sender(), checked: false, ...letter });
    expect(message).toMatchObject({ state: 'draft-kept', senderChecked: false });
    expect(requests).toMatchObject([{ state: 'draft', typed: { purpose: 'agree who supports Jamie' } }]);
  });

  it('is noted alone where the mail itself asks for something: the two are not mixed', async () => {
    const own = 'Full name: Robin Sample\nPurpose: a plan';
    const { message, requests } = await mails.take({ from: mails.sender(), ...forwarding(own, [inner(complete)]) });
    expect(message).toMatchObject({ state: 'draft-kept', attachments: 1 });
    expect(requests).toMatchObject([{ typed: { personName: 'Robin Sample', purpose: 'a plan' } }]);
    expect(message.text).not.toContain('Jamie');
  });

  it('is noted alone where several are attached, or where it is attached to what is attached', async () => {
    const two = await mails.take({
      from: mails.sender(),
      ...forwarding('See these.', [inner(complete), inner(complete)]),
    });
    expect(two.requests).toMatchObject([{ state: 'draft' }]);
    expect(two.message.text).not.toContain('Jamie');
    const nested = inner('', []).replace('Content-Type: text/plain; charset=utf-8', 'Content-Type: message/rfc822');
    const deep = await mails.take({
      from: mails.sender(),
      ...forwarding('See this.', [`${nested}${inner(complete)}`]),
    });
    expect(deep.message.text).not.toContain('agree who supports');
  });

  it('is read to its beginning where it is very long, and makes no request then', async () => {
    const long = `${complete.split('\n\n')[0]}\n${'More is said here. '.repeat(150_000)}`;
    const { message } = await mails.take({ from: mails.sender(), ...forwarding('See this.', [inner(long)]) });
    expect(message.state).toBe('draft-kept');
    expect(message.text?.length).toBeLessThanOrEqual(60_000);
  });
});
