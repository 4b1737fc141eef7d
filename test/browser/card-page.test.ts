import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { CARD_WIDTHS, type CardPage, openCardPage } from '../support/card-page.ts';

const card = (body: object[], actions: object[] = []) => ({ type: 'AdaptiveCard', version: '1.5', body, actions });
const send = (title: string, more: object = {}) => ({
  type: 'Action.Execute',
  title,
  verb: 'send-form',
  data: { draftId: 'draft-1' },
  ...more,
});

const form = card(
  [
    { type: 'Input.Text', id: 'name', label: 'Full name (required)' },
    { type: 'Input.Text', id: 'purpose', label: 'Purpose', isMultiline: true, value: 'As typed before' },
    { type: 'Input.Date', id: 'neededBy', label: 'Needed by' },
    {
      type: 'Input.ChoiceSet',
      id: 'agencies',
      label: 'Who to invite',
      style: 'expanded',
      isMultiSelect: true,
      choices: ['Police', 'Council', 'School'].map((title) => ({ title, value: title.toLowerCase() })),
    },
    {
      type: 'Input.ChoiceSet',
      id: 'place',
      label: 'Online or place',
      style: 'compact',
      choices: [
        { title: 'Online', value: 'online' },
        { title: 'In person', value: 'in-person' },
      ],
    },
    { type: 'Container', id: 'more', isVisible: false, items: [{ type: 'Input.Text', id: 'note', label: 'Note' }] },
  ],
  [
    send('Send'),
    send('Save for later', { associatedInputs: 'none' }),
    { type: 'Action.ToggleVisibility', title: 'Add more', targetElements: ['more'] },
  ],
);

describe('the page that renders a card as Teams would', () => {
  let browser: TestBrowser;
  let phone: CardPage;
  let desktop: CardPage;

  beforeAll(async () => {
    browser = await launchBrowser();
    phone = await openCardPage(browser, CARD_WIDTHS.phone);
    desktop = await openCardPage(browser, CARD_WIDTHS.desktop);
  });
  afterAll(() => browser?.close());

  test('a press sends the verb, the data of the button and everything typed', async () => {
    await phone.show(form);
    await phone.fill('Full name (required)', 'Robin Sample');
    await phone.fill('Purpose', 'First line\nSecond line');
    await phone.fill('Needed by', '2026-12-24');
    await phone.tick('Who to invite', 'Police');
    await phone.tick('Who to invite', 'Council');
    await phone.tick('Who to invite', 'School');
    await phone.untick('Who to invite', 'Council');
    await phone.pick('Online or place', 'In person');
    await phone.open('Add more');
    await phone.fill('Note', 'Step-free access');

    expect(await phone.press('Send')).toEqual({
      type: 'Action.Execute',
      title: 'Send',
      verb: 'send-form',
      data: {
        draftId: 'draft-1',
        name: 'Robin Sample',
        purpose: 'First line\nSecond line',
        neededBy: '2026-12-24',
        agencies: 'police,school',
        place: 'in-person',
        note: 'Step-free access',
      },
    });
  });

  test('a field left empty is not sent at all, and a filled-in value is', async () => {
    await phone.show(form);

    expect(await phone.valueOf('Purpose')).toBe('As typed before');
    expect((await phone.press('Send')).data).toEqual({ draftId: 'draft-1', purpose: 'As typed before' });
  });

  test('a button without its inputs sends its own data alone', async () => {
    await phone.show(form);
    await phone.fill('Full name (required)', 'Robin Sample');

    expect((await phone.press('Save for later')).data).toEqual({ draftId: 'draft-1' });
  });

  test('a press that the card holds back is a failure, not an empty answer', async () => {
    const strict = {
      type: 'Input.Text',
      id: 'name',
      label: 'Full name',
      isRequired: true,
      errorMessage: 'Enter a name',
    };
    await phone.show(card([strict], [send('Send')]));

    await expect(phone.press('Send')).rejects.toThrow('the card held it back');
    expect(await phone.text()).toContain('Enter a name');
  });

  test('a card that the renderer finds fault with is refused', async () => {
    await expect(phone.show(card([{ type: 'Input.Text', label: 'No id' }]))).rejects.toThrow('finds fault');
  });

  test('a card that fits has nothing clipped, on a phone or a desktop', async () => {
    for (const page of [phone, desktop]) {
      await page.show(form);
      expect(await page.clipped()).toEqual([]);
    }
  });

  test('text that does not wrap is found on a phone, and found to fit on a desktop', async () => {
    const text = 'A sentence that is plainly too long for one line of a small phone';
    const unwrapped = card([{ type: 'TextBlock', text, wrap: false }]);

    await phone.show(unwrapped);
    expect(await phone.clipped()).toEqual([expect.objectContaining({ text })]);
    await desktop.show(unwrapped);
    expect(await desktop.clipped()).toEqual([]);
  });

  test('a word, a button or a line count that does not fit is found', async () => {
    const word = 'x'.repeat(80);
    const long = 'A text of several lines. '.repeat(12).trim();
    const faults = [
      card([{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: word }] }]),
      card([], [send(`Send this to ${word}`)]),
      card([{ type: 'TextBlock', text: long, wrap: true, maxLines: 2 }]),
    ];
    for (const fault of faults) {
      await phone.show(fault);
      expect(await phone.clipped()).not.toEqual([]);
    }
  });

  test('Markdown in a text block is shown as Teams shows it, and escaped Markdown as typed', async () => {
    await phone.show(card([{ type: 'TextBlock', text: '**Bold** and \\*not\\* and <img src=x>', wrap: true }]));

    expect(await phone.text()).toBe('Bold and *not* and <img src=x>');
    expect(await phone.page.locator('#card b').innerText()).toBe('Bold');
  });

  test('letters are really drawn: a picture of text differs from a picture of none', async () => {
    await phone.show(card([{ type: 'TextBlock', text: 'Roundtable', size: 'extraLarge' }]));
    const written = await readFile(await phone.screenshot('card-page-text'));
    await phone.show(card([{ type: 'TextBlock', text: '\u00a0', size: 'extraLarge' }]));
    const blankFile = await phone.screenshot('card-page-blank');
    const blank = await readFile(blankFile);
    await rm(blankFile);

    expect(written.equals(blank)).toBe(false);
    // A missing font draws nothing, or the same empty box for every letter.
    expect(written.length).toBeGreaterThan(blank.length * 1.3);
  });

  test('the browser reaches nothing but this machine', async () => {
    await expect(phone.page.goto('https://example.org')).rejects.toThrow(/ERR_NAME_NOT_RESOLVED/);
  });
});
