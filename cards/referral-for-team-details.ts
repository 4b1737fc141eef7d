import type { AreaPolicy } from '../services/policies/model.ts';
import { statedValue } from '../services/policies/model.ts';
import type { ReferralView } from '../services/referrals/model.ts';
import type { TriageView } from '../services/referrals/triage-model.ts';
import {
  contactWayWords,
  eligibilityWords,
  ratingNotSuggested,
  relationWords,
  sectorLabel,
} from '../wording/referral-for-team.ts';
import { ratingMark } from '../wording/register.ts';
import type { Measure } from './card-size.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { oneLine } from './typed-field.ts';

/** A heading and all that is said under it. */
export type ReferralPart = { title: string; text: string };

/** What the referrer suggests, with the area's definition, and what its support tool made of the answers. */
export function suggestedRating({ referral }: TriageView, policy: AreaPolicy, measure: Measure) {
  const { suggestedRating: suggested, supportTool } = referral;
  const words =
    suggested === null
      ? ratingNotSuggested
      : `${ratingMark(suggested)}: ${plain(policy.ratingDefinitions.value[suggested])}`;
  return {
    title: 'Rating that the referrer suggests',
    words,
    tool: supportTool === null ? [] : toolLines(supportTool, policy).slice(0, measure.rows + 1),
  };
}

/** The score, what it suggests, and the answers that weighed most. A person decides. */
function toolLines(result: NonNullable<ReferralView['supportTool']>, policy: AreaPolicy): { text: string }[] {
  const tool = statedValue(policy.supportTool)?.[result.tool];
  const suggests = result.suggests === null ? 'no rating' : ratingMark(result.suggests);
  const drivers = result.drivenBy.flatMap((code) => {
    const question = tool?.questions.find((one) => one.code === code);
    const answer = question?.answers.find((one) => one.code === result.answers[code]);
    return question && answer ? [{ text: `• ${plain(question.text)} ${plain(answer.label)}` }] : [];
  });
  const title = plain(tool?.title ?? 'Support tool');
  return [
    { text: `${title}: score ${result.score}, suggests ${suggests}. You decide.` },
    ...(drivers.length > 0 ? [{ text: 'Answers that weighed most:' }, ...drivers] : []),
  ];
}

/** Everything that was said with a referral, in the order in which it was asked. */
export function referralParts(referral: ReferralView, policy: AreaPolicy): ReferralPart[] {
  const { person, contact, referrer } = referral;
  const told = (how: { via: keyof typeof contactWayWords; detail: string } | null) =>
    how === null
      ? 'nobody has said how to tell them'
      : `told ${contactWayWords[how.via]}${how.detail ? `: ${how.detail}` : ''}`;
  const from = contact
    ? `${contact.name}, ${contact.relation}: ${contactWayWords[contact.via]} ${contact.detail}`
    : [referrer.name, referrer.jobRole, referrer.organisation, referrer.phone, referrer.email]
        .filter(Boolean)
        .join(', ');
  const parts: [string, string | null][] = [
    ['Who referred', from],
    ['Where the person lives', person.residence],
    ['How the person is told things', told(person.told)],
    [
      'Who speaks for the person',
      referral.representatives
        .map((one) => `${one.name}, ${relationWords[one.relation]}: ${told(one.told)}`)
        .join('\n'),
    ],
    ['Questions about eligibility', eligibility(referral, policy)],
    ['Current issues that relate to risk', referral.currentIssues],
    ['Risk of escalation', referral.escalationRisk],
    ['What has been tried', referral.whatWasTried],
    ['What could further reduce the risk', referral.whatCouldHelp],
    ['Action plan', referral.actionPlan],
    ['Key professionals', keyProfessionals(referral)],
    [
      'Who took part in the risk review',
      referral.reviewers.map(({ sector, name }) => `${name} (${sectorLabel(sector)})`).join('\n'),
    ],
  ];
  return parts.flatMap(([title, text]) => (text?.trim() ? [{ title, text }] : []));
}

function eligibility({ eligibility }: ReferralView, policy: AreaPolicy): string {
  const questions = policy.eligibilityQuestions.value;
  const asked = questions.map(({ code, question, expected }) => {
    const answer = eligibility[code];
    const mark = answer === undefined || answer === expected ? '' : ' !';
    return `${question}\n${answer === undefined ? 'Not asked' : eligibilityWords[answer]}${mark}`;
  });
  const older = Object.entries(eligibility).filter(([code]) => !questions.some((one) => one.code === code));
  return [...asked, ...older.map(([code, answer]) => `${code}\n${eligibilityWords[answer]}`)].join('\n');
}

function keyProfessionals({ keyProfessionals }: ReferralView): string {
  return keyProfessionals
    .map(({ name, jobRole, organisation, email, phone, lead }) =>
      [name, jobRole, organisation, email, phone, lead ? 'lead professional' : null].filter(Boolean).join(', '),
    )
    .join('\n');
}

/** The same on the card, folded; what is long is cut there, and "Show all" has it whole. */
export function referralDetails({ referral }: TriageView, policy: AreaPolicy, measure: Measure) {
  return referralParts(referral, policy).map(({ title, text }) => ({
    title: plain(oneLine(title)),
    text: cutProse(text, measure.text),
  }));
}
