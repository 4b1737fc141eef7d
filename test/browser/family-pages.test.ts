import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { releaseLetter } from '../../services/letters/release-letter.ts';
import { viewLetter } from '../../services/letters/view-letter.ts';
import type { InviteeView } from '../../services/meetings/model.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { letterWords } from '../../wording/letters/letter-words.ts';
import { type AgencyMeeting, anAgencyMeeting, cancel, propose, recordOutcome } from '../support/agency-meetings.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { ordinaryMorning } from '../support/deps.ts';
import { lookAt, widths } from '../support/look-at-page.ts';
import { book, granted, inviteeOf, meetingNow } from '../support/meeting-builders.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

let world: OutsideWorld;
let browser: TestBrowser;
let deps: Deps & { clock: OutsideWorld['clock'] };

beforeAll(async () => {
  [world, browser] = await Promise.all([startOutside(), launchBrowser()]);
  await world.channel('cora');
  deps = { ...world.service.deps, policy: world.service.deps.policy, clock: world.clock };
});
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

beforeEach(() => world.clock.moveTo(ordinaryMorning));
afterEach(() => expect(world.faults.splice(0).filter(({ event }) => event === 'request-failed')).toEqual([]));

const theirs = async ({ meetingId }: AgencyMeeting): Promise<InviteeView> =>
  inviteeOf(await meetingNow(deps, meetingId), 'individual');

/** The letter that says what was agreed, read and released by a coordinator. */
async function release(meeting: AgencyMeeting): Promise<void> {
  const { id: inviteeId } = await theirs(meeting);
  const { id: letterId } = await deps.db.letter.findFirstOrThrow({ where: { inviteeId, kind: 'meeting-agreed' } });
  const forLetters = { ...deps, letterWords };
  const { version, digest } = granted(await viewLetter(forLetters, { actor: meeting.coordinator, letterId }));
  const input = { actor: meeting.coordinator, letterId, version, digest, press: deps.newId() };
  granted(await releaseLetter(forLetters, input));
}

describe.each(widths)('at $width px', (size) => {
  /** Opens the meeting as the person, in one format. */
  const open = async (meeting: AgencyMeeting, more = '') => {
    const { id, email } = await theirs(meeting);
    return (await world.signIn(email ?? '')).open(browser, size, `/meetings/${id}${more}`);
  };
  const at = async (meeting: AgencyMeeting, more: string, name: string, then?: (page: Page) => Promise<unknown>) => {
    const page = await open(meeting, more);
    await lookAt(page, name);
    await then?.(page);
    await page.close();
  };

  test('a booked meeting is told in plain words, Easy Read and large print', async () => {
    const meeting = await anAgencyMeeting(deps);
    await at(meeting, '', 'family-arranging');
    await book(deps, meeting);
    await world.settled();
    await at(meeting, '', 'family-booked', async (page) => {
      const said = await page.innerText('main');
      expect(said).toContain('The meeting is on Wednesday 20 January 2027.');
      expect(said).toContain('You do not have to come.');
      expect(said).not.toContain('Jamie');
      await page.getByRole('link', { name: 'Easy Read' }).click();
      await lookAt(page, 'family-booked-easy');
      expect(await page.locator('.app-symbol').count()).toBeGreaterThan(8);
      const sizes = await page.evaluate<number[]>(
        '[...document.querySelectorAll(".app-line-words p")].map((one) => parseFloat(getComputedStyle(one).fontSize))',
      );
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20);
      const drawn = await page.evaluate<boolean>(
        '[...document.querySelectorAll(".app-symbol")].every((one) => one.naturalWidth > 0)',
      );
      expect(drawn).toBe(true);
    });
    await at(meeting, '?format=large-print', 'family-booked-large');
  });

  test('they say whether they come, what they want to say, whom they bring and what helps', async () => {
    const meeting = await anAgencyMeeting(deps);
    await book(deps, meeting);
    await world.settled();
    const page = await open(meeting, '?format=easy-read');
    await page.getByRole('link', { name: 'Tell us if you will come' }).click();
    await lookAt(page, 'family-come');
    await page.getByRole('button', { name: 'Send my answer' }).click();
    await lookAt(page, 'family-come-error');
    expect(await page.getByRole('alert').innerText()).toContain('Choose one of the answers');
    await page.getByLabel('Yes, I will come').check();
    await page.getByRole('button', { name: 'Send my answer' }).click();
    await page.waitForURL(/done=come/);
    await lookAt(page, 'family-came');
    for (const [link, label, text, button] of [
      ['Say something before the meeting', 'Your words', 'I want to stay at home.', 'Send this'],
      ['Tell us who comes with you', 'Who it is', 'my sister Ana', 'Send this'],
      ['Tell us what helps you', 'What helps you', 'A break every half hour', 'Send this'],
    ] as const) {
      await page.getByRole('link', { name: link }).click();
      await lookAt(page, `family-${label.toLowerCase().replaceAll(' ', '-')}`);
      await page.getByLabel(label).fill(text);
      await page.getByRole('button', { name: button }).click();
      await page.waitForURL(/done=/);
      expect(page.url()).toContain('format=easy-read');
    }
    const now = await meetingNow(deps, meeting.meetingId);
    expect(now.advanceWords).toMatchObject([{ text: 'I want to stay at home.' }]);
    expect(await theirs(meeting)).toMatchObject({ response: 'accepted', bringing: 'my sister Ana' });
    await page.close();
  });

  test('times that are asked about get one question each', async () => {
    const meeting = await anAgencyMeeting(deps);
    await propose(deps, meeting);
    await at(meeting, '?format=easy-read', 'family-asked', async (page) => {
      await page.getByRole('link', { name: 'Say when you can come' }).click();
      await page.getByRole('button', { name: 'Send my answers' }).click();
      await lookAt(page, 'family-times-error');
      for (const group of await page.getByRole('group', { name: /January/ }).all())
        await group.getByLabel('Yes, this is good').check();
      await page.getByRole('button', { name: 'Send my answers' }).click();
      await page.waitForURL(/done=when/);
      expect(await page.innerText('main')).toContain('You have answered.');
    });
  });

  test('what was agreed is there once the letter is released; a cancelled meeting says so', async () => {
    const meeting = await anAgencyMeeting(deps);
    await book(deps, meeting);
    await world.settled();
    await recordOutcome(deps, meeting);
    await at(meeting, '', 'family-over', async (page) => {
      expect(await page.innerText('main')).not.toContain('stays where they live');
    });
    await release(meeting);
    await at(meeting, '', 'family-told', async (page) => {
      expect(await page.innerText('main')).toContain('stays where they live');
    });
    await at(meeting, '?format=easy-read', 'family-told-easy');
    world.clock.moveTo(ordinaryMorning);
    const off = await anAgencyMeeting(deps);
    await book(deps, off);
    await world.settled();
    await cancel(deps, off);
    await at(off, '?format=easy-read', 'family-cancelled');
  });
});
