import { beforeEach, describe, expect, test } from 'vitest';
import { reportAction } from '../../../services/agreed-actions/report-action.ts';
import { raiseActionReminders } from '../../../services/notifications/action-reminders.ts';
import { instantAt } from '../../../services/platform/time.ts';
import { type AgencyMeeting, anAgencyMeeting, recordOutcome } from '../../support/agency-meetings.ts';
import { book, granted } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { aVisitor } from '../../support/visitor-builders.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let meeting: AgencyMeeting;
let keys: Awaited<ReturnType<typeof recordOutcome>>;
let service: ReturnType<typeof deliveryService>;

beforeEach(async () => {
  deps = Object.assign(world.fresh(), { publicUrl: 'https://dsr.example.org' });
  // Actions of the tests before are nobody's any more.
  await deps.db.agreedAction.deleteMany();
  await deps.db.organisation.updateMany({ data: { dutyEmail: null } });
  meeting = await anAgencyMeeting(deps);
  await book(deps, meeting);
  keys = await recordOutcome(deps, meeting);
  await deps.db.delivery.updateMany({ where: { state: 'due' }, data: { state: 'not-needed' } });
  service = deliveryService(deps);
});

async function on(day: string, at = '09:30'): Promise<number> {
  deps.clock.moveTo(instantAt(day, at));
  const raised = await raiseActionReminders(deps);
  await service.runAll();
  return raised;
}
const mails = () => service.mailer.sent.map(({ to, subject }) => `${to.address}: ${subject}`).sort();
const todos = async (actionKey: string) =>
  (await deps.db.teamTodo.findMany({ where: { actionKey } })).map(({ kind }) => kind);

describe('reminders of agreed actions', () => {
  test('go to every address that owns the action, seven days and one day before and on the day, once each', async () => {
    const { councilAddress, schoolAddress, reference } = meeting;
    await deps.db.organisation.update({
      where: { id: meeting.council.id },
      data: { dutyEmail: 'duty@council.example.org' },
    });
    const due = [councilAddress, schoolAddress, 'duty@council.example.org'];
    await on('2027-01-25');
    expect(mails()).toEqual([]);
    for (const [day, how] of [
      ['2027-01-26', 'due in 7 days'],
      ['2027-02-01', 'due tomorrow'],
      ['2027-02-02', 'due today'],
    ] as const) {
      service.mailer.sent.length = 0;
      await on(day);
      const expected = due.map((address) => `${address}: ${reference}: an action of yours is ${how}`).sort();
      expect(mails(), day).toEqual(expected);
      expect(await raiseActionReminders(deps)).toBe(0);
    }
  });

  test('say the reference, the day and a link of one’s own, and nothing about the person or the action', async () => {
    await on('2027-01-26');
    expect(service.mailer.sent).toHaveLength(2);
    for (const mail of service.mailer.sent) {
      expect(`${mail.subject} ${mail.text} ${mail.html}`).not.toMatch(/Jamie|weekends|timetable/);
      expect(mail.text).toContain('Tuesday 2 February 2027');
      expect(mail.text).toMatch(/https:\/\/dsr\.example\.org\/l\/[\w-]{43}/);
    }
    const links = await deps.db.accessLink.findMany({ where: { kind: 'action' } });
    expect(links.map(({ address, targetId }) => [address, targetId])).toEqual(
      expect.arrayContaining([
        [meeting.councilAddress, keys.councilAction],
        [meeting.schoolAddress, keys.schoolAction],
      ]),
    );
  });

  test('go out on working days from the time of the digest, not before', async () => {
    await on('2027-01-30');
    await on('2027-01-26', '06:00');
    expect(mails()).toEqual([]);
  });

  test('nobody is reminded of what is done or cannot be done, also when the mail was under way', async () => {
    const { councilAddress: address } = meeting;
    const actor = await aVisitor(deps, address);
    const said = { state: 'done', doneOn: '2027-01-20', note: '', answeredBy: null };
    deps.clock.moveTo(instantAt('2027-01-26', '09:30'));
    await raiseActionReminders(deps);
    granted(await reportAction(deps, { actor, address, actionKey: keys.councilAction, ...said, press: deps.newId() }));
    await service.runAll();
    await on('2027-02-01');
    expect(mails().filter((mail) => mail.startsWith(address))).toEqual([]);
  });
});

describe('an action that is overdue', () => {
  test('is escalated to the organisation’s manager after the policy’s days, once, and the team has a to-do', async () => {
    await deps.db.organisation.update({
      where: { id: meeting.council.id },
      data: { managerName: 'Max Manager', managerEmail: 'max@council.example.org' },
    });
    const { escalateAfterDays } = deps.policy.actionReminders.value;
    const day = new Date(Date.UTC(2027, 1, 2 + escalateAfterDays)).toISOString().slice(0, 10);
    await on('2027-02-03');
    service.mailer.sent.length = 0;
    await on(day);
    await on('2027-02-12');
    const toMax = service.mailer.sent.filter(({ to }) => to.address === 'max@council.example.org');
    expect(toMax.map(({ subject }) => subject)).toEqual([
      `${meeting.reference}: an action is overdue, for your attention`,
    ]);
    expect(`${toMax[0]?.text} ${toMax[0]?.html}`).not.toMatch(/Jamie|weekends/);
    expect(await todos(keys.councilAction)).toEqual(['action-overdue']);
  });

  test('where no manager is named the team has a to-do to tell them', async () => {
    await on('2027-02-12');
    expect(await todos(keys.schoolAction)).toEqual(['escalate-action-by-hand']);
  });

  test('of the DSR team itself the team hears by a to-do the day before, if the summaries were not sent that day', async () => {
    await deps.db.agreedAction.updateMany({
      where: { key: keys.teamAction },
      data: { dueDay: new Date('2027-02-02') },
    });
    await on('2027-02-01');
    expect(await todos(keys.teamAction)).toEqual(['team-action-due']);
    await on('2027-02-03');
    expect((await todos(keys.teamAction)).sort()).toEqual(['action-overdue', 'team-action-due']);
  });
});
