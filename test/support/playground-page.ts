import type { Locator, Page } from 'playwright-core';
import type { TestBrowser } from './browser.ts';

/** Below about 1,400 px the playground hides its list of chats and channels. */
const WINDOW = { width: 1920, height: 1080 };
const MESSAGE_BOX = '[contenteditable="true"][role="textbox"]';
/** What the bot said: bubbles in a chat, posts in a channel. Leaves out the log, the chat list and the person's words. */
const POST = '[role="group"].fui-Card';
const BOT_SAID = `.fai-OutputCard, ${POST}`;
const CARD = '.ac-adaptiveCard';
/** The page calls this for Action.Execute and its answer is the bot's. */
const INVOKE = '/_conversation/v1/invoke';
const SAY = /\/_conversation\/v1\/conversations\/[^/]+\/messages$/;

/** One Teams-like window, as a person uses it. Every step ends when the window shows it, none waits for a fixed time. */
export type PlaygroundPage = {
  page: Page;
  openPersonalChat(): Promise<void>;
  /** `name` as the list shows it; the team's own channel is General. */
  openChannel(team: string, name?: string): Promise<void>;
  /** Types into the open personal chat and sends. Line breaks are typed, but the playground drops them from what it sends. */
  say(text: string): Promise<void>;
  /** Pastes into the open personal chat and sends: how a whole email arrives. Line breaks are lost here too. */
  paste(text: string): Promise<void>;
  /** Starts a post in the open channel that mentions the bot: without the mention the bot hears nothing. */
  sayInChannel(botName: string, text: string): Promise<void>;
  /** Answers in the thread of the newest post containing `thread`, mentioning the bot. */
  replyInChannel(botName: string, thread: string, text: string): Promise<void>;
  /** The newest card in view that contains all of these texts, once it shows. */
  card(...texts: string[]): Promise<PlaygroundCard>;
  /** Waits until the bot has said this, in a message or on a card. */
  waitForText(text: string | RegExp): Promise<void>;
  /** Waits until nothing the bot has said contains this any more. */
  waitForNoText(text: string | RegExp): Promise<void>;
  /** Loads the page afresh: the window forgets every message, and the bot is told that it was installed. */
  reload(): Promise<void>;
};

/** One card. It is found anew for every step, because the bot replaces it. */
export type PlaygroundCard = {
  root: Locator;
  /** Types into the field with this label: text, several lines, or a number. */
  fill(label: string, value: string): Promise<void>;
  /** Sets a date field, `YYYY-MM-DD`. */
  fillDate(label: string, day: string): Promise<void>;
  /** Ticks one choice of a checklist, of radio buttons, or a toggle. */
  tick(label: string, choice: string): Promise<void>;
  untick(label: string, choice: string): Promise<void>;
  /** Picks from a drop-down list. */
  pick(label: string, choice: string): Promise<void>;
  /** What the field with this label holds. */
  valueOf(label: string): Promise<string>;
  /**
   * Presses a button that sends something to the bot and waits until the bot has answered. Where the card has several of
   * that title `which` is pressed, counted from 0.
   */
  press(title: string, which?: number): Promise<void>;
  /** Presses a button that only changes the card itself: "Add more", a drawer. */
  open(title: string): Promise<void>;
  /** Presses a button behind "…", as `press`. */
  pressMore(title: string): Promise<void>;
  /** Everything the card says, as a person reads it. */
  text(): Promise<string>;
};

/** Opens the window at `url`, on its personal chat. */
export async function openPlayground(browser: TestBrowser, url: string): Promise<PlaygroundPage> {
  const page = await browser.newPage(WINDOW);
  await page.goto(url);
  await page.locator(MESSAGE_BOX).first().waitFor();
  return playgroundPage(page);
}

function playgroundPage(page: Page): PlaygroundPage {
  const said = (text: string | RegExp) => page.locator(BOT_SAID).getByText(text);
  const send = async (write: () => Promise<void>) => {
    const [response] = await Promise.all([page.waitForResponse((response) => SAY.test(response.url())), write()]);
    if (!response.ok()) throw new Error(`The window refused the message: ${await response.text()}`);
  };
  const typeMention = async (box: Locator, botName: string) => {
    await box.click();
    await page.keyboard.type(`@${botName}`);
    await page.locator('#typeahead-menu').getByText(botName, { exact: true }).click();
    await box.locator('span', { hasText: botName }).first().waitFor();
  };
  return {
    page,
    async openPersonalChat() {
      await page.getByRole('treeitem', { name: 'Personal Chat', exact: true }).click();
      await page.getByRole('button', { name: 'Send Message' }).waitFor();
    },
    async openChannel(team, name = 'General') {
      await page.getByRole('treeitem', { name: `${team} - ${name}`, exact: true }).click();
      await page.getByRole('button', { name: 'Post', exact: true }).waitFor();
    },
    async say(text) {
      await page.locator(MESSAGE_BOX).click();
      await typeLines(page, text);
      await send(() => page.keyboard.press('Enter'));
    },
    async paste(text) {
      await page.locator(MESSAGE_BOX).click();
      await pasteIntoFocused(page, text);
      await send(() => page.keyboard.press('Enter'));
    },
    async sayInChannel(botName, text) {
      await typeMention(page.locator(MESSAGE_BOX).first(), botName);
      await typeLines(page, ` ${text}`);
      await send(() => page.getByRole('button', { name: 'Post', exact: true }).click());
    },
    async replyInChannel(botName, thread, text) {
      const post = page.locator(POST, { hasText: thread }).first();
      await typeMention(post.locator(MESSAGE_BOX), botName);
      await typeLines(page, ` ${text}`);
      await send(() => post.getByRole('button', { name: 'Send Message' }).click());
    },
    async card(...texts) {
      return playgroundCard(page, await newestCard(page, texts));
    },
    waitForText: (text) => said(text).last().waitFor(),
    waitForNoText: (text) => said(text).first().waitFor({ state: 'detached' }),
    async reload() {
      await page.reload();
      await page.locator(MESSAGE_BOX).first().waitFor();
    },
  };
}

/** A chat grows downwards. In a channel the newest post is on top, but its thread grows downwards. */
async function newestCard(page: Page, texts: readonly string[]): Promise<Locator> {
  const matching = (within: Page | Locator) =>
    texts.reduce((cards, text) => cards.filter({ hasText: text }), within.locator(CARD));
  const inChannel = await page.getByRole('button', { name: 'Post', exact: true }).isVisible();
  const post = page.locator(POST).filter({ has: matching(page) });
  const card = (inChannel ? matching(post.first()) : matching(page)).last();
  await card.waitFor();
  return card;
}

async function typeLines(page: Page, text: string): Promise<void> {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) await page.keyboard.press('Shift+Enter');
    await page.keyboard.insertText(line);
  }
}

/** A real paste event, as the browser fires it, without the machine's clipboard. */
async function pasteIntoFocused(page: Page, text: string): Promise<void> {
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }`);
}

function playgroundCard(page: Page, root: Locator): PlaygroundCard {
  const field = (label: string) =>
    root.locator(`div:has(> label[for]):has(> .ac-input-container)`).filter({
      has: page.locator('> label', { hasText: exactly(label) }),
    });
  const choice = (label: string, title: string) =>
    field(label)
      .locator('.ac-input-container span:has(> input)')
      .filter({ has: page.getByText(title, { exact: true }) });
  const button = (title: string) => root.getByRole('button', { name: title, exact: true });
  const answered = async (press: () => Promise<void>) => {
    // Together, so that a press that fails leaves no wait behind that would fail when nobody listens any more.
    const [answer] = await Promise.all([page.waitForResponse((response) => response.url().endsWith(INVOKE)), press()]);
    await answer.finished();
  };
  return {
    root,
    fill: (label, value) => field(label).locator('input, textarea').fill(value),
    async fillDate(label, day) {
      const input = field(label).locator('input');
      await input.fill(day);
      // Enter would open the calendar, which then covers the rest of the card.
      await input.press('Tab');
    },
    tick: (label, title) => choice(label, title).locator('input').check(),
    untick: (label, title) => choice(label, title).locator('input').uncheck(),
    async pick(label, title) {
      await field(label).locator('input').click();
      await page.getByRole('option', { name: title, exact: true }).click();
    },
    valueOf: (label) => field(label).locator('input, textarea').first().inputValue(),
    press: (title, which) => answered(() => (which === undefined ? button(title) : button(title).nth(which)).click()),
    open: (title) => button(title).click(),
    async pressMore(title) {
      await button('More options').click();
      await answered(() => page.getByRole('menuitem', { name: title, exact: true }).click());
    },
    text: () => root.innerText(),
  };
}

const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
