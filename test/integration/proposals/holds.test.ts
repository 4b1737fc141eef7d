import { beforeEach, describe, expect, test } from 'vitest';
import { bookMeeting } from '../../../services/meetings/book-meeting.ts';
import { lookForTimes } from '../../../services/meetings/look-for-times.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { pickUpForgotten } from '../../../services/notifications/pick-up-forgotten.ts';
import { syncHolds } from '../../../services/proposals/sync-holds.ts';
import { withdrawProposal } from '../../../services/proposals/withdraw-proposal.ts';
import { holdSubject } from '../../../wording/event-texts.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  granted,
  inviteeOf,
  meetingNow,
  theService,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { answer, proposalOf, propose } from '../../support/proposal-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let calendar: ReturnType<typeof fakeCalendar>;
let council: MeetingView['invitees'][number];

beforeEach(async () => {
  deps = world.fresh();
  await deps.db.calendarHold.deleteMany();
  arranged = await anArrangedMeeting(deps);
  calendar = fakeCalendar();
  council = inviteeOf(await meetingNow(deps, arranged.meetingId), 'agency', arranged.council.id);
  calendar.know(council.email ?? '');
});

const sync = async (view: MeetingView) =>
  granted(await syncHolds({ ...deps, calendar, holdSubject }, { actor: theService, proposalId: proposalOf(view).id }));
const rows = () => deps.db.calendarHold.findMany({ orderBy: { startsAt: 'asc' } });
const held = () => [...calendar.holds.values()].map(({ start }) => start.toISOString()).sort();
const both = ['2027-01-20T10:00:00.000Z', '2027-01-21T14:30:00.000Z'];

describe('times that are kept free', () => {
  test('stand in the calendars that can be read, with the reference and nothing else', async () => {
    const view = await propose(deps, arranged);
    expect(deps.jobs.enqueued).toContainEqual({ name: 'sync-holds', data: { proposalId: proposalOf(view).id } });
    expect(await sync(view)).toEqual({ held: 2, released: 0 });
    expect(held()).toEqual(both);
    expect([...calendar.holds.values()].map(({ subject }) => subject)).toEqual(
      [1, 2].map(() => `Hold: possible time for meeting ${arranged.reference}`),
    );
    expect((await rows()).map(({ mailbox, eventId }) => [mailbox, eventId !== null])).toEqual(
      both.map(() => [council.email?.toLowerCase(), true]),
    );
    expect(await sync(view)).toEqual({ held: 0, released: 0 });
  });

  test('are none where nobody wants them', async () => {
    const view = await propose(deps, arranged, { holdTimes: false });
    expect(deps.jobs.enqueued.map(({ name }) => name)).not.toContain('sync-holds');
    expect(await sync(view)).toEqual({ held: 0, released: 0 });
  });

  test('are given back once a time is chosen, or the question is taken back', async () => {
    const view = await propose(deps, arranged);
    await sync(view);
    const { coordinator: actor, meetingId } = arranged;
    const time = { slotId: proposalOf(view).slots[0]?.id ?? '' };
    granted(await bookMeeting(deps, { actor, meetingId, version: view.version, time, press: deps.newId() }));
    expect(await sync(view)).toEqual({ held: 0, released: 2 });
    expect([held(), await rows()]).toEqual([[], []]);

    const other = await anArrangedMeeting(deps);
    const asked = await propose(deps, other);
    calendar.know(inviteeOf(asked, 'agency', other.council.id).email ?? '');
    await sync(asked);
    expect(held()).toEqual(both);
    const how = { actor: other.coordinator, meetingId: other.meetingId, version: asked.version, press: deps.newId() };
    granted(await withdrawProposal(deps, how));
    await sync(asked);
    expect(held()).toEqual([]);
  });

  test('are given back where somebody says that they can’t come then', async () => {
    const view = await propose(deps, arranged);
    await sync(view);
    await answer(deps, arranged.meetingId, council.id, 'no', 'if-need-be');
    expect(await sync(view)).toEqual({ held: 0, released: 1 });
    expect(held()).toEqual(both.slice(1));
  });

  test('count as busy for other meetings, and not for their own', async () => {
    const view = await propose(deps, arranged);
    await sync(view);
    const span = { start: new Date('2027-01-20T00:00:00Z'), end: new Date('2027-01-22T00:00:00Z') };
    const address = council.email ?? '';
    const busy = async (forMeetingId?: string) => {
      const found = (await calendar.freeBusy([address], span, forMeetingId)).get(address);
      return found?.known ? found.busy.length : undefined;
    };
    expect([await busy(), await busy(arranged.meetingId)]).toEqual([2, 0]);
    const looked = granted(
      await lookForTimes({ ...deps, calendar }, { actor: theService, meetingId: arranged.meetingId }),
    );
    expect(looked.proposedTimes?.every(({ free }) => free.includes(council.id))).toBe(true);
  });
});

describe('a job that is killed, or comes late', () => {
  test.each(['before', 'after'] as const)(
    '%s the calendar took a hold is carried out again without a second entry',
    async (when) => {
      const view = await propose(deps, arranged);
      calendar.failNext('hold', when);
      await expect(sync(view)).rejects.toThrow();
      await sync(view);
      expect(held()).toEqual(both);
      expect((await rows()).every(({ eventId }) => eventId !== null)).toBe(true);
    },
  );

  test('after a hold whose answer was lost takes it away when the proposal has ended meanwhile', async () => {
    const view = await propose(deps, arranged);
    calendar.failNext('hold', 'after');
    await expect(sync(view)).rejects.toThrow();
    const { coordinator: actor, meetingId } = arranged;
    granted(await withdrawProposal(deps, { actor, meetingId, version: view.version, press: deps.newId() }));
    calendar.failNext('release', 'after');
    await expect(sync(view)).rejects.toThrow();
    await sync(view);
    expect([held(), await rows()]).toEqual([[], []]);
  });

  test('takes back what it has just held when the proposal ended while the calendar was asked', async () => {
    const view = await propose(deps, arranged);
    const call = calendar.holdNext('hold');
    const running = sync(view);
    await call.reached;
    const { coordinator: actor, meetingId } = arranged;
    granted(await withdrawProposal(deps, { actor, meetingId, version: view.version, press: deps.newId() }));
    await sync(view);
    call.letIn();
    await running;
    expect([held(), await rows()]).toEqual([[], []]);
  });

  test('is never forgotten: holds that wait get a new job', async () => {
    const view = await propose(deps, arranged);
    deps.jobs.enqueued.length = 0;
    await pickUpForgotten(deps);
    const job = { name: 'sync-holds', data: { proposalId: proposalOf(view).id } };
    expect(deps.jobs.enqueued).toContainEqual(job);
    await sync(view);
    deps.jobs.enqueued.length = 0;
    await pickUpForgotten(deps);
    expect(deps.jobs.enqueued).not.toContainEqual(job);
  });
});
