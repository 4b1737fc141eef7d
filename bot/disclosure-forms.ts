import type { CardNotice } from '../cards/adaptive-card.ts';
import { disclosureFormCard } from '../cards/disclosure-form.card.ts';
import { viewMeeting } from '../services/meetings/view-meeting.ts';
import { formSummary, showMeetingRefused } from './meeting-forms.ts';
import type { ShownCard, Turn } from './turn.ts';

type Again = {
  typed?: { basis: string; note: string };
  problems?: readonly { field: string; problem: string }[];
  notice?: CardNotice;
};

/** What letting somebody know more means, and on what basis; or what it means to end it. */
export async function showDisclosureForm(
  turn: Turn,
  about: { meetingId: string; requestId?: string | undefined; inviteeId: string },
  again: Again = {},
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const found = await viewMeeting(deps, { actor, meetingId: about.meetingId });
  if (!found.ok) return showMeetingRefused(turn, about, found);
  const meeting = found.value;
  const invitee = meeting.invitees.find(({ id }) => id === about.inviteeId);
  if (invitee === undefined) return showMeetingRefused(turn, about, { reason: 'changed-meanwhile' });
  const { typed = {}, problems = [], notice } = again;
  const card = disclosureFormCard({ meeting, invitee, typed, problems, notice, press: deps.newId() });
  return { card, summary: formSummary(meeting, 'what somebody may know') };
}
