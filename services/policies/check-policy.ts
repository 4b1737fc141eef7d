import type { AreaPolicy } from './model.ts';
import { type MaybeRule, statedValue } from './rule.ts';
import type { SupportTool } from './support-tool.ts';

type Coded = { code: string };

/** What stands twice in a list. */
function repeats(values: readonly (string | number)[]): (string | number)[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}

const twice = (rule: string, values: readonly (string | number)[]) =>
  repeats(values).map((value) => `${rule}: “${value}” stands in the list twice.`);

function listProblems(policy: AreaPolicy): string[] {
  const codes = (rule: MaybeRule<readonly Coded[]>) => (statedValue(rule) ?? []).map(({ code }) => code);
  const coded = [
    ...(['purposeCategories', 'declineReasons', 'themes', 'localities', 'notEligibleReasons'] as const),
    ...(['endReasons', 'eligibilityQuestions', 'dischargePlanPoints'] as const),
  ];
  const escalation = statedValue(policy.escalation);
  return [
    ...coded.flatMap((name) => twice(name, codes(policy[name]))),
    ...twice('referralRoutes', policy.referralRoutes.value),
    ...twice('consentRoutes', policy.consentRoutes.value),
    ...twice('consentReminders', policy.consentReminders.value),
    ...twice('clockReminders', policy.clockReminders.value),
    ...twice('meetingLengths', policy.meetingLengths.value),
    ...twice('referralReviewers', statedValue(policy.referralReviewers) ?? []),
    ...twice('escalation', [...(escalation?.ratings ?? []), ...(escalation?.sectors ?? [])]),
    ...twice(
      'ratingMeasures',
      (statedValue(policy.ratingMeasures) ?? []).map(({ rating, code }) => `${code} at ${rating}`),
    ),
  ];
}

/** The highest score that answers can reach. */
const highest = ({ questions }: SupportTool) =>
  questions.reduce((sum, { answers }) => sum + Math.max(...answers.map(({ weight }) => weight)), 0);

function toolProblems(rule: string, tool: SupportTool): string[] {
  const top = highest(tool);
  return [
    ...tool.questions.flatMap(({ code, answers }) =>
      repeats(answers.map((answer) => answer.code)).map(
        (answer) => `${rule}: the question “${code}” has the answer “${answer}” twice.`,
      ),
    ),
    ...repeats(tool.thresholds.map(({ atLeast }) => atLeast)).map(
      (score) => `${rule}: two thresholds begin at ${score}.`,
    ),
    ...tool.thresholds
      .filter(({ atLeast }) => atLeast > top)
      .map(({ atLeast }) => `${rule}: no answers reach the threshold ${atLeast}; the highest score is ${top}.`),
  ];
}

/**
 * What the shape of each rule alone cannot say: rules that contradict each other, and lists that say a thing twice.
 *
 * @returns one sentence a problem, beginning with the rule it is about
 */
export function policyContradictions(policy: AreaPolicy): string[] {
  const { workingHours, meetingLengths, defaultMeetingLength, referralRoutes, consentRoutes, endReasons } = policy;
  const tool = statedValue(policy.supportTool);
  const must = (holds: boolean, problem: string) => (holds ? [] : [problem]);
  return [
    ...listProblems(policy),
    ...must(
      workingHours.value.start < workingHours.value.end,
      'workingHours: the day ends before it starts. Put the earlier time under start.',
    ),
    ...must(
      meetingLengths.value.includes(defaultMeetingLength.value),
      `defaultMeetingLength: ${defaultMeetingLength.value} is none of meetingLengths.`,
    ),
    ...must(
      referralRoutes.value.includes('self') || 'value' in policy.selfReferralTurnTo,
      'selfReferralTurnTo: referralRoutes has no “self”, so say where somebody can turn instead.',
    ),
    ...must(
      consentRoutes.value.includes('person'),
      'consentRoutes: “person” is missing. The person is always among those who may consent.',
    ),
    ...must(
      endReasons.value.some(({ code }) => code === 'consent-withdrawn'),
      'endReasons: “consent-withdrawn” is missing. Withdrawing consent always ends an entry.',
    ),
    ...must(
      'value' in policy.referralReview || statedValue(policy.referralReviewMayPause) !== true,
      'referralReviewMayPause: there is no referralReview whose time could pause.',
    ),
    ...(tool
      ? [...toolProblems('supportTool, adult', tool.adult), ...toolProblems('supportTool, child', tool.child)]
      : []),
  ];
}
