import { z } from 'zod';
import { previewSummaries } from '../../services/meetings/preview-summaries.ts';
import { sendSummaries as send } from '../../services/meetings/send-summaries.ts';
import { sentWords, summaryWords } from '../../wording/summaries.ts';
import { showMeetingDone, showMeetingRefused } from '../meeting-forms.ts';
import { pressOnOutcome, shownPreviews } from '../outcome-cards.ts';
import { cardAction } from '../turn.ts';

/** `fingerprint` stands for everything the previews said: only what was seen is sent. */
const data = pressOnOutcome.extend({ outcomeId: z.guid(), fingerprint: z.string().max(100) });

/** Lets the summaries go. Where they would no longer be what the card showed, they are shown again instead. */
export const sendSummaries = cardAction('send-summaries', data, async (turn, pressed) => {
  const { meetingId, outcomeId, saves, fingerprint, press } = pressed;
  const { deps, actor } = turn;
  const sent = await send(deps, { actor, meetingId, outcomeId, saves, fingerprint, press });
  if (sent.ok) return showMeetingDone(turn, sent.value.meeting, sentWords(sent.value.counts));
  if (sent.reason !== 'changed-meanwhile') return showMeetingRefused(turn, pressed, sent);
  const seen = await previewSummaries(deps, { actor, meetingId });
  if (!seen.ok) return showMeetingRefused(turn, pressed, seen);
  return shownPreviews(turn, seen.value, { notice: { tone: 'warning', text: summaryWords.lookedOtherwise } });
});
