import fs from 'node:fs/promises';
import type { Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { calendarFile } from '../../services/calendar/calendar-file.ts';
import { localMailer, localMessageId } from '../../services/mail/local-mailer.ts';
import { openOutbox } from '../../services/mail/outbox.ts';
import { movableClock } from '../../services/platform/time.ts';
import { outboxPages } from '../../web/outbox/outbox-pages.ts';
import { deliveryWords } from '../../wording/mails/delivery-words.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { whatIsWrongWith } from '../support/page-rules.ts';

const clock = movableClock(new Date('2027-01-12T09:30:00Z'));
const from = { name: 'Dynamic Support Register team', address: 'dsr@trust.example.org' };
const startsAt = new Date('2027-01-14T10:00:00Z');
const endsAt = new Date('2027-01-14T11:00:00Z');
const meetingId = '00000000-0000-4000-8000-000000000002';
const inviteeId = '00000000-0000-4000-8000-000000000101';
const reference = 'MBE-2027-0042';
const frame = {
  team: 'Dynamic Support Register team',
  contact: from.address,
  emergencyAdvice: ['If somebody’s life is at risk, call 999 now or go to A&E.'],
};
const priya = { name: 'Priya Example', address: 'priya.example@council.example.org' };
const ellis = { name: 'Ms Example', address: 'ellis@a-school-with-quite-a-long-name.example.org' };
const ids = { invitation: '<1@trust.example.org>', other: '<2@trust.example.org>', summary: '<3@trust.example.org>' };
const pageOf = (messageId: string) => `/outbox/${localMessageId(messageId)}`;

let browser: TestBrowser;
let server: Server;
let base: string;
let folder: string;
let upcoming: { meetingId: string; reference: string; startsAt: Date; endsAt: Date }[];
const skipped: Date[] = [];
const answered: [string, string][] = [];

async function sendSamples(): Promise<void> {
  const mailer = localMailer({ folder, from, clock });
  const view = {
    ...frame,
    reference,
    startsAt,
    endsAt,
    place: null,
    placeWithheld: false,
    moved: false,
    standsIn: false,
    pageUrl: null,
    receiver: 'agency',
  } as const;
  const invite = async (messageId: string, to: typeof priya, purpose: string | null, age: number) => {
    const facts = { ...view, purpose, joinUrl: 'https://meet.trust.example.org/1', start: startsAt, end: endsAt };
    const words = deliveryWords.event(facts);
    const content = calendarFile({
      ...{ method: 'REQUEST', uid: meetingId, sequence: 0, now: clock.now(), start: startsAt, end: endsAt },
      organiser: { name: from.name, email: from.address },
      attendee: { name: to.name, email: to.address },
      ...{ summary: words.subject, description: words.body, location: words.location },
    });
    await mailer.send({ ...deliveryWords.invitation(facts), messageId, to, calendar: { method: 'REQUEST', content } });
    await fs.utimes(path.join(folder, `${localMessageId(messageId)}.eml`), age, age);
  };
  await invite(ids.invitation, priya, 'A place to live', 1000);
  await invite(ids.other, ellis, null, 900);
  const action = {
    key: 'k',
    party: 'p',
    what: 'Find a <b>night</b> worker',
    who: 'Priya Example',
    dueDay: '2027-02-01',
  };
  const part = {
    what: 'summary' as const,
    personName: 'Jamie Example',
    decisions: [],
    actions: [action],
    nextStep: null,
  };
  const summary = {
    ...frame,
    reference,
    meetingOn: startsAt,
    version: 1,
    part,
    changes: null,
    pageUrl: null,
    receiver: 'agency' as const,
  };
  await mailer.send({ ...deliveryWords.summary(summary), messageId: ids.summary, to: priya });
}

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'roundtable-outbox-'));
  await sendSamples();
  const app = express();
  app.use(
    outboxPages({
      outbox: openOutbox({ folder }),
      clock,
      describe: async () =>
        new Map([
          [ids.invitation, { kind: 'invitation', part: 'purpose-and-reference', inviteeId }],
          [ids.summary, { kind: 'summary', part: 'summary', inviteeId }],
        ]),
      skipTo: async (instant) => {
        skipped.push(instant);
        clock.moveTo(instant);
        upcoming = [];
      },
      answerAs: async (...answer) => void answered.push(answer),
      upcoming: async () => upcoming,
    }),
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
  await fs.rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  upcoming = [{ meetingId, reference, startsAt, endsAt }];
  skipped.length = 0;
  answered.length = 0;
  clock.moveTo(new Date('2027-01-12T09:30:00Z'));
});

const sizes = [
  { width: 320, height: 800 },
  { width: 1280, height: 900 },
];
const pages = [
  ['list', () => '/outbox'],
  ['invitation', () => pageOf(ids.invitation)],
  ['summary', () => pageOf(ids.summary)],
  ['missing', () => '/outbox/00000000000000000000000000000000'],
] as const;

describe.each(sizes)('at $width px', (size) => {
  test.each(pages)('the page "%s" can be read and used', async (name, url) => {
    const page = await browser.newPage(size);
    const faults: string[] = [];
    page.on('console', (message) => {
      // A page that is missing is meant to answer 404.
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:')) faults.push(`asks ${request.url()}`);
    });
    await page.goto(base + url());
    expect([...(await whatIsWrongWith(page)), ...faults]).toEqual([]);
    const folderOfPictures = process.env.OUTBOX_SCREENSHOTS;
    if (folderOfPictures) {
      await page.screenshot({ path: path.join(folderOfPictures, `outbox-${name}-${size.width}.png`), fullPage: true });
    }
    await page.close();
  });
});

describe('the list', () => {
  test('shows messages newest first with receiver, subject and kind', async () => {
    const page = await browser.newPage({ width: 1280, height: 900 });
    await page.goto(`${base}/outbox`);
    const rows = await page.locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringMatching(
        /MBE-2027-0042: what was agreed.*Priya Example, priya\.example.*Summary.*Tuesday 12 January/,
      ),
      expect.stringMatching(/Meeting MBE-2027-0042: A place to live.*Priya Example.*Invitation/),
      expect.stringMatching(/Meeting MBE-2027-0042 .*Ms Example.*Invitation/),
    ]);
    await page.close();
  });

  test('reaches everything by keyboard, the main content first by the skip link', async () => {
    const page = await browser.newPage({ width: 1280, height: 900 });
    await page.goto(`${base}/outbox`);
    await page.keyboard.press('Tab');
    expect((await page.locator(':focus').textContent())?.trim()).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toContain('Skip to after the meeting');
    await page.close();
  });

  test('skips to just after a meeting, and says so', async () => {
    const page = await browser.newPage({ width: 320, height: 800 });
    await page.goto(`${base}/outbox`);
    await page.getByRole('button', { name: `Skip to after the meeting ${reference}` }).click();
    await page.getByRole('alert').getByText('The time was moved to after the meeting.').waitFor();
    expect(skipped).toEqual([new Date('2027-01-14T11:01:00Z')]);
    expect(await page.getByText('it is now Thursday 14 January 2027 at 11:01am').count()).toBe(1);
    await page.close();
  });
});

describe('an invitation', () => {
  test('is readable, shows nobody else, and is downloaded as it was sent', async () => {
    const page = await browser.newPage({ width: 1280, height: 900 });
    await page.goto(base + pageOf(ids.invitation));
    const text = await page.locator('main').innerText();
    for (const words of ['REQUEST', meetingId, 'Thursday 14 January 2027, 10am to 11am', 'Online (Microsoft Teams)']) {
      expect(text).toContain(words);
    }
    expect(text).toContain('Dynamic Support Register team, dsr@trust.example.org');
    expect(text).toContain('Priya Example, priya.example@council.example.org');
    expect(await page.content()).not.toContain('ellis');
    const file = await fetch(`${base}${pageOf(ids.invitation)}/calendar.ics`);
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=REQUEST');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=meeting.ics');
    expect(await file.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
    await page.close();
  });

  test('shows its HTML in a frame that can do nothing, and as plain text', async () => {
    const page = await browser.newPage({ width: 320, height: 800 });
    await page.goto(base + pageOf(ids.summary));
    const frameOfMail = page.frameLocator('iframe');
    await frameOfMail.getByText('Find a <b>night</b> worker').waitFor();
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.locator('pre').getByText('Find a <b>night</b> worker').waitFor();
    const mail = await fetch(`${base}${pageOf(ids.summary)}/html`);
    expect(mail.headers.get('content-security-policy')).toContain('sandbox');
    expect(mail.headers.get('content-security-policy')).toContain("default-src 'none'");
    await page.close();
  });

  test.each([
    ['Accept', 'accepted', 'You accepted the invitation.'],
    ['Maybe', 'tentative', 'You answered “maybe”.'],
    ['Decline', 'declined', 'You declined the invitation.'],
  ])('is answered by "%s"', async (button, response, done) => {
    const page = await browser.newPage({ width: 320, height: 800 });
    await page.goto(base + pageOf(ids.invitation));
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('alert').getByText(done).waitFor();
    expect(answered).toEqual([[inviteeId, response]]);
    await page.close();
  });

  test('offers no answer where nobody’s answer it could be, or on a summary', async () => {
    const page = await browser.newPage({ width: 320, height: 800 });
    for (const id of [ids.other, ids.summary]) {
      await page.goto(base + pageOf(id));
      expect(await page.getByRole('button').count()).toBe(0);
    }
    await page.close();
  });
});

describe('a request from elsewhere', () => {
  const post = (url: string, body: string, headers: Record<string, string>) =>
    fetch(base + url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  const answer = `${pageOf(ids.invitation)}/answer`;

  test.each([
    ['no word of its origin', {}],
    ['another origin', { Origin: 'https://example.org' }],
    ['another port of this machine', { Origin: 'http://127.0.0.1:1' }],
    ['an opaque origin', { Origin: 'null' }],
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a page of the same site on another port', { 'Sec-Fetch-Site': 'same-site' }],
  ])('with %s changes nothing', async (_name, headers: Record<string, string>) => {
    // The test's own client says where it comes from; that is taken away here.
    const response = await post(answer, 'response=accepted', { 'Sec-Fetch-Site': '', ...headers });
    expect(response.status).toBe(403);
    expect((await post('/outbox/skip', `meetingId=${meetingId}`, { 'Sec-Fetch-Site': '', ...headers })).status).toBe(
      403,
    );
    expect([answered, skipped]).toEqual([[], []]);
  });

  test.each(['', 'response=maybe', 'response[]=accepted', 'x'.repeat(5000)])(
    'of "%.20s" changes nothing',
    async (body) => {
      const response = await post(answer, body, { 'Sec-Fetch-Site': 'same-origin' });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(answered).toEqual([]);
    },
  );

  test('for a meeting that is over shows the list again', async () => {
    const body = 'meetingId=00000000-0000-4000-8000-00000000dead';
    const response = await post('/outbox/skip', body, { 'Sec-Fetch-Site': 'same-origin' });
    expect([response.status, response.headers.get('location'), skipped]).toEqual([303, '/outbox', []]);
  });

  test.each(['/outbox/..%2f..%2fetc%2fpasswd', '/outbox/x', '/outbox/x/html', '/outbox/x/calendar.ics'])(
    'for %s finds no message',
    async (url) => {
      expect((await fetch(base + url)).status).toBe(404);
    },
  );

  test('gets pages that no other page may frame and no cache may keep', async () => {
    const { headers } = await fetch(`${base}/outbox`);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
