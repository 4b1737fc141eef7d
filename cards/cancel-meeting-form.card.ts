import type { MeetingView } from '../services/meetings/model.ts';
import {
  cancelMeaning,
  type EndMeetingProblem,
  endLabels,
  endMeetingProblemText,
  nextChoices,
} from '../wording/end-meeting.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { inputLimits } from './form-field.ts';
import { type FormMeeting, meetingFormButtons, meetingFormTop } from './meeting-form.ts';
import { cardTemplate } from './template.ts';
import { typedField } from './typed-field.ts';

export type CancelMeetingFormView = {
  meeting: FormMeeting & Pick<MeetingView, 'version' | 'state' | 'proposal'>;
  typed: { cancelReason?: string | undefined; note?: string | undefined; next?: string | undefined };
  /** The policy's reasons, with the labels that the team picks from. */
  reasons: readonly { code: string; label: string }[];
  problems: readonly EndMeetingProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'cancel-meeting-form');

/** Cancelling a meeting: why, as those invited are told and as it is kept, and what is to follow. */
export function cancelMeetingFormCard(view: CancelMeetingFormView): AdaptiveCard {
  const { meeting, typed } = view;
  const labels = endLabels(meeting);
  const errors = (field: 'cancelReason' | 'note' | 'next') =>
    view.problems.filter((problem) => problem.field === field).map(endMeetingProblemText);
  return fitCard(inputLimits, (limit) =>
    expand({
      ...meetingFormTop('Cancel the meeting', meeting, view.notice),
      meaning: cancelMeaning(meeting),
      fields: {
        cancelReason: typedField(
          { label: labels.cancelReason, typed: typed.cancelReason, errors: errors('cancelReason') },
          limit,
        ),
        note: typedField({ label: labels.cancelNote, typed: typed.note, errors: errors('note') }, limit),
        next: typedField({ label: labels.next, typed: typed.next, errors: errors('next') }, limit),
      },
      reasons: view.reasons.map(({ code, label }) => ({ title: label, value: code })),
      nexts: nextChoices(meeting).map(({ next, label }) => ({ title: label, value: next })),
      actions: meetingFormButtons(meeting, {
        title: 'Cancel the meeting',
        verb: 'cancel-meeting',
        data: { version: meeting.version, press: view.press },
        style: 'destructive',
      }),
    }),
  );
}
