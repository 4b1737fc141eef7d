import { beforeEach, describe, expect, test } from 'vitest';
import { previewSummaries } from '../../../services/meetings/preview-summaries.ts';
import { saveOutcome } from '../../../services/meetings/save-outcome.ts';
import { sendSummaries } from '../../../services/meetings/send-summaries.ts';
import { viewRegisterMeeting } from '../../../services/meetings/view-register-meeting.ts';
import { toDateColumn } from '../../../services/platform/date-column.ts';
import type { CalendarDay } from '../../../services/platform/time.ts';
import { listPanel } from '../../../services/register/list-panel.ts';
import type { Rating } from '../../../services/register/model.ts';
import { openPanelPerson } from '../../../services/register/open-panel-person.ts';
import { recordPanelDiscussion } from '../../../services/register/record-panel-discussion.ts';
import {
  aCoordinator,
  anOrganisation,
  aProfessional,
  type TestActor,
  type TestOrganisation,
} from '../../support/builders.ts';
import { granted } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { aConsentEvent, anEntry } from '../../support/register-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let actor: TestActor;
let agency: TestOrganisation;

beforeEach(async () => {
  deps = world.fresh();
  // Each test has the register to itself: earlier ones are ended, never deleted.
  await deps.db.clock.deleteMany({});
  await deps.db.registerEntry.updateMany({
    where: { toDay: null },
    data: { toDay: new Date('2027-01-12'), endReason: 'moved-away' },
  });
  await deps.db.meeting.updateMany({
    where: { state: { in: ['took-place', 'outcome-recorded'] } },
    data: { startsAt: new Date('2027-01-01T10:00:00Z'), endsAt: new Date('2027-01-01T10:01:00Z') },
  });
  actor = await aCoordinator(deps);
  agency = await anOrganisation(deps);
});

async function someone(rating: Rating, discussed: CalendarDay | null = null) {
  const events = discussed === null ? [] : [{ kind: 'discussed', day: discussed, detail: {} } as const];
  return (await anEntry(deps, { rating, events })).entryId;
}

const list = async (filter: 'all' | 'overdue' = 'all', page = 1) =>
  granted(await listPanel(deps, { actor, filter, page }));
const ids = async (filter: 'all' | 'overdue' = 'all') => (await list(filter)).items.map(({ entryId }) => entryId);
const open = async (entryId: string) =>
  granted(await openPanelPerson(deps, { actor, which: { entryId }, filter: 'all' }));

async function record(
  entryId: string,
  over: { note?: string; more?: boolean; organisationIds?: string[]; press?: string; version?: number } = {},
) {
  const { version } = await deps.db.registerEntry.findUniqueOrThrow({ where: { id: entryId } });
  const typed = { version, note: 'Talked about the move.', more: false, organisationIds: [agency.id], ...over };
  const coordinator = { kind: 'professional', id: actor.id, dsrRole: actor.dsrRole } as const;
  return recordPanelDiscussion(deps, { actor: coordinator, entryId, press: over.press ?? deps.newId(), ...typed });
}

describe('whom the panel is to discuss', () => {
  test('in order of risk, and within it whoever was never discussed first, then the longest ago', async () => {
    const green = await someone('green');
    const redLately = await someone('red', '2027-01-04');
    const redLongAgo = await someone('red', '2026-11-02');
    const amberNever = await someone('amber');
    const redNever = await someone('red');
    expect(await ids()).toEqual([redNever, redLongAgo, redLately, amberNever, green]);
  });

  test('with what the panel looks at: rating, last discussion, consent and what is due next', async () => {
    const entryId = await someone('red', '2026-11-02');
    const [item] = (await list()).items;
    expect(item).toMatchObject({
      entryId,
      personName: 'Jordan Example',
      rating: 'red',
      ratingSince: '2026-09-01',
      lastDiscussed: '2026-11-02',
      consent: { state: 'valid', until: '2027-09-01' },
      actions: [],
    });
  });

  test('overdue are those whom the area’s interval leaves behind', async () => {
    const late = await someone('amber', '2026-09-02');
    await someone('red', '2027-01-11');
    const due = { subjectId: late, subject: 'entry', kind: 'panel-review', nature: 'deadline', policyVersion: 'test' };
    await deps.db.clock.deleteMany({ where: { kind: 'panel-review' } });
    await deps.db.clock.create({
      data: { ...due, dueDay: toDateColumn('2026-10-02'), startDay: toDateColumn('2026-09-02') },
    });
    expect(await ids('overdue')).toEqual([late]);
    expect((await list('overdue')).counts).toEqual({ all: 2, overdue: 1 });
  });

  test('a page beyond the last is the last, and pages neither repeat nor leave out anybody', async () => {
    const all = [];
    for (let n = 0; n < 7; n++) all.push(await someone('amber'));
    const first = await list('all', 1);
    const second = await list('all', 99);
    expect([first.pages, second.page]).toEqual([2, 2]);
    const seen = [...first.items, ...second.items].map(({ entryId }) => entryId);
    expect(seen.toSorted()).toEqual(all.toSorted());
  });

  test('only the DSR team sees it', async () => {
    const nobody = await aProfessional(deps);
    expect(await listPanel(deps, { actor: nobody, filter: 'all', page: 1 })).toEqual({
      ok: false,
      reason: 'not-allowed',
    });
  });
});

describe('one person at the panel', () => {
  test('organisations without a sharing agreement are not offered: nobody else may hear of somebody on the register', async () => {
    const school = await anOrganisation(deps, { kind: 'school', agreement: null });
    const { directory } = await open(await someone('red'));
    expect(directory.map(({ id }) => id)).toContain(agency.id);
    expect(directory.map(({ id }) => id)).not.toContain(school.id);
  });

  test('the next one is passed on to in order, and whoever was discussed today is done', async () => {
    const red = await someone('red');
    const amber = await someone('amber');
    const next = async () => openPanelPerson(deps, { actor, which: { after: null }, filter: 'all' });
    expect(granted(await next()).item.entryId).toBe(red);
    granted(await record(red));
    expect(granted(await next()).item.entryId).toBe(amber);
    granted(await record(amber));
    expect(await next()).toEqual({ ok: false, reason: 'nobody-left' });
  });

  test('somebody can be skipped', async () => {
    const [first, second] = [await someone('red'), await someone('amber')];
    const { item } = await open(first);
    const skipped = await openPanelPerson(deps, { actor, which: { after: item.place }, filter: 'all' });
    expect(granted(skipped).item.entryId).toBe(second);
  });

  test('without valid consent a person is listed, shown with why, passed over, and can’t be discussed', async () => {
    const { entryId } = await anEntry(deps, { rating: 'red', consent: false });
    const other = await someone('green');
    expect(await ids()).toEqual([entryId, other]);
    expect((await open(entryId)).mayDiscuss).toBe(false);
    const next = await openPanelPerson(deps, { actor, which: { after: null }, filter: 'all' });
    expect(granted(next).item.entryId).toBe(other);
    expect(await record(entryId)).toMatchObject({ reason: 'no-consent', consent: 'none' });
    expect(await deps.db.meeting.count({ where: { entryId } })).toBe(0);
  });

  test('organisations that took part are remembered for the next person of the day, and forgotten the day after', async () => {
    const [first, second] = [await someone('red'), await someone('red')];
    expect((await open(first)).participants).toEqual([]);
    granted(await record(first));
    expect((await open(second)).participants).toEqual([agency.id]);
    deps.clock.moveTo(new Date('2027-01-13T09:30:00Z'));
    expect((await open(second)).participants).toEqual([]);
  });
});

describe('recording a discussion', () => {
  test('is a review meeting that took place, with who took part, and an event of the register', async () => {
    const entryId = await someone('red');
    const { meetingId } = granted(await record(entryId, { more: true }));
    const view = granted(await viewRegisterMeeting(deps, { actor, meetingId: meetingId ?? '' }));
    expect(view).toMatchObject({ atPanel: true, meeting: { kind: 'dsr-review', state: 'took-place', ended: true } });
    const [event] = await deps.db.registerEvent.findMany({ where: { entryId, kind: 'discussed' } });
    expect(event).toMatchObject({ meetingId, note: 'Talked about the move.', day: new Date('2027-01-12') });
    const entry = await deps.db.registerEntry.findUniqueOrThrow({ where: { id: entryId } });
    expect(entry.lastDiscussed).toEqual(new Date('2027-01-12'));
    expect(await deps.db.attendance.count({ where: { outcome: { meetingId: meetingId ?? '' } } })).toBe(1);
  });

  test('with nothing to send its work is done, and nothing is sent', async () => {
    const { meetingId } = granted(await record(await someone('red')));
    const meeting = await deps.db.meeting.findUniqueOrThrow({ where: { id: meetingId ?? '' } });
    expect(meeting.state).toBe('outcome-recorded');
    expect(await deps.db.delivery.count({ where: { meetingId } })).toBe(0);
  });

  test('decisions and actions are those of any meeting, and each agency gets its summary', async () => {
    const entryId = await someone('red');
    const { meetingId: made } = granted(await record(entryId, { more: true }));
    const meetingId = made ?? '';
    const action = {
      key: null,
      what: 'Find a flat',
      party: `organisation:${agency.id}`,
      who: 'Asha',
      dueDay: '2027-01-15',
    };
    granted(await saveOutcome(deps, { actor, meetingId, saves: 1, press: deps.newId(), actions: [action] }));
    const { outcome, fingerprint } = granted(await previewSummaries(deps, { actor, meetingId }));
    const asSeen = { outcomeId: outcome.id, saves: outcome.saves, fingerprint, press: deps.newId() };
    granted(await sendSummaries(deps, { actor, meetingId, ...asSeen }));
    expect(await deps.db.delivery.count({ where: { meetingId, kind: 'summary' } })).toBe(1);
    expect((await open(entryId)).item.actions).toMatchObject([{ what: 'Find a flat', state: 'open' }]);
    deps.clock.moveTo(new Date('2027-02-12T09:30:00Z'));
    expect((await open(entryId)).item.actions).toMatchObject([{ state: 'overdue' }]);
    const [stored] = await deps.db.agreedAction.findMany({ where: { outcome: { meetingId } } });
    const progress = { actionKey: stored?.key ?? '', meetingId, state: 'done', recordedAt: deps.clock.now() };
    await deps.db.actionProgress.create({ data: progress });
    expect((await open(entryId)).item.actions).toMatchObject([{ state: 'done' }]);
  });

  test('of two who record at once one does, and the other is shown that it was', async () => {
    const entryId = await someone('red');
    const both = await Promise.all([record(entryId), record(entryId)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toMatchObject({ reason: 'changed-meanwhile' });
    expect(await deps.db.registerEvent.count({ where: { entryId, kind: 'discussed' } })).toBe(1);
  });

  test('a press that is delivered twice records once', async () => {
    const entryId = await someone('red');
    const { version } = await deps.db.registerEntry.findUniqueOrThrow({ where: { id: entryId } });
    const press = deps.newId();
    granted(await record(entryId, { press, version }));
    granted(await record(entryId, { press, version }));
    expect(await deps.db.meeting.count({ where: { entryId } })).toBe(1);
  });

  test('asks for what was said and who took part; nobody without an agreement may have', async () => {
    const entryId = await someone('red');
    expect(await record(entryId, { note: '  ', organisationIds: [] })).toMatchObject({
      problems: [
        { field: 'note', problem: 'missing' },
        { field: 'organisationIds', problem: 'missing' },
      ],
    });
    const school = await anOrganisation(deps, { kind: 'school', agreement: null });
    expect(await record(entryId, { organisationIds: [school.id] })).toMatchObject({
      problems: [{ field: 'organisationIds', problem: 'unknown-choice' }],
    });
  });

  test('consent that was withdrawn meanwhile stands in the way', async () => {
    const { entryId, personId } = await anEntry(deps, { rating: 'red' });
    await open(entryId);
    await aConsentEvent(deps, personId, { kind: 'withdrawn', day: '2027-01-12' });
    expect(await record(entryId)).toMatchObject({ reason: 'no-consent', consent: 'withdrawn' });
  });

  test('a review meeting that is booked does not stand in the way', async () => {
    const entryId = await someone('red');
    const row = { id: deps.newId(), entryId, kind: 'dsr-review', state: 'booked', reference: 'MTG-2027-9001' };
    const times = { startsAt: new Date('2027-02-01T10:00:00Z'), endsAt: new Date('2027-02-01T11:00:00Z') };
    const stamps = { transactionId: deps.newId(), createdAt: deps.clock.now(), updatedAt: deps.clock.now() };
    await deps.db.meeting.create({ data: { ...row, ...times, ...stamps, lengthMinutes: 60 } });
    granted(await record(entryId, { more: true }));
  });
});
