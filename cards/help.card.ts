import type { AreaPolicy } from '../services/policies/model.ts';
import { choicesIn, type HelpReason, helpHeadings, helpIntro, type OtherWays, otherWays } from '../wording/help.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { emergencyBox } from './card-top.ts';
import { cardTemplate } from './template.ts';

export type HelpView = {
  reason: HelpReason;
  where: 'personal' | 'channel';
  /** Offers the team's own lists as well. */
  isDsrTeam: boolean;
  policy: Pick<AreaPolicy, 'emergencyAdvice'>;
  ways: OtherWays;
};

const expand = cardTemplate<object>(import.meta.dirname, 'help');

const forRequesters: ActionButton[] = [
  { title: 'Request a meeting', verb: 'start-request', style: 'positive' },
  { title: 'Refer someone', verb: 'start-referral' },
  { title: 'My requests', verb: 'show-my-requests' },
  { title: 'My referrals', verb: 'show-my-referrals' },
];
const forTheTeam: ActionButton[] = [
  { title: 'Open requests', verb: 'show-queue', data: { filter: 'all', page: 1 } },
  { title: 'To-dos', verb: 'show-team-todos' },
  { title: 'The register', verb: 'show-register', data: { rating: 'all', page: 1 } },
];

/** What can be asked for, as buttons; always with what to do in an emergency, since it may be the first card. */
export function helpCard(view: HelpView): AdaptiveCard {
  const because = view.reason === 'danger' ? (['words-of-danger'] as const) : [];
  return expand({
    emergency: emergencyBox(view.policy.emergencyAdvice.value, because),
    heading: helpHeadings[view.reason],
    text: [helpIntro(view.reason)],
    choices: choicesIn(view.where === 'channel' ? 'channel' : 'chat', view.ways),
    // Whoever may be in danger reads what to do now, and nothing that can wait.
    otherWays: view.reason === 'danger' ? [] : otherWays(view.ways),
    actions: [...(view.where === 'personal' ? forRequesters : []), ...(view.isDsrTeam ? forTheTeam : [])].map(
      actionButton,
    ),
  });
}
