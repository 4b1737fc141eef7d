import { z } from 'zod';
import type { AdaptiveCard, CardNotice } from '../cards/adaptive-card.ts';
import type { MeetingState, MeetingView } from '../services/meetings/model.ts';
import { viewMeeting } from '../services/meetings/view-meeting.ts';
import { type MeetingRefusal, meetingRefusalText } from '../wording/meeting-refusals.ts';
import { pressKey, versionSeen } from './press-data.ts';
import { showMeetingForTeam } from './shown-cards/meeting-for-team.ts';
import { showRequestForTeam } from './shown-cards/request-for-team.ts';
import { showTeamRefusal } from './shown-cards/team-refusal.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The meeting that every button of a meeting's form carries, and its request. */
export const aboutMeeting = z.object({ meetingId: z.guid(), requestId: z.guid().optional() });
/** A button that changes something: with the key of its press. */
export const pressOnMeeting = aboutMeeting.extend({ press: pressKey });
/** A change of the meeting itself: with the version it was made on. */
export const changeOfMeeting = pressOnMeeting.extend({ version: versionSeen });
/** What a refusal, or something that was done, is shown on. */
type AboutMeeting = { meetingId: string; requestId?: string | null | undefined };

/** The summary of a form: what a notification may say. */
export function formSummary(meeting: Pick<MeetingView, 'reference'>, what: string): string {
  return `${meeting.reference}: ${what}`;
}

/** The request's card with a line on top; a meeting that serves no request has a card of its own. */
export async function showOnRequest(turn: Turn, about: AboutMeeting, notice: CardNotice): Promise<ShownCard> {
  if (about.requestId) return showRequestForTeam(turn, about.requestId, notice);
  return showMeetingForTeam(turn, about.meetingId, notice);
}

/** The present state with why a press was refused; without it where the person may not see it. */
export async function showMeetingRefused(turn: Turn, about: AboutMeeting, refusal: MeetingRefusal): Promise<ShownCard> {
  if (refusal.reason === 'not-allowed' || refusal.reason === 'not-found') {
    return showTeamRefusal({ reason: refusal.reason });
  }
  const found = about.requestId ? about : await requestOf(turn, about);
  return showOnRequest(turn, found, { tone: 'warning', text: meetingRefusalText(refusal) });
}

/** The present state with what was just done. */
export function showMeetingDone(turn: Turn, meeting: MeetingView, text: string): Promise<ShownCard> {
  return showOnRequest(turn, { meetingId: meeting.id, requestId: meeting.requestId }, { tone: 'good', text });
}

async function requestOf({ deps, actor }: Turn, { meetingId }: AboutMeeting): Promise<AboutMeeting> {
  const meeting = await viewMeeting(deps, { actor, meetingId });
  return { meetingId, requestId: meeting.ok ? meeting.value.requestId : null };
}

/**
 * Opens a form in place of a card. Where the meeting's state no longer allows what the form is for, the request's card
 * comes back and says so. To see the meeting is the team's alone: an attempt of somebody else is on record.
 *
 * @param refusal why the form can't be opened in the meeting's present state; undefined to open it
 */
export async function openMeetingForm(
  turn: Turn,
  about: AboutMeeting,
  refusal: (meeting: MeetingView) => MeetingRefusal | undefined,
  form: (meeting: MeetingView) => AdaptiveCard,
): Promise<ShownCard> {
  const meeting = await viewMeeting(turn.deps, { actor: turn.actor, meetingId: about.meetingId });
  if (!meeting.ok) return showTeamRefusal(meeting);
  const refused = refusal(meeting.value);
  if (refused) return showMeetingRefused(turn, { ...about, requestId: meeting.value.requestId }, refused);
  return { card: form(meeting.value), summary: formSummary(meeting.value, 'the meeting') };
}

/** Refuses outside these states. */
export function unlessIn(...states: readonly MeetingState[]) {
  return (meeting: MeetingView): MeetingRefusal | undefined =>
    states.includes(meeting.state) ? undefined : { reason: 'wrong-state' };
}
