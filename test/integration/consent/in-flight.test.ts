import { beforeEach, describe, expect, test } from 'vitest';
import { listWhoWasTold } from '../../../services/consent/list-who-was-told.ts';
import { previewSummaries } from '../../../services/meetings/preview-summaries.ts';
import { sendSummaries } from '../../../services/meetings/send-summaries.ts';
import type { TestActor } from '../../support/builders.ts';
import { aCoordinator } from '../../support/builders.ts';
import { aRegisterMeeting, withdraw } from '../../support/consent-builders.ts';
import { type ArrangedMeeting, anArrangedMeeting, aSavedOutcome, granted } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { anEntry } from '../../support/register-builders.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let cora: TestActor;

beforeEach(async () => {
  deps = world.fresh();
  cora = await aCoordinator(deps);
});

/** Somebody on the register, and a meeting by exception about them. */
async function onRegisterWithMbe() {
  const { entryId, personId } = await anEntry(deps);
  const arranged = await anArrangedMeeting(deps);
  const row = await deps.db.mbeRequest.findUniqueOrThrow({ where: { id: arranged.requestId } });
  await deps.db.person.update({ where: { id: row.personId ?? '' }, data: { sameAsId: personId } });
  return { entryId, personId, arranged };
}

async function send({ meetingId, coordinator: actor }: ArrangedMeeting) {
  const { outcome, fingerprint } = granted(await previewSummaries(deps, { actor, meetingId }));
  const { id: outcomeId, saves } = outcome;
  return sendSummaries(deps, { actor, meetingId, outcomeId, saves, fingerprint, press: deps.newId() });
}

const typedDay = { typed: { day: '2027-01-20' } };

// Each test arranges, holds and sends a whole meeting: on a busy machine that takes longer than most tests may.
describe('what was on its way when consent was withdrawn', { timeout: 60_000 }, () => {
  test('a summary that was queued becomes a notice with the reference, and the team tells them', async () => {
    const { personId, arranged } = await onRegisterWithMbe();
    await aSavedOutcome(deps, arranged);
    granted(await send(arranged));
    const { meetingId } = arranged;
    // The service is killed between "Send" and the mail: its job runs after the withdrawal.
    granted(await withdraw(deps, cora, personId, typedDay));
    const service = deliveryService(deps);
    await service.runAll();
    const summaries = await deps.db.delivery.findMany({ where: { meetingId, kind: 'summary' } });
    expect(summaries.map(({ detail }) => (detail as { part: string }).part).toSorted()).toContain('notice-no-ground');
    expect(summaries.some(({ detail }) => (detail as { part: string }).part === 'summary')).toBe(false);
    for (const mail of service.mailer.sent) expect(JSON.stringify(mail)).not.toContain('weekends');
    expect(await deps.db.teamTodo.count({ where: { meetingId, kind: 'tell-outcome' } })).toBeGreaterThan(0);
  });

  test('a summary that had left before stays with who got it, and is on the list', async () => {
    const { personId, arranged } = await onRegisterWithMbe();
    await aSavedOutcome(deps, arranged);
    granted(await send(arranged));
    const service = deliveryService(deps);
    await service.runAll();
    const where = { meetingId: arranged.meetingId, kind: 'summary' };
    const before = await deps.db.delivery.findMany({ where, orderBy: { eventKey: 'asc' } });
    granted(await withdraw(deps, cora, personId, typedDay));
    expect(await deps.db.delivery.findMany({ where, orderBy: { eventKey: 'asc' } })).toEqual(before);
    const { told } = granted(await listWhoWasTold(deps, { actor: cora, personId }));
    expect(told).toContainEqual(expect.objectContaining({ what: 'summary', reference: arranged.reference }));
  });

  test('sent and withdrawn at once: whichever is first, no mail after the withdrawal says anything about the person', async () => {
    for (let round = 0; round < 2; round++) {
      world.fresh();
      const { personId, arranged } = await onRegisterWithMbe();
      await aSavedOutcome(deps, arranged);
      const [sent, withdrawn] = await Promise.all([send(arranged), withdraw(deps, cora, personId, typedDay)]);
      granted(withdrawn);
      // "Send" was first, or finds that what it showed is no longer what would be sent.
      if (!sent.ok) expect(sent.reason).toBe('changed-meanwhile');
      const service = deliveryService(deps);
      await service.runAll();
      const { meetingId } = arranged;
      const parts = await deps.db.delivery.findMany({
        where: { meetingId, kind: 'summary' },
        select: { detail: true },
      });
      expect(parts.some(({ detail }) => (detail as { part: string }).part === 'summary')).toBe(false);
    }
  });

  test('an invitation of the register that was queued is not sent any more', async () => {
    const { entryId, personId } = await anEntry(deps);
    const { id: meetingId, inviteeIds } = await aRegisterMeeting(deps, entryId);
    const service = deliveryService(deps);
    const eventKey = `invitation:${meetingId}:0:${inviteeIds[0]}`;
    const detail = { sequence: 0 };
    await service.add({
      kind: 'invitation',
      eventKey,
      channel: 'mail',
      meetingId,
      inviteeId: inviteeIds[0] ?? '',
      detail,
    });
    granted(await withdraw(deps, cora, personId));
    expect(await service.run(eventKey)).toMatchObject({ state: 'not-needed' });
    expect(service.mailer.sent).toEqual([]);
  });

  test('of a meeting that the clinical lead has still to decide about, an invitation says the reference alone, and none goes to the person', async () => {
    const { entryId, personId } = await anEntry(deps);
    const startsAt = new Date('2027-01-13T10:00:00Z');
    const { id: meetingId, inviteeIds } = await aRegisterMeeting(deps, entryId, { startsAt });
    await deps.db.meeting.update({ where: { id: meetingId }, data: { purposeCategory: 'placement' } });
    granted(await withdraw(deps, cora, personId));
    const service = deliveryService(deps);
    const [agency = '', individual = ''] = inviteeIds;
    const invite = (inviteeId: string) =>
      service.add({
        ...{ kind: 'invitation', eventKey: `test:${inviteeId}`, channel: 'mail', meetingId, inviteeId },
        detail: { sequence: 0 },
      });
    await invite(agency);
    await invite(individual);
    expect(await service.run(`test:${agency}`)).toMatchObject({ state: 'sent', detail: { part: 'reference-only' } });
    expect(await service.run(`test:${individual}`)).toMatchObject({ state: 'not-needed' });
    expect(JSON.stringify(service.mailer.sent)).not.toContain('place to live');
  });
});
