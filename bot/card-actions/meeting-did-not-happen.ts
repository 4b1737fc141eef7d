import { meetingDidNotHappenFormCard } from '../../cards/meeting-did-not-happen-form.card.ts';
import { checkReason } from '../../services/meetings/follow-on.ts';
import { recordMeetingDidNotHappen } from '../../services/meetings/record-meeting-did-not-happen.ts';
import { type EndMeetingProblem, whatNext } from '../../wording/end-meeting.ts';
import { meetingDone } from '../../wording/meeting-done.ts';
import { openMeetingForm, pressOnMeeting, showMeetingDone, showMeetingRefused } from '../meeting-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { couldNotHaveFailed } from './open-did-not-happen.ts';

const data = pressOnMeeting.extend({ why: typedText, next: typedText });

/** Records that a meeting did not take place, and either looks for another time or ends the request. */
export const meetingDidNotHappen = cardAction(
  'meeting-did-not-happen',
  data,
  async (turn, { why, next: typedNext, ...about }) => {
    const { deps, actor } = turn;
    const again = (problems: readonly EndMeetingProblem[]) =>
      openMeetingForm(turn, about, couldNotHaveFailed, (meeting) =>
        meetingDidNotHappenFormCard({ meeting, typed: { why, next: typedNext }, problems, press: deps.newId() }),
      );
    const next = whatNext.find((choice) => choice.next === typedNext)?.next;
    if (next === undefined) {
      const checked = checkReason('why', why);
      const wrongReason = 'problems' in checked ? checked.problems : [];
      return again([...wrongReason, { field: 'next', problem: typedNext === '' ? 'missing' : 'unknown-choice' }]);
    }
    const { meetingId, press } = about;
    const recorded = await recordMeetingDidNotHappen(deps, { actor, meetingId, why, next, press });
    if (recorded.ok) {
      const done = next === 'arrange-again' ? meetingDone.didNotHappenAndAgain : meetingDone.didNotHappen;
      return showMeetingDone(turn, recorded.value, done);
    }
    return recorded.reason === 'incomplete' ? again(recorded.problems) : showMeetingRefused(turn, about, recorded);
  },
);
