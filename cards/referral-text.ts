import { formatInstant } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import type { ReferralView } from '../services/referrals/model.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { plain } from './plain-text.ts';
import { referralParts } from './referral-for-team-details.ts';
import { inPages } from './request-text.card.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

const expand = cardTemplate(import.meta.dirname, 'request-text');

/** Every word of a referral, on as many pages as it takes: what its card had to cut. */
export function referralTextCard(view: { referral: ReferralView; policy: AreaPolicy; page: number }): AdaptiveCard {
  const { referral, policy } = view;
  const pages = inPages([...referralParts(referral, policy), ...said(referral)]);
  const at = Math.min(Math.max(view.page, 1), pages.length);
  const turn = (title: string, page: number) =>
    actionButton({ title, verb: 'show-referral-text', data: { referralId: referral.id, page } });
  return expand({
    heading: `All of ${referral.reference}`,
    about: plain(oneLine(referral.person.fullName)),
    said: pages.length > 1 ? `Page ${at} of ${pages.length}` : null,
    parts: pages[at - 1] ?? [],
    actions: [
      actionButton({ title: 'Back', verb: 'show-triage', data: { referralId: referral.id } }),
      ...(at > 1 ? [turn('Previous page', at - 1)] : []),
      ...(at < pages.length ? [turn('Next page', at + 1)] : []),
    ],
  });
}

function said({ questions, decision, endNote }: ReferralView): { title: string; text: string }[] {
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
