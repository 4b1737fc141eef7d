import type { AreaPolicy } from '../services/policies/model.ts';
import type { ReferralStep } from '../services/referrals/draft-model.ts';

/** What a step is about, as its heading and on the check page. */
export const referralStepTitles: Record<ReferralStep, string> = {
  received: 'How the referral came',
  who: 'Who it is about',
  eligibility: 'Who the register is for',
  consent: 'Consent',
  'consent-detail': 'More about consent',
  told: 'How to tell them things',
  risk: 'Risk, and what helps',
  professionals: 'Professionals who know the person',
  tool: 'Support tool',
  rating: 'Suggested rating',
};

type IntroContext = { policy: AreaPolicy; young: boolean; consentAnswer?: string | undefined };

/** A few sentences above the questions of a step, one a line. */
export function referralStepIntro(step: ReferralStep, { policy, young, consentAnswer }: IntroContext): string[] {
  switch (step) {
    case 'received':
      return [
        'Enter what somebody told you by phone, email or on paper. Its deadlines run from the date it was received.',
      ];
    case 'who':
      return [];
    case 'eligibility':
      return [
        `The register is for: ${policy.entryCriteria.value}.`,
        '“I don’t know” is a good answer: the team finds out.',
      ];
    case 'consent':
      return [
        'Nobody comes onto the register without consent. You can send a referral before the person has been asked, or when they have said no; the team then speaks about what else could help.',
        'Saying no changes nothing in the support they get now. Consent can be withdrawn at any time.',
        ...(young
          ? [
              `Under ${policy.ownConsentFrom.value}, whoever has parental responsibility decides, and the young person’s own view is recorded. If they can decide this for themselves, or parents disagree, choose “Not yet” and say so: the clinical lead decides.`,
            ]
          : []),
      ];
    case 'consent-detail':
      return consentDetailIntro(consentAnswer);
    case 'told':
      return ['The person, or whoever speaks for them, hears the outcome too, also when the register is not for them.'];
    case 'risk':
      return ['Write only what matters for this. A few sentences each are enough.'];
    case 'professionals':
      return ['Name at least one who knows the person well. The team asks them about what falls due.'];
    case 'tool':
      return ['The answers give a score that suggests a rating. You and the team decide.'];
    case 'rating':
      return [];
  }
}

function consentDetailIntro(answer: string | undefined): string[] {
  if (answer === 'best-interest') {
    return [
      'Only where the person was assessed as lacking capacity for this decision and nobody holds authority to decide for them (Mental Capacity Act).',
    ];
  }
  if (answer === 'not-yet')
    return ['The referral can be sent. Until consent is given, the person does not come onto the register.'];
  if (answer === 'refused') return ['The team is told that they said no. The person will not come onto the register.'];
  return ['Record what was said, as it was said.'];
}

/** 'Step 3 of 9' */
export function stepNumberWords(number: number, of: number): string {
  return `Step ${number} of ${of}`;
}

/** What the support tool made of the answers. */
export function toolSuggestionWords(tool: {
  title: string;
  score: number;
  suggests: string | null;
  drivenBy: readonly string[];
}): string[] {
  const suggests =
    tool.suggests === null
      ? 'That suggests no rating.'
      : `That suggests ${tool.suggests}. You decide what you suggest.`;
  const drivers = tool.drivenBy.length > 0 ? [`What counted most: ${tool.drivenBy.join('; ')}`] : [];
  return [`${tool.title}: score ${tool.score}. ${suggests}`, ...drivers];
}

/** Words of the forms' buttons and notices. */
export const referralForm = {
  heading: 'Refer someone to the register',
  forAnotherHeading: 'Enter a referral for somebody',
  announced: 'Referral to the register',
  fromCheck: 'Save and go back to the check',
  saved: 'Saved. Nobody has seen it yet.',
  checkHeading: 'Check the answers before you send it',
  notComplete: (count: number) =>
    count === 1 ? 'One step has something to put right.' : `${count} steps have something to put right.`,
} as const;
