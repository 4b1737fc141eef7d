import { formatInstant, formatSpan } from '../services/platform/time.ts';
import type { Mine } from '../services/visitors/model.ts';
import { forInvitee, responseLabels } from '../wording/for-invitee.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { line, type MeetingRow, meetingRowsCard } from './meeting-rows.ts';

export type MyInvitationsView = {
  mine: Pick<Mine, 'proposals' | 'meetings'>;
  team: string;
  notice?: CardNotice | undefined;
};

/** A card holds so many; nobody is invited to more at a time. */
const MOST = 15;

/** What somebody in Teams is invited to: times they are asked about first, then meetings to come. */
export function myInvitationsCard({ mine, team, notice }: MyInvitationsView): AdaptiveCard {
  const rows = [...mine.proposals.map(proposalRow), ...mine.meetings.map(meetingRow)];
  const left = rows.length - MOST;
  return meetingRowsCard({
    heading: forInvitee.list,
    summary: forInvitee.list,
    about: { reference: team, name: null },
    notice,
    said:
      rows.length === 0 ? [line(forInvitee.nothing)] : left > 0 ? [line(`The first ${MOST} of ${rows.length}`)] : [],
    rows: rows.slice(0, MOST),
    actions: [],
  });
}

function proposalRow(proposal: Mine['proposals'][number]): MeetingRow {
  const { reference, deadline, times, answered, inviteeId } = proposal;
  const asked = times === 1 ? '1 time' : `${times} times`;
  const title = answered ? 'See my answer' : 'Answer';
  return {
    title: `${reference}: which of ${asked} suit you?`,
    lines: [
      answered
        ? line(`✓ You have answered. You can change it until ${formatInstant(deadline)}`)
        : { text: `! Please answer by ${formatInstant(deadline)}`, tone: 'attention' },
    ],
    buttons: [{ title, tooltip: `${title}: ${reference}`, verb: 'show-my-proposal', data: { inviteeId } }],
  };
}

function meetingRow({
  reference,
  startsAt,
  endsAt,
  online,
  response,
  inviteeId,
}: Mine['meetings'][number]): MeetingRow {
  const title = response === null ? 'Answer' : 'See my answer';
  return {
    title: `${reference}: ${formatSpan(startsAt, endsAt)}`,
    lines: [
      line(online ? 'Online' : 'In person'),
      response === null
        ? { text: '! Please say whether you can come', tone: 'attention' }
        : line(`You said: ${responseLabels[response]}`),
    ],
    buttons: [{ title, tooltip: `${title}: ${reference}`, verb: 'show-my-invitation', data: { inviteeId } }],
  };
}
