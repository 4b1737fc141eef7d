import { formatInstant } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import type { ReferralView } from '../services/referrals/model.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { referralParts } from './referral-for-team-details.ts';
import { type Part, wholeTextCard } from './whole-text.ts';

/** Every word of a referral, on as many pages as it takes: what its card had to cut. */
export function referralTextCard(view: { referral: ReferralView; policy: AreaPolicy; page: number }): AdaptiveCard {
  const { referral, policy, page } = view;
  return wholeTextCard({
    ...{ reference: referral.reference, name: referral.person.fullName, page },
    parts: [...referralParts(referral, policy), ...said(referral)],
    ids: { referralId: referral.id },
    verbs: { pages: 'show-referral-text', back: 'show-triage' },
  });
}

function said({ questions, decision, endNote }: ReferralView): Part[] {
  return [
    ...questions.flatMap((asked) => [
      { title: `Question, ${formatInstant(asked.askedAt)}`, text: asked.question },
      { title: 'Answer', text: asked.answer ?? 'No answer yet' },
    ]),
    { title: 'What the letters say about the reason', text: decision?.note ?? '' },
    { title: 'What else could help', text: decision?.whatElseHelps ?? '' },
    { title: 'How it ended', text: endNote ?? '' },
  ].filter(({ text }) => text !== '');
}
