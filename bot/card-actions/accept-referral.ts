import { acceptReferralFormCard } from '../../cards/triage-forms.ts';
import { acceptReferral as accept } from '../../services/referrals/accept-referral.ts';
import { triageDone } from '../../wording/triage-forms.ts';
import { typedText } from '../press-data.ts';
import {
  decisionOnReferral,
  gateOf,
  openTriageForm,
  showTriageDone,
  showTriageNotTaken,
  triageFor,
  undecided,
} from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

const data = decisionOnReferral.extend({
  rating: typedText,
  setting: typedText,
  admittedOn: typedText,
  locality: typedText,
  decidedBy: typedText,
  reviewers: typedText,
});

/** Puts the person onto the register, or says what is in the way. */
export const acceptReferral = cardAction('accept-referral', data, async (turn, asked) => {
  const { referralId, version, press, ...typed } = asked;
  const { rating, setting, admittedOn, locality, decidedBy, reviewers } = typed;
  const accepted = await accept(turn.deps, {
    ...{ actor: turn.actor, referralId, version, press },
    ...{ rating, setting, admittedOn, locality, decidedBy, reviewLater: reviewers === 'go-on' },
  });
  if (accepted.ok) return showTriageDone(turn, referralId, triageDone.accepted);
  const opening = { useCase: 'accept-referral', referralId, states: undecided, form: acceptReferralFormCard } as const;
  switch (accepted.reason) {
    case 'undecided-duplicates':
    case 'on-register':
    case 'no-consent': {
      const found = await triageFor(turn, 'accept-referral', referralId);
      if ('refused' in found) return found.refused;
      return gateOf(turn, found.triage) ?? openTriageForm(turn, opening, { typed, problems: [] });
    }
    default:
      return showTriageNotTaken(turn, opening, typed, accepted);
  }
});
