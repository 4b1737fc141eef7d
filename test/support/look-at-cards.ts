import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from './browser.ts';
import { CARD_WIDTHS, type CardPage, openCardPage } from './card-page.ts';

/** What Teams takes of a card. */
const MAX_BYTES = 25 * 1024;

/** A card page of this width that is open while the tests of a describe run. @returns it, once they run */
export function useCardPage(width: number): () => CardPage {
  let browser: TestBrowser;
  let cardPage: CardPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    cardPage = await openCardPage(browser, width);
  });
  afterAll(() => browser?.close());
  return () => cardPage;
}

/**
 * Looks at every card on a phone and on a desktop, in the real renderer: nothing is cut off, and Teams would take it. The
 * pictures are `test/artifacts/SUBJECT-NAME-DEVICE.png`.
 *
 * @param also what else is looked at while a card is shown
 */
export function lookAtCards(
  subject: string,
  cards: Record<string, object>,
  also?: (shown: { name: string; cardPage: CardPage; width: number }) => Promise<void>,
): void {
  describe.each(Object.entries(CARD_WIDTHS))('on a %s', (device, width) => {
    const page = useCardPage(width);

    test.each(Object.entries(cards))('the card "%s" shows whole', async (name, card) => {
      const cardPage = page();
      await cardPage.show(card);
      await cardPage.screenshot(`${subject}-${name}-${device}`);
      expect(await cardPage.clipped()).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MAX_BYTES);
      await also?.({ name, cardPage, width });
    });
  });
}
