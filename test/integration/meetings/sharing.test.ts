import { beforeEach, describe, expect, test } from 'vitest';
import type { TypedOutcome } from '../../../services/meetings/outcome-model.ts';
import { previewSummaries } from '../../../services/meetings/preview-summaries.ts';
import { saveOutcome } from '../../../services/meetings/save-outcome.ts';
import { shareWithoutConsent } from '../../../services/meetings/share-without-consent.ts';
import { type FakeCalendar, fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  aClinicalLead,
  anArrangedMeeting,
  book,
  granted,
  inviteeOf,
  markSecure,
  meetingNow,
  sync,
  typedOutcome,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let calendar: FakeCalendar;

beforeEach(async () => {
  deps = world.fresh();
  calendar = fakeCalendar();
  arranged = await anArrangedMeeting(deps, { basis: 'not-yet' });
});

async function decide(over: Partial<Parameters<typeof shareWithoutConsent>[1]> = {}) {
  const actor = await aClinicalLead(deps);
  const decision = { reason: 'safeguarding', note: 'A safeguarding enquiry is open', untilDay: '2027-01-25' };
  return shareWithoutConsent(deps, {
    actor,
    meetingId: arranged.meetingId,
    press: deps.newId(),
    ...decision,
    ...over,
  });
}

const attendees = () =>
  [...calendar.events.values()].flatMap(({ event }) => event.attendees.map((attendee) => attendee.name));

async function previewKinds() {
  const { previews } = granted(
    await previewSummaries(deps, { actor: arranged.coordinator, meetingId: arranged.meetingId }),
  );
  return previews.map((one) => (one.part.what === 'notice' ? one.part.because : one.part.what));
}

async function saveAfterTheEnd(over: TypedOutcome = {}) {
  const view = await meetingNow(deps, arranged.meetingId);
  if (view.endsAt) deps.clock.moveTo(view.endsAt);
  const { coordinator: actor, meetingId } = arranged;
  const typed = { ...typedOutcome(view), ...over };
  return granted(await saveOutcome(deps, { actor, meetingId, saves: 0, press: deps.newId(), ...typed }));
}

describe('while the person has not agreed yet', () => {
  test('a time may be looked for and booked', async () => {
    expect((await book(deps, arranged)).state).toBe('booked');
  });

  test('the individual is not invited: somebody speaks to them first, and the others get the reference alone', async () => {
    await book(deps, arranged);
    const view = await sync(deps, calendar, arranged.meetingId);
    expect(inviteeOf(view, 'individual').invitation).toBe('held-until-basis');
    expect(inviteeOf(view, 'carer').invitation).toBe('held-until-basis');
    expect(attendees()).not.toContain(view.personName);
    expect([...calendar.events.values()][0]?.event.subject).toBe(arranged.reference);
    const todos = await deps.db.teamTodo.findMany({ where: { meetingId: arranged.meetingId } });
    expect(todos.map((todo) => [todo.kind, todo.doneAt])).toEqual([
      ['speak-first', null],
      ['speak-first', null],
    ]);
  });

  test('no summary says anything about them, whoever has a secure address and an agreement', async () => {
    const view = await book(deps, arranged);
    for (const { email } of view.invitees) if (email) await markSecure(deps, arranged, email);
    await saveAfterTheEnd();
    expect(new Set(await previewKinds())).toEqual(new Set(['no-ground', 'by-hand']));
  });
});

describe('the clinical lead’s decision', () => {
  test('lets held invitations go out under the next SEQUENCE, and closes the to-do to speak first', async () => {
    await book(deps, arranged);
    await sync(deps, calendar, arranged.meetingId);
    const shared = granted(await decide());
    expect(shared.sharing).toEqual({ may: true, because: 'clinical-lead' });
    const view = await sync(deps, calendar, arranged.meetingId);
    expect(attendees()).toContain(view.personName);
    expect(calendar.calls.at(-1)).toEqual({ operation: 'reschedule', sequence: 1 });
    const todos = await deps.db.teamTodo.findMany({
      where: { meetingId: arranged.meetingId },
      orderBy: { kind: 'asc' },
    });
    // The carer has a phone number alone, so they are now told by hand.
    expect(todos.map((todo) => [todo.kind, todo.doneAt === null])).toEqual([
      ['invite-by-hand', true],
      ['speak-first', false],
      ['speak-first', false],
    ]);
  });

  test('holds to the end of its last day and no longer', async () => {
    granted(await decide({ untilDay: '2027-01-20' }));
    deps.clock.moveTo(new Date('2027-01-20T23:59:00Z'));
    expect((await meetingNow(deps, arranged.meetingId)).sharing.may).toBe(true);
    deps.clock.moveTo(new Date('2027-01-21T00:00:00Z'));
    expect((await meetingNow(deps, arranged.meetingId)).sharing).toEqual({ may: false, because: 'decision-ended' });
  });

  test('once its last day has passed nothing about the person leaves any more, and the individual is held again', async () => {
    const view = await book(deps, arranged, { day: '2027-01-20', at: '10:00' });
    for (const { email } of view.invitees) if (email) await markSecure(deps, arranged, email);
    granted(await decide({ untilDay: '2027-01-20' }));
    await saveAfterTheEnd();
    expect(await previewKinds()).toContain('summary');
    deps.clock.moveTo(new Date('2027-01-21T09:00:00Z'));
    expect(new Set(await previewKinds())).toEqual(new Set(['no-ground', 'by-hand']));
  });

  test('the to-do to speak first comes back when a decision ends, and goes when one is in force again', async () => {
    granted(await decide({ untilDay: '2027-01-13' }));
    await book(deps, arranged);
    await sync(deps, calendar, arranged.meetingId);
    const open = () =>
      deps.db.teamTodo.count({ where: { meetingId: arranged.meetingId, kind: 'speak-first', doneAt: null } });
    expect(await open()).toBe(0);
    deps.clock.moveTo(new Date('2027-01-14T09:00:00Z'));
    await sync(deps, calendar, arranged.meetingId);
    expect(await open()).toBe(2);
    deps.clock.moveTo(new Date('2027-01-13T09:00:00Z'));
    await sync(deps, calendar, arranged.meetingId);
    expect(await open()).toBe(0);
    deps.clock.moveTo(new Date('2027-01-14T09:00:00Z'));
    await sync(deps, calendar, arranged.meetingId);
    expect(await open()).toBe(2);
  });

  test('is for this meeting only', async () => {
    granted(await decide());
    const other = await anArrangedMeeting(deps, { basis: 'not-yet' });
    expect((await meetingNow(deps, other.meetingId)).sharing).toEqual({ may: false, because: 'not-yet' });
  });

  test('is the clinical lead’s alone: a coordinator is refused, on record', async () => {
    expect(await decide({ actor: arranged.coordinator })).toEqual({ ok: false, reason: 'not-allowed' });
    expect((await meetingNow(deps, arranged.meetingId)).sharing.may).toBe(false);
    const refused = { nounId: arranged.meetingId, result: 'refused', useCase: 'share-without-consent' };
    expect(await deps.db.auditEvent.count({ where: refused })).toBe(1);
  });

  test.each([
    ['without a reason', { reason: '' }, { field: 'reason', problem: 'missing' }],
    ['with a reason of one’s own', { reason: 'because' }, { field: 'reason', problem: 'unknown-choice' }],
    ['without words', { note: ' ' }, { field: 'note', problem: 'missing' }],
    ['with too many words', { note: 'x'.repeat(4001) }, { field: 'note', problem: 'too-long' }],
    ['without an end day', { untilDay: '' }, { field: 'untilDay', problem: 'missing' }],
    ['with an end day that does not exist', { untilDay: '30/02/2027' }, { field: 'untilDay', problem: 'not-a-date' }],
    ['with an end day that has passed', { untilDay: '2027-01-11' }, { field: 'untilDay', problem: 'in-the-past' }],
  ])('is refused %s', async (_rule, over, problem) => {
    expect(await decide(over)).toEqual({ ok: false, reason: 'incomplete', problems: [problem] });
  });

  test('may end today, and keeps who decided, why and until when', async () => {
    granted(await decide({ untilDay: '12/01/2027' }));
    const rows = await deps.db.sharingDecision.findMany({ where: { meetingId: arranged.meetingId } });
    expect(rows).toMatchObject([
      { reason: 'safeguarding', note: 'A safeguarding enquiry is open', untilDay: new Date('2027-01-12T00:00:00Z') },
    ]);
  });
});
