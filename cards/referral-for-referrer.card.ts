import { formatInstant } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import type { ReferralView } from '../services/referrals/model.ts';
import { whyThisDate } from '../wording/clocks.ts';
import { outcomeWords, referralDetails, whatHappensToReferral } from '../wording/referral-for-referrer.ts';
import { announcedReferral, referrerState } from '../wording/referral-states.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { emergencyBox, noticeBox, urgentBox } from './card-top.ts';
import { formText } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type ReferralForReferrerView = {
  referral: ReferralView;
  policy: AreaPolicy;
  /** It has just been sent: what to do in an emergency is said again. */
  confirmation?: boolean;
  notice?: CardNotice | undefined;
  /** An answer that was not taken: what was typed, and why. */
  answer?: { typed: string; problem: 'missing' | 'too-long' } | undefined;
  /** A new key for the press that changes something. */
  press: string;
};

const NAME_ON_CARD = 80;
const expand = cardTemplate<object>(import.meta.dirname, 'referral-for-referrer');

/** A referrer's own referral in its present state, and what happens next. Says nothing of anybody else's record. */
export function referralForReferrerCard(view: ReferralForReferrerView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render(view: ReferralForReferrerView, measure: Measure): AdaptiveCard {
  const { referral, policy } = view;
  const advice = policy.emergencyAdvice.value;
  const undecided = referral.state === 'submitted' || referral.state === 'information-requested';
  const because = undecided ? referral.urgentBecause : [];
  const name = plain(cutText(referral.person.fullName, NAME_ON_CARD).text);
  return expand({
    // Also once the card is brought up to date: the confirmation itself stands for a moment only.
    emergency:
      view.confirmation || referral.state === 'submitted' ? emergencyBox(advice, because) : urgentBox(advice, because),
    notice: noticeBox(view.notice),
    reference: referral.reference,
    state: referrerState(referral.state, referral.referrerTold),
    about: `About ${name}. Sent on ${formatInstant(referral.submittedAt)}.`,
    next: whatHappensToReferral(referral).map(plain),
    why: whyPart(referral, undecided),
    reasons: outcomeWords(referral, policy).map((text) => cutProse(text, measure.text)),
    answered: referral.questions
      .slice(-measure.rows)
      .flatMap(({ question, answer }) =>
        answer === null ? [] : [{ question: cutProse(question, measure.text), answer: cutProse(answer, measure.text) }],
      ),
    sent: referralDetails(referral, policy).map(({ title, text }) => ({
      title: plain(title),
      text: cutProse(text, measure.text),
    })),
    question: questionPart(view, measure),
    actions: buttons(view),
    fallbackText: announcedReferral(referral),
  });
}

/** Why the dates under "what happens next" are those dates. */
function whyPart(referral: ReferralView, undecided: boolean) {
  const lines = referral.clocks.flatMap((clock) => whyThisDate(clock));
  return undecided && lines.length > 0 ? { lines: lines.map(plain) } : null;
}

/** The question that waits for an answer, with the field to answer it. */
function questionPart({ referral, answer }: ReferralForReferrerView, measure: Measure) {
  const open = referral.questions.findLast((asked) => asked.answer === null);
  if (referral.state !== 'information-requested' || open === undefined) return null;
  const field = formText(answer?.typed ?? '', measure.text * 4);
  const problem = answer?.problem === 'missing' ? ['Error: Type your answer, then press Send answer.'] : [];
  const tooLong = answer?.problem === 'too-long' ? ['Error: Shorten your answer to 4,000 characters or fewer.'] : [];
  return {
    heading: `${plain(cutText(open.by.name, NAME_ON_CARD).text)} asks`,
    text: cutProse(open.question, measure.text * 4),
    answer: field.value,
    errors: [...problem, ...tooLong, ...field.cut],
  };
}

function buttons({ referral, press }: ReferralForReferrerView): CardElement[] {
  const ids = { referralId: referral.id };
  const asked = referral.state === 'information-requested';
  const undecided = asked || referral.state === 'submitted';
  const wanted: (ActionButton | false)[] = [
    asked && {
      ...{ title: 'Send answer', verb: 'answer-referral-question', data: { ...ids, press } },
      style: 'positive',
    },
    undecided && { title: 'Withdraw', verb: 'open-withdraw-referral', data: ids },
    { title: 'My referrals', verb: 'show-my-referrals' },
  ];
  return wanted.flatMap((button) => (button ? [actionButton(button)] : []));
}
