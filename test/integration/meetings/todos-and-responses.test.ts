import { beforeEach, describe, expect, test } from 'vitest';
import { completeTodo } from '../../../services/meetings/complete-todo.ts';
import { listTodos } from '../../../services/meetings/list-todos.ts';
import { markAddressSecure } from '../../../services/meetings/mark-address-secure.ts';
import { recordResponse } from '../../../services/meetings/record-response.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  anotherCoordinator,
  book,
  granted,
  inviteeOf,
  meetingNow,
  sync,
  theService,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
});

describe('a to-do', () => {
  let todoId: string;

  beforeEach(async () => {
    await book(deps, arranged);
    await sync(deps, fakeCalendar(), arranged.meetingId);
    todoId = (await deps.db.teamTodo.findFirstOrThrow({ where: { meetingId: arranged.meetingId } })).id;
  });

  const complete = (over: Partial<Parameters<typeof completeTodo>[1]> = {}) =>
    completeTodo(deps, { actor: arranged.coordinator, todoId, note: 'Rang them', press: deps.newId(), ...over });

  test('says whom it concerns, how to reach them and what the meeting is now', async () => {
    const [todo] = granted(await listTodos(deps, { actor: arranged.coordinator, todoId }));
    expect(todo).toMatchObject({
      kind: 'invite-by-hand',
      reference: arranged.reference,
      meeting: { state: 'booked', startsAt: new Date('2027-01-20T10:00:00Z') },
      invitee: { kind: 'carer', email: null, otherContact: 'Grace Example, 07700 900123' },
      done: null,
    });
  });

  test('comes as a card to the channel', async () => {
    const rows = await deps.db.delivery.findMany({ where: { kind: 'todo', meetingId: arranged.meetingId } });
    expect(rows).toMatchObject([{ channel: 'teams', detail: { todoId } }]);
  });

  test('that is done is no longer listed as open, and keeps who did it and how', async () => {
    const done = granted(await complete({ note: ' Rang\r\nthem ' }));
    expect(done.done).toEqual({
      at: deps.clock.now(),
      by: { id: arranged.coordinator.id, name: arranged.coordinator.name },
      note: 'Rang\nthem',
    });
    const open = granted(await listTodos(deps, { actor: arranged.coordinator }));
    expect(open.map((todo) => todo.id)).not.toContain(todoId);
  });

  test('is done once: the second person hears who did it, the same press is no error', async () => {
    const press = { press: deps.newId() };
    const twice = await Promise.all([complete(press), complete(press)]);
    expect(twice.every((answer) => answer.ok)).toBe(true);
    const colin = await anotherCoordinator(deps);
    const { id, name } = arranged.coordinator;
    expect(await complete({ actor: colin })).toEqual({
      ok: false,
      reason: 'already-done',
      by: { id, name },
      at: deps.clock.now(),
    });
  });

  test('is refused with too long a note, to a requester, and when it is not there', async () => {
    expect(await complete({ note: 'x'.repeat(4001) })).toMatchObject({ ok: false, reason: 'incomplete' });
    expect(await complete({ actor: arranged.requester })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await complete({ todoId: deps.newId() })).toEqual({ ok: false, reason: 'not-found' });
  });
});

describe('an address', () => {
  const mark = (address: string, secure = true, actor = arranged.coordinator) =>
    markAddressSecure(deps, { actor, address, secure, press: deps.newId() });

  test('marked secure is so in whatever case it is written, and keeps who marked it first', async () => {
    const address = inviteeOf(await meetingNow(deps, arranged.meetingId), 'individual').email ?? '';
    expect(granted(await mark(address.toUpperCase()))).toEqual({ address, secure: true });
    await mark(address, true, await anotherCoordinator(deps));
    expect(inviteeOf(await meetingNow(deps, arranged.meetingId), 'individual').addressSecure).toBe(true);
    const row = await deps.db.secureAddress.findUnique({ where: { address } });
    expect(row?.markedById).toBe(arranged.coordinator.id);
    expect(deps.jobs.enqueued).toContainEqual({ name: 'refresh-cards', data: { nounId: arranged.requestId } });
    await mark(address, false);
    expect(inviteeOf(await meetingNow(deps, arranged.meetingId), 'individual').addressSecure).toBe(false);
  });

  test('never stands in the audit', async () => {
    await mark('audit.me@example.org');
    const events = await deps.db.auditEvent.findMany({ where: { useCase: 'mark-address-secure' } });
    expect(events.length).toBeGreaterThan(0);
    expect(JSON.stringify(events.map((event) => [event.reason, event.detail]))).not.toContain('@');
  });

  test('that is none, or marked by somebody without the role, is refused', async () => {
    expect(await mark('sam@example.org, eve@example.org')).toEqual({ ok: false, reason: 'bad-email' });
    expect(await mark('sam@example.org', true, arranged.requester)).toEqual({ ok: false, reason: 'not-allowed' });
  });
});

describe('an answer to an invitation', () => {
  let inviteeId: string;

  beforeEach(async () => {
    inviteeId = inviteeOf(await book(deps, arranged), 'other').id;
  });

  const minutesLater = (minutes: number) => new Date(deps.clock.now().getTime() + minutes * 60_000);
  const answer = (response: 'accepted' | 'declined' | 'tentative', at: Date) =>
    recordResponse(deps, { actor: theService, meetingId: arranged.meetingId, inviteeId, response, at });
  const present = async () => inviteeOf(await meetingNow(deps, arranged.meetingId), 'other').response;

  test('is shown, and the latest one stands in whatever order they arrive', async () => {
    await answer('declined', minutesLater(10));
    await answer('accepted', minutesLater(5));
    expect(await present()).toBe('declined');
    await answer('tentative', minutesLater(11));
    expect(await present()).toBe('tentative');
  });

  test('given before the meeting was last moved is not taken', async () => {
    await answer('accepted', minutesLater(-1));
    expect(await present()).toBeNull();
  });

  test('read again changes nothing and is recorded once', async () => {
    await answer('accepted', minutesLater(5));
    await answer('accepted', minutesLater(5));
    const where = { useCase: 'record-response', nounId: arranged.meetingId };
    expect(await deps.db.auditEvent.count({ where })).toBe(1);
  });
});
