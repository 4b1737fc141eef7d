import type { AreaPolicy } from '../services/policies/model.ts';
import { statedValue } from '../services/policies/model.ts';
import type { TriageProblem, TriageView } from '../services/referrals/triage-model.ts';
import { ratings } from '../services/register/model.ts';
import { referralSummary, reviewersMissing, sectorLabel } from '../wording/referral-for-team.ts';
import { ratingMark, settingLabels } from '../wording/register.ts';
import { reviewChoices, triageIntros, triageLabels, triageProblemText } from '../wording/triage-forms.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { type FormInput, recordFormCard } from './record-form.ts';

/** What was typed into a form, by the ids of its inputs. */
export type TypedTriage = Readonly<Record<string, string | undefined>>;

export type TriageFormView = {
  triage: TriageView;
  typed: TypedTriage;
  problems: readonly TriageProblem[];
  policy: AreaPolicy;
  notice?: CardNotice | undefined;
  press: string;
};

/** The settings in the order in which they are offered. */
const settingCodes = ['community', 'adult', 'tier-4', 'secure'] as const;

type Making = {
  heading: string;
  intro: readonly string[];
  fields: readonly FormInput[];
  send: { title: string; verb: string; style: 'positive' | 'destructive' };
};

function form({ triage, notice, press }: TriageFormView, making: Making): AdaptiveCard {
  const { referral } = triage;
  const { id: referralId, reference, version } = referral;
  return recordFormCard({
    heading: making.heading,
    summary: referralSummary(referral),
    about: { reference, name: referral.person.fullName },
    intro: making.intro,
    fields: making.fields,
    notice,
    buttons: [
      { ...making.send, data: { referralId, version, press } },
      { title: 'Back', verb: 'show-triage', data: { referralId } },
    ],
  });
}

type Shape = { as: 'line' | 'text' | 'day' } | { as: 'choice' | 'list'; choices: { code: string; label: string }[] };

function fieldsOf({ typed, problems }: TriageFormView) {
  return (id: keyof typeof triageLabels, shape: Shape, before?: string | null): FormInput => ({
    ...shape,
    id,
    label: triageLabels[id],
    typed: typed[id] ?? before,
    errors: problems.filter((one) => one.field === id).map(triageProblemText),
  });
}

/** Asked only where the policy names who takes part and somebody is missing. */
function reviewField(view: TriageFormView): FormInput[] {
  if (view.triage.missingSectors.length === 0) return [];
  return [fieldsOf(view)('reviewers', { as: 'choice', choices: [...reviewChoices] })];
}

function reviewIntro({ triage }: TriageFormView): string[] {
  return triage.missingSectors.length === 0 ? [] : [reviewersMissing(triage.missingSectors, false)];
}

/** A rating, where the person is, which part of the area, and who decided. */
export function acceptReferralFormCard(view: TriageFormView): AdaptiveCard {
  const { policy, triage } = view;
  const field = fieldsOf(view);
  const definitions = policy.ratingDefinitions.value;
  return form(view, {
    heading: 'Accept the referral',
    intro: [triageIntros.accept, ...reviewIntro(view)],
    fields: [
      field('rating', {
        as: 'choice',
        choices: ratings.map((code) => ({ code, label: `${ratingMark(code)}: ${definitions[code]}` })),
      }),
      field(
        'setting',
        { as: 'list', choices: settingCodes.map((code) => ({ code, label: settingLabels[code] })) },
        'community',
      ),
      field('admittedOn', { as: 'day' }),
      field('locality', { as: 'list', choices: [...policy.localities.value] }, triage.referral.locality),
      field('decidedBy', { as: 'line' }),
      ...reviewField(view),
    ],
    send: { title: 'Accept onto the register', verb: 'accept-referral', style: 'positive' },
  });
}

/** Why the register is not for this person, and what else could help. */
export function refuseReferralFormCard(view: TriageFormView): AdaptiveCard {
  const field = fieldsOf(view);
  return form(view, {
    heading: 'Not eligible',
    intro: [triageIntros.refuse, ...reviewIntro(view)],
    fields: [
      field('reason', { as: 'choice', choices: [...view.policy.notEligibleReasons.value] }),
      field('note', { as: 'text' }),
      field('whatElseHelps', { as: 'text' }),
      field('decidedBy', { as: 'line' }),
      ...reviewField(view),
    ],
    send: { title: 'Record as not eligible', verb: 'refuse-referral', style: 'destructive' },
  });
}

/** A question to the referrer, and what it does to the clock. */
export function askReferralFormCard(view: TriageFormView): AdaptiveCard {
  const { policy } = view;
  const pauses = statedValue(policy.referralReviewMayPause) === true;
  const hasClock = statedValue(policy.referralReview) !== undefined || statedValue(policy.referralTriage) !== undefined;
  const clock = hasClock ? [pauses ? triageIntros.pauses : triageIntros.runsOn] : [];
  return form(view, {
    heading: 'Ask for information',
    intro: [triageIntros.ask, ...clock],
    fields: [fieldsOf(view)('question', { as: 'text' })],
    send: { title: 'Send question', verb: 'ask-referral-question', style: 'positive' },
  });
}

/** Who took part in the risk review, by sector of the policy. */
export function reviewersFormCard(view: TriageFormView): AdaptiveCard {
  const { policy, triage, typed, problems } = view;
  const fields = (statedValue(policy.referralReviewers) ?? []).map((sector): FormInput => {
    const recorded = triage.referral.reviewers.filter((one) => one.sector === sector).map(({ name }) => name);
    return {
      as: 'text',
      id: sector,
      label: `From ${sectorLabel(sector)}`,
      typed: typed[sector] ?? recorded.join('\n'),
      errors: problems.filter((one) => one.field === sector).map(triageProblemText),
    };
  });
  return form(view, {
    heading: 'Who took part in the risk review?',
    intro: [triageIntros.reviewers],
    fields,
    send: { title: 'Save', verb: 'record-reviewers', style: 'positive' },
  });
}
