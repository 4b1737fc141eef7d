import type { AreaPolicy } from '../services/policies/model.ts';
import type {
  ReferralDraftView,
  ReferralFieldSpec,
  ReferralProblem,
  ReferralStep,
} from '../services/referrals/draft-model.ts';
import type { KeyProfessionalView, SupportToolResult } from '../services/referrals/model.ts';
import { professionalWords } from '../wording/referral-answers.ts';
import { referralFieldLabel } from '../wording/referral-fields.ts';
import { referralProblemSummary } from '../wording/referral-problems.ts';
import {
  referralForm,
  referralStepIntro,
  referralStepTitles,
  stepNumberWords,
  toolSuggestionWords,
} from '../wording/referral-steps.ts';
import { ratingLabels } from '../wording/register.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { emergencyBox, noticeBox, urgentBox } from './card-top.ts';
import { inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { referralFormField } from './referral-field.ts';
import { cardTemplate } from './template.ts';

export type ReferralStepView = {
  draft: ReferralDraftView;
  step: ReferralStep;
  /** Counts from 1. */
  number: number;
  of: number;
  specs: readonly ReferralFieldSpec[];
  problems: readonly ReferralProblem[];
  /** Those named so far; only the step about them shows them. The lead professional cannot be taken out. */
  professionals: readonly KeyProfessionalView[];
  /** What the support tool makes of the answers; only the last step shows it. */
  tool: { title: string; result: SupportToolResult } | null;
  /** Younger than the age from which the person's own consent is sought. */
  young: boolean;
  /** Asked whether they are the lead professional, and nothing else. */
  lead: boolean;
  urgentBecause: readonly 'words-of-danger'[];
  policy: AreaPolicy;
  /** Opened from the check page: leads back to it. */
  fromCheck: boolean;
  notice?: CardNotice | undefined;
  press: string;
};

const NAME_ON_CARD = 80;
const PROFESSIONAL_ON_CARD = 200;
const profileFields: ReadonlySet<string> = new Set(['jobRole', 'organisation', 'phone']);
const expand = cardTemplate<object>(import.meta.dirname, 'referral-step');

/** One step of a referral: each is saved when pressed, and none is longer than a phone takes. */
export function referralStepCard(view: ReferralStepView): AdaptiveCard {
  return fitCard(inputLimits, (limit) => render(view, limit));
}

function render(view: ReferralStepView, limit: number): AdaptiveCard {
  const { draft, step, problems, policy } = view;
  const { typed } = draft;
  const forAnother = typed.forAnother === 'yes';
  const name = cutText(typed.personName ?? '', NAME_ON_CARD).text;
  const advice = policy.emergencyAdvice.value;
  const button = view.fromCheck ? referralForm.fromCheck : 'Next';
  const fields = view.specs.map((spec) => referralFormField(spec, { ...view, typed: withProfile(draft) }, limit));
  const profile = fields.filter(({ id }) => profileFields.has(id));
  return expand({
    emergency: view.number === 1 ? emergencyBox(advice, view.urgentBecause) : urgentBox(advice, view.urgentBecause),
    heading: forAnother ? referralForm.forAnotherHeading : referralForm.heading,
    step: `${stepNumberWords(view.number, view.of)}: ${referralStepTitles[step]}`,
    about: name === '' || step === 'who' ? '' : `About ${plain(name)}`,
    notice: noticeBox(view.notice),
    summary: referralProblemSummary(problems, button),
    intro: referralStepIntro(step, { policy, young: view.young, consentAnswer: typed.consentAnswer }).map(plain),
    tool: step === 'rating' ? toolLines(view) : [],
    fields: fields.filter(({ id }) => !profileFields.has(id)),
    profile: profilePart(draft, profile),
    professionals: professionalsPart(view),
    actions: buttons(view, button),
  });
}

/** What is known of the referrer stands in the fields, so that it can be put right. */
function withProfile({ typed, profile, suggestedOrganisation }: ReferralDraftView): ReferralDraftView['typed'] {
  return {
    ...typed,
    jobRole: typed.jobRole || profile.jobRole || '',
    organisation: typed.organisation || profile.organisation || suggestedOrganisation || '',
    phone: typed.phone || profile.phone || '',
  };
}

function profilePart(draft: ReferralDraftView, fields: readonly { value: string; errors: string[] }[]) {
  if (fields.length === 0) return null;
  const { jobRole, organisation, phone } = draft.profile;
  const known = Boolean(jobRole && organisation && phone);
  const wrong = fields.some(({ errors }) => errors.length > 0);
  const line = cutText(fields.map(({ value }) => value).join(', '), PROFESSIONAL_ON_CARD).text;
  return { known, open: !known || wrong, line: plain(line), fields };
}

function toolLines({ tool, policy }: ReferralStepView): string[] {
  if (tool === null) return [];
  const { score, suggests, drivenBy } = tool.result;
  return toolSuggestionWords({
    title: tool.title,
    score,
    suggests: suggests && ratingLabels[suggests],
    drivenBy: drivenBy.map((code) => referralFieldLabel(`tool-${code}`, { policy })),
  }).map(plain);
}

function professionalsPart({ step, draft, professionals, fromCheck }: ReferralStepView) {
  if (step !== 'professionals') return null;
  const data = { draftId: draft.id, step, ...(fromCheck ? { back: 'check' } : {}) };
  // The lead professional is listed first and is no row of the draft's own list.
  const listed = professionals.map((one, index) => ({
    text: plain(cutText(professionalWords(one), PROFESSIONAL_ON_CARD).text),
    buttons: one.lead
      ? []
      : [
          {
            ...actionButton({
              title: 'Take out',
              verb: 'remove-key-professional',
              data: { ...data, row: index - professionals.filter(({ lead }) => lead).length },
            }),
            tooltip: `Take out ${cutText(one.name, NAME_ON_CARD).text}`,
          },
        ],
  }));
  return {
    listed,
    buttons: [
      actionButton({ title: 'Add this person', verb: 'add-key-professional', data }),
      actionButton({ title: 'I am one', verb: 'name-me-key-professional', data }),
    ],
  };
}

function buttons({ draft, step, number, fromCheck }: ReferralStepView, next: string): CardElement[] {
  const forAnother: Record<string, string> = draft.typed.forAnother === 'yes' ? { forAnother: 'yes' } : {};
  const data = { draftId: draft.id, step, ...forAnother, ...(fromCheck ? { back: 'check' } : {}) };
  const wanted: (ActionButton | false)[] = [
    { title: next, verb: 'next-referral-step', data, style: 'positive' },
    number > 1 && { title: 'Back', verb: 'back-referral-step', data },
    { title: 'Save for later', verb: 'save-referral-draft', data },
  ];
  return wanted.flatMap((button) => (button ? [actionButton(button)] : []));
}
