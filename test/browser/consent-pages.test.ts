import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readEntry } from '../../services/register/entry-store.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { databaseState } from '../support/database-state.ts';
import { expectNoAxeFindings } from '../support/page-axe.ts';
import { aConsentEvent, anEntry, aPerson } from '../support/register-builders.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

const SIZES = { phone: { width: 320, height: 800 }, desktop: { width: 1280, height: 900 } } as const;
const PICTURES = path.resolve(import.meta.dirname, '../artifacts');

let world: OutsideWorld;
let browser: TestBrowser;
let number = 0;

beforeAll(async () => {
  [world, browser] = await Promise.all([startOutside(), launchBrowser()]);
  await world.channel('cora');
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});
afterEach(() => expect(world.faults.splice(0)).toEqual([]));

async function anAdult() {
  const { deps } = world.service;
  number += 1;
  const address = `jordan${number}@example.org`;
  const entry = await anEntry(deps);
  const told = { contactVia: 'email', contactDetail: address };
  await deps.db.person.update({ where: { id: entry.personId }, data: told });
  return { ...entry, url: `/consent/${entry.personId}`, visitor: await world.signIn(address) };
}

/** Somebody on the register under 16, whose parent, or who themself, reads mail. */
async function aChild(reads: 'parent' | 'person' | 'both' = 'parent') {
  const { deps } = world.service;
  number += 1;
  const address = `family${number}@example.org`;
  const told = { contactVia: 'email', contactDetail: address };
  const personId = await aPerson(deps, { fullName: 'Robin Example', dateOfBirth: '2013-05-04' });
  await aConsentEvent(deps, personId, { kind: 'given', day: '2026-09-01', route: 'parent' });
  const entry = await anEntry(deps, { personId, consent: false });
  if (reads !== 'person') {
    const row = { id: deps.newId(), personId, name: 'Pat Example', relation: 'parent', position: 0, active: true };
    await deps.db.representative.create({ data: { ...row, ...told } });
  }
  if (reads !== 'parent') await deps.db.person.update({ where: { id: personId }, data: told });
  return { ...entry, url: `/consent/${personId}`, visitor: await world.signIn(address) };
}

async function looked(page: Page, name: string): Promise<void> {
  await expectNoAxeFindings(page);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await page.screenshot({ path: path.join(PICTURES, `consent-${name}.png`), fullPage: true });
}

const history = (personId: string) => world.service.deps.db.consentEvent.count({ where: { personId } });

describe.each(Object.entries(SIZES))('the consent page, on a %s', (device, size) => {
  test('explains the register in each format, before any question', async () => {
    const { url, visitor } = await anAdult();
    for (const format of ['plain', 'easy-read', 'symbols']) {
      const page = await visitor.open(browser, size, `${url}?format=${format}`);
      expect(await page.textContent('main')).toMatch(/list of people/);
      expect(await page.locator('main form').count()).toBe(0);
      await page.waitForLoadState('networkidle');
      await looked(page, `information-${format}-${device}`);
      await page.close();
    }
  });

  test('takes a withdrawal in two presses, and it counts at once', async () => {
    const { url, visitor, entryId, personId } = await anAdult();
    const page = await visitor.open(browser, size, url);
    await page.click('text=Go to the question');
    await looked(page, `question-${device}`);
    await page.click('button:has-text("Continue")');
    expect(await page.title()).toMatch(/^Error: /);
    await looked(page, `question-incomplete-${device}`);
    await page.check('input[value="withdraw"]');
    await page.fill('#name', 'Jordan Example');
    await page.click('button:has-text("Continue")');
    expect(await page.textContent('h1')).toContain('Check your answer');
    await looked(page, `confirm-withdrawal-${device}`);
    expect(await history(personId)).toBe(1);
    await page.click('button:has-text("Take the name off")');
    expect(await page.textContent('h1')).toContain('Your name is off the register');
    await looked(page, `withdrawn-${device}`);
    expect(await readEntry(world.service.deps.db, entryId)).toMatchObject({ toDay: '2027-01-12' });
    await page.close();
  });

  test('asks a parent what the child thinks, in Easy Read', async () => {
    const { url, visitor, personId } = await aChild();
    const page = await visitor.open(browser, size, `${url}?format=easy-read`);
    await page.waitForLoadState('networkidle');
    await looked(page, `parent-information-${device}`);
    await page.click('text=Go to the question');
    await page.check('input[name="answer"][value="renew"]');
    await page.check('input[name="othersAgree"][value="yes"]');
    await page.fill('#personView', 'Likes it at home');
    await page.check('input[name="sharing"][value="yes"]');
    await page.fill('#name', 'Pat Example');
    await looked(page, `parent-question-${device}`);
    await page.click('button:has-text("Continue")');
    await looked(page, `parent-confirm-${device}`);
    await page.click('button:has-text("Yes, this is my answer")');
    expect(await page.textContent('h1')).toContain('stays on the register');
    await looked(page, `renewed-${device}`);
    expect(await history(personId)).toBe(2);
    await page.close();
  });

  test('tells a young person kindly that somebody will talk with them', async () => {
    const { url, visitor } = await aChild('person');
    const page = await visitor.open(browser, size, `${url}?format=symbols`);
    await page.waitForLoadState('networkidle');
    await looked(page, `child-information-${device}`);
    await page.click('text=Go to the question');
    await page.check('input[value="withdraw"]');
    await page.fill('#name', 'Robin Example');
    await page.click('button:has-text("Continue")');
    expect(await page.textContent('main')).toContain('talk with you before they decide');
    await page.click('button:has-text("Send my answer")');
    expect(await page.textContent('h1')).toContain('We will talk with you');
    await looked(page, `child-done-${device}`);
    await page.close();
  });

  test('prints as a form for paper without any name, for an adult and for a child', async () => {
    for (const forWhom of ['adult', 'child']) {
      for (const format of ['plain', 'symbols']) {
        const page = await world.stranger().open(browser, size, `/consent-form?for=${forWhom}&format=${format}`);
        await page.waitForLoadState('networkidle');
        await looked(page, `paper-${forWhom}-${format}-${device}`);
        await page.close();
      }
    }
  });
});

describe('consent on the pages', () => {
  test('is behind a code, and there for no other address', async () => {
    const { url, personId } = await anAdult();
    expect((await world.stranger().get(url)).location).toContain('/sign-in?next=');
    const other = await world.signIn('mallory@elsewhere.example.org');
    for (const at of [url, `${url}/question?format=plain`, `${url}/done?said=renew`, '/consent/no-such']) {
      const { status, html } = await other.get(at);
      expect(status).toBe(404);
      expect(html).not.toContain('Jordan');
    }
    const forged = { speaker: 'person', answer: 'withdraw', name: 'Mallory', format: 'plain' };
    for (const step of ['question', 'answer']) expect((await other.post(`${url}/${step}`, forged)).status).toBe(404);
    expect(await history(personId)).toBe(1);
  });

  test('looked at, or checked with the first press, changes nothing', async () => {
    const { url, visitor } = await anAdult();
    const before = await databaseState(world);
    for (const at of [url, `${url}/question`, `${url}/question?format=plain`, `${url}/done?said=withdraw`]) {
      await visitor.get(at);
    }
    const typed = { speaker: 'person', answer: 'withdraw', name: 'Jordan Example', format: 'plain' };
    expect((await visitor.post(`${url}/question`, typed)).status).toBe(200);
    expect(await databaseState(world)).toEqual(before);
  });

  test('pressed twice is recorded once', async () => {
    const { url, visitor, personId } = await anAdult();
    const press = world.service.deps.newId();
    const typed = {
      speaker: 'person',
      answer: 'renew',
      name: 'Jordan Example',
      sharing: 'yes',
      format: 'plain',
      press,
    };
    for (let time = 0; time < 2; time += 1) {
      const { status, location } = await visitor.post(`${url}/answer`, typed);
      expect([status, location]).toEqual([303, `${url}/done?said=renew&speaker=person&format=plain`]);
    }
    expect(await history(personId)).toBe(2);
  });

  test('asks who is answering where a family shares one address', async () => {
    const { url, visitor } = await aChild('both');
    const { html } = await visitor.get(url);
    expect(html).toContain('I have read this. I am Robin Example');
    expect(html).toContain('I have read this. I am Pat Example');
    expect((await visitor.get(`${url}/question?format=plain`)).location).toBe(url);
    expect((await visitor.get(`${url}/question?format=plain&speaker=representative-0`)).html).toContain('think');
  });
});
