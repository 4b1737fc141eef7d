import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { revokeLinks } from '../../../services/sign-in/link-store.ts';
import { makeLink } from '../../../services/sign-in/make-link.ts';
import { CODES_A_DAY, CODES_AN_HOUR, LINK_DAYS } from '../../../services/sign-in/model.ts';
import { CODE_COOKIE, SESSION_COOKIE } from '../../../web/site/cookies.ts';
import { databaseState } from '../../support/database-state.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { type OutsideWorld, startOutside } from '../../support/web-visitor.ts';

const MINUTE = 60_000;
let world: OutsideWorld;
let number = 0;

beforeAll(async () => {
  world = await startOutside();
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

  test('is not sent more often than twenty times a day, so that nobody guesses their way in by asking on', async () => {
    const address = anAddress();
    for (let hours = 0; hours < 5; hours++) {
      for (let times = 0; times < CODES_AN_HOUR; times++) await asks(address);
      world.clock.moveBy(61 * MINUTE);
    }
    expect(mailsTo(address)).toHaveLength(CODES_A_DAY);
    world.clock.moveBy(24 * 60 * MINUTE);
    await asks(address);
    expect(mailsTo(address)).toHaveLength(CODES_A_DAY + 1);
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

  test('of whoever was there before ends when somebody else signs in at the same device', async () => {
    const [before, after] = [anAddress(), anAddress()];
    const browser = await asks(before);
    await browser.post('/code', { code: world.codeFor(before), next: '/mine' });
    await browser.post('/sign-in', { address: after, next: '/mine' });
    await world.settled();
    await browser.post('/code', { code: world.codeFor(after), next: '/mine' });
    expect((await browser.get('/mine')).html).toContain(after);
    const { db } = world.service.deps;
    const openOf = async (confirmedAddress: string) => {
      const { id } = await db.professional.findUniqueOrThrow({ where: { confirmedAddress } });
      return db.webSession.count({ where: { professionalId: id, endedAt: null } });
    };
    expect([await openOf(before), await openOf(after)]).toEqual([0, 1]);
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
