import { z } from 'zod';
import type { CardNotice } from '../../cards/adaptive-card.ts';
import { markAddressSecure as mark } from '../../services/meetings/mark-address-secure.ts';
import { previewSummaries } from '../../services/meetings/preview-summaries.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { markedWords, summaryWords } from '../../wording/summaries.ts';
import { pressOnMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { shownPreviews } from '../outcome-cards.ts';
import { pageNumber } from '../press-data.ts';
import { cardAction } from '../turn.ts';

const data = pressOnMeeting.extend({ inviteeId: z.guid(), page: pageNumber, secure: z.enum(['yes', 'no']) });

/** Marks an invitee's address as secure, or takes the mark back. The address is the invitee's own, never the card's. */
export const markAddressSecure = cardAction('mark-address-secure', data, async (turn, pressed) => {
  const { meetingId, inviteeId, press } = pressed;
  const { deps, actor } = turn;
  const secure = pressed.secure === 'yes';
  const meeting = await viewMeeting(deps, { actor, meetingId });
  if (!meeting.ok) return showMeetingRefused(turn, pressed, meeting);
  const address = meeting.value.invitees.find((invitee) => invitee.id === inviteeId)?.email;
  if (!address) return showMeetingRefused(turn, pressed, { reason: 'changed-meanwhile' });

  const marked = await mark(deps, { actor, address, secure, press });
  if (!marked.ok && marked.reason === 'not-allowed') return showMeetingRefused(turn, pressed, marked);
  const seen = await previewSummaries(deps, { actor, meetingId });
  if (!seen.ok) return showMeetingRefused(turn, pressed, seen);
  const notice: CardNotice = marked.ok
    ? { tone: 'good', text: markedWords(marked.value.address, secure) }
    : { tone: 'attention', text: summaryWords.badAddress };
  return shownPreviews(turn, seen.value, { page: { inviteeId }, notice });
});
