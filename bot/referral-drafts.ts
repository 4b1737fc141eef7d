import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { referralCheckCard } from '../cards/referral-check.card.ts';
import { referralStepCard } from '../cards/referral-step.card.ts';
import { hasWordsOfDanger } from '../services/mbe-requests/urgency.ts';
import { statedValue } from '../services/policies/rule.ts';
import { checkStep, stepsToMend } from '../services/referrals/check-step.ts';
import { toolResultOf } from '../services/referrals/complete-referral.ts';
import {
  isReferralField,
  type ReferralDraftView,
  type ReferralProblem,
  type ReferralStep,
  referralSteps,
  type TypedReferral,
} from '../services/referrals/draft-model.ts';
import { checkContextOf, emptyReferralDraft } from '../services/referrals/draft-view.ts';
import { keyProfessionalsOf } from '../services/referrals/key-professionals.ts';
import { fieldsOf, stepsOf, typedAge } from '../services/referrals/steps.ts';
import { viewReferralDraft } from '../services/referrals/view-referral-draft.ts';
import { referrerRefusalText } from '../wording/referral-for-referrer.ts';
import { referralForm } from '../wording/referral-steps.ts';
import { referralRefusal } from './referral-messages.ts';
import { showMyReferral } from './shown-cards/referral-for-referrer.ts';
import type { ShownCard, Turn } from './turn.ts';

/** Above every field's limit: longer text is refused as too long with its beginning put back, not as unreadable. */
const LONGEST = 60_000;

/** What each press of a step brings besides its fields. */
export const stepData = z
  .object({
    draftId: z.guid(),
    step: z.enum(referralSteps),
    forAnother: z.literal('yes').optional(),
    /** Where it leads to: the step was opened from the check page. */
    back: z.literal('check').optional(),
  })
  .catchall(z.unknown());
export type StepData = z.infer<typeof stepData>;

/** A draft as its card sent it, over what is stored; `typed` is what the card brought alone. */
export type StepPress = { draft: ReferralDraftView; typed: TypedReferral; step: ReferralStep; fromCheck: boolean };

/**
 * Reads what a step's card brought. An empty field is not sent at all, so a field of the step that is missing was emptied.
 * Somebody else's draft, or one that is gone, reads as an empty one of the same id: saving it is refused.
 */
export async function readStep(turn: Turn, data: StepData): Promise<StepPress> {
  const { draftId, step, forAnother, back } = data;
  const stored = await storedDraft(turn, draftId);
  const mode: TypedReferral = forAnother ? { forAnother } : {};
  const base = { ...stored, typed: { ...stored.typed, ...mode } };
  const asked = fieldsOf(step, checkContextOf(turn.deps, base)).map(({ field }) => field);
  const sent = Object.entries(data).flatMap(([name, value]) =>
    isReferralField(name) && typeof value === 'string' ? [[name, value.slice(0, LONGEST)] as const] : [],
  );
  const typed = { ...mode, ...Object.fromEntries(asked.map((field) => [field, ''])), ...Object.fromEntries(sent) };
  return { draft: { ...base, typed: { ...base.typed, ...typed } }, typed, step, fromCheck: back === 'check' };
}

async function storedDraft(turn: Turn, draftId: string): Promise<ReferralDraftView> {
  const { deps, actor } = turn;
  const stored = await viewReferralDraft(deps, { actor, draftId });
  return stored.ok ? stored.value : { ...(await emptyReferralDraft(deps, actor)), id: draftId };
}

/** Words of danger in what is typed so far. They repeat what to do in an emergency, and decide nothing. */
function urgencyOf(turn: Turn, typed: TypedReferral): 'words-of-danger'[] {
  const { currentIssues, escalationRisk, whatWasTried, whatCouldHelp, actionPlan } = typed;
  const texts = [currentIssues, escalationRisk, whatWasTried, whatCouldHelp, actionPlan].map((text) => text ?? '');
  return hasWordsOfDanger(texts, turn.deps.policy.dangerWords.value) ? ['words-of-danger'] : [];
}

/** What a turn needs of a draft to show it. */
function seen(turn: Turn, draft: ReferralDraftView) {
  const context = checkContextOf(turn.deps, draft);
  const age = typedAge(context.typed, context.today);
  const { policy } = turn.deps;
  const routeSpec = fieldsOf('who', context).find(({ field }) => field === 'route');
  const result = toolResultOf(context);
  const tools = statedValue(policy.supportTool);
  return {
    context,
    young: age !== undefined && age < policy.ownConsentFrom.value,
    lead: routeSpec !== undefined && !routeSpec.choices?.includes('professional'),
    tool: result && tools ? { title: tools[result.tool].title, result } : null,
    professionals: keyProfessionalsOf({ ...draft, typed: { ...context.typed, professionalName: '' } }),
    urgentBecause: urgencyOf(turn, draft.typed),
    policy,
    press: turn.deps.newId(),
  };
}

type More = { problems?: readonly ReferralProblem[]; notice?: CardNotice; fromCheck?: boolean };

/** One step of a draft. */
export function showReferralStep(
  turn: Turn,
  draft: ReferralDraftView,
  step: ReferralStep,
  { problems = [], notice, fromCheck = false }: More = {},
): ShownCard {
  const { context, ...rest } = seen(turn, draft);
  const steps = stepsOf(context);
  const card = referralStepCard({
    ...rest,
    ...{ draft, step, problems, fromCheck, notice },
    number: steps.indexOf(step) + 1,
    of: steps.length + 1,
    specs: fieldsOf(step, context),
  });
  return { card, summary: referralForm.announced };
}

/** Everything that was answered, to be checked before it is sent. */
export function showReferralCheck(turn: Turn, draft: ReferralDraftView, notice?: CardNotice): ShownCard {
  const { context, ...rest } = seen(turn, draft);
  const steps = stepsOf(context).map((step) => ({
    step,
    specs: fieldsOf(step, context),
    problems: checkStep(step, context),
  }));
  const card = referralCheckCard({ ...rest, draft: { ...draft, typed: context.typed }, steps, notice });
  return { card, summary: referralForm.announced };
}

/** A new draft on its first step. Nothing is stored before its first press. */
export async function startReferralDraft(turn: Turn): Promise<ShownCard> {
  const draft = await emptyReferralDraft(turn.deps, turn.actor);
  return showFirstStep(turn, draft);
}

/** A draft on its first step, whichever that is. */
export function showFirstStep(turn: Turn, draft: ReferralDraftView): ShownCard {
  const [first = 'who'] = stepsOf(checkContextOf(turn.deps, draft));
  return showReferralStep(turn, draft, first);
}

/** A stored draft where it goes on: the first step with something to put right, or the check when there is none. */
export function showWhereItGoesOn(turn: Turn, draft: ReferralDraftView): ShownCard {
  const [next] = stepsToMend(checkContextOf(turn.deps, draft));
  return next ? showReferralStep(turn, draft, next.step) : showReferralCheck(turn, draft);
}

/** Why a draft could not be worked on: it has been sent, which the referral's own card says best, or it is not there. */
export async function referralDraftRefused(
  turn: Turn,
  refused: { reason: 'not-allowed' | 'not-found' } | { reason: 'already-sent'; referralId: string },
): Promise<ShownCard> {
  if (refused.reason === 'not-allowed') return referralRefusal('not-allowed');
  if (refused.reason !== 'already-sent') return referralRefusal('draft-gone');
  return showMyReferral(turn, refused.referralId, { tone: 'warning', text: referrerRefusalText('already-sent') });
}
