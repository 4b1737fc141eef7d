import { randomUUID } from 'node:crypto';
import type { Stage } from './stage.ts';

/** A page as it was answered. */
export type Page = { path: string; html: string };

/** Somebody's browser without scripts: it keeps cookies, follows redirects, and sends the forms of the pages it is shown. */
type PageVisitor = {
  /** Follows the link of the newest mail to this address that has one, and confirms the address with the code it is sent. */
  enter(): Promise<Page>;
  open(path: string): Promise<Page>;
  /** Sends the form of a page: what is given, and the fields that the page hides in it. */
  send(page: Page, action: string, fields: Record<string, string>): Promise<Page>;
};

/** The newest mail to an address whose text holds this. */
async function inNewestMail(stage: Stage, address: string, wanted: RegExp): Promise<string> {
  for (const item of await stage.demo.outbox.list()) {
    if (item.to.address.toLowerCase() !== address) continue;
    const found = wanted.exec((await stage.demo.outbox.read(item.id))?.text ?? '')?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`no mail to ${address} holds ${wanted.source}`);
}

/** Opens a browser for somebody without Teams. */
export function pageVisitor(stage: Stage, address: string): PageVisitor {
  const { url } = stage.demo.service;
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit = {}): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { Origin: url, ...(cookie ? { Cookie: cookie } : {}) };
    const response = await fetch(new URL(path, url), { redirect: 'manual', ...init, headers });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const html = await response.text();
    const location = response.headers.get('location');
    if (location !== null) return ask(location);
    if (response.status >= 400) throw new Error(`${path} was answered with ${response.status}`);
    return { path, html };
  }

  return {
    async enter() {
      const link = await inNewestMail(stage, address, /(https?:\/\/\S+\/l\/[\w-]{43})/);
      await ask(new URL(link).pathname);
      const page = await ask(new URL(link).pathname, { method: 'POST', body: new URLSearchParams() });
      // Who has confirmed the address before, in this browser, is not asked again.
      if (!page.path.startsWith('/code')) return page;
      await stage.settled();
      const code = await inNewestMail(stage, address, /Your code is (\d{6})/);
      const next = new URL(page.path, url).searchParams.get('next') ?? '/mine';
      return ask('/code', { method: 'POST', body: new URLSearchParams({ code, next }) });
    },
    open: (path) => ask(path),
    send(page, action, fields) {
      const startsAt = /name="startsAt" value="([^"]+)"/.exec(page.html)?.[1];
      const hidden = { press: randomUUID(), ...(startsAt ? { startsAt } : {}) };
      return ask(action, { method: 'POST', body: new URLSearchParams({ ...hidden, ...fields }) });
    },
  };
}

/** A page as it is read: its words, without its frame. */
export function pageText({ html }: Page): string {
  const main = /<main[\s\S]*?<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replaceAll(/<(?:script|style|svg)[\s\S]*?<\/(?:script|style|svg)>/g, '')
    .replaceAll(/<\/(?:p|h1|h2|li|dt|dd|label|legend|div)>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#39;', '’')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
}
