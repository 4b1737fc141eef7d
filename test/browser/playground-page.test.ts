import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../../app/demo/playground.ts';
import { personalChatId } from '../../app/demo/playground-config.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { demoTenant } from '../support/demo-tenant.ts';
import { freePort } from '../support/free-port.ts';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.ts';
import { type ScriptedBot, type SeenActivity, startScriptedBot } from '../support/scripted-bot.ts';

const person = demoTenant.cast[0]?.id ?? '';
const { team, bot: botAccount } = demoTenant;

const execute = (title: string, verb: string) => ({ type: 'Action.Execute', title, verb, data: { id: '1' } });
const card = (body: object[], actions: object[] = []) => ({ type: 'AdaptiveCard', version: '1.5', body, actions });
const text = (value: string) => ({ type: 'TextBlock', text: value, wrap: true });
const message = (content: object) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});
const form = card(
  [
    text('The form'),
    { type: 'Input.Text', id: 'name', label: 'Full name (required)' },
    { type: 'Input.Text', id: 'purpose', label: 'Purpose', isMultiline: true },
    { type: 'Input.Date', id: 'day', label: 'Needed by' },
    {
      type: 'Input.ChoiceSet',
      id: 'invite',
      label: 'Who to invite',
      style: 'expanded',
      isMultiSelect: true,
      choices: [
        { title: 'Police', value: 'p' },
        { title: 'Council', value: 'c' },
      ],
    },
    {
      type: 'Input.ChoiceSet',
      id: 'place',
      label: 'Place',
      style: 'compact',
      choices: [{ title: 'Online', value: 'online' }],
    },
  ],
  [execute('Send', 'send'), { ...execute('Withdraw', 'withdraw'), mode: 'secondary' }],
);

/** Answers a press with a card that shows what arrived, "form" with a form, anything else with its own words. */
function answer(activity: SeenActivity): object | undefined {
  if (activity.type === 'invoke') {
    const data = JSON.stringify(activity.value?.action.data);
    const value = card([text(`Received ${activity.value?.action.verb} ${data}`)]);
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
  }
  if (activity.type !== 'message') return undefined;
  return activity.text?.includes('form') ? message(form) : { type: 'message', text: `You said ${activity.text}` };
}

describe('a person at a Teams window', () => {
  let folder: string;
  let browser: TestBrowser;
  let bot: ScriptedBot;
  let playground: Playground;
  let window: PlaygroundPage;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'roundtable-playground-'));
    bot = await startScriptedBot(answer);
    playground = await startPlayground({
      folder,
      label: "the requester's window",
      port: await freePort(),
      botEndpoint: bot.endpoint,
      tenant: demoTenant,
      currentUserId: person,
    });
    browser = await launchBrowser();
    window = await openPlayground(browser, playground.url);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    await bot?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('is announced to the bot with their own chat and directory id', async () => {
    await window.say('hello');
    await window.waitForText('You said hello');

    expect(bot.activities[0]).toMatchObject({
      type: 'installationUpdate',
      action: 'add',
      from: { aadObjectId: person },
      conversation: { id: personalChatId(person), conversationType: 'personal', tenantId: demoTenant.id },
    });
  });

  test('fills in a card, presses, and sees the answer in its place', async () => {
    await window.say('form');
    const shown = await window.card('The form');
    await shown.fill('Full name (required)', 'Robin Sample');
    await shown.fill('Purpose', 'One\nTwo');
    await shown.fillDate('Needed by', '2026-12-24');
    await shown.tick('Who to invite', 'Police');
    await shown.tick('Who to invite', 'Council');
    await shown.untick('Who to invite', 'Police');
    await shown.pick('Place', 'Online');
    await shown.press('Send');

    await window.waitForText('Received send');
    await window.waitForNoText('The form');
    expect(bot.activities.at(-1)?.value?.action.data).toEqual({
      id: '1',
      name: 'Robin Sample',
      purpose: 'One\nTwo',
      day: '2026-12-24',
      invite: 'c',
      place: 'online',
    });
  });

  test('finds the buttons behind the dots', async () => {
    await window.say('form');
    await (await window.card('The form')).pressMore('Withdraw');
    await window.waitForText('Received withdraw');
  });

  test('sees a message the bot starts, and a card it changes later', async () => {
    const conversation = personalChatId(person);
    const id = await bot.post(playground.serviceUrl, conversation, message(card([text('State: submitted')])));
    await window.waitForText('State: submitted');

    await bot.update(playground.serviceUrl, conversation, id, message(card([text('State: approved')])));
    await window.waitForText('State: approved');
    expect(await (await window.card('State:')).text()).toBe('State: approved');
  });

  test('is heard in the channel when they mention the bot, in a new post and in a thread', async () => {
    await bot.post(playground.serviceUrl, team.id, message(card([text('An earlier post')])));
    await window.openChannel(team.name);
    await window.waitForText('An earlier post');

    await window.sayInChannel(botAccount.name, 'queue');
    await window.waitForText('You said');
    expect(bot.activities.at(-1)).toMatchObject({
      text: '<at>Roundtable</at> queue',
      conversation: { conversationType: 'channel', id: expect.stringMatching(/^19:dsr-team@thread\.tacv2;messageid=/) },
    });

    await window.replyInChannel(botAccount.name, 'An earlier post', 'form please');
    await (await window.card('The form')).press('Send');
    await window.waitForText('Received send');
  });
});
