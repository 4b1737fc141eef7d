import { checkNhsNumber } from '../../../services/people/nhs-number.ts';
import type { Deps } from '../../../services/platform/deps.ts';
import { addDays, type CalendarDay } from '../../../services/platform/time.ts';
import type { AreaPolicy } from '../../../services/policies/model.ts';
import { statedValue } from '../../../services/policies/rule.ts';
import type { TypedProfessional, TypedReferral } from '../../../services/referrals/draft-model.ts';
import type { ReferralView } from '../../../services/referrals/model.ts';
import { recordReviewers } from '../../../services/referrals/record-reviewers.ts';
import { saveReferralDraft } from '../../../services/referrals/save-referral-draft.ts';
import { professionalRoutes, toolOf, typedAge } from '../../../services/referrals/steps.ts';
import { submitReferral } from '../../../services/referrals/submit-referral.ts';
import type { Rating } from '../../../services/register/model.ts';
import { type Professional, sure } from './story.ts';

/** Key professionals of the sample; all of them can be written to, and none of them exists. */
export const keyProfessionals = {
  nadia: professional('Nadia Example', 'Community nurse', 'Trust learning disability and autism team', 'nadia.example'),
  petra: professional('Petra Example', 'Team manager', 'Trust mental health team', 'petra.example'),
  quinn: professional('Quinn Example', 'Psychiatrist', 'Trust mental health team', 'quinn.example'),
  ravi: professional('Ravi Example', 'Social work manager', 'Example City Council social care', 'ravi', 'city-council'),
  vera: professional('Vera Example', 'SEND officer', 'Example County Council education', 'vera', 'county-council'),
} as const;

function professional(
  name: string,
  jobRole: string,
  organisation: string,
  mailbox: string,
  domain = 'trust',
): TypedProfessional {
  return { name, jobRole, organisation, email: `${mailbox}@${domain}.example.org`, phone: '' };
}

/** An NHS number of nobody: it begins 999 and has a right check digit. Each serial number gives another one. */
export function fictionalNhsNumber(serial: number): string {
  for (let tried = serial * 10; ; tried += 1) {
    const nine = `999${String(tried).padStart(6, '0')}`;
    const right = [...'0123456789'].find((digit) => checkNhsNumber(nine + digit, { allowTestNumbers: true }).ok);
    if (right !== undefined) return nine + right;
  }
}

/** What a referral of the sample says; everything that areas ask differently is taken from the policy. */
export type SampleReferral = {
  name: string;
  bornOn: CalendarDay;
  serial: number;
  /** The position of the locality in the area's list. */
  locality?: number;
  suggested: Rating;
  issues: string;
  professionals?: readonly TypedProfessional[];
  typed?: TypedReferral;
};

/** What a nurse or social worker types of somebody who agrees themself. */
export function typedReferral(policy: AreaPolicy, today: CalendarDay, about: SampleReferral): TypedReferral {
  const [first = ''] = about.name.split(' ');
  const { value: localities } = policy.localities;
  const typed: TypedReferral = {
    personName: about.name,
    dateOfBirth: about.bornOn,
    nhsNumber: fictionalNhsNumber(about.serial),
    residence: `${about.serial} Example Street, ${localities[(about.locality ?? 0) % localities.length]?.label ?? ''}`,
    locality: localities[(about.locality ?? 0) % localities.length]?.code ?? '',
    jobRole: 'Social worker',
    organisation: 'Trust mental health team',
    phone: '01632 960102',
    ...eligible(policy),
    consentAnswer: 'person',
    consenterName: about.name,
    consentDay: today,
    consentForm: 'in-person',
    informationFormat: 'easy-read',
    consentSharing: 'yes',
    evidence: 'Signed form, kept in the shared folder',
    personVia: 'email',
    personDetail: `${first.toLowerCase()}@home.example.org`,
    personFormat: 'easy-read',
    currentIssues: about.issues,
    escalationRisk: `Without more support ${first} may have to leave home or go into hospital.`,
    whatWasTried: `Visits twice a week helped. ${first} likes swimming and music.`,
    whatCouldHelp: 'The same few people at the same times, and somebody to call in the evening.',
    professionals: [...(about.professionals ?? [keyProfessionals.nadia])],
    suggestedRating: about.suggested,
    ...routeOf(policy),
    ...about.typed,
  };
  return { ...toolAnswers(policy, typedAge(typed, today), about.suggested), ...typed };
}

function routeOf(policy: AreaPolicy): TypedReferral {
  const [route] = professionalRoutes(policy);
  return route === undefined ? {} : { route };
}

function eligible(policy: AreaPolicy): TypedReferral {
  const answers = policy.eligibilityQuestions.value.map(({ code, expected }) => [`eligibility-${code}`, expected]);
  return Object.fromEntries(answers) as TypedReferral;
}

/** The answers of an area's support tool: the heavier, the higher the rating. */
function toolAnswers(policy: AreaPolicy, age: number | undefined, rating: Rating): TypedReferral {
  const questions = toolOf(policy, age)?.tool.questions ?? [];
  const heavy = { red: 1, blue: 1, amber: 0.5, green: 0 }[rating];
  const answers = questions.map(({ code, answers: offered }) => {
    const byWeight = offered.toSorted((a, b) => a.weight - b.weight);
    return [`tool-${code}`, byWeight[Math.round(heavy * (byWeight.length - 1))]?.code ?? ''];
  });
  return Object.fromEntries(answers) as TypedReferral;
}

/** A parent who consents for a child and is told instead of them, where the area asks them. */
export function parentOf(about: { name: string }, parent: string): TypedReferral {
  const mailbox = parent.split(' ')[0]?.toLowerCase();
  const speaks = { representativeName: parent, representativeRelation: 'parent', representativeVia: 'email' };
  return {
    consentAnswer: 'parent',
    consenterName: parent,
    personView: `${about.name.split(' ')[0]} wants to stay at home and to see friends.`,
    informationFormat: 'plain',
    personVia: 'representative',
    personDetail: '',
    ...speaks,
    representativeDetail: `${mailbox}@home.example.org`,
    representativeFormat: 'plain',
  };
}

/** Sends a referral as it was typed. */
export async function refer(deps: Deps, actor: Professional, typed: TypedReferral): Promise<ReferralView> {
  const draftId = deps.newId();
  sure(await saveReferralDraft(deps, { actor, draftId, typed, check: 'nothing' }));
  const sent = await submitReferral(deps, { actor, draftId, press: deps.newId() });
  return sure(sent);
}

const reviewers = {
  education: 'Vera Example, SEND officer',
  'social-care': 'Ravi Example, social work manager',
  health: 'Petra Example, team manager',
};

/** Who took part in the risk review, where the area says who does. @returns the referral as it is then */
export async function review(
  deps: Deps,
  actor: Professional,
  referral: ReferralView,
  without: readonly string[] = [],
): Promise<ReferralView> {
  const sectors = (statedValue(deps.policy.referralReviewers) ?? []).filter((sector) => !without.includes(sector));
  if (sectors.length === 0) return referral;
  const names = Object.fromEntries(sectors.map((sector) => [sector, reviewers[sector]]));
  const about = { actor, referralId: referral.id, names, press: deps.newId() };
  return sure(await recordReviewers(deps, about));
}

/** Somebody of this many years, whose birthday was these days ago. */
export function bornOn(today: CalendarDay, years: number, daysSinceBirthday = 20 + ((years * 37) % 300)): CalendarDay {
  const day = addDays(today, -daysSinceBirthday);
  const year = Number(day.slice(0, 4)) - years;
  const date = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4);
  return `${year}${date}`;
}
