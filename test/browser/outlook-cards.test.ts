import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { attendeeListFormCard } from '../../cards/attendee-list-form.card.ts';
import { meetingPeopleCard } from '../../cards/meeting-people.card.ts';
import { messageCard } from '../../cards/message.card.ts';
import { requestForTeamCard } from '../../cards/request-for-team.card.ts';
import { todoCard } from '../../cards/todo.card.ts';
import type { MeetingView } from '../../services/meetings/model.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { calendarOutage } from '../../wording/calendar-outage.ts';
import { lostMeeting } from '../support/arranging-views.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { CARD_WIDTHS, type CardPage, openCardPage } from '../support/card-page.ts';
import { sampleTodo } from '../support/meeting-views.ts';
import { approvedRequest, SAMPLE_NOW as now } from '../support/team-views.ts';

const press = crypto.randomUUID();
const time = { startsAt: new Date('2027-01-18T10:00:00Z'), endsAt: new Date('2027-01-18T11:00:00Z') };
const endless = 'Wolverhampton'.repeat(9);
const longName = 'Anastasia-Wilhelmina Featherstonehaugh-Example of Wolverhampton and Stoke-on-Trent';
const todo = sampleTodo();

/** A booked meeting in which everybody proposes another time, one of them with a note. */
function proposing(): MeetingView {
  const meeting = lostMeeting();
  const invitees = meeting.invitees.map((invitee, place) => ({
    ...invitee,
    proposed: time,
    ...(place === 0 ? { responseNote: endless } : {}),
  }));
  return { ...meeting, invitees };
}

const cards: Record<string, AdaptiveCard> = {
  moved: todoCard({ todo: { ...todo, kind: 'moved-in-calendar', invitee: null, time }, press }),
  removed: todoCard({ todo: { ...todo, kind: 'removed-from-calendar', invitee: null, time }, press }),
  'removed-of-register': todoCard({
    todo: { ...todo, kind: 'removed-from-calendar', requestId: null, invitee: null, time },
    press,
  }),
  proposed: todoCard({ todo: { ...todo, kind: 'time-proposed', time }, press }),
  'proposed-long': todoCard({
    todo: { ...todo, kind: 'time-proposed', time, invitee: todo.invitee && { ...todo.invitee, name: longName } },
    press,
  }),
  request: requestForTeamCard({
    ...{ request: approvedRequest(), meeting: proposing(), policy: loadPolicy(), now },
    newId: () => press,
  }),
  people: meetingPeopleCard({ meeting: proposing(), page: 1 }),
  'list-show': attendeeListFormCard({ meeting: lostMeeting(), press }),
  'list-hide': attendeeListFormCard({ meeting: { ...lostMeeting(), attendeesHidden: false }, press }),
  late: messageCard({ ...calendarOutage.late, buttons: [] }),
  back: messageCard({ ...calendarOutage.back, buttons: [] }),
};

describe.each(Object.entries(CARD_WIDTHS))('on a %s', (device, width) => {
  let browser: TestBrowser;
  let cardPage: CardPage;
  beforeAll(async () => {
    browser = await launchBrowser();
    cardPage = await openCardPage(browser, width);
  });
  afterAll(() => browser?.close());

  test.each(Object.keys(cards))('the card "%s" of what happens in Outlook shows whole', async (name) => {
    await cardPage.show(cards[name] ?? {});
    await cardPage.screenshot(`outlook-${name}-${device}`);
    expect(await cardPage.clipped()).toEqual([]);
  });
});
