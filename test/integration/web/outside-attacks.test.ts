import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AgencyMeeting, anAgencyMeeting, propose, recordOutcome } from '../../support/agency-meetings.ts';
import { databaseState } from '../../support/database-state.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { book, inviteeOf, meetingNow } from '../../support/meeting-builders.ts';
import { type Fields, type OutsideWorld, startOutside } from '../../support/web-visitor.ts';

const MARKUP = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{7*7}}';

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
const mailsTo = (address: string) => world.mailer.sent.filter(({ to }) => to.address.toLowerCase() === address);

describe('the person, before there is a ground for sharing', () => {
  test('hears of no meeting on any page, and can change nothing of it', async () => {
    await deps.db.mbeRequest.update({ where: { id: meeting.requestId }, data: { basis: 'not-yet' } });
    const person = inviteeOf(await meetingNow(deps, meeting.meetingId), 'individual');
    await deps.db.invitee.update({ where: { id: person.id }, data: { email: `jamie.${person.id}@example.org` } });
    const look = async () => {
      await world.settled();
      const visitor = await world.signIn(`jamie.${person.id}@example.org`);
      const { html } = await visitor.get('/mine');
      expect(html).not.toContain(meeting.reference);
      expect(html).not.toContain(`/meetings/${person.id}`);
      await world.settled();
      const before = await databaseState(world);
      for (const page of ['', '/come', '/times', '/say', '/bring', '/helps', '/stand-in', '/calendar.ics']) {
        expect([page, (await visitor.get(`/meetings/${person.id}${page}`)).status]).toEqual([page, 404]);
      }
      for (const page of ['/come', '/times', '/say', '/bring', '/helps', '/stand-in', '/rsvp', '/proposal']) {
        const sent = await visitor.post(`/meetings/${person.id}${page}`, { response: 'accepted', text: 'I come' });
        expect([page, sent.status]).toEqual([page, 404]);
      }
      expect(await databaseState(world)).toEqual(before);
    };
    await propose(deps, meeting);
    await look();
    await book(deps, meeting);
    await look();
  });
});

describe('an address that somebody without an agreement reads too', () => {
  test('gets invitations with the reference alone', async () => {
    await deps.db.organisation.update({
      where: { id: meeting.school.id },
      data: { dutyEmail: meeting.councilAddress.toUpperCase() },
    });
    await book(deps, meeting);
    await world.settled();
    const mails = mailsTo(meeting.councilAddress);
    expect(mails.length).toBeGreaterThan(0);
    const purpose = deps.policy.purposeCategories.value.map(({ label }) => label);
    for (const mail of mails) {
      for (const label of purpose) expect(JSON.stringify(mail)).not.toContain(label);
      expect(JSON.stringify(mail)).not.toContain('Jamie');
    }
  });
});

test('whatever anybody typed stays text on every page', async () => {
  await deps.db.organisation.update({ where: { id: meeting.council.id }, data: { name: MARKUP } });
  const { id } = meeting.councilInvitee;
  await deps.db.invitee.update({ where: { id }, data: { toBring: MARKUP, name: MARKUP } });
  await propose(deps, meeting);
  const council = () => world.signIn(meeting.councilAddress);
  await (await council()).post(`${councilPath()}/stand-in`, { standInName: MARKUP, standInEmail: 'x@example.org' });
  const pages: string[] = [];
  const look = async (...paths: string[]) => {
    for (const path of paths) {
      const { html, status } = await (await council()).get(path);
      expect([path, status]).toEqual([path, 200]);
      pages.push(html);
    }
  };
  await look('/mine', councilPath(), `${councilPath()}/stand-in`);
  await book(deps, meeting);
  await look(councilPath());
  const { councilAction } = await recordOutcome(deps, meeting, {
    decisions: [{ key: null, text: MARKUP, parties: [] }],
    nextStep: MARKUP,
  });
  await (await council()).post(`/actions/${councilAction}`, { state: 'cannot', note: MARKUP });
  await look('/mine', councilPath(), `/actions/${councilAction}`);
  for (const html of pages) expect(html).not.toMatch(/<script|<img src=x|"><img/);
  expect(pages.join('')).toContain('alert(1)');
  expect(pages.join('')).not.toMatch(/>49</);
});

test('a form with anything in the place of what is asked is refused in words, and does nothing', async () => {
  await book(deps, meeting);
  const council = await world.signIn(meeting.councilAddress);
  // What the page shows is put on record the first time.
  await council.get(councilPath());
  await world.settled();
  const before = await databaseState(world);
  const odd: Fields[] = [
    { response: ['accepted', 'no such answer'], note: ['a', 'b'] },
    { 'response[]': 'accepted', 'response[constructor]': 'x' },
    Object.fromEntries([
      ...['__proto__', 'constructor', 'toString'].map((name) => [name, 'x']),
      ['response', 'toString'],
    ]),
    { response: '__proto__', note: '\u0000', startsAt: 'never' },
    { response: 'accepted', press: 'no press' },
  ];
  for (const fields of odd) {
    const { status } = await council.post(`${councilPath()}/rsvp`, fields);
    expect([JSON.stringify(fields), [400, 404].includes(status)]).toEqual([JSON.stringify(fields), true]);
  }
  for (const path of [
    '/meetings/%00',
    '/meetings/__proto__',
    '/actions/constructor',
    '/questions/x%0d%0aa',
    '/consent/%F0%9F%98%80',
  ]) {
    expect([path, (await council.get(path)).status]).toEqual([path, 404]);
  }
  expect((await council.get('/sign-in?next[]=/x&next=//evil.example.org')).html).toContain('name="next" value="/mine"');
  expect(await databaseState(world)).toEqual(before);
});
