import type { AreaPolicy } from '../../services/policies/model.ts';
import type { ReferralStep } from '../../services/referrals/draft-model.ts';
import { referralStepIntro, referralStepTitles } from '../referral-steps.ts';
import type { Voice } from './refer-fields.ts';

const selfTitles: Partial<Record<ReferralStep, string>> = {
  who: 'About you',
  consent: 'Do you agree?',
  'consent-detail': 'More about that',
  told: 'How we tell you things',
  risk: 'What is happening, and what helps',
  professionals: 'People who help you now',
};
const carerTitles: Partial<Record<ReferralStep, string>> = {
  who: 'About you and the person you care for',
  risk: 'What is happening, and what helps',
  professionals: 'People who help them now',
};

/** What a step is about, as its heading and on the check page. */
export function pageStepTitle(step: ReferralStep, voice: Voice): string {
  const own = voice === 'self' ? selfTitles[step] : voice === 'carer' ? carerTitles[step] : undefined;
  return own ?? (step === 'who' ? 'About you and the person' : referralStepTitles[step]);
}

type IntroContext = { policy: AreaPolicy; voice: Voice; young: boolean; consentAnswer?: string | undefined };

/** A few sentences above the questions of a step. */
export function pageStepIntro(step: ReferralStep, context: IntroContext): string[] {
  const { policy, voice, young, consentAnswer } = context;
  if (voice === 'self') return selfIntro(step, policy, consentAnswer);
  if (step === 'professionals') {
    return voice === 'carer'
      ? [
          'A doctor, nurse, teacher, social worker or support worker. If you know of nobody, leave this empty and go on.',
        ]
      : ['Name at least one who knows the person well. You can be one of them.'];
  }
  return referralStepIntro(step, { policy, young, consentAnswer });
}

function selfIntro(step: ReferralStep, policy: AreaPolicy, consentAnswer: string | undefined): string[] {
  switch (step) {
    case 'eligibility':
      return [
        `The register is for: ${policy.entryCriteria.value}.`,
        'In these questions “the person” is you. “I don’t know” is a good answer: we find out together.',
      ];
    case 'consent':
      return [
        'Nobody comes onto the register without agreeing. You can say “not yet” and still send this.',
        'Saying no changes nothing in the help you get now. You can change your mind at any time.',
        `If you are under ${policy.ownConsentFrom.value}, a parent or somebody with parental responsibility decides with you. Choose “Not yet” then.`,
      ];
    case 'consent-detail':
      return consentAnswer === 'not-yet' ? ['We talk about it with you before anything else.'] : [];
    case 'told':
      return ['We tell you what was decided, also if the register is not right for you.'];
    case 'risk':
      return ['A few sentences each are enough. Use your own words.'];
    case 'professionals':
      return [
        'A doctor, nurse, teacher, social worker or support worker. If you know of nobody, leave this empty and go on.',
      ];
    default:
      return [];
  }
}
