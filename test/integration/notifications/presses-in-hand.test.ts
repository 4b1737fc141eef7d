import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Conversations, openConversations } from '../../../services/notifications/conversation-store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let conversations: Conversations;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  conversations = openConversations(deps);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

/** A card that shows a record, and a press on it that opens a form once it is let go on. */
async function aCardBeingPressed() {
  const nounId = deps.newId();
  const place = { conversationId: 'a:chat', activityId: deps.newId() };
  await conversations.cardShown(place, { card: 'request-for-team', nounId, revision: '1', digest: 'one' });
  const { promise: allowed, resolve: goOn, reject: fail } = Promise.withResolvers<void>();
  const press = conversations.whilePressed(place, async () => {
    await allowed;
    await conversations.formOpened(place);
  });
  return { nounId, place, press, goOn, fail };
}

describe('the copies of a card that is to be brought up to date', () => {
  test('are told once a press on one of them is answered, so that the form it opens is known', async () => {
    const { nounId, press, goOn } = await aCardBeingPressed();
    const copies = conversations.copiesOf(nounId);
    goOn();
    await press;
    expect(await copies).toMatchObject([{ formOpen: true }]);
  });

  test('wait for every press, where two people press at once', async () => {
    const { nounId, place, press, goOn } = await aCardBeingPressed();
    const second = conversations.whilePressed(place, async () => undefined);
    await second;
    const copies = conversations.copiesOf(nounId);
    goOn();
    await press;
    expect(await copies).toMatchObject([{ formOpen: true }]);
  });

  test('are told also after a press that failed', async () => {
    const { nounId, press, fail } = await aCardBeingPressed();
    const copies = conversations.copiesOf(nounId);
    fail(new Error('planned'));
    await expect(press).rejects.toThrow('planned');
    expect(await copies).toMatchObject([{ formOpen: false }]);
    expect(await conversations.copiesOf(nounId)).toHaveLength(1);
  });

  test('do not wait for presses on other cards', async () => {
    const waiting = await aCardBeingPressed();
    const other = await aCardBeingPressed();
    other.goOn();
    await other.press;
    expect(await conversations.copiesOf(other.nounId)).toMatchObject([{ formOpen: true }]);
    waiting.goOn();
    await waiting.press;
  });
});
