import type { Request } from 'express';
import { hasWordsOfDanger } from '../../services/mbe-requests/urgency.ts';
import type { ReferralCheckContext } from '../../services/referrals/check-step.ts';
import type { ReferralDraftView, ReferralStep, TypedReferral } from '../../services/referrals/draft-model.ts';
import { checkContextOf, emptyReferralDraft } from '../../services/referrals/draft-view.ts';
import { ownRouteOf } from '../../services/referrals/own-referral.ts';
import { fieldsOf, typedAge } from '../../services/referrals/steps.ts';
import { viewReferralDraft } from '../../services/referrals/view-referral-draft.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { agreedOnThePage } from '../../wording/pages/refer.ts';
import type { Voice } from '../../wording/pages/refer-fields.ts';
import { LONGEST_FIELD } from '../asking/asking.ts';
import { typedDay, typedOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { kindOf } from './refer-fields.ts';

type FormRequest = Request<Record<string, string>>;

/** A draft with what its pages need of it. */
export type OpenDraft = {
  draft: ReferralDraftView;
  context: ReferralCheckContext;
  voice: Voice;
  young: boolean;
  /** Asked whether they are the lead professional, and nothing else. */
  lead: boolean;
  urgent: 'words-of-danger'[];
};

/** A draft as its pages show it: what is remembered of its writer stands where nothing was typed. */
export function opened(site: Site, draft: ReferralDraftView): OpenDraft {
  const { deps } = site;
  const context = checkContextOf(deps, draft);
  const age = typedAge(context.typed, context.today);
  const route = fieldsOf('who', context).find(({ field }) => field === 'route');
  const { currentIssues, escalationRisk, whatWasTried, whatCouldHelp, actionPlan } = context.typed;
  const texts = [currentIssues, escalationRisk, whatWasTried, whatCouldHelp, actionPlan].map((text) => text ?? '');
  return {
    draft,
    context,
    voice: ownRouteOf(context),
    young: age !== undefined && age < deps.policy.ownConsentFrom.value,
    lead: route !== undefined && !route.choices?.includes('professional'),
    urgent: hasWordsOfDanger(texts, deps.policy.dangerWords.value) ? ['words-of-danger'] : [],
  };
}

/** A new draft of a visitor; nothing of it is stored. A professional's route is asked only where the area makes a difference. */
export async function newDraft(site: Site, visitor: Visitor, voice: Voice): Promise<OpenDraft> {
  return opened(site, await emptyReferralDraft(site.deps, visitor.actor, voice ? { route: voice } : {}));
}

/** A stored draft of this visitor, or why it cannot be worked on. */
export function storedDraft(site: Site, visitor: Visitor, draftId: string) {
  return viewReferralDraft(site.deps, { actor: visitor.actor, draftId });
}

/**
 * What the form of a step sent. A field that is missing was left empty. Whoever agrees for themself on the page says with it
 * how, and where that is recorded.
 */
export function typedIn(request: FormRequest, step: ReferralStep, { context, voice }: OpenDraft): TypedReferral {
  const fields = fieldsOf(step, context).map((spec) => {
    const typed = kindOf(spec) === 'date' ? typedDay(request, spec.field) : typedOf(request, spec.field);
    return [spec.field, typed.slice(0, LONGEST_FIELD)] as const;
  });
  const said = Object.fromEntries(fields) as TypedReferral;
  if (voice !== 'self' || step !== 'consent-detail' || context.typed.consentAnswer !== 'person') return said;
  return { ...said, consentForm: 'online', evidence: agreedOnThePage };
}

/** The same draft with what was typed over it. */
export function withTyped(site: Site, { draft }: OpenDraft, typed: TypedReferral): OpenDraft {
  return opened(site, { ...draft, typed: { ...draft.typed, ...typed } });
}
