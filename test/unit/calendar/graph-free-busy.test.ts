import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { graphFreeBusy } from '../../../services/calendar/graph-free-busy.ts';
import type { Availability, Span } from '../../../services/calendar/port.ts';
import { aHold, anEvent, priya } from '../../support/calendar-events.ts';
import { aGraphTenant, dsrMailbox, type GraphTenant } from '../../support/graph-tenant.ts';

let tenant: GraphTenant;

beforeEach(() => {
  tenant = aGraphTenant();
});

const HOUR_MS = 3_600_000;
const window = { start: new Date('2027-01-18T00:00:00Z'), end: new Date('2027-01-23T00:00:00Z') };
const at = (text: string, hours = 1): Span => ({
  start: new Date(text),
  end: new Date(Date.parse(text) + hours * HOUR_MS),
});
const asked = () => tenant.fake.log.filter(({ path }) => path.endsWith('/getSchedule'));
const busyOf = (availability: Availability | undefined) => (availability?.known ? availability.busy : null);

describe('free/busy', () => {
  test('keeps times and nothing else, sorted', async () => {
    const [early, late] = [at('2027-01-19T09:00:00Z'), at('2027-01-20T13:00:00Z')];
    tenant.fake.addMailbox(priya.email, { busy: [late, early] });
    const found = await tenant.calendar.freeBusy([priya.email], window);
    expect(found.get(priya.email)).toEqual({ known: true, busy: [early, late] });
  });

  test('counts tentative and away as busy, free and working elsewhere as free', async () => {
    const statuses = ['tentative', 'oof', 'busy', 'free', 'workingElsewhere'] as const;
    const busy = statuses.map((status, n) => ({ ...at(`2027-01-19T0${n + 1}:00:00Z`), status }));
    tenant.fake.addMailbox(priya.email, { busy });
    const found = await tenant.calendar.freeBusy([priya.email], window);
    expect(busyOf(found.get(priya.email))).toHaveLength(3);
  });

  test('of people outside the tenant is unknown, never free, under the address that was asked for', async () => {
    tenant.fake.addMailbox(priya.email);
    const found = await tenant.calendar.freeBusy(['Ellis@School.example.org', priya.email], window);
    expect(found.get('Ellis@School.example.org')).toEqual({ known: false });
    expect(found.get(priya.email)).toEqual({ known: true, busy: [] });
  });

  test('asks for at most twenty mailboxes and fewer than 42 days at once, and counts nothing twice', async () => {
    const mailboxes = Array.from({ length: 45 }, (_, n) => `person${n}@example.org`);
    const long = { start: window.start, end: new Date(window.start.getTime() + 100 * 24 * HOUR_MS) };
    const across = { start: new Date(window.start.getTime() + 41 * 24 * HOUR_MS - HOUR_MS) };
    const busy = [{ ...across, end: new Date(across.start.getTime() + 2 * HOUR_MS) }];
    for (const mailbox of mailboxes) tenant.fake.addMailbox(mailbox, { busy });
    const found = await tenant.calendar.freeBusy(mailboxes, long);
    expect(asked()).toHaveLength(9);
    expect(tenant.fake.refusals()).toEqual([]);
    expect([...found.values()].map(busyOf)).toEqual(mailboxes.map(() => busy));
  });

  test('of one address that Graph cannot take leaves the others known', async () => {
    tenant.fake.addMailbox(priya.email);
    const odd = 'not an address';
    tenant.fake.faults.plan(({ body }) =>
      JSON.stringify(body ?? '').includes(odd) ? { kind: 'status', status: 400, code: 'ErrorInvalidParameter' } : null,
    );
    const found = await tenant.calendar.freeBusy([priya.email, odd, dsrMailbox], window);
    expect([...found.values()].map(({ known }) => known)).toEqual([true, false, true]);
  });

  test('of nobody asks nothing', async () => {
    expect(await tenant.calendar.freeBusy([], window)).toEqual(new Map());
    expect(asked()).toEqual([]);
  });
});

describe('times that are held', () => {
  beforeEach(() => {
    tenant.fake.addMailbox(priya.email);
  });
  const span = { start: aHold().start, end: aHold().end };
  const busyFor = async (meetingId?: string) =>
    busyOf((await tenant.calendar.freeBusy([priya.email], window, meetingId)).get(priya.email));

  test('are private, tentative and say the reference at most', async () => {
    await tenant.calendar.hold(aHold());
    const [entry] = tenant.fake.events(priya.email);
    expect(entry).toMatchObject({ ...span, sensitivity: 'private', showAs: 'tentative', attendees: [] });
    expect(entry?.subject).toBe('Hold: possible time for meeting MBE-2027-0042');
    expect(tenant.fake.refusals()).toEqual([]);
  });

  test('are free for their own meeting, and busy for every other one', async () => {
    await tenant.calendar.hold(aHold());
    expect(await busyFor(aHold().meetingId)).toEqual([]);
    expect(await busyFor('0a7b3c52-0000-4000-8000-0000000000ff')).toEqual([span]);
    expect(await busyFor()).toEqual([span]);
  });

  test('do not make an appointment of theirs at the very same time free', async () => {
    tenant = aGraphTenant();
    tenant.fake.addMailbox(priya.email, { busy: [{ ...span, status: 'tentative' }] });
    await tenant.calendar.hold(aHold());
    expect(await busyFor(aHold().meetingId)).toEqual([span]);
  });

  test('whose answer was lost are found again, and taken away by their own id', async () => {
    tenant.fake.faults.next({ method: 'POST', path: '/events' }, { kind: 'reset', when: 'after' }, 9);
    const held = await tenant.calendar.hold(aHold());
    expect(tenant.fake.events(priya.email)).toHaveLength(1);
    expect(await tenant.calendar.hold(aHold())).toEqual(held);
    await tenant.calendar.release({ ...aHold(), eventId: null });
    expect(tenant.fake.events(priya.email)).toEqual([]);
  });

  test('are not held where we may not write, nor outside the tenant', async () => {
    tenant.fake.addMailbox('closed@example.org', { outsideScope: true });
    expect(await tenant.calendar.hold(aHold({ mailbox: 'closed@example.org' }))).toBeNull();
    expect(await tenant.calendar.hold(aHold({ mailbox: 'nobody@school.example.org' }))).toBeNull();
  });

  test('in a mailbox that was closed meanwhile count as taken away', async () => {
    const held = await tenant.calendar.hold(aHold());
    tenant.fake.faults.plan(() => ({ kind: 'status', status: 403 }));
    await expect(tenant.calendar.release({ ...aHold(), eventId: held?.eventId ?? null })).resolves.toBeUndefined();
  });
});

describe('a mailbox that lists no entries', () => {
  const answering = (schedule: object) =>
    graphFreeBusy(
      { ask: async () => ({ value: [{ scheduleId: priya.email, ...schedule }] }), at: (_, below) => below },
      dsrMailbox,
      async () => [],
    );
  const free = async (schedule: object) => (await answering(schedule)([priya.email], window)).get(priya.email);

  test('is as busy as its quarter hours say', async () => {
    const found = await free({ availabilityView: '0022014', scheduleItems: [] });
    const quarter = (n: number) => new Date(window.start.getTime() + n * 15 * 60_000);
    expect(busyOf(found)).toEqual([
      { start: quarter(2), end: quarter(4) },
      { start: quarter(5), end: quarter(6) },
    ]);
  });

  test('and no quarter hours either is unknown', async () => {
    expect(await free({})).toEqual({ known: false });
    expect(await free({ availabilityView: '0000', error: { responseCode: 'ErrorNoFreeBusyAccess' } })).toEqual({
      known: false,
    });
  });

  test.each([{ scheduleItems: 'none' }, { scheduleItems: [{ start: {}, end: {} }] }])(
    'in another shape is a fault, never free',
    async (schedule) => {
      await expect(free(schedule)).rejects.toMatchObject({ kind: 'unclear' });
    },
  );

  test('is busy in exactly the quarter hours that are neither free nor elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[01234]{1,40}$/), async (view) => {
        const busy = busyOf(await free({ availabilityView: view, scheduleItems: [] })) ?? [];
        const isBusy = (n: number) => {
          const instant = window.start.getTime() + n * 15 * 60_000;
          return busy.some(({ start, end }) => start.getTime() <= instant && end.getTime() > instant);
        };
        expect([...view].map((_, n) => isBusy(n))).toEqual([...view].map((digit) => !'04'.includes(digit)));
      }),
      { seed: 20270112, numRuns: 200 },
    );
  });
});

test('an event of the meeting itself stays busy: only what is held for it does not count', async () => {
  tenant.fake.addMailbox(priya.email);
  await tenant.calendar.book(anEvent());
  const found = await tenant.calendar.freeBusy(
    [priya.email],
    { start: anEvent().start, end: anEvent().end },
    anEvent().meetingId,
  );
  expect(busyOf(found.get(priya.email))).toHaveLength(1);
});
