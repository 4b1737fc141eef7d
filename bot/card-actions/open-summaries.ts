import { z } from 'zod';
import { previewSummaries } from '../../services/meetings/preview-summaries.ts';
import { aboutMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { shownPreviews } from '../outcome-cards.ts';
import { pageNumber } from '../press-data.ts';
import { cardAction } from '../turn.ts';

/** "See the summaries", their pages, and one receiver's: one preview a receiver, exactly as it will be sent. */
export const openSummaries = cardAction(
  'open-summaries',
  aboutMeeting.extend({ page: pageNumber, inviteeId: z.guid().optional() }),
  async (turn, { page, inviteeId, ...about }) => {
    const { deps, actor } = turn;
    const seen = await previewSummaries(deps, { actor, meetingId: about.meetingId });
    return seen.ok
      ? shownPreviews(turn, seen.value, { page: inviteeId ? { inviteeId } : page })
      : showMeetingRefused(turn, about, seen);
  },
);
