import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { buttonsOf, inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { addDays, dayOf, instantAt } from '../../services/platform/time.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { answered, forged, sendRequest, shown } from '../support/in-teams.ts';
import { expectNoAxeFindings } from '../support/page-axe.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

// A time is found for nine people of whom three are in Teams: asked, chased, quorate, booked; one declines and sends somebody;
// the meeting takes place; an action is answered from its page, another one is overdue and escalated. Each test goes on where
// the one before it stopped, as the people do.

const PHONE = { width: 320, height: 900 };
const HOUR_MS = 60 * 60_000;
const TEST_MS = 240_000;
/** A message whose post was broken off is posted again after some seconds. */
const SOON = { timeout: 60_000 };

const outside = {
  council: 'ravi@city-council.example.org',
  provider: 'tom@willowbrook.example.org',
  education: 'vera@county-council.example.org',
  ambulance: 'xena@ambulance.example.org',
  police: 'zoe@police.example.org',
  mother: 'june@family.example.org',
} as const;
const standIn = 'abe@police.example.org';
const inTeams = [
  {
    aadObjectId: '00000000-0000-4000-8000-000000000101',
    name: 'Nadia Example',
    email: 'nadia.example@trust.example.org',
  },
  {
    aadObjectId: '00000000-0000-4000-8000-000000000102',
    name: 'Petra Example',
    email: 'petra.example@trust.example.org',
  },
  {
    aadObjectId: '00000000-0000-4000-8000-000000000103',
    name: 'Omar Example',
    email: 'omar.example@trust.example.org',
  },
] as const;

let world: OutsideWorld;
let browser: TestBrowser;
let cora: Chat;
let colleagues: Chat[];
let reference = '';
let requestId = '';
let card: PostedMessage;

const db = () => world.service.deps.db;
const meeting = () => db().meeting.findFirstOrThrow({ where: { requestId }, orderBy: { createdAt: 'desc' } });
const mailsTo = (address: string) => world.mailer.sent.filter(({ to }) => to.address === address);
const subjectsTo = (address: string) => mailsTo(address).map(({ subject }) => subject);

beforeAll(async () => {
  [world, browser] = await Promise.all([startOutside(), launchBrowser()]);
  cora = await world.channel('cora');
  // The chair’s own chat, where what concerns her alone is told.
  await world.chat('cora');
  await loadSampleAgencies(world.service.deps);
  colleagues = inTeams.map((person) => world.teams.personal(person));
  for (const chat of colleagues) await chat.open();
}, TEST_MS);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

let stoppedAt: string | undefined;
beforeEach(({ task }) => {
  if (stoppedAt !== undefined) throw new Error(`The walk could not go on after “${stoppedAt}”.`);
  onTestFailed(() => {
    stoppedAt ??= task.name;
  });
});

/** Moves the clock, does what is due by then, and waits until everything is sent. */
async function moveTo(instant: Date): Promise<void> {
  world.clock.moveTo(instant);
  await world.service.sweepNow();
  await world.settled();
}

/** Follows the link of the newest mail in the real browser, confirms the address where that is asked for. */
async function follow(address: string, size = PHONE): Promise<Page> {
  const page = await browser.newPage(size);
  await page.context().clearCookies();
  await page.goto(new URL(world.linkIn(address), world.service.url).href);
  await expectNoAxeFindings(page);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await world.settled();
  await page.getByLabel('Your code').fill(world.codeFor(address));
  await expectNoAxeFindings(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  return page;
}

async function noSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(
    true,
  );
}

async function look(page: Page, name: string): Promise<void> {
  await expectNoAxeFindings(page);
  await noSidewaysScroll(page);
  await page.screenshot({ path: path.join(import.meta.dirname, '../artifacts', `walk-${name}.png`), fullPage: true });
}

/** The request's card, opened from the queue as it stands now. */
async function team(): Promise<PostedMessage> {
  await world.settled();
  const [queue] = await cora.say('queue');
  if (queue === undefined) throw new Error('there is no queue');
  card = forged(queue, 'show-request', { requestId });
  await cora.press(card, 'Forged');
  return card;
}

describe('a time for nine people', { timeout: TEST_MS }, () => {
  test('is asked for: seven organisations’ people, one more by name, and the mother', async () => {
    const asha = await world.chat('asha');
    ({ reference, requestId } = await sendRequest(asha, {
      'Organisations to invite':
        'Trust learning disability and autism team + Trust mental health team + Example City Council social care + Willowbrook Support + Example County Council education + Example Ambulance Service + Example Police',
      furtherPeople: 'Omar Example, omar.example@trust.example.org',
      individualAnswer: 'Do not invite',
      individualDetail: 'Jamie wants his mum to go for him.',
      carerAnswer: 'Invite',
      carerDetail: 'June Example, june@family.example.org',
    }));
    await team();
    await cora.press(card, 'Approve');
    await cora.press(card, 'Approve request', { purposeCategory: 'A place to live' });
    await world.settled();
    expect(await db().invitee.count({ where: { meetingId: (await meeting()).id } })).toBe(9);
  });

  test('goes to each in their own way: a card in Teams to three, a mail with a link of their own to six', async () => {
    await team();
    await cora.press(card, 'Ask about times');
    const times = inputsOf(card.card ?? {}).find(({ id }) => id === 'times')?.choices ?? [];
    expect(times.length).toBeGreaterThanOrEqual(3);
    const sent = await cora.press(card, 'Ask them');
    expect(answered(sent)).toContain('Everybody is being asked which times suit them.');
    await world.settled();
    for (const chat of colleagues)
      await expect.poll(() => chat.newest('Which of these times suit you?'), SOON).toBeDefined();
    for (const address of Object.values(outside)) {
      const [mail] = mailsTo(address);
      expect(mail?.text).toMatch(/\/l\/[\w-]{43}/);
      expect(`${mail?.subject} ${mail?.text}`).not.toContain('Jamie');
    }
  });

  test('is answered in Teams and on pages, and nothing is shown before the code', async () => {
    for (const chat of colleagues) {
      const question = chat.newest('Which of these times suit you?');
      if (question === undefined) throw new Error('no question');
      const slots = inputsOf(question.card ?? {}).filter(({ id }) => id.startsWith('slot-'));
      await chat.press(question, 'Send my answer', Object.fromEntries(slots.map(({ id }) => [id, 'Yes'])));
      expect(shown(question)).toContain('Your answer is recorded');
    }
    for (const address of [outside.council, outside.education, outside.ambulance]) {
      const page = await follow(address);
      await look(page, `times-${address.split('@')[1]}`);
      for (const group of await page.getByRole('radio', { name: 'Yes' }).all()) await group.check();
      await page.getByRole('button', { name: 'Send my answer' }).click();
      await page.getByText('The team has your answer.').waitFor();
      await page.close();
    }
    await world.settled();
    expect(shown(await team())).toContain('6 of 9 answered');
  });

  test('reminds only those who have not answered, twice, in working hours', async () => {
    const { deadline } = await db().proposal.findFirstOrThrow();
    const before = mailsTo(outside.council).length;
    for (const hours of [48, 24]) await moveTo(new Date(deadline.getTime() - (hours + 0.5) * HOUR_MS));
    expect(mailsTo(outside.council)).toHaveLength(before);
    for (const address of [outside.police, outside.provider]) expect(subjectsTo(address)).toHaveLength(3);
    await world.service.sweepNow();
    await world.settled();
    expect(subjectsTo(outside.police)).toHaveLength(3);
  });

  test('is quorate once the police and the provider can come: the chair is told and books in one press', async () => {
    for (const address of [outside.provider, outside.police]) {
      const page = await follow(address);
      // The police have an agreement; the provider has none, and is told the time and the reference only.
      expect((await page.content()).includes('Jamie')).toBe(address === outside.police);
      for (const radio of await page.getByRole('radio', { name: 'Yes' }).all()) await radio.check();
      await page.getByRole('button', { name: 'Send my answer' }).click();
      await page.getByText('The team has your answer.').waitFor();
      await page.close();
    }
    await world.settled();
    const reached = await db().delivery.findMany({ where: { kind: 'quorum-reached' } });
    expect(reached).toHaveLength(1);
    await team();
    await cora.press(card, 'See the answers');
    await cora.press(card, 'Book this time');
    await world.settled();
    expect((await meeting()).state).toBe('booked');
    expect(await db().calendarHold.count()).toBe(0);
    expect(mailsTo(outside.police).at(-1)?.calendar?.method).toBe('REQUEST');
  });

  test('one declines and sends somebody in their place, who is invited alone', async () => {
    const page = await follow(outside.police);
    await look(page, 'invited-police');
    await page.getByRole('radio', { name: 'No, I cannot come' }).check();
    await page.getByRole('button', { name: 'Send my answer' }).click();
    await page.getByText('The team has your answer.').waitFor();
    await page.getByRole('link', { name: /in my place/ }).click();
    await page.getByLabel('Their name').fill('Constable Abe Example');
    await page.getByLabel('Their email address').fill(standIn);
    await look(page, 'stand-in');
    const others = mailsTo(outside.council).length;
    await page.getByRole('button', { name: 'Ask them to come' }).click();
    await page.getByText('We are writing to them now.').waitFor();
    await page.close();
    await world.settled();
    expect(mailsTo(outside.council)).toHaveLength(others);
    const theirs = await follow(standIn);
    await theirs.getByRole('radio', { name: 'Yes, I can come' }).check();
    await theirs.getByRole('button', { name: 'Send my answer' }).click();
    await theirs.getByText('The team has your answer.').waitFor();
    await theirs.close();
    await world.settled();
    const row = await db().invitee.findFirstOrThrow({ where: { email: standIn } });
    expect(row).toMatchObject({ response: 'accepted', kind: 'agency' });
    expect(row.standsInForId).not.toBeNull();
  });

  test('takes place, and actions are agreed', async () => {
    const { endsAt } = await meeting();
    await moveTo(new Date((endsAt ?? new Date()).getTime() + 60_000));
    await team();
    await cora.press(card, 'Record the outcome');
    const everybody = Object.fromEntries(
      inputsOf(card.card ?? {}).flatMap(({ id }) => (id.startsWith('came-') ? [[id, 'Came']] : [])),
    );
    await cora.press(card, 'Continue', everybody);
    await cora.press(card, 'Add this decision', { text: 'Jamie moves in March.', nextStep: 'We meet again in April.' });
    await cora.press(card, 'Continue');
    const due = addDays(dayOf(world.clock.now()), 14);
    await cora.press(card, 'Add this action', {
      what: 'Visit Jamie',
      party: 'Example Police',
      who: 'Abe Example',
      dueDay: due,
    });
    await cora.press(card, 'Add this action', {
      what: 'Find a flat',
      party: 'Example City Council social care',
      who: 'Ravi Example',
      dueDay: due,
    });
    await cora.press(card, 'See the summaries');
    const send = buttonsOf(card.card ?? {}).find(({ verb }) => verb === 'send-summaries');
    await cora.press(card, send?.title ?? '');
    await world.settled();
    expect((await meeting()).state).toBe('outcome-recorded');
  });

  test('an action is reminded of a week before, answered from its page, and the team sees it at once', async () => {
    const action = await db().agreedAction.findFirstOrThrow({ where: { what: 'Visit Jamie' } });
    const due = action.dueDay.toISOString().slice(0, 10);
    await moveTo(instantAt(addDays(due, -7), '10:00'));
    const page = await follow(standIn);
    await look(page, 'action');
    await page.getByRole('radio', { name: 'It is done' }).check();
    const today = dayOf(world.clock.now()).split('-');
    await page.getByLabel('Day', { exact: true }).fill(today[2] ?? '');
    await page.getByLabel('Month', { exact: true }).fill(today[1] ?? '');
    await page.getByLabel('Year', { exact: true }).fill(today[0] ?? '');
    await page.getByRole('button', { name: 'Send to the team' }).click();
    await page.getByText('The team can see what you told us.').waitFor();
    await page.close();
    await world.settled();
    const progress = await db().actionProgress.findUniqueOrThrow({ where: { actionKey: action.key } });
    expect(progress.state).toBe('done');
    const escalated = subjectsTo('ivo@police.example.org');
    expect(escalated).toEqual([]);
  });

  test('an action that nobody has done is escalated to the organisation’s manager, who is told nothing of the person', async () => {
    const action = await db().agreedAction.findFirstOrThrow({ where: { what: 'Find a flat' } });
    const due = action.dueDay.toISOString().slice(0, 10);
    for (const days of [-1, 0, 3, 4, 5]) await moveTo(instantAt(addDays(due, days), '10:00'));
    const mails = mailsTo('gwen@city-council.example.org');
    expect(mails).toHaveLength(1);
    expect(`${mails[0]?.subject} ${mails[0]?.text}`).toContain(reference);
    expect(`${mails[0]?.subject} ${mails[0]?.text}`).not.toMatch(/Jamie|flat/);
    expect(subjectsTo('ivo@police.example.org')).toEqual([]);
    expect(world.faults).toEqual([]);
  });
});
