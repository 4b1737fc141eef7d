import type { MeetingView } from '../services/meetings/model.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { CardElement, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';

/** The meeting that a form is about. */
export type FormMeeting = Pick<MeetingView, 'id' | 'requestId' | 'reference' | 'personName'>;

const NAME_ON_CARD = 80;

/** What stands on top of every form of a meeting. */
export function meetingFormTop(heading: string, meeting: FormMeeting, notice?: CardNotice) {
  return {
    summary: `${meeting.reference}: ${heading}`,
    heading,
    about: `${meeting.reference} · ${plain(cutText(meeting.personName, NAME_ON_CARD).text)}`,
    notice: noticeBox(notice),
  };
}

/** The ids that every button of a meeting's form carries. */
export function meetingIds(meeting: Pick<FormMeeting, 'id' | 'requestId'>): Record<string, string> {
  return { meetingId: meeting.id, ...(meeting.requestId === null ? {} : { requestId: meeting.requestId }) };
}

/** The way back to the request's card, or to the meeting's own where it serves none. */
export function backToMeeting(meeting: Pick<FormMeeting, 'id' | 'requestId'>): ActionButton {
  return meeting.requestId === null
    ? { title: 'Back', verb: 'show-meeting', data: { meetingId: meeting.id } }
    : { title: 'Back', verb: 'show-request', data: { requestId: meeting.requestId } };
}

/** The same as an element. */
export function backButton(meeting: FormMeeting): CardElement[] {
  return [actionButton(backToMeeting(meeting))];
}

/** A form's own button, and the way back. */
export function meetingFormButtons(meeting: FormMeeting, send: ActionButton): CardElement[] {
  return [actionButton({ ...send, data: { ...meetingIds(meeting), ...send.data } }), ...backButton(meeting)];
}
