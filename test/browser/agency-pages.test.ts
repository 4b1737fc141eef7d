import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { setNeeds } from '../../services/meetings/set-needs.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { dayOf, instantAt } from '../../services/platform/time.ts';
import {
  type AgencyMeeting,
  anAgencyMeeting,
  cancel,
  propose,
  recordOutcome,
  shareInbox,
} from '../support/agency-meetings.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { ordinaryMorning } from '../support/deps.ts';
import { lookAt, widths } from '../support/look-at-page.ts';
import { book, granted, meetingNow } from '../support/meeting-builders.ts';
import { takePicture } from '../support/pictures.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

// Many pages, each looked at as a whole: a limit against what hangs, on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

let world: OutsideWorld;
let browser: TestBrowser;
let deps: Deps & { clock: OutsideWorld['clock'] };

const meetingPath = ({ councilInvitee }: AgencyMeeting) => `/meetings/${councilInvitee.id}`;
const schoolPath = ({ schoolInvitee }: AgencyMeeting) => `/meetings/${schoolInvitee.id}`;

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

describe.each(widths)('at $width px', (size) => {
  const open = async (address: string, path: string) => (await world.signIn(address)).open(browser, size, path);
  const at = async (address: string, path: string, name: string, then?: (page: Page) => Promise<unknown>) => {
    const page = await open(address, path);
    await lookAt(page, name);
    await then?.(page);
    await page.close();
  };

  test('a list with nothing in it says so', async () => {
    await at(`nobody.${size.width}@example.org`, '/mine', 'mine-empty', async (page) => {
      expect(await page.textContent('main')).toContain('There is nothing to answer');
    });
  });

  test('times that are proposed can be answered, and what is missing is said', async () => {
    const meeting = await anAgencyMeeting(deps);
    await at(meeting.councilAddress, meetingPath(meeting), 'meeting-arranging');
    await propose(deps, meeting);
    await at(meeting.councilAddress, '/mine', 'mine-proposal');
    await at(meeting.councilAddress, meetingPath(meeting), 'meeting-proposal', async (page) => {
      await page
        .getByRole('group', { name: /Wednesday 20 January/ })
        .getByLabel('Yes')
        .check();
      await page.getByRole('button', { name: 'Send my answer' }).click();
      await lookAt(page, 'meeting-proposal-error');
      expect(await page.getByRole('alert').innerText()).toContain('Thursday 21 January');
      expect(
        await page
          .getByRole('group', { name: /Wednesday 20 January/ })
          .getByLabel('Yes')
          .isChecked(),
      ).toBe(true);
      await page
        .getByRole('group', { name: /Thursday 21 January/ })
        .getByLabel('If need be')
        .check();
      await page
        .getByRole('group', { name: /Friday 22 January/ })
        .getByLabel('No', { exact: true })
        .check();
      await page.getByLabel('Anything the team should know').fill('I can only stay half an hour');
      await page.getByRole('button', { name: 'Send my answer' }).click();
      await page.waitForURL(/said=times/);
      await lookAt(page, 'meeting-proposal-answered');
      if (size.width < 400) await takePicture(page, 'agency-page', { width: size.width, height: 1200 });
    });
  });

  test('a shared inbox is asked who answers', async () => {
    const meeting = await anAgencyMeeting(deps);
    await shareInbox(deps, meeting);
    await propose(deps, meeting);
    await at(meeting.councilAddress, meetingPath(meeting), 'meeting-shared-inbox', async (page) => {
      for (const group of await page.getByRole('group', { name: /January/ }).all())
        await group.getByLabel('Yes').check();
      await page.getByRole('button', { name: 'Send my answer' }).click();
      await lookAt(page, 'meeting-shared-inbox-error');
      await page.getByLabel('Your name').fill('Priya Example');
      await page.getByLabel('Your job role').fill('Social worker');
      await page.getByLabel('Your phone number').fill('01632 960 001');
      await page.getByRole('button', { name: 'Send my answer' }).click();
      await page.waitForURL(/said=times/);
    });
  });

  test('a booked meeting says when, where, whom it is about and what to bring; an answer and a stand-in can be given', async () => {
    const meeting = await anAgencyMeeting(deps);
    const { version } = await meetingNow(deps, meeting.meetingId);
    granted(
      await setNeeds(deps, {
        ...{ actor: meeting.coordinator, meetingId: meeting.meetingId, version, groups: [], press: deps.newId() },
        needs: {},
        toBring: { [meeting.councilInvitee.id]: 'The support plan, and who is on duty at weekends' },
      }),
    );
    await book(deps, meeting);
    await world.settled();
    await at(meeting.councilAddress, '/mine', 'mine-booked');
    await at(meeting.councilAddress, meetingPath(meeting), 'meeting-booked', async (page) => {
      expect(await page.textContent('main')).toContain('Jamie Example');
      await page.getByRole('button', { name: 'Send my answer' }).click();
      await lookAt(page, 'meeting-booked-error');
      await page.getByLabel('No, I cannot come').check();
      await page.getByRole('button', { name: 'Send my answer' }).click();
      await page.waitForURL(/said=answer/);
      await lookAt(page, 'meeting-booked-declined');
      await page.getByRole('link', { name: 'Send somebody else in my place' }).click();
      await lookAt(page, 'meeting-stand-in');
      await page.getByRole('button', { name: 'Ask them to come' }).click();
      await lookAt(page, 'meeting-stand-in-error');
      await page.getByLabel('Their name').fill('Noor Example');
      await page.getByLabel('Their email address').fill(`noor.${size.width}@elsewhere.example.org`);
      await page.getByRole('button', { name: 'Ask them to come' }).click();
      await page.waitForURL(/said=stand-in/);
      await lookAt(page, 'meeting-stand-in-named');
    });
    await at(meeting.schoolAddress, schoolPath(meeting), 'meeting-booked-no-agreement', async (page) => {
      expect(await page.content()).not.toMatch(/Jamie|weekends/);
    });
    await world.settled();
    await at(`noor.${size.width}@elsewhere.example.org`, '/mine', 'mine-stand-in', async (page) => {
      await page.getByRole('link', { name: /say whether you can come/ }).click();
      await lookAt(page, 'meeting-for-stand-in');
      expect(await page.content()).not.toContain('Jamie');
    });
    await cancel(deps, meeting);
    await at(meeting.councilAddress, meetingPath(meeting), 'meeting-cancelled');
  });

  test('afterwards it shows their own actions and decisions, and each action has a page', async () => {
    const meeting = await anAgencyMeeting(deps);
    const booked = await book(deps, meeting);
    world.clock.moveTo(booked.endsAt ?? ordinaryMorning);
    await at(meeting.councilAddress, meetingPath(meeting), 'meeting-over');
    const { councilAction, schoolAction } = await recordOutcome(deps, meeting);
    await at(meeting.councilAddress, '/mine', 'mine-actions');
    await at(meeting.councilAddress, meetingPath(meeting), 'meeting-outcome', async (page) => {
      const text = await page.textContent('main');
      expect(text).toContain('Find support for Jamie at weekends');
      expect(text).not.toContain('timetable');
    });
    await at(meeting.schoolAddress, schoolPath(meeting), 'meeting-outcome-no-agreement');
    await at(meeting.schoolAddress, `/actions/${schoolAction}`, 'action-no-agreement', async (page) => {
      expect(await page.content()).not.toMatch(/Jamie|timetable/);
    });
    await at(meeting.councilAddress, `/actions/${councilAction}`, 'action', async (page) => {
      await page.getByRole('radio', { name: 'It cannot be done' }).check();
      await page.getByRole('button', { name: 'Send to the team' }).click();
      await lookAt(page, 'action-error');
      await page.getByRole('radio', { name: 'It is done' }).check();
      const today = dayOf(world.clock.now()).split('-').map(Number);
      await page.getByLabel('Day', { exact: true }).fill(String(today[2]));
      await page.getByLabel('Month').fill(String(today[1]));
      await page.getByLabel('Year').fill(String(today[0]));
      await page.getByLabel('Note, or why').fill('A support worker starts on Saturday');
      await page.getByRole('button', { name: 'Send to the team' }).click();
      await page.waitForURL(/said=yes/);
      await lookAt(page, 'action-done');
    });
    world.clock.moveTo(instantAt('2027-02-10', '10:00'));
    await at(meeting.schoolAddress, `/actions/${schoolAction}`, 'action-overdue');
    await at(meeting.schoolAddress, '/mine', 'mine-overdue');
  });
});
