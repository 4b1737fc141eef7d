import { reviewersFormCard } from '../../cards/triage-forms.ts';
import { recordReviewers as record } from '../../services/referrals/record-reviewers.ts';
import { triageDone } from '../../wording/triage-forms.ts';
import { typedText } from '../press-data.ts';
import { decisionOnReferral, showTriageDone, showTriageNotTaken } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

const data = decisionOnReferral.extend({ education: typedText, 'social-care': typedText, health: typedText });

/** Puts on record who took part in the risk review. */
export const recordReviewers = cardAction('record-reviewers', data, async (turn, asked) => {
  const { referralId, version: _, press, ...typed } = asked;
  const { education, 'social-care': socialCare, health } = typed;
  const names = { education, 'social-care': socialCare, health };
  const recorded = await record(turn.deps, { actor: turn.actor, referralId, press, names });
  if (recorded.ok) return showTriageDone(turn, referralId, triageDone.reviewers);
  const states = ['submitted', 'information-requested', 'accepted', 'not-eligible'] as const;
  const opening = { useCase: 'record-reviewers', referralId, states, form: reviewersFormCard } as const;
  return showTriageNotTaken(turn, opening, typed, recorded);
});
