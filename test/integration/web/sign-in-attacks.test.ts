import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../../../services/platform/log.ts';
import { makeLink } from '../../../services/sign-in/make-link.ts';
import { databaseState } from '../../support/database-state.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { type OutsideWorld, startOutside, type WebAnswer } from '../../support/web-visitor.ts';

const lines: string[] = [];
let world: OutsideWorld;
let number = 0;

beforeAll(async () => {
  world = await startOutside({ log: openLog('debug', { write: (line) => void lines.push(line) }) });
});
afterAll(() => world?.stop());
beforeEach(() => world.clock.moveTo(ordinaryMorning));
afterEach(() => expect(world.faults.splice(0)).toEqual([]));

const anAddress = () => `visitor${++number}@example.org`;
const mailsTo = (address: string) => world.mailer.sent.filter(({ to }) => to.address === address);

/** A personal link to the list of an address, as a mail would bring it. */
async function aLink(address: string): Promise<string> {
  const url = await makeLink(world.service.deps, { address, target: { kind: 'list', targetId: null } });
  return new URL(url ?? '').pathname;
}

/** What tells one answer from another: everything but the date, the count of tries and a random cookie. */
function comparable({ status, html, headers }: WebAnswer) {
  const kept = [...headers].filter(([name]) => !/^(date|ratelimit.*|set-cookie|etag)$/.test(name));
  const cookies = headers.getSetCookie().map((cookie) => cookie.replace(/=[\w-]{43}/, '=…'));
  return { status, html, kept, cookies };
}

describe('nobody learns whether an address is known', () => {
  test.each(['/sign-in', '/lost-link'])('%s answers alike', async (path) => {
    const known = anAddress();
    await world.signIn(known);
    const unknown = anAddress();
    const [one, other] = [
      await world.stranger().post(path, { address: known }),
      await world.stranger().post(path, { address: unknown }),
    ];
    expect(comparable(one)).toEqual(comparable(other));
    await world.settled();
    if (path === '/lost-link') {
      expect(mailsTo(unknown)).toEqual([]);
      expect(mailsTo(known).at(-1)?.subject).toBe('Your new link');
    }
  });

  test('a lost link is sent once an hour, however often it is asked for', async () => {
    const known = anAddress();
    await world.signIn(known);
    const before = mailsTo(known).length;
    for (let times = 0; times < 4; times++) {
      await world.stranger().post('/lost-link', { address: known });
      world.clock.moveBy(5 * 60_000);
    }
    await world.settled();
    expect(mailsTo(known)).toHaveLength(before + 1);
  });

  test.each(['', 'no address', 'two@example.org, three@example.org', 'a@b\r\nBcc: x@example.org'])(
    'what is no address (%j) is said to be none',
    async (address) => {
      for (const path of ['/sign-in', '/lost-link']) {
        const answer = await world.stranger().post(path, { address });
        expect([path, answer.status]).toEqual([path, 400]);
      }
    },
  );
});

describe('from elsewhere', () => {
  const send = (path: string, headers: Record<string, string>) =>
    fetch(world.service.url + path, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ address: 'a@example.org' }),
      headers,
    });

  test.each([
    ['another site', { Origin: 'https://evil.example.org' }],
    ['another port of this machine', { Origin: 'http://127.0.0.1:1' }],
    ['a page that names no origin', {}],
    ['a page whose origin is hidden', { Origin: 'null' }],
  ] as const)('a form of %s is refused, and does nothing', async (_who, headers) => {
    const before = await databaseState(world);
    for (const path of ['/sign-in', '/code', '/lost-link', '/sign-out', await aLink(anAddress())]) {
      expect([path, (await send(path, headers)).status]).toEqual([path, 403]);
    }
    const { access_link: _made, ...after } = await databaseState(world);
    const { access_link: _before, ...rest } = before;
    expect(after).toEqual(rest);
  });

  test.each([
    '//evil.example.org',
    '/\\evil.example.org',
    'https://evil.example.org',
    '/mine\r\nSet-Cookie: a=b',
    '/%2f/evil',
    'javascript:alert(1)',
    '/a:b@c',
  ])('nobody is sent elsewhere after signing in (%j)', async (next) => {
    const address = anAddress();
    const browser = world.stranger();
    const asked = await browser.post('/sign-in', { address, next });
    expect(asked.location).toBe('/code?next=%2Fmine');
    await world.settled();
    const entered = await browser.post('/code', { code: world.codeFor(address), next });
    expect(entered.location).toBe('/mine');
    const shown = await browser.get(`/code?next=${encodeURIComponent(next)}`);
    expect(shown.html).toContain('name="next" value="/mine"');
  });

  test('every page says that its address goes to nobody, that nobody keeps or frames it, and needs nothing of others', async () => {
    const address = anAddress();
    const visitor = await world.signIn(address);
    for (const path of [
      '/sign-in',
      '/code',
      '/lost-link',
      await aLink(address),
      '/mine',
      `/l/${'z'.repeat(43)}`,
      '/meetings/x',
      '/actions/x',
    ]) {
      const { headers, html } = await visitor.get(path);
      expect([path, headers.get('referrer-policy')]).toEqual([path, 'no-referrer']);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\/(?!127\.0\.0\.1)/);
    }
  });

  test('what no page can be is answered as such, and is no fault of ours', async () => {
    const browser = world.stranger();
    expect((await browser.get('/l/%E0%A4%A')).status).toBe(400);
    expect((await browser.post('/sign-in', { address: 'a'.repeat(300_000) })).status).toBe(413);
    expect((await browser.get(`/mine?said=${'x'.repeat(2000)}`)).status).toBe(303);
  });
});

test('no secret of a link, a code or a session, and no address, is in any line of the log', async () => {
  const address = anAddress();
  const link = await aLink(address);
  const browser = world.stranger();
  await browser.get(link);
  await browser.post(link);
  await world.settled();
  const code = world.codeFor(address);
  const entered = await browser.post('/code', { code, next: '/mine' });
  const session = /=([\w-]{43})/.exec(entered.headers.getSetCookie().at(-1) ?? '')?.[1] ?? 'none';
  await browser.get(`${link}/more`);
  const log = lines.join('\n');
  expect(log.length).toBeGreaterThan(0);
  expect(log).not.toContain(link.split('/').at(-1));
  expect(log).not.toContain(session);
  expect(log).not.toContain(address);
  expect(log).not.toContain(`"${code}"`);
});
