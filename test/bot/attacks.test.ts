import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { cast, demoDsrTeam } from '../../app/demo/tenant.ts';
import { setDsrTeam } from '../../services/professionals/store.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import { answered, dataOf, only, pressForged, sendRequest, shown, teamCardOf } from '../support/in-teams.ts';

let conversation: Conversation;

beforeAll(async () => {
  conversation = await startConversation();
  await conversation.channel('cora');
  await loadSampleAgencies(conversation.service.deps);
});
afterAll(() => conversation?.stop());
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
  'a page of another site cannot speak for somebody: a body sent as “%s” is not read',
  async (type) => {
    const asha = await conversation.chat('asha');
    const before = await databaseState(conversation);
    // What a browser sends to another site without asking it first.
    const response = await fetch(`${conversation.service.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': type, origin: 'https://attacker.example.org' },
      body: JSON.stringify({ ...asha.activity(), type: 'message', text: 'request a meeting' }),
    });
    expect(response.status).toBe(400);
    expect(await databaseState(conversation)).toEqual(before);
  },
);

it('what fails in a job is written beside it as a code: nothing of a card, a row or an address', async () => {
  const { deps } = conversation.service;
  const { reference } = await sendRequest(await conversation.chat('asha'), { 'Full name': 'Jamie Secret' });
  const channel = await conversation.channel('cora');
  await teamCardOf(conversation, channel, reference);
  const [row] = await deps.db.$queryRaw<{ id: string }[]>`SELECT id FROM mbe_request WHERE reference = ${reference}`;
  // A row that the product itself could not have written: reading it throws.
  await deps.db.$executeRaw`ALTER TABLE mbe_request RENAME COLUMN why_no_mdt TO jamie_secret`;
  await deps.db.$transaction((tx) =>
    deps.jobs.enqueue(tx, [{ name: 'refresh-cards', data: { nounId: row?.id ?? '' } }]),
  );
  await conversation.settled();
  await deps.db.$executeRaw`ALTER TABLE mbe_request RENAME COLUMN jamie_secret TO why_no_mdt`;
  expect(conversation.faults.splice(0).map((one) => one.event)).toContain('job-failed');
  const outputs = await deps.db.$queryRaw<{ output: { name: string; message?: string } }[]>`
    SELECT output FROM pgboss.job WHERE output IS NOT NULL`;
  expect(outputs.length).toBeGreaterThan(0);
  for (const { output } of outputs) {
    expect(output.name).toBe('JobFailed');
    expect(JSON.stringify(output)).not.toMatch(/why_no_mdt|secret/i);
  }
});

it('whoever leaves the team keeps the cards they read, and is shown nothing that happens after', async () => {
  const { deps } = conversation.service;
  const { reference } = await sendRequest(await conversation.chat('asha'));
  const [dev, channel] = [await conversation.chat('dev'), await conversation.channel('cora')];
  const card = await teamCardOf(conversation, channel, reference);
  const { requestId } = dataOf(card.card, 'take-request');
  const theirs = only(await dev.say('queue'));
  expect(answered(await pressForged(dev, theirs, 'show-request', { requestId }))).toContain(reference);
  const before = shown(theirs);

  await setDsrTeam(
    deps,
    demoDsrTeam.filter((member) => member.aadObjectId !== cast.dev.id),
  );
  expect(answered(await channel.press(card, 'Take'))).toContain('Cora');
  await conversation.settled();
  expect(shown(theirs)).toBe(before);
  expect(theirs.updates).toBe(0);
});
