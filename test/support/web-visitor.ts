import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { dayOf } from '../../services/platform/time.ts';
import { SESSION_COOKIE } from '../../web/site/cookies.ts';
import type { TestBrowser } from './browser.ts';
import { type Conversation, startConversation } from './conversation.ts';

/** An answer of the pages, as a browser without scripts gets it. Redirects are not followed. */
export type WebAnswer = { status: number; html: string; headers: Headers; location: string | null };

export type Fields = Record<string, string | readonly string[]>;

/** Somebody’s browser on the pages for people without Teams. */
export type WebVisitor = {
  get(path: string): Promise<WebAnswer>;
  /** Sends a form of ours. A `press` of its own is added where none is given. */
  post(path: string, fields?: Fields): Promise<WebAnswer>;
  /** The same session in the real browser: every other page of that browser takes it over too. */
  open(browser: TestBrowser, size: { width: number; height: number }, path: string): Promise<Page>;
};

/** The whole service with its mails, and people who use its pages. */
export type OutsideWorld = Conversation & {
  /** A browser in which nobody has signed in. */
  stranger(): WebVisitor;
  /** Confirms an address with a code, through the real pages; once a day of the test’s clock. */
  signIn(address: string): Promise<WebVisitor>;
  /** The path of the personal link in the newest mail to an address that has one. */
  linkIn(address: string): string;
  /** The newest code mailed to an address. */
  codeFor(address: string): string;
};

/** Starts the service. Everything of `startConversation` is there: Teams, the clock, the mails. */
export async function startOutside(options: Parameters<typeof startConversation>[0] = {}): Promise<OutsideWorld> {
  const world = await startConversation(options);
  const sessions = new Map<string, Promise<WebVisitor>>();
  const mailsTo = (address: string) =>
    world.mailer.sent.filter(({ to }) => to.address.toLowerCase() === address.toLowerCase());
  const codeFor = (address: string) => {
    const codes = mailsTo(address).flatMap(({ text }) => /Your code is (\d{6})/.exec(text)?.[1] ?? []);
    return newest(codes, `code for ${address}`);
  };
  const signedIn = async (address: string): Promise<WebVisitor> => {
    const jar: Jar = new Map();
    const visitor = visitorOf(world.service.url, jar);
    const asked = await visitor.post('/sign-in', { address, next: '/mine' });
    if (asked.status !== 303) throw new Error(`No code was asked for: ${asked.status}`);
    await world.settled();
    const entered = await visitor.post('/code', { code: codeFor(address), remember: 'yes', next: '/mine' });
    if (!jar.has(SESSION_COOKIE)) throw new Error(`${address} was not let in: ${entered.status}`);
    return visitor;
  };
  return {
    ...world,
    stranger: () => visitorOf(world.service.url, new Map()),
    signIn: (address) => {
      const key = `${address} ${dayOf(world.clock.now())}`;
      const session = sessions.get(key) ?? signedIn(address);
      sessions.set(key, session);
      return session;
    },
    linkIn: (address) => {
      const links = mailsTo(address).flatMap(({ text }) => /https?:\/\/\S+?(\/l\/[\w-]{43})/.exec(text)?.[1] ?? []);
      return newest(links, `link for ${address}`);
    },
    codeFor,
  };
}

type Jar = Map<string, string>;

function newest(all: readonly string[], what: string): string {
  const last = all.at(-1);
  if (last === undefined) throw new Error(`There is no ${what}`);
  return last;
}

/** A browser without scripts: it keeps cookies, and says of its forms that they come from a page of ours. */
function visitorOf(base: string, jar: Jar): WebVisitor {
  const send = async (path: string, init: RequestInit): Promise<WebAnswer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { Origin: base, ...(cookie ? { Cookie: cookie } : {}) };
    const response = await fetch(new URL(path, base), { redirect: 'manual', ...init, headers });
    for (const set of response.headers.getSetCookie()) keep(jar, set);
    const html = await response.text();
    return { status: response.status, html, headers: response.headers, location: response.headers.get('location') };
  };
  return {
    get: (path) => send(path, {}),
    post: (path, fields = {}) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries({ press: randomUUID(), ...fields })) {
        for (const one of [value].flat()) body.append(name, one);
      }
      return send(path, { method: 'POST', body });
    },
    open: async (browser, size, path) => {
      const page = await browser.newPage(size);
      await page.context().clearCookies();
      await page.context().addCookies([...jar].map(([name, value]) => ({ name, value, url: base })));
      await page.goto(new URL(path, base).href);
      return page;
    },
  };
}

function keep(jar: Jar, setCookie: string): void {
  const [pair = '', ...attributes] = setCookie.split(';').map((part) => part.trim());
  const [name = '', ...value] = pair.split('=');
  const expires = attributes.find((one) => /^expires=/i.test(one))?.slice('expires='.length);
  // Clearing a cookie is setting it to nothing, in the past. The service’s clock is not ours: dates are not compared.
  if (value.join('=') === '' || expires?.includes('1970')) jar.delete(name);
  else jar.set(name, value.join('='));
}
