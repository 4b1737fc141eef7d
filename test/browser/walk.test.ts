import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { stopLocalPostgres } from '../../services/platform/local-postgres.ts';
import { addDays, type CalendarDay } from '../../services/platform/time.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import {
  answers,
  type DemoPorts,
  type DemoProcess,
  databaseServer,
  freeDemoPorts,
  processesOf,
  startDemoProcess,
} from '../support/demo-process.ts';
import { takePicture } from '../support/pictures.ts';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.ts';

// The main job as people do it: two Teams windows and the outbox, from one command. Each test goes on where the one before
// it stopped, as the people do.

let folder: string;
let ports: DemoPorts;
let demo: DemoProcess;
let browser: TestBrowser;
let requester: PlaygroundPage;
let team: PlaygroundPage;
let outbox: Page;
let reference = '';

/** The demo's own day, as it has printed it; it starts on today's. */
const inDays = (days: number): CalendarDay => addDays(demo.printed().match(/\((\d{4}-\d\d-\d\d) /)?.[1] ?? '', days);

async function openWindows(): Promise<void> {
  requester = await openPlayground(browser, demo.urls.requester);
  team = await openPlayground(browser, demo.urls.team);
}

/** A first start fills the demo's record and opens two windows, on a machine that may be busy. */
const STARTING_MS = 180_000;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-walk-'));
  ports = await freeDemoPorts();
  [demo, browser] = await Promise.all([startDemoProcess(folder, ports), launchBrowser()]);
  await openWindows();
  outbox = await browser.newPage({ width: 1100, height: 900 });
}, STARTING_MS);
afterAll(async () => {
  await browser?.close();
  await demo?.terminate();
  await stopLocalPostgres(folder);
  fs.rmSync(folder, { recursive: true, force: true });
});

/** What the outbox lists, one line a message. */
async function sentMessages(): Promise<string[]> {
  await outbox.goto(demo.urls.outbox);
  return outbox.locator('tbody tr').allInnerTexts();
}

/** The messages of a kind, newest first, once jobs have sent as many. */
async function messagesSent(wanted: RegExp, count: number): Promise<string[]> {
  const listed = async () => (await sentMessages()).filter((line) => wanted.test(line));
  await expect.poll(async () => (await listed()).length, { timeout: 30_000 }).toBe(count);
  return listed();
}

let stoppedAt: string | undefined;
beforeEach(({ task }) => {
  if (stoppedAt !== undefined) throw new Error(`The walk could not go on after “${stoppedAt}”.`);
  onTestFailed(() => {
    stoppedAt ??= task.name;
  });
});

describe('the main job, in two Teams windows', { timeout: STARTING_MS }, () => {
  test('the requester asks for a meeting in two short cards, and gets a reference', async () => {
    await team.openChannel('DSR team');
    await team.waitForText('Open requests');
    await requester.say('request a meeting');
    let card = await requester.card('Step 1 of 2');
    expect(await card.text()).toContain('This is not an emergency service');
    await card.fill('Full name of the person the meeting is about (required)', 'Jo Sample');
    await card.fill('What is the meeting for? (required)', 'Agree support at home so that Jo can stay there.');
    await card.fill(
      'Why is an MDT without the DSR team not being taken forward? (required)',
      'Two were held. Social care and education could not agree who pays for support at night.',
    );
    await card.fill('Your job role (required)', 'Community nurse');
    await card.fill('Your phone number (required)', '01632 960123');
    await takePicture(requester.page, 'requester', { width: 880, height: 1060 });
    await card.press('Next');

    card = await requester.card('Step 2 of 2');
    const organisations = ['Trust learning disability and autism team', 'Willowbrook Support', 'Example Police'];
    for (const organisation of organisations) await card.tick('Organisations to invite', organisation);
    await card.tick('Should we invite the person the meeting is about? (required)', 'Do not invite');
    await card.fill('Their email or phone if we invite them, or why not (required)', 'Jo wants Mina to speak for them');
    await card.tick('Should we invite a parent or carer? (required)', 'Invite');
    await card.fill(
      'Their name and email or phone if we invite them, or why not (required)',
      'Mina Sample, mina.sample@example.org',
    );
    await card.tick('Does the person know about this request and agree? (required)', 'Yes, they know and agree');
    await card.open('Add more');
    await card.fill('NHS number', '999 000 0027');
    await card.fillDate('Needed by', inDays(21));
    await card.press('Send request');
    await requester.waitForText('Error: This is not a valid NHS number.');
    card = await requester.card('Step 2 of 2');
    expect(await card.valueOf('NHS number'), 'everything typed is kept').toBe('999 000 0027');
    await card.fill('NHS number', '');
    await card.press('Send request');

    await requester.waitForText('Your reference is');
    reference = (await (await requester.card('Your reference is')).text()).match(/MBE-\d{4}-\d{4}/)?.[0] ?? '';
    expect(reference).not.toBe('');
  });

  test('the DSR team asks for information, and the answer comes back to the channel', async () => {
    await team.waitForText('Jo Sample');
    let card = await team.card(reference);
    await card.press('Ask for information');
    card = await team.card('Ask about');
    await card.fill('What do you need to know? (required)', 'Who comes with Jo on the day?');
    await card.press('Send question');

    await requester.waitForText('Who comes with Jo on the day?');
    const asked = await requester.card('Cora Example asks');
    await asked.fill('Your answer (required)', 'A support worker from Willowbrook.');
    await asked.press('Send answer');
    await team.waitForText('A support worker from Willowbrook.');
    card = await team.card(reference);
    expect(await card.text()).toContain('To decide');
    await takePicture(team.page, 'dsr-team', { width: 880, height: 1360 });
  });

  test('the DSR team approves with a purpose category, and the requester sees what was changed', async () => {
    await (await team.card(reference)).press('Approve');
    await (await team.card('Approve')).press('Approve request');
    await team.waitForText('Error: Choose what the meeting is about.');
    const card = await team.card('Approve');
    await card.tick('What the meeting is about, as invitations may say it (required)', 'Support at home');
    await card.untick('Organisations to invite', 'Example Police');
    await card.tick('Organisations to invite', 'Example County Council education');
    await card.press('Approve request');
    await requester.waitForText('What the DSR team changed');
    expect(await (await requester.card(reference)).text()).toContain('Example County Council education');
  });

  test('a time is chosen among those proposed, then moved, and every invitee is told alone', async () => {
    await team.waitForText(/times found/);
    await (await team.card(reference)).press('Choose a time');
    // The card that was pressed on has a button of that name: the form is there once it says who can come.
    await team.waitForText(/(Free|Busy|Not known): /);
    let card = await team.card('Book this time');
    await card.root.getByRole('radio').first().check();
    await card.press('Book this time');
    await requester.waitForText('✓ Approved, meeting booked');
    const first = await messagesSent(new RegExp(`${reference}.*Invitation`, 's'), 4);
    expect(first.join('\n')).not.toContain('Jo Sample');

    await (await team.card(reference)).press('Reschedule');
    card = await team.card('Move the meeting');
    await card.tick('When (required)', 'Another day and time (enter it below)');
    await card.fillDate('Day', inDays(14));
    await card.fill('Start, for example 14:30', '14:00');
    await card.press('Move to this time');
    await messagesSent(new RegExp(`${reference}.*Invitation`, 's'), 8);
    await outbox.getByRole('link', { name: reference }).first().click();
    const invitation = await outbox.locator('main').innerText();
    expect(invitation).toMatch(/Method\s+REQUEST/);
    expect(invitation).toMatch(/Sequence\s+1/);
    expect(invitation.match(/Attendee\s+(.+)/)?.[1]).toBe(invitation.match(/To\s+(.+)/)?.[1]);
    await outbox.getByRole('button', { name: 'Accept' }).click();
    await team.waitForText('1 of 4 accepted');
  });

  test('a window that is loaded afresh shows the open cards again', async () => {
    await requester.reload();
    await requester.waitForText(reference);
    expect(await (await requester.card(reference)).text()).toContain('✓ Approved, meeting booked');
  });

  test('after the meeting its chair records who came, what was decided and who does what', async () => {
    await team.openPersonalChat();
    await outbox.goto(demo.urls.outbox);
    await takePicture(outbox, 'outbox', { width: 1100, height: 1000 });
    await outbox.locator('form', { hasText: reference }).getByRole('button').click();
    await team.waitForText(reference);
    await (await team.card(reference)).press('Record the outcome');
    let card = await team.card('Step 1 of 3');
    for (const who of [
      'Nadia Example, Trust learning disability and autism team',
      'Tom Example, Willowbrook Support',
      'Vera Example, Example County Council education',
      'Mina Sample',
    ]) {
      await card.tick(`${who} (required)`, 'Came');
    }
    await card.press('Continue');
    card = await team.card('Step 2 of 3');
    await card.fill('What was decided', 'Jo stays at home, with support at night.');
    await card.fill('Next step, in every summary', 'We meet again in January.');
    await card.press('Continue');
    await agree('Send the plan for support at night', 'Trust learning disability and autism team', 'Nadia Example');
    await agree('Offer a visit to the college', 'Example County Council education', 'Vera Example');
    await agree('Bring the communication passport', 'Mina Sample');
    await (await team.card('Step 3 of 3')).press('See the summaries');
  });

  /** One row of the outcome's third step. */
  async function agree(what: string, party: string, who?: string): Promise<void> {
    const card = await team.card('Step 3 of 3');
    await card.fill('What will be done', what);
    await card.pick('Which organisation or person does it', party);
    if (who) await card.fill('Who there', who);
    await card.fillDate('By when', inDays(30));
    await card.press('Add this action');
    await team.waitForText('Actions so far');
  }

  test('every summary is shown as it will be sent, and only what may leave is sent', async () => {
    let card = await team.card('Check the summaries');
    expect(await card.text()).toContain('1 summary and 2 notices go out; 1 letter is drafted for you to release.');
    await card.press('Mark address secure');
    await team.waitForText('2 summaries and 1 notice go out');
    card = await team.card('Check the summaries');
    expect(await card.text()).not.toContain('write to .');
    await card.press('Send 2 summaries');
    await team.waitForText('2 summaries and 1 notice');
    await requester.waitForText('✓ Finished');
    const sent = await messagesSent(new RegExp(`${reference}: what was agreed`), 3);
    expect(sent.filter((line) => /\tSummary\t/.test(line))).toHaveLength(2);

    await team.openChannel('DSR team');
    // What is for the family is a letter, which somebody reads before it leaves.
    await team.waitForText('Tell Tom Example what was agreed');
  });

  test('a correction is sent to those alone whose part has changed', async () => {
    await team.openPersonalChat();
    await (await team.card(reference)).press('Correct the outcome');
    await (await team.card('Correction (version 2)')).press('Continue');
    await (await team.card('Step 2 of 3')).press('Continue');
    let card = await team.card('Step 3 of 3');
    await card.root.getByRole('combobox').first().click();
    await team.page.getByRole('option', { name: /Offer a visit/ }).click();
    await card.press('Change');
    card = await team.card('Change action');
    await card.fillDate('By when', inDays(40));
    await card.press('See the summaries');
    await team.waitForText('Their part has not changed.');
    await (await team.card('Check the summaries')).press('Send 1 summary');
    const sent = await messagesSent(new RegExp(`${reference}.*\\tSummary\\t`, 's'), 3);
    expect(sent[0]).toContain('Vera Example');
  });

  test('everybody looks up what they may see', async () => {
    await requester.say(`status ${reference}`);
    await requester.waitForText('Asha Example answered the question');
    await requester.say('my requests');
    expect(await (await requester.card('My requests')).text()).toContain(reference);
    await team.openChannel('DSR team');
    await team.sayInChannel('Roundtable', 'queue');
    expect(await (await team.card('Open requests')).text()).not.toContain(reference);
    await team.sayInChannel('Roundtable', 'to do');
    expect(await (await team.card('To do by hand')).text()).toContain('Tell Tom Example what was agreed');
  });

  test('a whole email can be pasted, and is kept as a draft with what was understood', async () => {
    await requester.paste(
      'Name of individual: Robin Testcase\nPurpose of the meeting: Agree a plan for respite.\n' +
        'Who to invite: Example Police\nWhy an MDT is not being taken forward: Housing did not come to the last one.',
    );
    const card = await requester.card('I have filled in what I understood');
    expect(await card.valueOf('Full name of the person the meeting is about (required)')).toBe('Robin Testcase');
    expect(await card.valueOf('What is the meeting for? (required)')).toBe('Agree a plan for respite.');
  });

  test('SIGTERM leaves no process behind, and a new start finds everything', async () => {
    expect(await demo.terminate()).toBe(0);
    expect(databaseServer(folder)).toBeUndefined();
    expect(processesOf(folder)).toEqual([]);
    for (const port of Object.values(ports)) expect(await answers(port)).toBe(false);

    demo = await startDemoProcess(folder, ports);
    await Promise.all([requester.page.close(), team.page.close()]);
    await openWindows();
    await requester.say('my requests');
    // Named by both: the cards that a new window gets again have a button “My requests” too, and may come after the list.
    const mine = await (await requester.card('Robin Testcase', reference)).text();
    expect(mine).toContain('My requests');
    await team.openChannel('DSR team');
    await team.waitForText('Open requests');
    await team.waitForText('Tell Tom Example what was agreed');
    expect((await sentMessages()).filter((line) => line.includes(reference))).toHaveLength(12);
  });
});
