import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chaseResponses } from '../../../services/meetings/chase-responses.ts';
import type { NewDelivery } from '../../../services/notifications/model.ts';
import { instantAt } from '../../../services/platform/time.ts';
import { aBookedMeeting, type BookedMeeting, thePerson } from '../../support/booked-meeting.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { deliveryService } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let service: ReturnType<typeof deliveryService>;
let meeting: BookedMeeting;
let number = 500;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = { ...testDeps({ url: database.url }), publicUrl: 'https://dsr.example.org' };
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  await deps.db.delivery.deleteMany();
  await deps.db.meeting.updateMany({ data: { state: 'cancelled' } });
  service = deliveryService(deps);
  number += 1;
  meeting = await aBookedMeeting(deps, { number });
});

const about = (kind: NewDelivery['kind'], who: string, over: Partial<NewDelivery> = {}): NewDelivery => ({
  ...{ kind, eventKey: `${kind}:${meeting.id}:0:${meeting.invitee(who)}`, channel: 'mail', meetingId: meeting.id },
  ...{ inviteeId: meeting.invitee(who), detail: { sequence: 0 } },
  ...over,
});
const sent = () => service.mailer.sent;
const textTo = (address: string) => sent().find(({ to }) => to.address === address)?.text ?? '';
const LINK = /https:\/\/dsr\.example\.org\/l\/[\w-]{43}/;

describe('an invitation', () => {
  test('has the personal link, and what it lets out is on record before it leaves', async () => {
    await service.add(about('invitation', 'agency'), about('invitation', 'school'), about('invitation', 'individual'));
    await service.runAll();
    for (const address of ['priya.example@council.example.org', 'ellis@school.example.org', 'jamie@example.org']) {
      expect(textTo(address)).toMatch(LINK);
    }
    const left = await deps.db.disclosure.findMany({ where: { meetingId: meeting.id } });
    const of = (who: string) => left.filter(({ inviteeId }) => inviteeId === meeting.invitee(who));
    expect(of('agency')).toMatchObject([{ what: ['purpose'], basis: 'agreement', via: 'mail' }]);
    expect(of('individual')).toMatchObject([{ what: ['purpose'], basis: 'family' }]);
    expect(of('school')).toEqual([]);
  });

  test('says the purpose to whom a coordinator let know more, on that basis', async () => {
    const row = { meetingId: meeting.id, inviteeId: meeting.invitee('school'), basis: 'person-consents', note: 'Yes' };
    const by = { decidedById: meeting.owner.id, decidedAt: deps.clock.now() };
    await deps.db.disclosureDecision.create({ data: { ...row, ...by, id: deps.newId() } });
    await service.add(about('invitation', 'school'));
    await service.runAll();
    const left = await deps.db.disclosure.findMany({ where: { meetingId: meeting.id } });
    expect(left).toMatchObject([{ what: ['purpose'], basis: 'person-consents' }]);
  });
});

describe('a cancellation', () => {
  async function cancelled(cancelReason: string) {
    const who = ['agency', 'school', 'individual'];
    await service.add(...who.map((one) => about('invitation', one)));
    await service.runAll();
    await deps.db.meeting.update({
      where: { id: meeting.id },
      data: { state: 'cancelled', sequence: 1, cancelReason },
    });
    sent().length = 0;
    await service.add(...who.map((one) => about('cancellation', one, { detail: { sequence: 1 } })));
    await service.runAll();
    return {
      agency: textTo('priya.example@council.example.org'),
      school: textTo('ellis@school.example.org'),
      person: textTo('jamie@example.org'),
    };
  }

  test('gives each a reason in words fit for them', async () => {
    const told = await cancelled('another-way');
    expect(told.agency).toContain('It is being dealt with in another way.');
    expect(told.person).toContain('We will talk about it with you in another way.');
    expect(told.school).not.toContain('another way');
    expect(JSON.stringify(told)).not.toContain(thePerson.fullName);
  });

  test('of one that cannot go ahead gives nobody a reason', async () => {
    const plain = await cancelled('cannot-go-ahead');
    for (const text of Object.values(plain)) {
      expect(text).toContain('This meeting is cancelled.');
      expect(text).not.toMatch(/go ahead|consent/i);
    }
  });
});

describe('whoever has not answered', () => {
  const chasers = () =>
    deps.db.delivery.findMany({ where: { kind: 'response-chaser' }, orderBy: { createdAt: 'asc' } });
  const later = (startsAt: Date) =>
    deps.db.meeting.update({
      where: { id: meeting.id },
      data: { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) },
    });

  test('is reminded twice, in working hours, each once, and nobody else is', async () => {
    await later(instantAt('2027-01-28', '14:00'));
    await deps.db.invitee.update({ where: { id: meeting.invitee('open') }, data: { response: 'accepted' } });
    expect(await chaseResponses(deps)).toBe(0);
    deps.clock.moveTo(instantAt('2027-01-14', '20:00'));
    expect(await chaseResponses(deps)).toBe(0);
    deps.clock.moveTo(instantAt('2027-01-15', '09:30'));
    const raised = await Promise.all([chaseResponses(deps), chaseResponses(deps)]);
    expect(raised.reduce((sum, one) => sum + one, 0)).toBe(4);
    await service.runAll();
    expect(
      sent()
        .map(({ to }) => to.address)
        .sort(),
    ).toEqual([
      'ellis@school.example.org',
      'jamie@example.org',
      'mina@surgery.example.org',
      'priya.example@council.example.org',
    ]);
    expect(textTo('jamie@example.org')).toContain('You do not have to come.');
    expect(textTo('priya.example@council.example.org')).toMatch(LINK);
    deps.clock.moveTo(instantAt('2027-01-26', '15:00'));
    expect(await chaseResponses(deps)).toBe(4);
    deps.clock.moveTo(instantAt('2027-01-27', '15:00'));
    expect(await chaseResponses(deps)).toBe(0);
    expect(await chasers()).toHaveLength(8);
  });

  test('hears nothing once they have answered, or somebody stands in for them', async () => {
    await later(instantAt('2027-01-28', '14:00'));
    deps.clock.moveTo(instantAt('2027-01-15', '09:30'));
    await chaseResponses(deps);
    await deps.db.invitee.update({ where: { id: meeting.invitee('agency') }, data: { response: 'declined' } });
    const standIn = { kind: 'other', name: 'Lee Example', email: 'lee@example.org', position: 9 };
    const of = { meetingId: meeting.id, standsInForId: meeting.invitee('school') };
    await deps.db.invitee.create({ data: { ...standIn, ...of, id: deps.newId() } });
    await service.runAll();
    expect(sent().map(({ to }) => to.address)).not.toContain('priya.example@council.example.org');
    expect(sent().map(({ to }) => to.address)).not.toContain('ellis@school.example.org');
  });
});
