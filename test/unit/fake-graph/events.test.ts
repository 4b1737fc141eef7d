import { describe, expect, test } from 'vitest';
import { movableClock } from '../../../services/platform/time.ts';
import { at, codeOf, EVENTS, meeting, world } from './fake-world.ts';

const statusOf = (attendees: unknown) =>
  (attendees as { status: { response: string } }[]).map(({ status }) => status.response);

describe('events of the fake Graph', () => {
  test('the same transactionId makes one event, and another event under it is refused', async () => {
    const { fake, ask } = await world();
    const first = await ask('POST', EVENTS, meeting);
    const again = await ask('POST', EVENTS, meeting);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect(fake.events('dsr@example.org')).toHaveLength(1);
    const other = await ask('POST', EVENTS, { ...meeting, subject: 'Another' });
    expect([other.status, codeOf(other)]).toEqual([409, 'ErrorDuplicateTransactionId']);
  });

  test('every change gives another etag, and whoever knows an older one is told with 412', async () => {
    const { fake, ask } = await world();
    const { body: event } = await ask('POST', EVENTS, meeting);
    const path = `${EVENTS}/${encodeURIComponent(String(event.id))}`;
    fake.answer('dsr@example.org', String(event.id), 'ann@example.org', 'accepted');
    const stale = await ask('PATCH', path, { subject: 'New' }, { 'if-match': String(event['@odata.etag']) });
    expect([stale.status, codeOf(stale)]).toEqual([412, 'ErrorIrresolvableConflict']);
    const { body: now } = await ask('GET', path);
    const fresh = await ask('PATCH', path, { subject: 'New' }, { 'if-match': String(now['@odata.etag']) });
    expect(fresh.status).toBe(200);
    expect(fresh.body['@odata.etag']).not.toBe(now['@odata.etag']);
  });

  test('answers go when the organiser moves the time, and stay through every other change', async () => {
    const { fake, ask } = await world();
    const { body: event } = await ask('POST', EVENTS, meeting);
    const path = `${EVENTS}/${event.id}`;
    const proposed = { start: new Date('2027-01-20T10:00:00Z'), end: new Date('2027-01-20T11:00:00Z') };
    fake.answer('dsr@example.org', String(event.id), 'ANN@example.org', 'tentativelyAccepted', { proposed });
    const named = await ask('PATCH', path, { subject: 'New' });
    expect(statusOf(named.body.attendees)).toEqual(['tentativelyAccepted', 'none']);
    expect((named.body.attendees as unknown as { proposedNewTime: unknown }[])[0]?.proposedNewTime).toEqual({
      start: { dateTime: '2027-01-20T10:00:00.0000000', timeZone: 'UTC' },
      end: { dateTime: '2027-01-20T11:00:00.0000000', timeZone: 'UTC' },
    });
    const moved = await ask('PATCH', path, { start: at('2027-01-19T12:00:00'), end: at('2027-01-19T13:00:00') });
    expect(statusOf(moved.body.attendees)).toEqual(['none', 'none']);
  });

  test('the join link may come late, and goes when the body is written over', async () => {
    const clock = movableClock(new Date('2027-01-12T09:00:00Z'));
    const { ask } = await world({ clock, joinUrlDelayMs: 60_000 });
    const { body: event } = await ask('POST', EVENTS, meeting);
    expect(event.onlineMeeting).toBeNull();
    clock.moveBy(60_000);
    const later = await ask('GET', `${EVENTS}/${event.id}`);
    expect(later.body.onlineMeeting).toEqual({ joinUrl: expect.stringContaining('https://') });
    const written = await ask('PATCH', `${EVENTS}/${event.id}`, { body: { contentType: 'text', content: 'Over' } });
    expect([written.body.isOnlineMeeting, written.body.onlineMeeting]).toEqual([false, null]);
  });

  test.each<[string, unknown, string]>([
    ['a property there is not', { ...meeting, title: 'x' }, 'RequestBodyRead'],
    [
      'a property of an attendee there is not',
      { ...meeting, attendees: [{ email: 'x@example.org' }] },
      'RequestBodyRead',
    ],
    ['a wrong type', { ...meeting, isOnlineMeeting: 'yes' }, 'RequestBodyRead'],
    ['a value that an enum has not', { ...meeting, sensitivity: 'secret' }, 'RequestBodyRead'],
    ['a property only Graph may set', { ...meeting, iCalUId: 'x' }, 'ErrorInvalidPropertySet'],
    ['no end', { ...meeting, end: undefined }, 'ErrorInvalidRequest'],
    ['no time zone', { ...meeting, end: { dateTime: '2027-01-19T11:00:00' } }, 'ErrorInvalidRequest'],
    [
      'a time zone there is not',
      { ...meeting, end: { dateTime: '2027-01-19T11:00:00', timeZone: 'Mars' } },
      'TimeZoneNotSupportedException',
    ],
    ['a time with an offset', { ...meeting, end: at('2027-01-19T11:00:00+01:00') }, 'ErrorInvalidArgument'],
    [
      'an end before the start',
      { ...meeting, end: at('2027-01-19T09:00:00') },
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    ],
    [
      'an address that is none',
      { ...meeting, attendees: [{ emailAddress: { address: 'ann' } }] },
      'ErrorInvalidRecipients',
    ],
    ['no JSON', '{', 'BadRequest'],
    [
      'a property named anyhow',
      { ...meeting, singleValueExtendedProperties: [{ id: 'Ours', value: '1' }] },
      'ErrorInvalidProperty',
    ],
  ])('an event with %s is refused and counted', async (_what, body, code) => {
    const { fake, ask } = await world();
    const refused = await ask('POST', EVENTS, body);
    expect([refused.status, codeOf(refused)]).toEqual([400, code]);
    expect(fake.refusals().map((entry) => entry.code)).toEqual([code]);
    expect(fake.events('dsr@example.org')).toEqual([]);
  });

  test('an event that is cancelled or deleted is gone, and whoever was invited hears of it once', async () => {
    const { fake, ask } = await world();
    const { body: event } = await ask('POST', EVENTS, meeting);
    expect((await ask('POST', `${EVENTS}/${event.id}/cancel`, { comment: 'Off' })).status).toBe(202);
    expect((await ask('GET', `${EVENTS}/${event.id}`)).status).toBe(404);
    expect((await ask('POST', `${EVENTS}/${event.id}/cancel`, {})).status).toBe(404);
    expect(fake.invitations('dsr@example.org').map(({ kind }) => kind)).toEqual([
      ...['request', 'request', 'cancellation', 'cancellation'],
    ]);
  });

  test('only a meeting can be cancelled: an entry without attendees is deleted', async () => {
    const { ask } = await world();
    const { body: event } = await ask('POST', EVENTS, { ...meeting, attendees: [] });
    expect((await ask('POST', `${EVENTS}/${event.id}/cancel`, {})).status).toBe(400);
    expect((await ask('DELETE', `${EVENTS}/${event.id}`)).status).toBe(204);
  });

  test('whoever joins is invited, and nobody else hears of it', async () => {
    const { fake, ask } = await world();
    const { body: event } = await ask('POST', EVENTS, meeting);
    const cat = { type: 'required', emailAddress: { address: 'cat@example.org' } };
    await ask('PATCH', `${EVENTS}/${event.id}`, { attendees: [...meeting.attendees, cat] });
    expect(fake.invitations('dsr@example.org').map(({ address, kind }) => `${kind} ${address}`)).toEqual([
      ...['request ann@example.org', 'request bob@example.org', 'request cat@example.org'],
    ]);
  });
});
