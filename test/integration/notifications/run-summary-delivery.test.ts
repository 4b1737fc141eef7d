import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toDateColumn } from '../../../services/platform/date-column.ts';
import { aBookedMeeting, type BookedMeeting, thePerson } from '../../support/booked-meeting.ts';
import { anOrganisation } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';
import { deliveryService } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let service: ReturnType<typeof deliveryService>;
let meeting: BookedMeeting;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  await deps.db.delivery.deleteMany();
  await deps.db.teamTodo.deleteMany();
  service = deliveryService(deps);
  number += 1;
  meeting = await aBookedMeeting(deps, { number });
  deps.clock.moveTo(meeting.endsAt);
});

const keys = { decision: 'aaaaaaaa-0000-4000-8000-000000000001', action: 'aaaaaaaa-0000-4000-8000-000000000002' };

/** A version of the outcome as the use cases leave it once it is sent. */
async function sentOutcome(version: number, action = 'Find a night worker') {
  const id = deps.newId();
  const at = deps.clock.now();
  const organisation = `organisation:${meeting.agency.id}`;
  const text = 'The timetable goes back to five days';
  await deps.db.outcome.create({
    data: {
      ...{ id, meetingId: meeting.id, version, state: 'sent', recordedById: meeting.owner.id, recordedAt: at },
      ...{ sentById: meeting.owner.id, sentAt: at, nextStep: 'We meet again in March' },
      decisions: { create: [{ id: deps.newId(), key: keys.decision, text, parties: [], position: 0 }] },
      actions: {
        create: [
          {
            ...{ id: deps.newId(), key: keys.action, what: action, party: organisation, who: 'Priya Example' },
            ...{ dueDay: toDateColumn('2027-02-01'), position: 0 },
          },
          {
            ...{ id: deps.newId(), key: deps.newId(), what: 'Speak to the school', party: 'individual', who: 'Jamie' },
            ...{ dueDay: toDateColumn('2027-02-02'), position: 1 },
          },
        ],
      },
    },
  });
  await deps.db.meeting.update({ where: { id: meeting.id }, data: { state: 'outcome-recorded' } });
  return id;
}

const send = (outcomeId: string, ...who: string[]) =>
  service.add(
    ...who.map((key) => ({
      kind: 'summary' as const,
      eventKey: `summary ${outcomeId} ${key}`,
      channel: 'mail' as const,
      meetingId: meeting.id,
      outcomeId,
      inviteeId: meeting.invitee(key),
    })),
  );

describe('a summary', () => {
  test('holds the receiver’s own actions and the decisions they need, and no one else’s', async () => {
    const outcome = await sentOutcome(1);
    await send(outcome, 'agency');
    expect(await service.run(`summary ${outcome} agency`)).toMatchObject({
      state: 'sent',
      detail: { part: 'summary' },
    });
    const [mail] = service.mailer.sent;
    expect(mail?.subject).toBe(`${meeting.reference}: what was agreed`);
    for (const said of [thePerson.fullName, 'Find a night worker', 'five days', 'again in March', '1 February 2027']) {
      expect(mail?.text).toContain(said);
      expect(mail?.html).toContain(said);
    }
    expect(mail?.text).not.toContain('Speak to the school');
    expect(mail?.text).not.toContain('What changed');
    expect(await service.todos()).toEqual([]);
  });

  test.each([
    ['open', 'notice-address-not-secure'],
    ['school', 'notice-no-agreement'],
    ['other', 'notice-no-agreement'],
  ])('becomes a notice with the reference for the invitee "%s", and a to-do', async (who, part) => {
    const outcome = await sentOutcome(1);
    await send(outcome, who);
    expect(await service.run(`summary ${outcome} ${who}`)).toMatchObject({ state: 'sent', detail: { part } });
    const mail = JSON.stringify(service.mailer.sent);
    for (const secret of ['Jamie', 'Okonkwo', 'night worker', 'five days', 'March']) expect(mail).not.toContain(secret);
    expect(await service.todos()).toMatchObject([{ kind: 'tell-outcome', inviteeId: meeting.invitee(who) }]);
  });

  test('becomes a notice when consent was withdrawn after "Send" was pressed', async () => {
    const outcome = await sentOutcome(1);
    await send(outcome, 'agency', 'individual');
    await deps.db.mbeRequest.update({ where: { id: meeting.requestId }, data: { basis: 'not-yet' } });
    await service.runAll();
    expect(JSON.stringify(service.mailer.sent)).not.toContain('night worker');
    const parts = (await deps.db.delivery.findMany({ where: { kind: 'summary' } })).map((row) => row.detail);
    expect(parts).toEqual([{ part: 'notice-no-ground' }, { part: 'notice-no-ground' }]);
    expect(await service.todos()).toHaveLength(2);
  });

  test('becomes a notice when the agreement ended after "Send" was pressed', async () => {
    const outcome = await sentOutcome(1);
    await send(outcome, 'agency');
    await deps.db.sharingAgreement.updateMany({
      where: { organisationId: meeting.agency.id },
      data: { toDay: toDateColumn('2027-01-13') },
    });
    await service.runAll();
    expect(JSON.stringify(service.mailer.sent)).not.toContain('night worker');
  });

  test('becomes a notice when the directory also lists its secure address at an organisation without an agreement', async () => {
    const outcome = await sentOutcome(1);
    await send(outcome, 'agency');
    const contacts = [{ name: 'Front Desk', email: 'PRIYA.Example@council.example.org' }];
    const { id } = await anOrganisation(deps, { kind: 'housing', agreement: null, contacts });
    await service.runAll();
    expect(JSON.stringify(service.mailer.sent)).not.toContain('night worker');
    const [row] = await deps.db.delivery.findMany({ where: { kind: 'summary' } });
    expect(row?.detail).toEqual({ part: 'notice-address-shared' });
    expect(await service.todos()).toMatchObject([{ kind: 'tell-outcome', inviteeId: meeting.invitee('agency') }]);
    await deps.db.organisation.update({ where: { id }, data: { active: false } });
  });

  test('for somebody of the family is none: they are told by a letter', async () => {
    const outcome = await sentOutcome(1);
    await send(outcome, 'carer');
    expect(await service.run(`summary ${outcome} carer`)).toMatchObject({
      state: 'not-needed',
      lastError: 'by-letter',
    });
    expect(await service.todos()).toMatchObject([{ kind: 'tell-outcome' }]);
  });

  test('that may have been sent is never repeated: the team asks whether it arrived', async () => {
    const outcome = await sentOutcome(1);
    await send(outcome, 'agency');
    service.mailer.weather('unclear');
    expect(await service.run(`summary ${outcome} agency`)).toMatchObject({ state: 'may-have-been-sent' });
    service.mailer.weather('calm');
    await service.run(`summary ${outcome} agency`);
    expect(service.mailer.sent).toHaveLength(1);
    expect(await service.todos()).toMatchObject([{ kind: 'delivery-unclear' }]);
  });

  test('whose process was killed while it was sent is not repeated either', async () => {
    const outcome = await sentOutcome(1);
    await send(outcome, 'agency');
    await deps.db.delivery.updateMany({ data: { state: 'sending' } });
    expect(await service.run(`summary ${outcome} agency`)).toMatchObject({ state: 'may-have-been-sent' });
    expect(service.mailer.sent).toEqual([]);
    expect(await service.todos()).toMatchObject([{ kind: 'delivery-unclear' }]);
  });
});

describe('a correction', () => {
  test('says what changed since the version its receiver was sent', async () => {
    const first = await sentOutcome(1);
    await send(first, 'agency');
    await service.runAll();
    const second = await sentOutcome(2, 'Find two night workers');
    await send(second, 'agency');
    await service.runAll();
    const mail = service.mailer.sent.at(-1);
    expect(mail?.subject).toBe(`${meeting.reference}: what was agreed (corrected)`);
    expect(mail?.text).toContain(
      '- Action changed.\n  Before: Find a night worker (Priya Example, by Monday 1 February 2027)\n  Now: Find two night workers',
    );
  });

  test('overtakes a first version that has not left yet, and then compares with nothing', async () => {
    const first = await sentOutcome(1);
    await send(first, 'agency');
    const second = await sentOutcome(2, 'Find two night workers');
    await send(second, 'agency');
    expect(await service.run(`summary ${first} agency`)).toMatchObject({
      state: 'not-needed',
      lastError: 'superseded',
    });
    await service.run(`summary ${second} agency`);
    expect(service.mailer.sent).toHaveLength(1);
    expect(service.mailer.sent[0]?.text).not.toContain('What changed');
  });

  test('compares with nothing for somebody who got only a notice before', async () => {
    const first = await sentOutcome(1);
    await send(first, 'open');
    await service.runAll();
    const row = { address: 'owen.example@council.example.org', markedById: meeting.owner.id, markedAt: new Date() };
    await deps.db.secureAddress.create({ data: row });
    const second = await sentOutcome(2, 'Find two night workers');
    await send(second, 'open');
    await service.runAll();
    expect(service.mailer.sent.at(-1)?.text).toContain('Find two night workers');
    expect(service.mailer.sent.at(-1)?.text).not.toContain('What changed');
    await deps.db.secureAddress.delete({ where: { address: row.address } });
  });
});
