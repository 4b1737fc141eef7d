import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { botSays } from '../../wording/bot-says.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { type CuttableLine, openCuttableLine } from '../support/cuttable-line.ts';
import { answered, copyOf, only, sendRequest, shown } from '../support/in-teams.ts';

let line: CuttableLine;
let conversation: Conversation;

beforeAll(async () => {
  conversation = await startConversation({
    through: async (url) => {
      const through = new URL(url);
      line = await openCuttableLine(Number(through.port));
      through.port = String(line.port);
      return through.href;
    },
  });
  await loadSampleAgencies(conversation.service.deps);
});
afterAll(async () => {
  await conversation.stop();
  await line.cut();
});

const asked = async (path: string) => {
  const answer = await fetch(`${conversation.service.url}${path}`);
  return { status: answer.status, text: await answer.text() };
};

test('while the database is away everybody gets a sentence, and operators are told; when it is back, work goes on by itself', async () => {
  const asha = await conversation.chat('asha');
  const channel = await conversation.channel('cora');
  const card = only(await asha.say('request a meeting'));
  await conversation.settled();
  await line.cut();

  expect(shown(only(await asha.say('my requests')))).toBe(botSays.fault);
  expect(answered(await asha.press(copyOf(card), 'Next', { 'Full name': 'Jamie Okafor' }))).toBe(botSays.fault);
  const away = await asked('/readyz');
  expect(away.status).toBe(503);
  expect(JSON.parse(away.text)).toMatchObject({ ready: false, waitingFor: expect.arrayContaining(['database']) });
  expect((await asked('/healthz')).status).toBe(200);
  const metrics = await asked('/metrics');
  expect(metrics.status).toBe(200);
  expect(metrics.text).toContain('roundtable_database_up 0');
  expect(metrics.text).toContain('roundtable_turn_seconds_count{kind="press",what="none",result="fault"} 1');
  expect(conversation.faults.map(({ event }) => event)).toContain('turn-failed');

  await line.mend();
  await vi.waitFor(async () => expect((await asked('/readyz')).status).toBe(200), { timeout: 10_000, interval: 100 });
  expect((await asked('/metrics')).text).toContain('roundtable_database_up 1');
  const { reference } = await sendRequest(asha);
  await vi.waitFor(() => expect(channel.newest(reference)).toBeDefined(), { timeout: 10_000, interval: 50 });
  await conversation.service.sweepNow();
}, 40_000);
