import type { Deps } from '../../services/platform/deps.ts';
import type { TypedReferral } from '../../services/referrals/draft-model.ts';
import type { ReferralView } from '../../services/referrals/model.ts';
import { saveReferralDraft } from '../../services/referrals/save-referral-draft.ts';
import { submitReferral } from '../../services/referrals/submit-referral.ts';
import { aProfessional, type TestActor } from './builders.ts';

/** What a referrer types in Staffordshire and Stoke-on-Trent, complete: an adult who agrees. */
export function typedReferral(over: TypedReferral = {}): TypedReferral {
  return {
    personName: 'Jordan Example',
    dateOfBirth: '31/3/1998',
    nhsNumber: '999 000 0018',
    residence: '1 Example Street, Stafford',
    locality: 'staffordshire',
    'eligibility-diagnosis': 'yes',
    'eligibility-risk-of-admission': 'yes',
    'eligibility-placement-at-risk': 'unknown',
    consentAnswer: 'person',
    consenterName: 'Jordan Example',
    consentDay: '2027-01-11',
    consentForm: 'in-person',
    informationFormat: 'easy-read',
    consentSharing: 'yes',
    evidence: 'Signed form in the notes',
    personVia: 'email',
    personDetail: 'jordan@example.org',
    personFormat: 'easy-read',
    currentIssues: 'Jordan has not slept for a week and does not go out any more.',
    escalationRisk: 'Without support at night an admission is likely.',
    whatWasTried: 'Walks with a support worker helped.',
    whatCouldHelp: 'Support at night.',
    professionals: [
      {
        name: 'Sam Example',
        jobRole: 'Community nurse',
        organisation: 'Example NHS Trust',
        email: 'sam@example.org',
        phone: '',
      },
    ],
    suggestedRating: 'amber',
    ...over,
  };
}

/** The answers of a coordinator who enters what somebody said on the phone. */
export function typedForAnother(over: TypedReferral = {}): TypedReferral {
  return typedReferral({
    forAnother: 'yes',
    receivedBy: 'phone',
    receivedOn: '2027-01-08',
    route: 'carer',
    contactName: 'Alex Example',
    contactRelation: 'Mother',
    contactVia: 'phone',
    contactDetail: '01632 960 123',
    ...over,
  });
}

/** A stored draft. Throws when it is refused. */
export async function aReferralDraft(deps: Deps, actor: TestActor, typed: TypedReferral): Promise<string> {
  const draftId = deps.newId();
  const saved = await saveReferralDraft(deps, { actor, draftId, typed, check: 'nothing' });
  if (!saved.ok) throw new Error(`The draft was refused: ${saved.reason}`);
  return draftId;
}

/** A referral as its referrer sees it straight after sending it. Throws when what was typed is refused. */
export async function aSentReferral(
  deps: Deps,
  as: { referrer?: TestActor; typed?: TypedReferral } = {},
): Promise<ReferralView & { referrerActor: TestActor }> {
  const referrerActor = as.referrer ?? (await aProfessional(deps, { name: 'Robin Referrer' }));
  const draftId = await aReferralDraft(deps, referrerActor, as.typed ?? typedReferral());
  const sent = await submitReferral(deps, { actor: referrerActor, draftId, press: deps.newId() });
  if (!sent.ok) throw new Error(`The referral was refused: ${JSON.stringify(sent)}`);
  return { ...sent.value, referrerActor };
}
