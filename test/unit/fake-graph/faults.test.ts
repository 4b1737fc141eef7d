import { describe, expect, test } from 'vitest';
import { EVENTS, meeting, token, world } from './fake-world.ts';

describe('faults of the fake Graph', () => {
  const post = { method: 'POST', path: /\/events$/ };

  test.each(['reset', 'timeout'] as const)(
    'a %s before the work leaves nothing, one after it leaves the event',
    async (kind) => {
      const { fake, ask } = await world();
      fake.faults.next(post, { kind, when: 'before' });
      fake.faults.next(post, { kind, when: 'after' });
      await expect(ask('POST', EVENTS, meeting)).rejects.toThrow();
      expect(fake.events('dsr@example.org')).toHaveLength(0);
      await expect(ask('POST', EVENTS, meeting)).rejects.toThrow();
      expect(fake.events('dsr@example.org')).toHaveLength(1);
      expect(fake.log.map(({ done, status }) => [done, status]).slice(-2)).toEqual([
        [false, null],
        [true, null],
      ]);
      expect(fake.refusals()).toEqual([]);
    },
  );

  test('a time-out that hangs ends when the caller gives up', async () => {
    const { fake } = await world();
    fake.faults.next({}, { kind: 'timeout', when: 'before', hangs: true });
    const waiting = fake.fetch(`${fake.graphUrl}/v1.0${EVENTS}`, { signal: AbortSignal.timeout(5) });
    await expect(waiting).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('Retry-After comes in seconds or as a date', async () => {
    const { fake, ask } = await world();
    fake.faults.next({}, { kind: 'status', status: 429, retryAfter: 7 });
    fake.faults.next({}, { kind: 'status', status: 503, retryAfter: new Date('2027-01-12T09:00:00Z') });
    const [first, second] = [await ask('GET', EVENTS), await ask('GET', EVENTS)];
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    expect([second.status, second.headers.get('retry-after')]).toEqual([503, 'Tue, 12 Jan 2027 09:00:00 GMT']);
    expect(fake.faults.waiting()).toBe(0);
  });

  test('an answer may be cut off, lack its link, or say 5xx although the work was done', async () => {
    const { fake, ask } = await world();
    fake.faults.next(post, { kind: 'malformed' });
    fake.faults.next(post, { kind: 'no-join-url' });
    fake.faults.next(post, { kind: 'status', status: 504, when: 'after' });
    await expect(ask('POST', EVENTS, { ...meeting, transactionId: '1' })).rejects.toThrow(SyntaxError);
    const second = await ask('POST', EVENTS, { ...meeting, transactionId: '2' });
    expect([second.status, second.body.onlineMeeting]).toEqual([201, null]);
    expect((await ask('GET', `${EVENTS}/${second.body.id}`)).body.onlineMeeting).toMatchObject({
      joinUrl: expect.any(String),
    });
    expect((await ask('POST', EVENTS, { ...meeting, transactionId: '3' })).status).toBe(504);
    expect(fake.events('dsr@example.org')).toHaveLength(3);
  });

  test('a request that is wrong by itself is counted, whatever fault it meets', async () => {
    const { fake, ask } = await world();
    fake.faults.next(post, { kind: 'reset', when: 'after' });
    await expect(ask('POST', EVENTS, { ...meeting, title: 'x' })).rejects.toThrow();
    expect(fake.refusals()).toHaveLength(1);
  });

  test('a plan sees every request, and may break the sign-in as well', async () => {
    const { fake, ask } = await world();
    const seen: string[] = [];
    fake.faults.plan(({ method, path }) => {
      seen.push(`${method} ${path}`);
      return path.endsWith('/token') ? { kind: 'no-connection' } : null;
    });
    await ask('GET', EVENTS);
    await expect(token(fake)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(seen[0]).toBe('GET /users/dsr@example.org/events');
    fake.faults.clear();
    expect((await token(fake)).status).toBe(200);
  });

  test('the same seed gives the same ids', async () => {
    const made = async (seed: number) => (await (await world({ seed })).ask('POST', EVENTS, meeting)).body.id;
    expect(await made(5)).toBe(await made(5));
    expect(await made(5)).not.toBe(await made(6));
  });
});
