import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../../../services/platform/log.ts';
import { revokeLinks } from '../../../services/sign-in/link-store.ts';
import { makeLink } from '../../../services/sign-in/make-link.ts';
import { CODES_AN_HOUR, LINK_DAYS } from '../../../services/sign-in/model.ts';
import { CODE_COOKIE, SESSION_COOKIE } from '../../../web/site/cookies.ts';
import { databaseState } from '../../support/database-state.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { type OutsideWorld, startOutside, type WebAnswer } from '../../support/web-visitor.ts';

const MINUTE = 60_000;
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

/** Asks for a code in a browser of its own, and waits until its mail has left. */
async function asks(address: string, browser = world.stranger()) {
  const asked = await browser.post('/sign-in', { address, next: '/mine' });
  expect([asked.status, asked.location]).toEqual([303, '/code?next=%2Fmine']);
  await world.settled();
  return browser;
}

/** A personal link to the list of an address, as a mail would bring it. */
async function aLink(address: string): Promise<string> {
  const url = await makeLink(world.service.deps, { address, target: { kind: 'list', targetId: null } });
  return new URL(url ?? '').pathname;
}

const wrongThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a code', () => {
  test('lets in the browser that asked for it, once', async () => {
    const address = anAddress();
    const browser = await asks(address);
    const code = world.codeFor(address);
    expect((await browser.get('/mine')).location).toBe('/sign-in?next=%2Fmine');
    const entered = await browser.post('/code', { code, next: '/mine' });
    expect([entered.status, entered.location]).toEqual([303, '/mine']);
    expect((await browser.get('/mine')).html).toContain(address);
    expect((await browser.post('/code', { code, next: '/mine' })).status).toBe(400);
  });

  test('is of no use in another browser, also in one that asked for a code of its own', async () => {
    const [address, other] = [anAddress(), anAddress()];
    await asks(address);
    const code = world.codeFor(address);
    const stranger = world.stranger();
    expect((await stranger.post('/code', { code, next: '/mine' })).status).toBe(400);
    const another = await asks(other);
    const entered = await another.post('/code', { code, next: '/mine' });
    // One chance in a million that both codes are alike.
    if (world.codeFor(other) !== code) expect(entered.status).toBe(400);
    expect((await stranger.get('/mine')).status).toBe(303);
  });

  test('can be tried five times, and then not even the right one lets anybody in', async () => {
    const address = anAddress();
    const browser = await asks(address);
    const code = world.codeFor(address);
    const said: string[] = [];
    for (let tries = 0; tries < 5; tries++) {
      const { html, status } = await browser.post('/code', { code: wrongThan(code), next: '/mine' });
      expect(status).toBe(400);
      said.push(/You can try [\w ]+|does not work any more/.exec(html)?.[0] ?? '');
    }
    expect(said).toEqual([
      ...['You can try 4 more times', 'You can try 3 more times', 'You can try 2 more times', 'You can try once more'],
      'does not work any more',
    ]);
    expect((await browser.post('/code', { code, next: '/mine' })).status).toBe(400);
    expect((await browser.get('/mine')).status).toBe(303);
  });

  test('of many tries at once no more than five are looked at', async () => {
    const address = anAddress();
    const browser = await asks(address);
    const code = wrongThan(world.codeFor(address));
    const tries = await Promise.all(Array.from({ length: 12 }, () => browser.post('/code', { code, next: '/mine' })));
    expect(tries.filter(({ html }) => html.includes('You can try')).length).toBe(4);
    const row = await world.service.deps.db.signInCode.findFirstOrThrow({ where: { address } });
    expect(row.tries).toBe(5);
  });

  test('works for ten minutes', async () => {
    const address = anAddress();
    const browser = await asks(address);
    world.clock.moveBy(10 * MINUTE);
    expect((await browser.post('/code', { code: world.codeFor(address), next: '/mine' })).status).toBe(400);
  });

  test('is not sent more often than five times an hour to one address, and the answer stays the same', async () => {
    const address = anAddress();
    for (let times = 0; times < CODES_AN_HOUR + 2; times++) await asks(address);
    expect(mailsTo(address)).toHaveLength(CODES_AN_HOUR);
    world.clock.moveBy(61 * MINUTE);
    await asks(address);
    expect(mailsTo(address)).toHaveLength(CODES_AN_HOUR + 1);
  });

  test('typed with a space in it, or as nothing, or as letters, is answered in words', async () => {
    const address = anAddress();
    const browser = await asks(address);
    expect((await browser.post('/code', { code: ' ', next: '/mine' })).html).toContain('Enter the six digits');
    expect((await browser.post('/code', { code: 'abc', next: '/mine' })).html).toContain('You can try 4 more times');
    const code = world.codeFor(address);
    expect((await browser.post('/code', { code: `${code.slice(0, 3)} ${code.slice(3)}`, next: '/mine' })).status).toBe(
      303,
    );
  });
});

describe('a session', () => {
  test('has a secret of its own, whatever the browser had before', async () => {
    const address = anAddress();
    const base = world.service.url;
    const planted = 'p'.repeat(43);
    const headers = { Origin: base, 'Content-Type': 'application/x-www-form-urlencoded' };
    const ask = { method: 'POST', redirect: 'manual', body: `address=${encodeURIComponent(address)}` } as const;
    const asked = await fetch(`${base}/sign-in`, {
      ...ask,
      headers: { ...headers, Cookie: `${SESSION_COOKIE}=${planted}` },
    });
    await world.settled();
    const codeCookie = asked.headers
      .getSetCookie()
      .find((one) => one.startsWith(CODE_COOKIE))
      ?.split(';')[0];
    const entered = await fetch(`${base}/code`, {
      ...{ method: 'POST', redirect: 'manual', body: `code=${world.codeFor(address)}` },
      headers: { ...headers, Cookie: `${codeCookie}; ${SESSION_COOKIE}=${planted}` },
    });
    expect(entered.status).toBe(303);
    const set = entered.headers.getSetCookie().find((one) => one.startsWith(`${SESSION_COOKIE}=`)) ?? '';
    expect(set).not.toContain(planted);
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/SameSite=Lax/);
    const asPlanted = await fetch(`${base}/mine`, {
      redirect: 'manual',
      headers: { Cookie: `${SESSION_COOKIE}=${planted}` },
    });
    expect(asPlanted.status).toBe(303);
  });

  test('ends after an hour, or at midnight for somebody who wants to be remembered, or when they leave', async () => {
    const [forAnHour, forADay] = [anAddress(), anAddress()];
    const short = await asks(forAnHour);
    await short.post('/code', { code: world.codeFor(forAnHour), next: '/mine' });
    const long = await world.signIn(forADay);
    world.clock.moveBy(60 * MINUTE);
    expect([(await short.get('/mine')).status, (await long.get('/mine')).status]).toEqual([303, 200]);
    expect((await long.post('/sign-out')).status).toBe(200);
    expect((await long.get('/mine')).status).toBe(303);
    world.clock.moveTo(ordinaryMorning);
    const again = await asks(forADay);
    await again.post('/code', { code: world.codeFor(forADay), remember: 'yes', next: '/mine' });
    world.clock.moveTo(new Date('2027-01-13T00:00:00Z'));
    expect((await again.get('/mine')).status).toBe(303);
  });

  test('of one who left is of no use to whoever kept its cookie', async () => {
    const address = anAddress();
    const browser = await asks(address);
    const entered = await browser.post('/code', { code: world.codeFor(address), next: '/mine' });
    const kept =
      entered.headers
        .getSetCookie()
        .find((one) => one.startsWith(`${SESSION_COOKIE}=`))
        ?.split(';')[0] ?? '';
    await browser.post('/sign-out');
    const replayed = await fetch(`${world.service.url}/mine`, { redirect: 'manual', headers: { Cookie: kept } });
    expect(replayed.status).toBe(303);
  });
});

describe('a link', () => {
  test('changes nothing and sends nothing when it is opened, however often; nor does any page', async () => {
    const address = anAddress();
    const link = await aLink(address);
    const before = await databaseState(world);
    const mails = world.mailer.sent.length;
    const browser = world.stranger();
    for (const path of [link, link, `/l/${'x'.repeat(43)}`, '/l/x', '/sign-in', '/code', '/lost-link', '/mine', '/']) {
      await browser.get(path);
    }
    expect(await databaseState(world)).toEqual(before);
    expect(world.mailer.sent).toHaveLength(mails);
  });

  test('sends a code to the address it was sent to, and to no other that a form names', async () => {
    const [address, other] = [anAddress(), anAddress()];
    const link = await aLink(address);
    const browser = world.stranger();
    const page = await browser.get(link);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain(address);
    await browser.post(link, { address: other });
    await world.settled();
    expect([mailsTo(address).length, mailsTo(other).length]).toEqual([1, 0]);
    const entered = await browser.post('/code', { code: world.codeFor(address), next: '/mine' });
    expect(entered.status).toBe(303);
  });

  test('that was taken back, or never was, leads nowhere, and the two look the same', async () => {
    const address = anAddress();
    const { deps } = world.service;
    const targetId = deps.newId();
    const url = await makeLink(deps, { address, target: { kind: 'meeting', targetId } });
    const link = new URL(url ?? '').pathname;
    await revokeLinks(deps.db, { kind: 'meeting', targetId }, deps.clock.now());
    const browser = world.stranger();
    const [revoked, unknown] = [await browser.get(link), await browser.get(`/l/${'y'.repeat(43)}`)];
    expect([revoked.status, revoked.html]).toEqual([404, unknown.html]);
    const [pressed, other] = [await browser.post(link), await browser.post(`/l/${'y'.repeat(43)}`)];
    expect([pressed.status, pressed.html]).toEqual([404, other.html]);
    await world.settled();
    expect(mailsTo(address)).toHaveLength(0);
  });

  test('that is too old brings a new one to the same address, where that is known, and says no more than that', async () => {
    const address = anAddress();
    await world.signIn(address);
    const link = await aLink(address);
    world.clock.moveBy((LINK_DAYS * 24 * 60 + 1) * MINUTE);
    const browser = world.stranger();
    const old = await browser.get(link);
    expect(old.status).toBe(410);
    expect(old.html).not.toContain(address);
    const before = mailsTo(address).length;
    expect((await browser.post(link)).status).toBe(200);
    await world.settled();
    expect(mailsTo(address)).toHaveLength(before + 1);
    expect((await browser.get(world.linkIn(address))).status).toBe(200);
  });

  test('leads whoever has confirmed its address straight on, and nobody else', async () => {
    const [address, other] = [anAddress(), anAddress()];
    const link = await aLink(address);
    const [theirs, others] = [await world.signIn(address), await world.signIn(other)];
    expect((await theirs.get(link)).location).toBe('/mine');
    expect((await others.get(link)).html).toContain('Send me a code');
  });
});

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

  test('a lost link is sent once in ten minutes, however often it is asked for', async () => {
    const known = anAddress();
    await world.signIn(known);
    const before = mailsTo(known).length;
    for (let times = 0; times < 4; times++) await world.stranger().post('/lost-link', { address: known });
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
