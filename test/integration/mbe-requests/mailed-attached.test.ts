import { beforeEach, describe, expect, it } from 'vitest';
import { draftMailedMessage } from '../../../services/mailbox/draft-mailed-message.ts';
import { viewMailedMessage } from '../../../services/mailbox/view-mailed-message.ts';
import { mailedRequests } from '../../../services/mbe-requests/mailed-requests.ts';
import { aCoordinator } from '../../support/builders.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { mailboxService } from '../mailbox/mailbox-fixture.ts';
import { somebodyWhoWrote } from './mailed-reply-fixture.ts';
import { complete, mailedRequestService } from './mailed-request-fixture.ts';

const deps = await ownDeps();
const mails = mailedRequestService(deps);

beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  await deps.db.readPosition.deleteMany();
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

describe('an attached message that is not read as a request', () => {
  const danger = inner('He said he wants to kill himself.');
  const own = 'Full name: Robin Sample\nPurpose: a plan';

  it('is shown to the team with the mail, and read as forwarded text where they make a draft of it', async () => {
    const service = mailboxService(deps);
    const from = mails.sender();
    const { id } = await service.take({ from, subject: 'Please see', ...forwarding('See this.', [inner(complete)]) });
    const actor = await aCoordinator(deps);
    const shown = await viewMailedMessage(deps, { actor, mailedMessageId: id });
    expect(shown).toMatchObject({ value: { state: 'to-triage', text: expect.stringContaining('agree who supports') } });
    const made = await draftMailedMessage({ ...deps, requests: mailedRequests(deps) }, { actor, mailedMessageId: id });
    expect(made.ok).toBe(true);
    expect(await deps.db.mbeRequest.findMany({ where: { mailedMessageId: id } })).toMatchObject([
      {
        ...{ state: 'draft', onBehalfOf: expect.stringContaining('Ola Writer') },
        typed: { purpose: 'agree who supports Jamie' },
      },
    ]);
  });

  it('is kept no longer than any text', async () => {
    const long = inner('More is said here. '.repeat(5_000));
    const { text } = await mailboxService(deps).take({ from: mails.sender(), ...forwarding('See this.', [long]) });
    expect(text).toHaveLength(60_000);
  });

  it('makes the mail urgent in the list where it speaks of danger', async () => {
    const { id } = await mailboxService(deps).take({ from: mails.sender(), ...forwarding('See this.', [danger]) });
    const shown = await viewMailedMessage(deps, { actor: await aCoordinator(deps), mailedMessageId: id });
    expect(shown).toMatchObject({ value: { urgent: true } });
  });

  it('brings a draft to the team at once where it speaks of danger, with what it says', async () => {
    const { id, message, requests } = await mails.take({ from: mails.sender(), ...forwarding(own, [danger]) });
    expect(message).toMatchObject({ state: 'draft-kept', because: 'words-of-danger' });
    expect(message.text).toContain('kill himself');
    expect(requests).toMatchObject([{ typed: { personName: 'Robin Sample', purpose: 'a plan' } }]);
    expect(await mails.keysOf(id)).toContain('mail-for-triage');
  });

  it('makes a request urgent where it speaks of danger', async () => {
    const { requests } = await mails.take({ from: mails.sender(), ...forwarding(complete, [danger]) });
    expect(requests).toMatchObject([{ state: 'submitted', urgentBecause: ['words-of-danger'] }]);
  });

  it('brings a reply about a draft to the team at once where it speaks of danger, with what it says', async () => {
    const wes = await somebodyWhoWrote(deps, { text: 'Full name: Jamie Example' });
    const reply = await wes.reply(forwarding('Purpose: a plan', [danger]));
    expect(reply).toMatchObject({ state: 'draft-kept', because: 'words-of-danger' });
    expect(reply.text).toContain('kill himself');
    expect((await wes.mailsOf(reply.id)).map(({ kind }) => kind)).toContain('mail-for-triage');
  });
});
