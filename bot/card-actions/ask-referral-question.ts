import { askReferralFormCard } from '../../cards/triage-forms.ts';
import { askReferralQuestion as ask } from '../../services/referrals/ask-referral-question.ts';
import { triageDone } from '../../wording/triage-forms.ts';
import { typedText } from '../press-data.ts';
import { decisionOnReferral, showTriageDone, showTriageNotTaken } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

/** Sends the team's question to the referrer. */
export const askReferralQuestion = cardAction(
  'ask-referral-question',
  decisionOnReferral.extend({ question: typedText }),
  async (turn, { referralId, version, press, question }) => {
    const { deps, actor } = turn;
    const asked = await ask(deps, { actor, referralId, version, press, question });
    if (asked.ok) return showTriageDone(turn, referralId, triageDone.asked);
    const opening = {
      useCase: 'ask-referral-question',
      referralId,
      states: ['submitted'],
      form: askReferralFormCard,
    } as const;
    return showTriageNotTaken(turn, opening, { question }, asked);
  },
);
