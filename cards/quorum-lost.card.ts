import type { MeetingView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import { inviteeStatus } from '../wording/invitee-status.ts';
import { proposalNews } from '../wording/propose-form.ts';
import { groupWords, quorumWords } from '../wording/quorum.ts';
import { teamMeetingState } from '../wording/team-request.ts';
import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { saidWith } from './meeting-arranging.ts';
import { backToMeeting, meetingIds } from './meeting-form.ts';
import { line, type MeetingRow, meetingRowsCard, type RowLine } from './meeting-rows.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';

const LONGEST_RULE = 400;

/** Too few can come to a booked meeting any more: what is missing, who can't, and the way to another time. */
export function quorumLostCard({ meeting }: { meeting: MeetingView }): AdaptiveCard {
  const isAhead = meeting.state === 'booked' && !meeting.ended;
  const isLost = isAhead && meeting.quorum.state !== 'yes';
  return fitCard(MEASURES, (measure) =>
    meetingRowsCard({
      heading: isLost ? 'Too few people can come' : 'Who can come',
      summary: `${meeting.reference}: ${isLost ? 'not quorate' : 'who can come'}`,
      about: { reference: meeting.reference, name: meeting.personName },
      notice: isLost ? { tone: 'warning', text: proposalNews.lost } : undefined,
      said: [when(meeting), ...missing(meeting)],
      rows: isLost ? declined(meeting, measure) : [],
      actions: actions(meeting, isLost),
    }),
  );
}

function when(meeting: MeetingView): RowLine {
  const { startsAt, endsAt } = meeting;
  const state = teamMeetingState(meeting).words;
  return line(startsAt && endsAt ? `${state}: ${formatSpan(startsAt, endsAt)}` : state);
}

function missing(meeting: MeetingView): RowLine[] {
  if (meeting.state !== 'booked' || meeting.ended) return [];
  const { quorum, invitees } = meeting;
  if (quorum.state === 'yes') return [line(quorumWords(meeting).words)];
  const groups = quorum.missing.map((group) => plain(cutText(groupWords(group, invitees), LONGEST_RULE).text));
  return [
    { text: 'Still needed:', tone: 'attention' },
    ...groups.map((group): RowLine => ({ text: `• ${group}`, tone: 'attention' })),
  ];
}

function declined(meeting: MeetingView, measure: Measure): MeetingRow[] {
  const those = meeting.invitees.filter(
    ({ response, saidToThisTime }) => response === 'declined' || (response === null && saidToThisTime === 'no'),
  );
  return those.slice(0, measure.rows).map((invitee) => {
    const said = saidWith(invitee, measure);
    const status = inviteeStatus(invitee);
    const of = invitee.organisation?.name;
    return {
      title: of ? `${invitee.name}, ${of}` : invitee.name,
      lines: [{ text: status.words, tone: status.tone }, ...(said === null ? [] : [line(said)])],
      buttons: [],
    };
  });
}

function actions(meeting: MeetingView, isLost: boolean): ActionButton[] {
  const data = meetingIds(meeting);
  return [
    ...(isLost ? [{ title: 'Find another time', verb: 'open-reschedule', data, style: 'positive' as const }] : []),
    { title: 'People and quorum', verb: 'show-people', data },
    { ...backToMeeting(meeting), title: 'Show meeting' },
  ];
}
