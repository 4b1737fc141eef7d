import type { CardNotice } from '../../cards/adaptive-card.ts';
import { cancelMeetingFormCard } from '../../cards/cancel-meeting-form.card.ts';
import { cancelMeeting as cancel } from '../../services/meetings/cancel-meeting.ts';
import { checkReason } from '../../services/meetings/follow-on.ts';
import { choiceProblem } from '../../services/platform/typed-problems.ts';
import { type EndMeetingProblem, whatNext } from '../../wording/end-meeting.ts';
import { meetingDone } from '../../wording/meeting-done.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { changeOfMeeting, openMeetingForm, showMeetingDone, showMeetingRefused, unlessIn } from '../meeting-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';

const data = changeOfMeeting.extend({ cancelReason: typedText, note: typedText, next: typedText });

/** Cancels a meeting, and either looks for another time or ends the request. */
export const cancelMeeting = cardAction('cancel-meeting', data, async (turn, pressed) => {
  const { cancelReason, note, next: typedNext, ...about } = pressed;
  const { deps, actor } = turn;
  const reasons = deps.policy.cancelReasons.value;
  const again = (problems: readonly EndMeetingProblem[], notice?: CardNotice) =>
    openMeetingForm(turn, about, unlessIn('being-arranged', 'booked'), (meeting) =>
      cancelMeetingFormCard({
        ...{ meeting, reasons, problems, notice, press: deps.newId() },
        typed: { cancelReason, note, next: typedNext },
      }),
    );
  const next = whatNext.find((choice) => choice.next === typedNext)?.next;
  if (next === undefined) {
    const checked = checkReason('note', note);
    const wrongNote = 'problems' in checked ? checked.problems : [];
    const isReason = reasons.some(({ code }) => code === cancelReason);
    const wrongReason = isReason ? [] : [{ field: 'cancelReason' as const, problem: choiceProblem(cancelReason) }];
    return again([
      ...wrongReason,
      ...wrongNote,
      { field: 'next', problem: typedNext === '' ? 'missing' : 'unknown-choice' },
    ]);
  }
  const { meetingId, version, press } = about;
  const cancelled = await cancel(deps, { actor, meetingId, version, cancelReason, note, next, press });
  if (cancelled.ok) {
    const done = next === 'arrange-again' ? meetingDone.cancelledAndAgain : meetingDone.cancelled;
    return showMeetingDone(turn, cancelled.value, done);
  }
  if (cancelled.reason === 'incomplete') return again(cancelled.problems);
  if (cancelled.reason !== 'changed-meanwhile') return showMeetingRefused(turn, about, cancelled);
  return again([], { tone: 'warning', text: meetingRefusalText(cancelled) });
});
