import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toDateColumn } from '../../../services/platform/date-column.ts';
import { recordActionProgress } from '../../../services/register/record-action-progress.ts';
import { viewPerson } from '../../../services/register/view-person.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';
import { anEntry, aPerson } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let cora: TestActor;
let requester: TestActor;
let numbers = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  cora = await aCoordinator(deps);
  requester = await aProfessional(deps);
});

afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

/** A meeting with actions in each version of its outcome; the last may be a draft. */
async function agreedAt(
  about: { entryId: string },
  versions: { state: 'sent' | 'draft'; actions: { key: string; what: string; dueDay: string }[] }[],
): Promise<void> {
  numbers += 1;
  const at = deps.clock.now();
  const meetingId = deps.newId();
  const held = { startsAt: new Date('2026-12-15T10:00:00Z'), endsAt: new Date('2026-12-15T11:00:00Z') };
  await deps.db.meeting.create({
    data: {
      ...{ id: meetingId, kind: 'dsr-review', entryId: about.entryId, reference: `MTG-2026-000${numbers}` },
      ...{ state: 'outcome-recorded', lengthMinutes: 60, transactionId: deps.newId(), createdAt: at, updatedAt: at },
      ...held,
    },
  });
  for (const [number, { state, actions }] of versions.entries()) {
    const id = deps.newId();
    const sent = state === 'sent' ? { sentById: cora.id, sentAt: at } : {};
    await deps.db.outcome.create({
      data: { id, meetingId, version: number + 1, state, recordedById: cora.id, recordedAt: at, ...sent },
    });
    await deps.db.agreedAction.createMany({
      data: actions.map(({ key, what, dueDay }, position) => ({
        ...{ id: deps.newId(), outcomeId: id, key, what, position },
        ...{ party: 'dsr-team', who: 'Asha Example', dueDay: toDateColumn(dueDay) },
      })),
    });
  }
}

async function actionsOf(entryId: string) {
  const person = await viewPerson(deps, { actor: cora, entryId });
  if (!person.ok) throw new Error(person.reason);
  return person.value.actions;
}
async function asked(entryId: string, actionKey: string, over: object = {}) {
  const { version } = await deps.db.registerEntry.findUniqueOrThrow({ where: { id: entryId } });
  const change = { actor: cora, entryId, version, press: deps.newId() };
  return { ...change, actionKey, state: 'done', note: '', ...over };
}

describe('what became of an agreed action', () => {
  test('is shown for the last outcome that was sent: a correction that is a draft still changes nothing', async () => {
    const { entryId } = await anEntry(deps);
    const [first, second] = [deps.newId(), deps.newId()];
    const find = { key: first, what: 'Find a provider', dueDay: '2027-01-08' };
    const ask = { key: second, what: 'Ask the school', dueDay: '2027-02-01' };
    await agreedAt({ entryId }, [
      { state: 'sent', actions: [ask] },
      { state: 'sent', actions: [{ ...ask, what: 'Ask the new school' }, find] },
      { state: 'draft', actions: [] },
    ]);
    const actions = await actionsOf(entryId);
    expect(actions.map(({ what, overdue, progress }) => [what, overdue, progress])).toEqual([
      ['Find a provider', true, null],
      ['Ask the new school', false, null],
    ]);
  });

  test('can be said again, and keeps who said it; what is done comes last and is late no longer', async () => {
    const { entryId } = await anEntry(deps);
    const [late, later] = [deps.newId(), deps.newId()];
    await agreedAt({ entryId }, [
      {
        state: 'sent',
        actions: [
          { key: late, what: 'Late', dueDay: '2027-01-08' },
          { key: later, what: 'Later', dueDay: '2027-02-01' },
        ],
      },
    ]);
    const underWay = await asked(entryId, late, { state: 'under-way', note: 'Two providers asked.' });
    expect(await recordActionProgress(deps, underWay)).toMatchObject({ ok: true });
    expect((await actionsOf(entryId))[0]).toMatchObject({
      what: 'Late',
      overdue: true,
      progress: { state: 'under-way', note: 'Two providers asked.', by: 'Cora Coordinator' },
    });
    expect(await recordActionProgress(deps, await asked(entryId, late))).toMatchObject({ ok: true });
    expect((await actionsOf(entryId)).map(({ what, overdue }) => [what, overdue])).toEqual([
      ['Later', false],
      ['Late', false],
    ]);
    const events = await deps.db.auditEvent.findMany({ where: { nounId: entryId, useCase: 'record-action-progress' } });
    expect(events.map(({ fromState, toState }) => [fromState, toState])).toEqual([
      [null, 'under-way'],
      ['under-way', 'done'],
    ]);
  });

  test('needs a reason where it cannot be done, and the team', async () => {
    const { entryId } = await anEntry(deps);
    const key = deps.newId();
    await agreedAt({ entryId }, [{ state: 'sent', actions: [{ key, what: 'Ask', dueDay: '2027-02-01' }] }]);
    const cannot = await asked(entryId, key, { state: 'cannot' });
    expect(await recordActionProgress(deps, cannot)).toMatchObject({ problems: [{ field: 'note' }] });
    expect(await recordActionProgress(deps, await asked(entryId, key, { state: '' }))).toMatchObject({
      problems: [{ field: 'state', problem: 'missing' }],
    });
    expect(await recordActionProgress(deps, await asked(entryId, key, { actor: requester }))).toEqual({
      ok: false,
      reason: 'not-allowed',
    });
    expect(await recordActionProgress(deps, await asked(entryId, deps.newId()))).toMatchObject({
      reason: 'no-such-action',
    });
  });

  test('is never shown on, or changed from, somebody else’s card', async () => {
    const one = await anEntry(deps);
    const other = await anEntry(deps, { personId: await aPerson(deps, { fullName: 'Jordan Example' }) });
    const key = deps.newId();
    await agreedAt(one, [{ state: 'sent', actions: [{ key, what: 'Ask', dueDay: '2027-02-01' }] }]);
    expect(await actionsOf(other.entryId)).toEqual([]);
    expect(await recordActionProgress(deps, await asked(other.entryId, key))).toMatchObject({
      reason: 'no-such-action',
    });
  });

  test('of two who say it at once, one is told that the entry has changed', async () => {
    const { entryId } = await anEntry(deps);
    const key = deps.newId();
    await agreedAt({ entryId }, [{ state: 'sent', actions: [{ key, what: 'Ask', dueDay: '2027-02-01' }] }]);
    const [a, b] = [await asked(entryId, key), await asked(entryId, key, { state: 'under-way' })];
    const answers = await Promise.all([recordActionProgress(deps, a), recordActionProgress(deps, b)]);
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.reason)).toSorted()).toEqual([
      'changed-meanwhile',
      'done',
    ]);
  });
});
