import type { AreaPolicy } from '../services/policies/model.ts';
import type {
  ReferralDraftView,
  ReferralFieldSpec,
  ReferralProblem,
  ReferralStep,
} from '../services/referrals/draft-model.ts';
import type { KeyProfessionalView } from '../services/referrals/model.ts';
import { type AnswerLine, answerLines, professionalWords } from '../wording/referral-answers.ts';
import { referralFieldLabel } from '../wording/referral-fields.ts';
import { referralProblemText } from '../wording/referral-problems.ts';
import { referralForm, referralStepTitles } from '../wording/referral-steps.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { noticeBox, urgentBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type CheckedStep = {
  step: ReferralStep;
  specs: readonly ReferralFieldSpec[];
  problems: readonly ReferralProblem[];
};

export type ReferralCheckView = {
  draft: ReferralDraftView;
  steps: readonly CheckedStep[];
  professionals: readonly KeyProfessionalView[];
  lead: boolean;
  urgentBecause: readonly 'words-of-danger'[];
  policy: AreaPolicy;
  notice?: CardNotice | undefined;
  /** A new key for the press that sends the referral. */
  press: string;
};

const NAME_ON_CARD = 80;
const expand = cardTemplate<object>(import.meta.dirname, 'referral-check');

/** Everything that was answered, step by step, each with the way back to it; and the button that sends it. */
export function referralCheckCard(view: ReferralCheckView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render(view: ReferralCheckView, measure: Measure): AdaptiveCard {
  const { draft, policy } = view;
  const name = cutText(draft.typed.personName ?? '', NAME_ON_CARD).text;
  const wrong = view.steps.filter(({ problems }) => problems.length > 0).length;
  return expand({
    emergency: urgentBox(policy.emergencyAdvice.value, view.urgentBecause),
    heading: referralForm.checkHeading,
    about: name === '' ? 'No name yet' : `About ${plain(name)}`,
    notice: noticeBox(view.notice),
    summary: wrong === 0 ? '' : referralForm.notComplete(wrong),
    steps: view.steps.map((step) => stepPart(view, step, measure)),
    actions: buttons(view, wrong > 0).map(actionButton),
  });
}

function stepPart(view: ReferralCheckView, { step, specs, problems }: CheckedStep, measure: Measure) {
  const { draft, policy, lead } = view;
  const { consentAnswer } = draft.typed;
  const lines = step === 'professionals' ? professionalLines(view) : answerLines(specs, draft.typed, { policy, lead });
  const title = referralStepTitles[step];
  return {
    title,
    errors: problems.map((problem) => {
      const label = referralFieldLabel(problem.field, { policy, lead, consentAnswer });
      return `Error: ${plain(`${label}: ${referralProblemText(problem, policy)}`)}`;
    }),
    lines: lines
      .slice(0, Math.max(measure.rows, MOST_FIELDS))
      .map((line) => ({ title: plain(line.title), text: cutProse(line.text, measure.text) })),
    buttons: [
      {
        ...actionButton({ title: 'Change', verb: 'open-referral-step', data: { draftId: draft.id, step } }),
        tooltip: `Change: ${title}`,
      },
    ],
  };
}

/** No step has more fields than this: none is left out of the check. */
const MOST_FIELDS = 12;

function professionalLines({ professionals }: ReferralCheckView): AnswerLine[] {
  return professionals.map((one, index) => ({ title: `Professional ${index + 1}`, text: professionalWords(one) }));
}

function buttons({ draft, press }: ReferralCheckView, wrong: boolean): ActionButton[] {
  const data = { draftId: draft.id };
  const send: ActionButton = {
    title: 'Send referral',
    verb: 'send-referral',
    data: { ...data, press },
    style: 'positive',
  };
  return [...(wrong ? [] : [send]), { title: 'Save for later', verb: 'show-my-referrals' }];
}
