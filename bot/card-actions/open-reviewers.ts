import { reviewersFormCard } from '../../cards/triage-forms.ts';
import { aboutReferral, openTriageForm } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

/** "Reviewers": who took part in the risk review; also after the decision, while somebody is missing. */
export const openReviewers = cardAction('open-reviewers', aboutReferral, (turn, { referralId }) =>
  openTriageForm(turn, {
    useCase: 'record-reviewers',
    referralId,
    states: ['submitted', 'information-requested', 'accepted', 'not-eligible'],
    form: reviewersFormCard,
  }),
);
