import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { stopLocalPostgres } from '../../services/platform/local-postgres.ts';
import { addDays, addWorkingDays, type CalendarDay } from '../../services/platform/time.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { type DemoProcess, freeDemoPorts, startDemoProcess } from '../support/demo-process.ts';
import { takePicture } from '../support/pictures.ts';
import { openPlayground, type PlaygroundCard, type PlaygroundPage } from '../support/playground-page.ts';

// The register as people use it: refer, triage, register, another rating, consent withdrawn; in two Teams windows, from one
// command. Each test goes on where the one before it stopped, as the people do.

/** A busy machine answers late. */
const STEP_MS = 45_000;
const TEST_MS = 300_000;

let folder: string;
let demo: DemoProcess;
let browser: TestBrowser;
let requester: PlaygroundPage;
let team: PlaygroundPage;
let outbox: Page;
let reference = '';

const today = (): CalendarDay => demo.printed().match(/\((\d{4}-\d\d-\d\d) /)?.[1] ?? '';

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-register-'));
  const ports = await freeDemoPorts();
  [demo, browser] = await Promise.all([startDemoProcess(folder, ports), launchBrowser()]);
  requester = await openPlayground(browser, demo.urls.requester);
  team = await openPlayground(browser, demo.urls.team);
  outbox = await browser.newPage({ width: 1100, height: 900 });
  for (const page of [requester.page, team.page, outbox]) page.setDefaultTimeout(STEP_MS);
}, TEST_MS);
afterAll(async () => {
  await browser?.close();
  await demo?.terminate();
  await stopLocalPostgres(folder);
  fs.rmSync(folder, { recursive: true, force: true });
});

let stoppedAt: string | undefined;
beforeEach(({ task }) => {
  if (stoppedAt !== undefined) throw new Error(`The walk could not go on after “${stoppedAt}”.`);
  onTestFailed(() => {
    stoppedAt ??= task.name;
  });
});

/** What the outbox lists, one line a message, once a message like this is there. */
async function sentOnce(wanted: RegExp): Promise<string[]> {
  const listed = async () => {
    await outbox.goto(demo.urls.outbox);
    return outbox.locator('tbody tr').allInnerTexts();
  };
  await expect.poll(async () => (await listed()).some((line) => wanted.test(line)), { timeout: STEP_MS }).toBe(true);
  return (await listed()).filter((line) => wanted.test(line));
}

/** The step of a referral that shows now. */
const step = (words: string): Promise<PlaygroundCard> => requester.card('Refer someone to the register', words);

describe('the register, in two Teams windows', { timeout: TEST_MS }, () => {
  test('a nurse refers somebody in short steps, and what she typed is kept when something is missing', async () => {
    await team.openChannel('DSR team');
    await team.waitForText('Open requests');
    await requester.say('refer someone');
    let card = await step('Step 1 of 9');
    expect(await card.text()).toContain('This is not an emergency service');
    await card.fill('Full name (required)', 'Remy Sample');
    await card.fill('Where they live (address, ward or placement) (required)', '7 Example Street, Stafford');
    await card.tick('Part of the area (required)', 'Staffordshire');
    await card.fill('Your job role (required)', 'Community nurse');
    await card.fill('Your phone number (required)', '01632 960123');
    await card.press('Next');
    await requester.waitForText(/then press Next again/);
    card = await step('Step 1 of 9');
    expect(await card.valueOf('Full name (required)'), 'everything typed is kept').toBe('Remy Sample');
    await card.fill('Date of birth, with the year in four digits, for example 31/3/1998 (required)', '31 March 2001');
    await card.press('Next');
    card = await step('Step 2 of 9');
    for (const question of [
      'Does the person have a learning disability, autism, or both? (required)',
      'Is the person at risk of being admitted to a mental health hospital? (required)',
    ]) {
      await card.tick(question, 'Yes');
    }
    await card.tick('Is the place where the person lives at risk of breaking down? (required)', 'I don’t know');
    await card.press('Next');
    card = await step('Step 3 of 9');
    await card.tick(
      'Does the person know about this referral, and do they agree to be on the register? (required)',
      'Not yet',
    );
    await card.press('Next');
    card = await step('Step 4 of 9');
    await card.fill('Why has the person not been asked yet, and when will they be? (required)', 'We speak on Friday.');
    await card.press('Next');
  });

  test('and how to tell them things, what puts them at risk, who knows them; then sends it', async () => {
    let card = await step('Step 5 of 9');
    await card.tick('How does the person want to be told things? (required)', 'Email');
    await card.fill('Their email address, phone number or postal address', 'remy@home.example.org');
    await card.press('Next');
    card = await step('Step 6 of 9');
    await card.fill('What is happening now that puts the person at risk? (required)', 'Remy does not open the door.');
    await card.fill('What may happen next, and how soon? (required)', 'An admission is likely in the next weeks.');
    await card.fill('What has been tried? Say what helped, too (required)', 'Walks helped.');
    await card.fill('What could reduce the risk? (required)', 'The same few people.');
    await card.press('Next');
    card = await step('Step 7 of 9');
    await card.press('I am one');
    await requester.waitForText('Asha Example, Community nurse');
    card = await step('Step 7 of 9');
    await card.press('Next');
    card = await step('Step 8 of 9');
    expect(await card.text()).toContain('High risk of admission without community services in place');
    await card.tick(
      'Which rating would you suggest? The team decides (required)',
      'Amber: High risk of admission without community services in place',
    );
    await card.press('Next');
    card = await requester.card('Check the answers');
    expect(await card.text()).toContain('Remy does not open the door.');
    await card.press('Send referral');
    const sent = await (await requester.card('Sent to the DSR team', 'Remy Sample')).text();
    reference = /REF-\d{4}-\d{4}/.exec(sent)?.[0] ?? '';
    expect(sent).toContain('Nobody comes onto the register without consent.');
    expect(sent).toContain('This is not an emergency service');
  });

  test('without consent nobody is accepted; it is recorded on the same card', async () => {
    await team.waitForText('Remy Sample');
    let card = await team.card(reference, 'To decide');
    await card.press('Accept');
    card = await team.card(reference, 'There is no consent yet');
    await card.press('Record consent');
    await (await team.card('No consent is on record')).press('Record consent');
    card = await team.card('Record consent: who decides');
    await card.tick('What do you want to record? (required)', 'They agree, or agree anew');
    await card.tick('Who decides? (required)', 'The person');
    await card.press('Next');
    card = await team.card('Record consent: what was said');
    await card.tick('How did they say it? (required)', 'By phone');
    await card.tick('In which format were they told about the register first? (required)', 'Easy Read');
    await card.fill('Evidence, and where it is kept (required)', 'Note of the call, shared folder');
    await card.tick(
      'May what is needed be shared outside the DSR team? (required)',
      'Yes: what is needed may go to agencies that signed the sharing agreement',
    );
    await card.press('Record');
    card = await team.card('Consent holds, to the end of');
    expect(await card.text()).toContain('Note of the call, shared folder');
    await card.press('Back');
  });

  test('the team accepts with a rating; each letter is read as it will be sent, and released', async () => {
    let card = await team.card(reference, 'Consent: given by the person');
    await card.press('Accept');
    card = await team.card('Accept the referral');
    await card.tick('Rating (required)', '◆ Amber: High risk of admission without community services in place');
    await card.press('Accept onto the register');
    await team.waitForText('Error: Say who decided: a name, a role, or both.');
    card = await team.card('Accept the referral');
    await card.fill('Who decided: a name, a role, or both (required)', 'Lena Example, clinical lead');
    await card.press('Accept onto the register');
    for (const letter of [0, 1]) {
      await (await team.card(reference, '✓ Accepted', 'The person’s card')).press('Open letter', letter);
      card = await team.card('A sentence of your own');
      expect(await card.text()).toContain('This is not an emergency service');
      await card.press('Release');
      await (await team.card(`${reference} · Letter`, 'Released')).pressMore('The referral');
    }
    await requester.card(reference, '✓ Accepted');
    await sentOnce(new RegExp(`${reference}: a letter for you`));
  });

  test('the person’s card says what is due and why, and a meeting is asked for from it', async () => {
    await team.sayInChannel('Roundtable', 'person Remy');
    let card = await team.card('DSR-', 'Remy Sample', 'Where things stand');
    expect(await card.text()).toContain('Amber since');
    await card.press('Why these dates?');
    card = await team.card('Why these dates?', 'It is counted from');
    expect(await card.text()).toContain('Renewal of consent');
    await card.press('Back');
    card = await team.card('Remy Sample', 'Where things stand');
    await card.press('Meeting');
    await (await team.card('Which meeting?')).press('Arrange: DSR review');
    card = await team.card('We look for times when people are free');
    await card.tick('Which organisations must be there', 'Trust mental health team');
    await card.tick('Purpose category, for invitations (required)', 'A place to live');
    await card.press('Arrange this meeting');
    await team.waitForText(/times found/);
    await (await team.card('MTG-', 'times found')).press('Choose a time');
    card = await team.card('Choose a time');
    await card.tick('When (required)', 'Another day and time (enter it below)');
    await card.fillDate('Day', addWorkingDays(addDays(today(), 7), 1));
    await card.fill('Start, for example 14:30', '10:00');
    await card.press('Book this time');
    await team.card('MTG-', '✓ Booked');
    const invitations = await sentOnce(/MTG-\d{4}-\d{4}.*Invitation/s);
    // The subject alone: one of them goes to Remy.
    expect(invitations.map((line) => line.split('\t')[0]).join('\n')).not.toContain('Remy');
  });

  test('the rating changes with a reason and who decided, and the one before stays in the history', async () => {
    await (await team.card('MTG-', '✓ Booked')).pressMore('Show person');
    await (await team.card('Remy Sample', 'Where things stand')).press('Change rating');
    let card = await team.card('Change the rating', 'Remy Sample');
    await card.tick('Rating (required)', '▲ Red: Immediate risk of admission');
    await card.press('Change rating');
    await team.waitForText(/Error: Say who decided/);
    card = await team.card('Change the rating', 'Error: Say who decided');
    await card.fill('Who decided: name, role or both (required)', 'The panel');
    await card.fill('Why? (required)', 'The landlord has given notice.');
    await card.press('Change rating');
    card = await team.card('Remy Sample', 'Red since');
    expect(await card.text()).toContain('The landlord has given notice.');
    await card.press('History');
    card = await team.card('Remy Sample', 'Came onto the register');
    expect(await card.text()).toContain('Came onto the register: Amber');
    await card.press('Back');
  });

  test('everybody on the register and everything overdue is listed for the team alone', async () => {
    await team.sayInChannel('Roundtable', 'register');
    const list = await team.card('The register', 'Export CSV');
    for (const name of ['Aled Example', 'Remy Sample']) expect(await list.text()).toContain(name);
    await takePicture(team.page, 'register', { width: 880, height: 1360 });
    await team.sayInChannel('Roundtable', 'due');
    const due = await (await team.card('What is due')).text();
    expect(due).toContain('Offer of a first C(E)TR');
    expect(due).toContain('Sol Example');
    await requester.say('register');
    await requester.waitForText('Only the DSR team can do this.');
  });

  test('consent is withdrawn: the entry ends, the meeting is cancelled, and who has received something is shown', async () => {
    await team.sayInChannel('Roundtable', 'person Remy');
    await (await team.card('Remy Sample', 'Where things stand')).press('Consent');
    await (await team.card('Consent holds, to the end of')).press('Withdraw');
    let card = await team.card('Withdraw consent', 'If you record it today');
    expect(await card.text()).toContain('1 meeting is cancelled for everybody invited.');
    await card.tick('How did they say it? (required)', 'By phone');
    await card.press('Withdraw consent');
    await team.waitForText(/consent is withdrawn/);
    card = await team.card('consent is withdrawn');
    expect(await card.text()).toContain('Trust mental health team');
    await sentOnce(/Cancelled: meeting MTG-/);
    await team.sayInChannel('Roundtable', 'person Remy');
    card = await team.card('Left the register', 'Remy Sample');
    expect(await card.text()).toContain('Consent was withdrawn');
    expect(await card.root.getByRole('button', { name: 'Change rating' }).count()).toBe(0);
  });
});
