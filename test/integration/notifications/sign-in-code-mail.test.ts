import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestCode } from '../../../services/sign-in/request-code.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';
import { deliveryService } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

test('a code is in the mail to its address alone: no copy of it is kept where the team reads', async () => {
  const service = deliveryService(deps);
  await requestCode(deps, { address: 'jo@family.example.org' });
  await service.runAll();
  expect(service.mailer.sent).toMatchObject([{ to: { address: 'jo@family.example.org' }, keepNoCopy: true }]);
});
