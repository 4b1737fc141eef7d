import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { cancelMeetingFormCard } from '../../cards/cancel-meeting-form.card.ts';
import { chooseTimeFormCard } from '../../cards/choose-time-form.card.ts';
import { meetingDidNotHappenFormCard } from '../../cards/meeting-did-not-happen-form.card.ts';
import { outcomeDueCard } from '../../cards/outcome-due.card.ts';
import { shareWithoutConsentFormCard } from '../../cards/share-without-consent-form.card.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { CARD_WIDTHS, type CardPage, openCardPage } from '../support/card-page.ts';
import { endedMeeting, meetingWithTimes } from '../support/meeting-views.ts';
import { bookedMeeting, SAMPLE_NOW, sampleMeeting } from '../support/team-views.ts';

const press = crypto.randomUUID();
const now = SAMPLE_NOW;

const cards: Record<string, AdaptiveCard> = {
  'choose-time': chooseTimeFormCard({ meeting: meetingWithTimes(), purpose: 'book', typed: {}, now, press }),
  'choose-time-looking': chooseTimeFormCard({ meeting: sampleMeeting(), purpose: 'book', typed: {}, now, press }),
  'choose-time-refused': chooseTimeFormCard({
    meeting: meetingWithTimes(),
    purpose: 'book',
    typed: { time: 'typed', day: '2027-01-04', at: '14:30' },
    problem: 'time-in-the-past',
    now,
    press,
  }),
  reschedule: chooseTimeFormCard({
    meeting: bookedMeeting({ proposedTimes: [] }),
    purpose: 'reschedule',
    typed: {},
    problem: 'nothing-chosen',
    now,
    press,
  }),
  'cancel-meeting': cancelMeetingFormCard({
    meeting: bookedMeeting(),
    typed: { next: 'arrange-again' },
    problems: [{ field: 'note', problem: 'missing' }],
    press,
  }),
  'did-not-happen': meetingDidNotHappenFormCard({ meeting: endedMeeting(), typed: {}, problems: [], press }),
  'share-without-consent': shareWithoutConsentFormCard({
    meeting: bookedMeeting(),
    typed: { note: 'Police report of 11 January: risk to his sister tonight.' },
    problems: [{ field: 'untilDay', problem: 'missing' }],
    press,
  }),
  'outcome-due': outcomeDueCard({ meeting: endedMeeting() }),
};

describe.each(Object.entries(CARD_WIDTHS))('on a %s', (device, width) => {
  let browser: TestBrowser;
  let cardPage: CardPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    cardPage = await openCardPage(browser, width);
  });
  afterAll(() => browser?.close());

  test.each(Object.keys(cards))('the card "%s" shows whole', async (name) => {
    await cardPage.show(cards[name] ?? {});
    await cardPage.screenshot(`meeting-${name}-${device}`);
    expect(await cardPage.clipped()).toEqual([]);
  });
});
