import {
  type EndMeetingProblem,
  endLabels,
  endMeetingProblemText,
  nextChoices,
  notHappenedMeaning,
} from '../wording/end-meeting.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { inputLimits } from './form-field.ts';
import { type FormMeeting, meetingFormButtons, meetingFormTop } from './meeting-form.ts';
import { cardTemplate } from './template.ts';
import { typedField } from './typed-field.ts';

export type MeetingDidNotHappenFormView = {
  meeting: FormMeeting;
  typed: { why?: string | undefined; next?: string | undefined };
  problems: readonly EndMeetingProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'meeting-did-not-happen-form');

/** A meeting whose time has passed and that did not take place: why, and what is to follow. */
export function meetingDidNotHappenFormCard(view: MeetingDidNotHappenFormView): AdaptiveCard {
  const { meeting, typed } = view;
  const errors = (field: 'why' | 'next') =>
    view.problems.filter((problem) => problem.field === field).map(endMeetingProblemText);
  return fitCard(inputLimits, (limit) =>
    expand({
      ...meetingFormTop('The meeting did not take place', meeting, view.notice),
      meaning: notHappenedMeaning(meeting),
      fields: {
        why: typedField({ label: endLabels(meeting).why, typed: typed.why, errors: errors('why') }, limit),
        next: typedField({ label: endLabels(meeting).next, typed: typed.next, errors: errors('next') }, limit),
      },
      nexts: nextChoices(meeting).map(({ next, label }) => ({ title: label, value: next })),
      actions: meetingFormButtons(meeting, {
        title: 'Record that it did not take place',
        verb: 'meeting-did-not-happen',
        data: { press: view.press },
        style: 'positive',
      }),
    }),
  );
}
