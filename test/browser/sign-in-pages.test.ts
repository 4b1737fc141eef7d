import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeLink } from '../../services/sign-in/make-link.ts';
import { LINK_DAYS } from '../../services/sign-in/model.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { ordinaryMorning } from '../support/deps.ts';
import { lookAt, widths } from '../support/look-at-page.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

// Many pages, each looked at as a whole: a limit against what hangs, on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

let world: OutsideWorld;
let browser: TestBrowser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startOutside(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});
beforeEach(() => world.clock.moveTo(ordinaryMorning));

async function aLink(address: string): Promise<string> {
  const url = await makeLink(world.service.deps, { address, target: { kind: 'list', targetId: null } });
  return new URL(url ?? '').pathname;
}

describe.each(widths)('at $width px', (size) => {
  const address = `someone.with.a.rather.long.name.${size.width}@a-council-with-a-long-name.example.org`;

  test('from the link in a mail to the list, with the keyboard alone', async () => {
    const link = await aLink(address);
    const page = await world.stranger().open(browser, size, link);
    await lookAt(page, 'sign-in-link');
    await page.getByRole('button', { name: 'Send me a code' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/code/);
    await lookAt(page, 'sign-in-code');
    await page.keyboard.press('Tab');
    await page.getByLabel('Your code').focus();
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await lookAt(page, 'sign-in-code-wrong');
    await world.settled();
    await page.getByLabel('Your code').focus();
    await page.keyboard.type(world.codeFor(address));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.getByLabel('Remember this device').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Continue' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/mine/);
    await page.getByRole('button', { name: 'Leave this page' }).click();
    await lookAt(page, 'sign-in-left');
    await page.close();
  });

  test('without a link, with a lost one, with one that is too old or does not work', async () => {
    const stranger = world.stranger();
    const address2 = await stranger.open(browser, size, '/sign-in');
    await lookAt(address2, 'sign-in-address');
    await address2.getByRole('button', { name: 'Send me a code' }).click();
    await lookAt(address2, 'sign-in-address-error');
    await address2.getByRole('link', { name: 'I have lost my link' }).click();
    await lookAt(address2, 'sign-in-lost');
    await address2.getByRole('textbox').fill(address);
    await address2.getByRole('button', { name: 'Send me a new link' }).click();
    await lookAt(address2, 'sign-in-lost-sent');
    await address2.close();
    const unknown = await stranger.open(browser, size, `/l/${'u'.repeat(43)}`);
    await lookAt(unknown, 'sign-in-unknown-link');
    await unknown.close();
    const link = await aLink(address);
    world.clock.moveBy((LINK_DAYS * 24 * 60 + 1) * 60_000);
    const old = await stranger.open(browser, size, link);
    await lookAt(old, 'sign-in-old-link');
    await old.close();
    world.clock.moveTo(ordinaryMorning);
    const nothing = await (await world.signIn(`nothing.${size.width}@example.org`)).open(
      browser,
      size,
      '/meetings/none',
    );
    await lookAt(nothing, 'not-found');
    await nothing.close();
  });
});
