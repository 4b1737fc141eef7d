import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../services/access/actor.ts';
import { authorise } from '../../../services/access/authorise.ts';
import { recordDone } from '../../../services/audit/record.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';

const coordinator: Actor = { kind: 'professional', id: randomUUID(), dsrRole: 'coordinator' };
const somebody: Actor = { kind: 'professional', id: randomUUID(), dsrRole: null };
const nounId = randomUUID();

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  const entry = {
    useCase: 'book-meeting',
    actor: coordinator,
    noun: 'meeting',
    nounId,
    from: 'being-arranged',
  } as const;
  await deps.db.$transaction((tx) => recordDone(tx, ordinaryMorning, { ...entry, to: 'booked' }));
});

afterAll(async () => {
  await deps.close();
  await database.drop();
});

describe('the audit record', () => {
  it.each([
    'UPDATE audit_event SET reason = NULL',
    "UPDATE audit_event SET reason = 'x' WHERE false",
    'DELETE FROM audit_event',
    'DELETE FROM audit_event WHERE false',
    'TRUNCATE audit_event',
    'TRUNCATE audit_event, mbe_request CASCADE',
    "INSERT INTO audit_event (id, at, actor_kind, use_case, noun, result) SELECT id, at, 'x', 'x', 'x', result FROM audit_event ON CONFLICT (id) DO UPDATE SET actor_kind = 'x'",
    'MERGE INTO audit_event old USING audit_event new ON old.id = new.id WHEN MATCHED THEN DELETE',
  ])('refuses “%s”', async (statement) => {
    const before = await deps.db.auditEvent.findMany();
    await expect(deps.db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/);
    expect(await deps.db.auditEvent.findMany()).toEqual(before);
  });

  it('goes with a change that is rolled back: nothing is on record that was not done', async () => {
    const before = await deps.db.auditEvent.count();
    const failed = deps.db.$transaction(async (tx) => {
      await recordDone(tx, ordinaryMorning, { useCase: 'book-meeting', actor: coordinator, noun: 'meeting', nounId });
      throw new Error('the change failed');
    });
    await expect(failed).rejects.toThrow('the change failed');
    expect(await deps.db.auditEvent.count()).toBe(before);
  });

  it('holds a refused attempt, with who tried what and when', async () => {
    const about = { noun: 'meeting', nounId, relations: ['none'] } as const;
    expect(await authorise(deps, 'book-meeting', somebody, about)).toEqual({ ok: false, reason: 'not-allowed' });
    const [latest] = await deps.db.auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(latest).toMatchObject({
      at: ordinaryMorning,
      actorKind: 'professional',
      actorId: somebody.kind === 'professional' ? somebody.id : null,
      useCase: 'book-meeting',
      nounId,
      result: 'refused',
      reason: 'not-allowed',
    });
  });

  it('holds nothing for an attempt that is allowed: the change itself records it', async () => {
    const before = await deps.db.auditEvent.count();
    const about = { noun: 'meeting', nounId, relations: ['none'] } as const;
    expect(await authorise(deps, 'book-meeting', coordinator, about)).toBeUndefined();
    expect(await deps.db.auditEvent.count()).toBe(before);
  });

  it('knows no result but done and refused', async () => {
    const statement =
      "INSERT INTO audit_event (at, actor_kind, use_case, noun, result) VALUES (now(), 'system', 'sync-calendar', 'meeting', 'perhaps')";
    await expect(deps.db.$executeRawUnsafe(statement)).rejects.toThrow(/audit_event_result/);
  });
});
