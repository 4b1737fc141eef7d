import { beforeEach, expect, test } from 'vitest';
import { handleMailedMessage } from '../../../services/mailbox/handle-mailed-message.ts';
import { GraphFault, type GraphFaultKind } from '../../../services/microsoft/port.ts';
import { theService } from '../../support/meeting-builders.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { beginAnew, mailboxService } from './mailbox-fixture.ts';

const deps = await ownDeps();

beforeEach(() => beginAnew(deps));

const aRequest = { from: 'Nia Nurse <nia@ward.example.org>', subject: 'MbE request', text: 'Please.' };

/** A request that has come in, and what it is to handle it while the directory answers with a fault. */
async function aRequestThatMeets(kind: GraphFaultKind) {
  const service = mailboxService(deps);
  const mailboxId = service.receive(aRequest);
  await service.poll();
  const { id: mailedMessageId } = await service.find(mailboxId);
  const requests = { ...service.requests, submit: () => Promise.reject(new GraphFault(kind, { code: 'directory' })) };
  const tryOnce = () => handleMailedMessage({ ...service.deps, requests }, { actor: theService, mailedMessageId });
  return { service, mailboxId, tryOnce };
}

test.each(['away', 'too-many', 'unclear'] as const)(
  'a request is not handed to the team because the directory cannot be asked who wrote it (%s): it is made afterwards',
  async (kind) => {
    const { service, mailboxId, tryOnce } = await aRequestThatMeets(kind);
    for (let count = 0; count < 20; count++) await expect(tryOnce()).rejects.toThrow('directory');
    await service.handle(mailboxId);
    expect(await service.find(mailboxId)).toMatchObject({ state: 'request-made' });
  },
);

test.each([
  ['the service may not ask', 'not-allowed', 0],
  ['nobody has answered for a day', 'away', 25],
] as const)('the team is shown it after a few tries where %s', async (_what, kind, hours) => {
  const { service, mailboxId, tryOnce } = await aRequestThatMeets(kind);
  deps.clock.moveBy(hours * 60 * 60_000);
  for (let count = 0; count < 4; count++) await expect(tryOnce()).rejects.toThrow('directory');
  await tryOnce();
  expect(await service.find(mailboxId)).toMatchObject({ state: 'to-triage', because: 'not-handled' });
});

test('the team is shown a message that its mailbox will never be able to give', async () => {
  const service = mailboxService(deps);
  const mailboxId = service.receive(aRequest);
  await service.poll();
  const reader = { ...service.box.reader, read: async () => 'unreadable' as const };
  const { id: mailedMessageId } = await service.find(mailboxId);
  const unreadable = { ...service.deps, mailbox: { ...service.deps.mailbox, reader } };
  await handleMailedMessage(unreadable, { actor: theService, mailedMessageId });
  expect(await service.find(mailboxId)).toMatchObject({ state: 'to-triage', because: 'unreadable' });
});
