import { beforeEach, describe, expect, test } from 'vitest';
import { lapseConsent } from '../../../services/consent/lapse-consent.ts';
import { consentLapsesDue } from '../../../services/consent/lapse-store.ts';
import { viewConsent } from '../../../services/consent/view-consent.ts';
import { readEntry } from '../../../services/register/entry-store.ts';
import { aCoordinator, anApprovedRequest, type TestActor } from '../../support/builders.ts';
import { record } from '../../support/consent-builders.ts';
import { granted, meetingNow, theService } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { anEntry } from '../../support/register-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let cora: TestActor;

beforeEach(async () => {
  deps = world.fresh();
  cora = await aCoordinator(deps);
});

const due = async () => (await consentLapsesDue(deps.db, deps.clock.now())).map(({ entryId }) => entryId);
const lapse = (entryId: string) => lapseConsent(deps, { actor: theService, entryId });
/** Consent of 12 January 2026 holds to the end of today. */
const onTheLastDay = () => anEntry(deps, { fromDay: '2026-01-12' });
const afterMidnight = new Date('2027-01-13T00:00:30Z');

describe('consent that runs out', () => {
  test('holds to the end of its last day, and is due from midnight in England on', async () => {
    const { entryId } = await onTheLastDay();
    deps.clock.moveTo(new Date('2027-01-12T23:59:59Z'));
    expect(await due()).not.toContain(entryId);
    expect(granted(await lapse(entryId))).toEqual({ lapsed: false });
    deps.clock.moveTo(afterMidnight);
    expect(await due()).toContain(entryId);
  });

  test('is put on record once, alerts the team once, and ends nothing by itself', async () => {
    const { entryId, personId } = await onTheLastDay();
    deps.clock.moveTo(afterMidnight);
    const answers = await Promise.all([lapse(entryId), lapse(entryId), lapse(entryId)]);
    expect(answers.map((answer) => granted(answer).lapsed).filter(Boolean)).toHaveLength(1);
    expect(granted(await lapse(entryId))).toEqual({ lapsed: false });
    expect(await due()).not.toContain(entryId);
    const expired = await deps.db.consentEvent.findMany({ where: { personId, kind: 'expired' } });
    expect(expired).toMatchObject([{ day: new Date('2027-01-13T00:00:00Z'), byId: null }]);
    expect(await deps.db.teamTodo.findMany({ where: { entryId } })).toMatchObject([{ kind: 'consent-lapsed' }]);
    expect(await readEntry(deps.db, entryId)).toMatchObject({ toDay: null });
    expect(await deps.db.clock.count({ where: { subjectId: entryId } })).toBeGreaterThan(0);
    const audited = { useCase: 'lapse-consent', nounId: personId, actorKind: 'system' };
    expect(await deps.db.auditEvent.count({ where: audited })).toBe(1);
  });

  test('ends the basis of the person’s MbE requests', async () => {
    const { entryId, personId } = await onTheLastDay();
    const request = await anApprovedRequest(deps);
    const row = await deps.db.mbeRequest.findUniqueOrThrow({ where: { id: request.id } });
    await deps.db.person.update({ where: { id: row.personId ?? '' }, data: { sameAsId: personId } });
    deps.clock.moveTo(afterMidnight);
    granted(await lapse(entryId));
    expect((await meetingNow(deps, request.meetingId)).sharing).toEqual({ may: false, because: 'lapsed' });
  });

  test('is renewed by a new year from the day they said so, and may run out again', async () => {
    const { entryId, personId } = await onTheLastDay();
    deps.clock.moveTo(afterMidnight);
    granted(await lapse(entryId));
    granted(await record(deps, cora, personId, { record: { day: '2027-01-13' } }));
    const view = granted(await viewConsent(deps, { actor: cora, personId }));
    expect(view).toMatchObject({ state: { state: 'valid', until: '2028-01-13' }, standing: { kind: 'renewed' } });
    expect(await due()).not.toContain(entryId);
    deps.clock.moveTo(new Date('2028-01-14T08:00:00Z'));
    expect(await due()).toContain(entryId);
    expect(granted(await lapse(entryId))).toEqual({ lapsed: true });
    expect(await deps.db.teamTodo.count({ where: { entryId, kind: 'consent-lapsed' } })).toBe(2);
  });

  test('renewed at the moment it runs out: one of the two is first, and both leave it held', async () => {
    const { entryId, personId } = await onTheLastDay();
    deps.clock.moveTo(afterMidnight);
    const [lapsed, renewed] = await Promise.all([
      lapse(entryId),
      record(deps, cora, personId, { record: { day: '2027-01-13' } }),
    ]);
    granted(lapsed);
    granted(renewed);
    expect(granted(await viewConsent(deps, { actor: cora, personId }))).toMatchObject({ state: { state: 'valid' } });
  });

  test('is the service’s to record: nobody presses a button for it', async () => {
    const { entryId } = await onTheLastDay();
    deps.clock.moveTo(afterMidnight);
    expect(await lapseConsent(deps, { actor: cora, entryId })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await lapseConsent(deps, { actor: theService, entryId: deps.newId() })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });
});
