import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { TestBrowser } from './browser.ts';

/** Widths that cards are looked at: a small phone, and a desktop. In CSS pixels. */
export const CARD_WIDTHS = { phone: 320, desktop: 1280 } as const;

const ARTIFACTS = path.resolve(import.meta.dirname, '../artifacts');
const HEIGHT = 900;

const sentActionSchema = z.object({
  type: z.string(),
  title: z.string().optional(),
  verb: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  url: z.string().optional(),
});
/** What a press would send: for Action.Execute the verb, and the action's data with what was typed merged in. */
export type SentAction = z.infer<typeof sentActionSchema>;

const clippedSchema = z.object({ element: z.string(), text: z.string(), wants: z.number(), has: z.number() });
/** An element whose content does not fit. `wants` and `has` are widths in CSS pixels. */
export type Clipped = z.infer<typeof clippedSchema>;

/** A page of our own with the real card renderer, where a card can be looked at in any width, without any network. */
export type CardPage = {
  page: Page;
  /** Shows a card in place of the last one. Throws when the renderer finds fault with the card. */
  show(card: object): Promise<void>;
  /** Types into the field with this label. Dates are `YYYY-MM-DD`, times `HH:MM`. */
  fill(label: string, value: string): Promise<void>;
  tick(label: string, choice: string): Promise<void>;
  untick(label: string, choice: string): Promise<void>;
  /** Picks from a drop-down list. */
  pick(label: string, choice: string): Promise<void>;
  /** What the field with this label holds; for a drop-down the value, not its title. */
  valueOf(label: string): Promise<string>;
  /** Presses a button and returns what it would send. Throws when the card itself holds the press back. */
  press(title: string): Promise<SentAction>;
  /** Presses a button that only changes the card itself: "Add more", a drawer. */
  open(title: string): Promise<void>;
  /** Everything the card says, as a person reads it. */
  text(): Promise<string>;
  /** Titles of the buttons in view, in order. */
  buttons(): Promise<string[]>;
  /** Whatever is cut off or sticks out. Empty is what a card should be. */
  clipped(): Promise<Clipped[]>;
  /** Writes `test/artifacts/NAME.png` and returns its path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
};

/** Opens an empty card page of this width. */
export async function openCardPage(browser: TestBrowser, width: number): Promise<CardPage> {
  const page = await browser.newPage({ width, height: HEIGHT });
  const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  await page.setContent(
    '<!doctype html><html lang="en-GB"><title>Card</title><body><div id="card"></div></body></html>',
  );
  await page.addStyleTag({ path: path.join(path.dirname(renderer), 'adaptivecards.css') });
  await page.addStyleTag({ path: path.join(import.meta.dirname, 'card-page.css') });
  await page.addScriptTag({ path: renderer });
  await page.addScriptTag({ content: await readFile(path.join(import.meta.dirname, 'card-page.client.js'), 'utf8') });
  return cardPage(page);
}

function cardPage(page: Page): CardPage {
  const field = (label: string) => page.locator('#card').getByLabel(label, { exact: true });
  const group = (label: string) =>
    page.locator('div:has(> label):has(> .ac-input-container)').filter({
      has: page.locator('> label').getByText(label, { exact: true }),
    });
  const choice = (label: string, title: string) =>
    group(label)
      .locator('input:not([type="text"])')
      .and(page.getByLabel(title, { exact: true }));
  const button = (title: string) => page.getByRole('button', { name: title, exact: true });
  return {
    page,
    async show(card) {
      const problems = z.array(z.string()).parse(await page.evaluate(`cardPage.show(${JSON.stringify(card)})`));
      if (problems.length > 0) throw new Error(`The renderer finds fault with the card:\n${problems.join('\n')}`);
    },
    fill: (label, value) => field(label).fill(value),
    tick: (label, title) => choice(label, title).check(),
    untick: (label, title) => choice(label, title).uncheck(),
    pick: async (label, title) => void (await field(label).selectOption({ label: title })),
    valueOf: (label) => field(label).inputValue(),
    async press(title) {
      await button(title).click();
      const sent: unknown = await page.evaluate('cardPage.sent.shift()');
      if (sent === undefined) throw new Error(`Pressing "${title}" sent nothing: the card held it back.`);
      return sentActionSchema.parse(sent);
    },
    open: (title) => button(title).click(),
    text: () => page.locator('#card').innerText(),
    buttons: () => page.locator('#card').getByRole('button').allInnerTexts(),
    clipped: async () => z.array(clippedSchema).parse(await page.evaluate('cardPage.clipped()')),
    async screenshot(name) {
      await mkdir(ARTIFACTS, { recursive: true });
      const file = path.join(ARTIFACTS, `${name}.png`);
      await page.locator('body').screenshot({ path: file });
      return file;
    },
    close: () => page.close(),
  };
}
