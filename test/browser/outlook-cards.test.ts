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
import { lookAtCards } from '../support/look-at-cards.ts';
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
    todo: { ...todo, kind: 'removed-from-calendar', requestId: null, entryId: press, invitee: null, time },
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

lookAtCards('outlook', cards);
