import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { aCoordinator, type TestActor } from '../support/builders.ts';
import { withdraw } from '../support/consent-builders.ts';
import { databaseState } from '../support/database-state.ts';
import { granted } from '../support/meeting-builders.ts';
import { expectNoAxeFindings } from '../support/page-axe.ts';
import { aService, ask, endAgreement, receiversOf } from '../support/question-builders.ts';
import { anEntry } from '../support/register-builders.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

const SIZES = { phone: { width: 320, height: 800 }, desktop: { width: 1280, height: 900 } } as const;
const PICTURES = path.resolve(import.meta.dirname, '../artifacts');

let world: OutsideWorld;
let browser: TestBrowser;
let cora: TestActor;
let number = 0;

beforeAll(async () => {
  [world, browser] = await Promise.all([startOutside(), launchBrowser()]);
  cora = await aCoordinator(world.service.deps);
  // Cards for the team go there where an asker has no chat.
  await world.channel('cora');
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});
afterEach(() => expect(world.faults.splice(0)).toEqual([]));

/** A service that was asked, by its contact or its duty inbox, and whoever reads the address, signed in. */
async function anAsked({ shared = false } = {}) {
  const { deps } = world.service;
  number += 1;
  const address = `wes${number}@ward.example.org`;
  const entry = await anEntry(deps);
  const contacts = shared ? [] : [{ name: 'Wes Contact', email: address }];
  const ward = await aService(deps, { contacts, ...(shared ? { dutyEmail: address } : {}) });
  const text = 'What is being offered to support them at home, since when, and what is in the way?';
  granted(await ask(deps, cora, { entryId: entry.entryId, organisationIds: [ward.id], text }));
  const [receiver] = await receiversOf(deps, entry.entryId);
  const url = `/questions/${receiver?.id}`;
  return { ...entry, ward, url, address, visitor: await world.signIn(address) };
}

async function looked(page: Page, name: string): Promise<void> {
  await expectNoAxeFindings(page);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}

describe.each(Object.entries(SIZES))('the page of a question, on a %s', (device, size) => {
  test('is answered, read again, and put right', async () => {
    const { url, visitor } = await anAsked({ shared: true });
    const page = await visitor.open(browser, size, url);
    expect(await page.textContent('h1')).toContain('A question to your service');
    expect(await page.textContent('main')).toContain('Jordan Example');
    await looked(page, `question-to-answer-${device}`);
    await page.fill('#since', 'January');
    await page.click('text=Send the answer');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.inputValue('#since')).toBe('January');
    await looked(page, `question-incomplete-${device}`);
    await page.click('.nhsuk-error-summary a >> nth=0');
    expect(await page.evaluate('document.activeElement.id')).toBe('offered');
    await page.fill('#offered', 'Two visits a week by the support team');
    await page.fill('#name', 'Nia Nurse');
    await page.fill('#jobRole', 'Duty nurse');
    await page.fill('#phone', '01632 960 777');
    await page.click('text=Send the answer');
    expect(await page.textContent('.nhsuk-notification-banner')).toContain('sees your answer now');
    expect(await page.inputValue('#offered')).toBe('Two visits a week by the support team');
    await looked(page, `question-answered-${device}`);
    await page.close();
  });

  test('says no more than that nothing is asked once consent is withdrawn', async () => {
    const { url, visitor, personId } = await anAsked();
    granted(await withdraw(world.service.deps, cora, personId));
    const page = await visitor.open(browser, size, url);
    expect(await page.textContent('h1')).toContain('You do not need to answer');
    expect(await page.content()).not.toContain('Jordan');
    await looked(page, `question-withdrawn-${device}`);
    await page.close();
  });

  test('is paused while the agreement is not in force', async () => {
    const { url, visitor, ward } = await anAsked();
    await endAgreement(world.service.deps, ward.id, '2027-01-11');
    const page = await visitor.open(browser, size, url);
    expect(await page.textContent('h1')).toContain('paused');
    expect(await page.content()).not.toMatch(/Jordan|offered/);
    await looked(page, `question-paused-${device}`);
    await page.close();
  });
});

describe('a question', () => {
  test('is shown behind a code alone, and to no other address', async () => {
    const { url } = await anAsked();
    const stranger = await world.stranger().get(url);
    expect(stranger).toMatchObject({ status: 303 });
    expect(stranger.location).toContain('/sign-in?next=');
    const other = await world.signIn('mallory@elsewhere.example.org');
    for (const path of [url, '/questions/no-such', `/questions/${world.service.deps.newId()}`]) {
      const answer = await other.get(path);
      expect(answer.status).toBe(404);
      expect(answer.html).not.toContain('Jordan');
    }
    const forged = await other.post(url, { offered: 'Forged', version: '0' });
    expect(forged.status).toBe(404);
  });

  test('opened changes nothing but who was shown what', async () => {
    const { url, visitor } = await anAsked();
    const { disclosure: _, ...before } = await databaseState(world);
    await visitor.get(url);
    expect(await databaseState(world)).toMatchObject(before);
  });

  test('answered twice by one press is answered once, and one of an older page is shown the newer answer', async () => {
    const { url, visitor, entryId } = await anAsked();
    const press = world.service.deps.newId();
    const form = { offered: 'A place from March', since: '', inTheWay: '', version: '0', press };
    expect((await visitor.post(url, form)).status).toBe(303);
    expect((await visitor.post(url, form)).status).toBe(303);
    expect(await receiversOf(world.service.deps, entryId)).toMatchObject([{ version: 1 }]);
    const { press: _, ...older } = form;
    const late = await visitor.post(url, { ...older, offered: 'From my other window' });
    expect(late.status).toBe(400);
    expect(late.html).toContain('sent an answer while you were writing');
    expect(late.html).toContain('From my other window');
    expect(await receiversOf(world.service.deps, entryId)).toMatchObject([{ offered: 'A place from March' }]);
  });

  test('keeps what is typed as text', async () => {
    const { url, visitor } = await anAsked();
    await visitor.post(url, { offered: '<script>alert(1)</script>', since: '', inTheWay: '', version: '0' });
    const { html } = await visitor.get(url);
    expect(html).not.toContain('<script');
    expect(html).toContain('&#60;script&#62;');
  });
});
