import type { MeetingView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { backButton, type FormMeeting, meetingFormTop, meetingIds } from './meeting-form.ts';
import { cardTemplate } from './template.ts';

export type OutcomeDueView = {
  meeting: FormMeeting & Pick<MeetingView, 'startsAt' | 'endsAt' | 'state' | 'ended'>;
  notice?: CardNotice | undefined;
};

const expand = cardTemplate(import.meta.dirname, 'outcome-due');

/** Asks the chair for the outcome once the end of the meeting has passed; once it is there, says so. */
export function outcomeDueCard({ meeting, notice }: OutcomeDueView): AdaptiveCard {
  const due = meeting.state === 'took-place' || (meeting.state === 'booked' && meeting.ended);
  const top = meetingFormTop('Record the outcome', meeting, notice);
  return expand({
    ...top,
    text: [...when(meeting), ...(due ? [ask] : ['There is nothing left to record here.'])],
    actions: [
      ...(due
        ? [
            actionButton({
              title: 'Record the outcome',
              verb: 'open-outcome',
              data: meetingIds(meeting),
              style: 'positive',
            }),
          ]
        : []),
      ...(meeting.state === 'booked' && due ? [didNotHappen(meeting)] : []),
      ...(due ? [] : backButton(meeting)),
    ],
  });
}

const ask =
  'The end of this meeting has passed. Record who came, what was decided and who does what. It takes about five minutes, and you see every summary before it is sent.';

function when({ startsAt, endsAt }: OutcomeDueView['meeting']): string[] {
  return startsAt && endsAt ? [formatSpan(startsAt, endsAt)] : [];
}

function didNotHappen(meeting: FormMeeting) {
  return actionButton({ title: 'It did not take place', verb: 'open-did-not-happen', data: meetingIds(meeting) });
}
