import type { DraftView, FieldProblem, TypedRequest } from '../services/mbe-requests/model.ts';
import type { UrgencyReason } from '../services/mbe-requests/urgency.ts';
import { problemSummary } from '../wording/field-problems.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { emergencyBox, noticeBox } from './card-top.ts';
import { formFields, inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText, prose } from './prose.ts';
import { cardTemplate } from './template.ts';

/** The fields of the first step: all of them come back with each of its presses. */
export const step1Fields = ['personName', 'purpose', 'whyNoMdt', 'jobRole', 'organisation', 'phone'] as const;
const profileFields = ['jobRole', 'organisation', 'phone'] as const;

/** How much of a pasted message that fits no field is shown beside the form. */
const MOST_FROM_MESSAGE = 1500;

export type RequestStep1View = {
  draft: DraftView;
  problems: readonly FieldProblem[];
  /** Why what is typed so far looks urgent. */
  urgentBecause: readonly UrgencyReason[];
  /** The area's policy value. */
  emergencyAdvice: readonly string[];
  /** Parts of a pasted message that found no field: shown in both steps, never lost without a word. */
  fromMessage?: string | undefined;
  notice?: CardNotice | undefined;
};

const expand = cardTemplate<object>(import.meta.dirname, 'request-step-1');

/** The first of the two cards of a request: about whom, what for, why no MDT; and once, who asks. */
export function requestStep1Card(view: RequestStep1View): AdaptiveCard {
  return fitCard(inputLimits, (limit) => render(view, limit));
}

function render(view: RequestStep1View, limit: number): AdaptiveCard {
  const { draft, problems } = view;
  const fields = formFields(step1Fields, withProfile(draft), problems, limit);
  const known = profileFields.every((field) => draft.profile[field]);
  const wrong = profileFields.some((field) => fields[field].errors.length > 0);
  const fromMessage = cutText(view.fromMessage ?? '', Math.min(limit, MOST_FROM_MESSAGE)).text;
  const data = { draftId: draft.id, step: 1 };
  return expand({
    emergency: emergencyBox(view.emergencyAdvice, view.urgentBecause),
    notice: noticeBox(view.notice),
    summary: problemSummary(problems, 'Next') ?? '',
    fields,
    profileKnown: known,
    profileOpen: !known || wrong,
    profileLine: plain(profileFields.map((field) => fields[field].value).join(', ')),
    fromMessage,
    fromMessageText: prose(fromMessage),
    actions: [
      actionButton({ title: 'Next', verb: 'to-step-2', data, style: 'positive' }),
      actionButton({ title: 'Save for later', verb: 'save-draft', data }),
    ],
  });
}

/** What is known of the requester stands in the fields, so that it can be put right. */
function withProfile(draft: DraftView): TypedRequest {
  const { typed, profile } = draft;
  return {
    ...typed,
    jobRole: typed.jobRole || profile.jobRole || '',
    // Whoever has emptied the field finds it empty, not filled in again.
    organisation:
      typed.organisation || profile.organisation || (typed.organisation ?? draft.suggestedOrganisation ?? ''),
    phone: typed.phone || profile.phone || '',
  };
}
