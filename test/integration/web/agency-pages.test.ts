import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AgencyMeeting, anAgencyMeeting, cancel, propose, recordOutcome } from '../../support/agency-meetings.ts';
import { databaseState } from '../../support/database-state.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { book, meetingNow } from '../../support/meeting-builders.ts';
import { type OutsideWorld, startOutside, type WebVisitor } from '../../support/web-visitor.ts';

/** Everything about the person in these meetings: name, purpose, what was agreed, what to bring. */
const ABOUT_THE_PERSON = /Jamie|A place to live|placement|weekends|timetable|support plan/;

let world: OutsideWorld;
let deps: OutsideWorld['service']['deps'] & { clock: OutsideWorld['clock'] };
let meeting: AgencyMeeting;

beforeAll(async () => {
  world = await startOutside();
  await world.channel('cora');
  deps = { ...world.service.deps, policy: world.service.deps.policy, clock: world.clock };
});
afterAll(() => world?.stop());
beforeEach(async () => {
  world.clock.moveTo(ordinaryMorning);
  meeting = await anAgencyMeeting(deps);
});
afterEach(() => expect(world.faults.splice(0).filter(({ event }) => event === 'request-failed')).toEqual([]));

const councilPath = () => `/meetings/${meeting.councilInvitee.id}`;
const schoolPath = () => `/meetings/${meeting.schoolInvitee.id}`;
const council = () => world.signIn(meeting.councilAddress);
const school = () => world.signIn(meeting.schoolAddress);

describe('an organisation without an agreement', () => {
  test('reads nothing about the person on any page, in any state of the meeting', async () => {
    const seen: string[] = [];
    const look = async (...paths: string[]) => {
      // A session ends with its day.
      const visitor = await school();
      for (const path of [
        '/mine',
        schoolPath(),
        `${schoolPath()}/stand-in`,
        `${schoolPath()}/calendar.ics`,
        ...paths,
      ]) {
        const { html, headers, status } = await visitor.get(path);
        seen.push(`${status} ${path.replaceAll(/[0-9a-f-]{36}/g, '…')}`);
        expect(`${path} ${html} ${JSON.stringify([...headers])}`).not.toMatch(ABOUT_THE_PERSON);
      }
    };
    await deps.db.invitee.update({
      where: { id: meeting.schoolInvitee.id },
      data: { toBring: 'Jamie’s support plan' },
    });
    await deps.db.meeting.update({ where: { id: meeting.meetingId }, data: { place: 'The flat of Jamie Example' } });
    await look();
    await propose(deps, meeting);
    await look();
    await book(deps, meeting);
    await look();
    const { schoolAction, councilAction } = await recordOutcome(deps, meeting);
    await look(`/actions/${schoolAction}`, `/actions/${councilAction}`);
    expect(seen.filter((one) => one.startsWith('303'))).toEqual([]);
    expect(seen.slice(-2)).toEqual(['200 /actions/…', '404 /actions/…']);
    const page = await (await school()).get(schoolPath());
    expect(page.html).toContain(meeting.reference);
    expect(page.html).toContain('no information sharing agreement');
  });

  test('is let know more by a decision on record, for this meeting, and loses it when that ends', async () => {
    await book(deps, meeting);
    const row = {
      ...{ id: deps.newId(), meetingId: meeting.meetingId, inviteeId: meeting.schoolInvitee.id },
      ...{
        basis: 'person-consents',
        note: 'Said so by phone',
        decidedById: meeting.coordinator.id,
        decidedAt: world.clock.now(),
      },
    };
    await deps.db.disclosureDecision.create({ data: row });
    const visitor = await school();
    expect((await visitor.get(schoolPath())).html).toContain('Jamie Example');
    const shown = await deps.db.disclosure.findFirstOrThrow({
      where: { inviteeId: meeting.schoolInvitee.id, via: 'page' },
    });
    expect(shown).toMatchObject({ basis: 'person-consents', what: ['name', 'purpose'] });
    await deps.db.disclosureDecision.update({ where: { id: row.id }, data: { endedAt: world.clock.now() } });
    expect((await visitor.get(schoolPath())).html).not.toMatch(ABOUT_THE_PERSON);
  });
});

describe('somebody else’s address', () => {
  let stranger: WebVisitor;
  beforeEach(async () => {
    stranger = await world.signIn('stranger@example.org');
    await book(deps, meeting);
  });

  test('finds neither the meeting nor its forms nor its file, and changes nothing', async () => {
    const schoolVisitor = await school();
    await world.settled();
    const before = await databaseState(world);
    for (const visitor of [stranger, schoolVisitor]) {
      for (const path of [councilPath(), `${councilPath()}/stand-in`, `${councilPath()}/calendar.ics`]) {
        const { status, html } = await visitor.get(path);
        expect([path, status]).toEqual([path, 404]);
        expect(html).not.toMatch(/Jamie|MBE-/);
      }
      const answer = { response: 'declined', note: '', standInName: 'X', standInEmail: 'x@example.org' };
      for (const path of ['proposal', 'rsvp', 'stand-in']) {
        expect((await visitor.post(`${councilPath()}/${path}`, answer)).status).toBe(404);
      }
    }
    expect(await databaseState(world)).toEqual(before);
  });

  test('without a code everybody is sent to ask for one, and comes back', async () => {
    const nobody = world.stranger();
    expect((await nobody.get(councilPath())).location).toBe(`/sign-in?next=${encodeURIComponent(councilPath())}`);
    const form = await nobody.post(`${councilPath()}/rsvp`, { response: 'accepted', note: '' });
    expect(form.location).toBe(`/sign-in?next=${encodeURIComponent(`${councilPath()}/rsvp`)}`);
    const back = await (await council()).get(`${councilPath()}/rsvp`);
    expect(back.location).toBe(councilPath());
  });
});

test('looking changes nothing but the record of what was shown', async () => {
  await book(deps, meeting);
  const visitor = await council();
  await world.settled();
  const { disclosure: _shown, ...before } = await databaseState(world);
  for (const path of [
    '/mine',
    councilPath(),
    `${councilPath()}/stand-in`,
    `${councilPath()}/calendar.ics`,
    councilPath(),
  ]) {
    expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
  }
  const { disclosure: _after, ...after } = await databaseState(world);
  expect(after).toEqual(before);
  const shown = await deps.db.disclosure.findMany({ where: { inviteeId: meeting.councilInvitee.id, via: 'page' } });
  expect(shown).toHaveLength(1);
});

test('an answer given twice with one press counts once, and to a time that has moved it is not taken', async () => {
  const booked = await book(deps, meeting);
  const visitor = await council();
  const press = deps.newId();
  const answer = {
    press,
    response: 'accepted',
    note: 'I bring a colleague',
    startsAt: booked.startsAt?.toISOString() ?? '',
  };
  for (let times = 0; times < 2; times++) {
    expect((await visitor.post(`${councilPath()}/rsvp`, answer)).location).toBe(`${councilPath()}?said=answer`);
  }
  expect(
    await deps.db.auditEvent.count({
      where: { useCase: 'answer-invitation', nounId: meeting.meetingId, result: 'done' },
    }),
  ).toBe(1);
  const late = { ...answer, press: deps.newId(), response: 'declined', startsAt: '2027-01-19T10:00:00.000Z' };
  const refused = await visitor.post(`${councilPath()}/rsvp`, late);
  expect(refused.status).toBe(409);
  expect(refused.html).toContain('The meeting was changed a moment ago');
  const now = await meetingNow(deps, meeting.meetingId);
  expect(now.invitees.find(({ id }) => id === meeting.councilInvitee.id)?.response).toBe('accepted');
});

test('the calendar file is the same entry as the invitation, with the reference and the purpose category alone', async () => {
  await book(deps, meeting);
  const { html: file, headers } = await (await council()).get(`${councilPath()}/calendar.ics`);
  const { transactionId } = await deps.db.meeting.findUniqueOrThrow({ where: { id: meeting.meetingId } });
  expect(headers.get('content-type')).toContain('text/calendar');
  expect(file).toContain(`UID:${transactionId}`);
  expect(file).toContain(meeting.reference);
  expect(file).not.toMatch(/Jamie/);
  await cancel(deps, meeting);
  expect((await (await council()).get(`${councilPath()}/calendar.ics`)).status).toBe(404);
});

test('a cancelled meeting says so, and why, in words fit for each', async () => {
  await book(deps, meeting);
  await cancel(deps, meeting);
  const [councilPage, schoolPage] = [
    await (await council()).get(councilPath()),
    await (await school()).get(schoolPath()),
  ];
  expect(councilPage.html).toContain('Too few of those who must be there can come.');
  expect(schoolPage.html).toContain('Too few people can come.');
  for (const { html } of [councilPage, schoolPage]) {
    expect(html).toContain('This meeting is cancelled');
    expect(html).not.toMatch(/Send my answer|Nobody could come|Join the meeting/);
  }
});
