import { beforeEach, describe, expect, test } from 'vitest';
import { completeTodo } from '../../../services/meetings/complete-todo.ts';
import { listTodos } from '../../../services/meetings/list-todos.ts';
import { sayInAdvance } from '../../../services/meetings/say-in-advance.ts';
import { sayWhatHelps } from '../../../services/meetings/say-what-helps.ts';
import { sayWhomYouBring } from '../../../services/meetings/say-whom-you-bring.ts';
import { viewFamilyMeeting } from '../../../services/meetings/view-family-meeting.ts';
import { setCommunicationNeeds } from '../../../services/people/set-communication-needs.ts';
import { viewCommunicationNeeds } from '../../../services/people/view-communication-needs.ts';
import { type FakeCalendar, fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  book,
  granted,
  inviteeOf,
  meetingNow,
  sync,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { aVisitor } from '../../support/visitor-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let calendar: FakeCalendar;

beforeEach(async () => {
  deps = world.fresh();
  calendar = fakeCalendar();
});

async function booked(basis: 'consents' | 'not-yet' = 'consents'): Promise<void> {
  arranged = await anArrangedMeeting(deps, { basis });
  await book(deps, arranged);
  await syncNow();
}

const now = () => meetingNow(deps, arranged.meetingId);
const syncNow = () => sync(deps, calendar, arranged.meetingId);

async function thePerson() {
  const { id: inviteeId, email } = inviteeOf(await now(), 'individual');
  const address = email ?? '';
  return { actor: await aVisitor(deps, address), address, inviteeId };
}

async function record(over: Partial<Record<'format' | 'interpreter' | 'phoneFirst' | 'other', string>>) {
  const { coordinator: actor } = arranged;
  const { personId } = await now();
  if (personId === null) throw new Error('nobody');
  const { seen } = granted(await viewCommunicationNeeds(deps, { actor, personId }));
  const typed = { format: 'plain', interpreter: '', phoneFirst: 'no', other: '', ...over };
  return setCommunicationNeeds(deps, { actor, personId, typed, seen, press: deps.newId() });
}

const todos = async (kind: string) =>
  granted(await listTodos(deps, { actor: arranged.coordinator })).filter(
    (todo) => todo.kind === kind && todo.meetingId === arranged.meetingId,
  );

describe('the family’s page', () => {
  test('shows when, where and who, to the address that was invited and to nobody else', async () => {
    await booked();
    const view = granted(await viewFamilyMeeting(deps, await thePerson()));
    expect(view).toMatchObject({ stage: 'booked', kind: 'individual', format: 'plain', purpose: expect.any(String) });
    expect(JSON.stringify(view)).not.toMatch(/Grace|07700|Jamie/);
    const { inviteeId, address: theirs } = await thePerson();
    const forged = { actor: await aVisitor(deps, 'mallory@example.org'), inviteeId };
    for (const address of ['mallory@example.org', theirs]) {
      expect(await viewFamilyMeeting(deps, { ...forged, address })).toMatchObject({ ok: false, reason: 'not-allowed' });
    }
  });

  test('puts on record what it says of the person, once', async () => {
    await booked();
    const me = await thePerson();
    await viewFamilyMeeting(deps, me);
    await viewFamilyMeeting(deps, me);
    const rows = await deps.db.disclosure.findMany({ where: { meetingId: arranged.meetingId, via: 'page' } });
    expect(rows).toMatchObject([{ what: ['purpose'], basis: 'family', inviteeId: me.inviteeId }]);
  });

  test('shows nothing before there is a ground for sharing', async () => {
    await booked('not-yet');
    expect(await viewFamilyMeeting(deps, await thePerson())).toMatchObject({ ok: false, reason: 'not-found' });
    const text = 'Hello';
    const said = await sayInAdvance(deps, { ...(await thePerson()), text, press: deps.newId() });
    expect(said).toMatchObject({ ok: false, reason: 'not-found' });
  });

  test('is not that of an agency', async () => {
    await booked();
    const other = inviteeOf(await now(), 'other');
    const address = other.email ?? '';
    const asked = { actor: await aVisitor(deps, address), address, inviteeId: other.id };
    expect(await viewFamilyMeeting(deps, asked)).toMatchObject({ ok: false, reason: 'not-found' });
  });
});

describe('what they want to say', () => {
  test('reaches the chair at once, can be changed, and is taken back with nothing', async () => {
    await booked();
    const me = await thePerson();
    for (const text of ['I want to stay.', 'I want to stay at home.'])
      granted(await sayInAdvance(deps, { ...me, text, press: deps.newId() }));
    expect((await now()).advanceWords).toMatchObject([{ inviteeId: me.inviteeId, text: 'I want to stay at home.' }]);
    const told = await deps.db.delivery.findMany({ where: { kind: 'advance-words', meetingId: arranged.meetingId } });
    expect(told).toHaveLength(2);
    expect(told.map(({ detail }) => detail)).toEqual([null, null]);
    granted(await sayInAdvance(deps, { ...me, text: ' ', press: deps.newId() }));
    expect((await now()).advanceWords).toEqual([]);
  });

  test('sent twice by one press is said once', async () => {
    await booked();
    const press = deps.newId();
    const said = { ...(await thePerson()), text: 'Hello', press };
    await Promise.all([sayInAdvance(deps, said), sayInAdvance(deps, said)]);
    expect(await deps.db.delivery.count({ where: { kind: 'advance-words', meetingId: arranged.meetingId } })).toBe(1);
  });

  test('is refused when it is too long, and once the meeting has begun', async () => {
    await booked();
    const me = await thePerson();
    const long = await sayInAdvance(deps, { ...me, text: 'x'.repeat(4001), press: deps.newId() });
    expect(long).toMatchObject({ reason: 'incomplete', problems: [{ field: 'text', problem: 'too-long' }] });
    deps.clock.moveTo((await now()).startsAt ?? new Date(0));
    for (const say of [sayInAdvance, sayWhomYouBring])
      expect(await say(deps, { ...me, text: 'Hello', press: deps.newId() })).toMatchObject({ reason: 'too-late' });
    expect((await now()).advanceWords).toEqual([]);
  });

  test('whom they bring stands with them; what helps them becomes a to-do that says it', async () => {
    await booked();
    const me = await thePerson();
    granted(await sayWhomYouBring(deps, { ...me, text: 'my sister Ana', press: deps.newId() }));
    expect(inviteeOf(await now(), 'individual').bringing).toBe('my sister Ana');
    granted(await sayWhatHelps(deps, { ...me, text: 'A break every half hour', press: deps.newId() }));
    const [todo] = await todos('needs-said');
    expect(todo).toMatchObject({ said: 'A break every half hour', invitee: { id: me.inviteeId } });
    const input = { actor: arranged.coordinator, todoId: todo?.id ?? '', note: '', press: deps.newId() };
    expect(granted(await completeTodo(deps, input)).done?.note).toBe('A break every half hour');
  });
});

describe('communication needs', () => {
  test('are kept with the person, shown with the meeting, and not changed unseen', async () => {
    await booked();
    granted(await record({ format: 'easy-read', other: 'Breaks' }));
    expect((await now()).needs).toEqual({ format: 'easy-read', interpreter: null, phoneFirst: false, other: 'Breaks' });
    const { personId } = await now();
    const stale = { actor: arranged.coordinator, personId: personId ?? '', seen: 'stale', press: deps.newId() };
    const typed = { format: 'plain', interpreter: '', phoneFirst: 'no', other: '' };
    const answer = await setCommunicationNeeds(deps, { ...stale, typed });
    expect(answer).toMatchObject({ reason: 'changed-meanwhile' });
    expect(granted(await viewFamilyMeeting(deps, await thePerson())).format).toBe('easy-read');
  });

  test('what was typed wrongly changes nothing', async () => {
    await booked();
    const answer = await record({ format: 'braille', phoneFirst: '', interpreter: 'x'.repeat(201) });
    expect(answer).toMatchObject({ reason: 'incomplete' });
    expect((await now()).needs.format).toBe(null);
  });

  test('an interpreter is a to-do for each time the meeting is booked for', async () => {
    await booked();
    granted(await record({ interpreter: 'BSL' }));
    await syncNow();
    await syncNow();
    expect(await todos('book-interpreter')).toHaveLength(1);
    granted(await record({}));
    await syncNow();
    expect(await todos('book-interpreter')).toEqual([]);
  });

  test('"phone me" holds the invitation back until a call is recorded, and then it alone goes out', async () => {
    arranged = await anArrangedMeeting(deps);
    granted(await record({ phoneFirst: 'yes' }));
    await book(deps, arranged);
    await syncNow();
    const person = inviteeOf(await now(), 'individual');
    expect(person.invitation).toBe('held-until-called');
    const invited = () =>
      [...calendar.events.values()].flatMap(({ event }) => event.attendees.map((one) => one.inviteeId));
    expect(invited()).not.toContain(person.id);
    const [todo] = await todos('phone-first');
    const done = { actor: arranged.coordinator, todoId: todo?.id ?? '', note: 'Called', press: deps.newId() };
    granted(await completeTodo(deps, done));
    await syncNow();
    expect(invited()).toContain(person.id);
    expect((await now()).invitees.find(({ id }) => id === person.id)?.callFirst).toBe(false);
  });
});
