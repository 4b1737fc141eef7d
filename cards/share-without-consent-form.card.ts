import {
  type ShareProblem,
  shareLabels,
  shareMeaning,
  shareProblemText,
  shareReasons,
} from '../wording/share-without-consent.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { inputLimits } from './form-field.ts';
import { type FormMeeting, meetingFormButtons, meetingFormTop } from './meeting-form.ts';
import { cardTemplate } from './template.ts';
import { typedDay, typedField } from './typed-field.ts';

export type ShareWithoutConsentFormView = {
  meeting: FormMeeting;
  typed: { reason?: string | undefined; note?: string | undefined; untilDay?: string | undefined };
  problems: readonly ShareProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'share-without-consent-form');

/** The clinical lead's decision that information may be shared without consent, with what it does. */
export function shareWithoutConsentFormCard(view: ShareWithoutConsentFormView): AdaptiveCard {
  const { meeting, typed } = view;
  const field = (name: keyof typeof shareLabels) => ({
    label: shareLabels[name],
    typed: typed[name],
    errors: view.problems.filter((problem) => problem.field === name).map(shareProblemText),
  });
  return fitCard(inputLimits, (limit) =>
    expand({
      ...meetingFormTop('Share without consent', meeting, view.notice),
      meaningHeading: 'Only the clinical lead can decide this',
      meaning: shareMeaning,
      fields: {
        reason: typedField(field('reason'), limit),
        note: typedField(field('note'), limit),
        untilDay: typedDay(field('untilDay')),
      },
      reasons: shareReasons.map(({ reason, label }) => ({ title: label, value: reason })),
      actions: meetingFormButtons(meeting, {
        title: 'Record this decision',
        verb: 'share-without-consent',
        data: { press: view.press },
        style: 'positive',
      }),
    }),
  );
}
