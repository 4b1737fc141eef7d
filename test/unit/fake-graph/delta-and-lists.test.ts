import { describe, expect, test } from 'vitest';
import { movableClock } from '../../../services/platform/time.ts';
import { type Answered, at, codeOf, EVENTS, meeting, world } from './fake-world.ts';

const DSR = '/users/dsr@example.org';
const VIEW = `${DSR}/calendarView/delta?startDateTime=2027-01-18T00:00:00Z&endDateTime=2027-01-25T00:00:00Z`;
const PROPERTY = 'String {3f0a6c1e-7c52-4a8e-9d41-5b8f2a60c9d7} Name Hold';
const ids = ({ body }: Answered) => (body.value as unknown as { id: string }[]).map(({ id }) => id);
const removed = ({ body }: Answered) =>
  (body.value as unknown as Record<string, unknown>[]).filter((item) => '@removed' in item).map(({ id }) => id);

type Asked = Awaited<ReturnType<typeof world>>;
const make = async ({ ask }: Asked, day: string, more = {}) => {
  const event = { ...meeting, start: at(`${day}T10:00:00`), end: at(`${day}T11:00:00`), transactionId: day, ...more };
  return String((await ask('POST', EVENTS, event)).body.id);
};

describe('changes of a calendar in the fake Graph', () => {
  test('a round gives everything in the window, page by page, and the next one what has changed since', async () => {
    const tenant = await world();
    const { fake, ask } = tenant;
    const inside = [
      await make(tenant, '2027-01-19'),
      await make(tenant, '2027-01-20'),
      await make(tenant, '2027-01-21'),
    ];
    await make(tenant, '2027-02-19');
    const first = await ask('GET', VIEW, undefined, { prefer: 'odata.maxpagesize=2' });
    const second = await ask('GET', String(first.body['@odata.nextLink']));
    expect([...ids(first), ...ids(second)]).toEqual(inside);
    const quiet = await ask('GET', String(second.body['@odata.deltaLink']));
    expect(ids(quiet)).toEqual([]);
    const [one = '', two = '', three = ''] = inside;
    fake.answer('dsr@example.org', one, 'ann@example.org', 'accepted');
    fake.deleteEvent('dsr@example.org', two);
    fake.editEvent('dsr@example.org', three, { start: new Date('2027-03-01T10:00:00Z') });
    const changed = await ask('GET', String(quiet.body['@odata.deltaLink']));
    expect(ids(changed)).toEqual([one, two, three]);
    expect(removed(changed)).toEqual([two, three]);
  });

  test('a link may be asked for twice, and a worn-out one answers 410', async () => {
    const tenant = await world();
    const { fake, ask } = tenant;
    const first = await ask('GET', VIEW);
    const link = String(first.body['@odata.deltaLink']);
    const id = await make(tenant, '2027-01-19');
    expect(ids(await ask('GET', link))).toEqual([id]);
    expect(ids(await ask('GET', link))).toEqual([id]);
    fake.expireDeltaTokens();
    const gone = await ask('GET', link);
    expect([gone.status, codeOf(gone)]).toEqual([410, 'SyncStateNotFound']);
  });

  test.each(['$select=id', '$filter=subject eq x', '$top=5', '$orderby=start/dateTime'])(
    'a delta of a calendar view takes no %s',
    async (option) => {
      const { ask } = await world();
      expect((await ask('GET', `${VIEW}&${option}`)).status).toBe(400);
    },
  );

  test('a view needs a window', async () => {
    const { ask } = await world();
    expect((await ask('GET', `${DSR}/calendarView/delta?startDateTime=2027-01-18T00:00:00Z`)).status).toBe(400);
    const wrongWay = `${DSR}/calendarView?startDateTime=2027-01-18T00:00:00Z&endDateTime=2027-01-17T00:00:00Z`;
    expect((await ask('GET', wrongWay)).status).toBe(400);
  });
});

describe('lists of events in the fake Graph', () => {
  test('an event is found by a property of ours, which comes only to whoever expands it', async () => {
    const tenant = await world();
    const singleValueExtendedProperties = [{ id: PROPERTY, value: "o'one" }];
    const id = await make(tenant, '2027-01-19', { singleValueExtendedProperties });
    await make(tenant, '2027-01-20', { singleValueExtendedProperties: [{ id: PROPERTY, value: 'two' }] });
    const filter = (value: string) =>
      `$filter=${encodeURIComponent(`singleValueExtendedProperties/Any(ep: ep/id eq '${PROPERTY}' and ep/value eq '${value}')`)}`;
    const expand = `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${PROPERTY}')`)}`;
    const found = await tenant.ask('GET', `${EVENTS}?${filter("o''one")}&$select=id,start&${expand}&$top=5`);
    expect(found.body.value).toEqual([
      {
        '@odata.etag': expect.any(String),
        id,
        start: { dateTime: '2027-01-19T10:00:00.0000000', timeZone: 'UTC' },
        singleValueExtendedProperties,
      },
    ]);
    expect(ids(await tenant.ask('GET', `${EVENTS}?${filter('three')}`))).toEqual([]);
    expect((await tenant.ask('GET', `${EVENTS}/${id}`)).body.singleValueExtendedProperties).toBeUndefined();
  });

  test('a filter may be slow to find what is new, which can be read by its id all the same', async () => {
    const clock = movableClock(new Date('2027-01-12T09:00:00Z'));
    const tenant = await world({ clock, listingLagMs: 5000 });
    const id = await make(tenant, '2027-01-19');
    const find = async () =>
      ids(await tenant.ask('GET', `${EVENTS}?$filter=${encodeURIComponent("sensitivity eq 'private'")}`));
    expect(await find()).toEqual([]);
    expect((await tenant.ask('GET', `${EVENTS}/${id}`)).status).toBe(200);
    clock.moveBy(5000);
    expect(await find()).toEqual([id]);
  });

  test('an event has an id that outlives a move, for whoever asks for it, and is found by both', async () => {
    const tenant = await world();
    const id = await make(tenant, '2027-01-19');
    const [event] = tenant.fake.events('dsr@example.org');
    const fixed = { prefer: 'IdType="ImmutableId"' };
    const { body } = await tenant.ask('GET', `${EVENTS}/${id}`, undefined, fixed);
    expect([body.id, body['@odata.etag']]).toEqual([event?.immutableId, event?.etag]);
    expect((await tenant.ask('GET', `${EVENTS}/${body.id}`)).body.id).toBe(id);
  });

  test('a property that is written again leaves the others as they are', async () => {
    const tenant = await world();
    const id = await make(tenant, '2027-01-19', { singleValueExtendedProperties: [{ id: PROPERTY, value: '1' }] });
    const other = { id: PROPERTY.replace('Hold', 'Other'), value: 'x' };
    await tenant.ask('PATCH', `${EVENTS}/${id}`, { singleValueExtendedProperties: [other] });
    expect(tenant.fake.events('dsr@example.org')[0]?.other.singleValueExtendedProperties).toEqual([
      { id: PROPERTY, value: '1' },
      other,
    ]);
  });

  test('pages are ten long where nothing is said, and lead on', async () => {
    const tenant = await world();
    const made: string[] = [];
    for (let day = 10; day < 23; day += 1) made.push(await make(tenant, `2027-01-${day}`));
    const first = await tenant.ask('GET', EVENTS);
    expect(ids(first)).toEqual(made.slice(0, 10));
    expect(ids(await tenant.ask('GET', String(first.body['@odata.nextLink'])))).toEqual(made.slice(10));
  });

  test('times come in the zone that was preferred', async () => {
    const tenant = await world();
    const id = await make(tenant, '2027-07-19');
    const read = await tenant.ask('GET', `${EVENTS}/${id}?$select=start`, undefined, {
      prefer: 'outlook.timezone="Europe/London"',
    });
    expect(read.body.start).toEqual({ dateTime: '2027-07-19T11:00:00.0000000', timeZone: 'Europe/London' });
  });

  test.each([
    ['2027-01-19T10:00:00', 'Europe/London', '2027-01-19T10:00:00.000Z'],
    ['2027-07-19T10:00:00', 'GMT Standard Time', '2027-07-19T09:00:00.000Z'],
    ['2027-03-28T00:59:00', 'Europe/London', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28T02:00:00', 'Europe/London', '2027-03-28T01:00:00.000Z'],
    ['2027-10-31T02:00:00', 'Europe/London', '2027-10-31T02:00:00.000Z'],
    ['2027-07-19T10:00:00.0000000', 'Eastern Standard Time', '2027-07-19T14:00:00.000Z'],
  ])('%s in %s is %s', async (dateTime, timeZone, instant) => {
    const { fake, ask } = await world();
    const time = { dateTime, timeZone };
    expect((await ask('POST', EVENTS, { ...meeting, start: time, end: time })).status).toBe(201);
    expect(fake.events('dsr@example.org')[0]?.start.toISOString()).toBe(instant);
  });

  test.each([
    ['$filter', '$filter=transactionId eq x'],
    ['$filter', "$filter=subject is 'x'"],
    ['$select', '$select=title'],
    ['$expand', '$expand=attendees'],
    ['an option', '$skip=5'],
  ])('what Graph does not know of %s is refused: %s', async (_option, query) => {
    const { ask } = await world();
    expect((await ask('GET', `${EVENTS}?${query}`)).status).toBe(400);
  });
});

describe('free and busy in the fake Graph', () => {
  const ask20 = (schedules: string[], more = {}) => ({
    schedules,
    startTime: at('2027-01-18T00:00:00'),
    endTime: at('2027-01-23T00:00:00'),
    ...more,
  });
  const SCHEDULE = `${DSR}/calendar/getSchedule`;

  test('a calendar shows what is busy, what is held, and meetings its owner is invited to', async () => {
    const tenant = await world();
    const busy = { start: new Date('2027-01-18T09:00:00Z'), end: new Date('2027-01-18T10:00:00Z') };
    tenant.fake.addMailbox('ann@example.org', { busy: [busy] });
    const id = await make(tenant, '2027-01-19');
    await tenant.ask('POST', '/users/ann@example.org/events', {
      ...{ subject: 'Held', showAs: 'tentative', start: at('2027-01-20T10:00:00'), end: at('2027-01-20T11:00:00') },
    });
    const items = async () => {
      const { body } = await tenant.ask('POST', SCHEDULE, ask20(['ann@example.org', 'nobody@elsewhere.example.org']));
      const [ann, nobody] = body.value as unknown as { scheduleItems: { status: string }[]; error?: object }[];
      expect(nobody?.error).toMatchObject({ responseCode: 'ErrorMailRecipientNotFound' });
      return ann?.scheduleItems.map(({ status }) => status);
    };
    expect(await items()).toEqual(['busy', 'tentative', 'tentative']);
    tenant.fake.answer('dsr@example.org', id, 'ann@example.org', 'accepted');
    expect(await items()).toEqual(['busy', 'busy', 'tentative']);
    tenant.fake.answer('dsr@example.org', id, 'ann@example.org', 'declined');
    expect(await items()).toEqual(['busy', 'tentative']);
  });

  test.each([
    ['21 mailboxes', ask20(Array.from({ length: 21 }, (_, n) => `p${n}@example.org`))],
    ['42 days', ask20(['ann@example.org'], { endTime: at('2027-03-01T00:00:00') })],
    ['an end before the start', ask20(['ann@example.org'], { endTime: at('2027-01-17T00:00:00') })],
    ['steps of two minutes', ask20(['ann@example.org'], { availabilityViewInterval: 2 })],
    ['nobody', ask20([])],
    ['a property there is not', ask20(['ann@example.org'], { mailboxes: [] })],
  ])('%s at once is refused', async (_what, body) => {
    const { ask } = await world();
    expect((await ask('POST', SCHEDULE, body)).status).toBe(400);
  });
});
