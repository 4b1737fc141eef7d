import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkSamePerson } from '../../../services/mbe-requests/link-same-person.ts';
import { readEntry } from '../../../services/register/entry-store.ts';
import { aCoordinator, aSubmittedRequest } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type TestDeps, testDeps } from '../../support/deps.ts';
import { aConsentEvent, anEntry } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: TestDeps<ReturnType<typeof testDeps>['jobs']>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

test('linking a request with somebody on the register brings their consent and dates together at once', async () => {
  const cora = await aCoordinator(deps);
  const one = await aSubmittedRequest(deps);
  const other = await aSubmittedRequest(deps);
  const [first, second] = await Promise.all(
    [one, other].map(({ id }) => deps.db.mbeRequest.findUniqueOrThrow({ where: { id }, select: { personId: true } })),
  );
  const { entryId } = await anEntry(deps, { personId: first?.personId as string });
  await aConsentEvent(deps, second?.personId as string, { kind: 'renewed', day: '2026-12-01' });
  await linkSamePerson(deps, { actor: cora, requestId: one.id, otherRequestId: other.id, press: deps.newId() });
  expect(await readEntry(deps.db, entryId)).toMatchObject({ consentUntil: '2027-12-01' });
});
