import { z } from 'zod';
import type { AdaptiveCard, CardNotice } from '../cards/adaptive-card.ts';
import { duplicatesCard } from '../cards/duplicates.card.ts';
import type { TriageFormView, TypedTriage } from '../cards/triage-forms.ts';
import type { UseCase } from '../services/access/access-table.ts';
import { authorise } from '../services/access/authorise.ts';
import { type ReferralState, undecidedReferralStates } from '../services/referrals/model.ts';
import type { TriageProblem, TriageView } from '../services/referrals/triage-model.ts';
import { viewReferralTriage } from '../services/referrals/view-referral-triage.ts';
import { consentWords, referralSummary } from '../wording/referral-for-team.ts';
import { type TriageRefusal, triageRefusalText } from '../wording/triage-forms.ts';
import { pressKey, versionSeen } from './press-data.ts';
import { shownTriage, showReferralForTeam, showTriageRefusal } from './shown-cards/referral-for-team.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The referral's id, which every button of its team card carries. */
export const aboutReferral = z.object({ referralId: z.guid() });
/** A button that changes something: with the key of its press. */
export const pressOnReferral = aboutReferral.extend({ press: pressKey });
/** A decision: with the version of the referral it was made on. */
export const decisionOnReferral = pressOnReferral.extend({ version: versionSeen });

export const undecided: readonly ReferralState[] = undecidedReferralStates;

type Form = (view: TriageFormView) => AdaptiveCard;
type Again = { typed: TypedTriage; problems: readonly TriageProblem[]; notice?: CardNotice };

/**
 * Opens a form in place of a referral's card. Whoever may not do what the form is for does not get it: the attempt is on
 * record. Where the state no longer allows it, the card comes back with who was first.
 */
export async function openTriageForm(
  turn: Turn,
  opening: { useCase: UseCase; referralId: string; states: readonly ReferralState[]; form: Form },
  again: Again = { typed: {}, problems: [] },
): Promise<ShownCard> {
  const found = await triageFor(turn, opening.useCase, opening.referralId);
  if ('refused' in found) return found.refused;
  const { triage } = found;
  if (!opening.states.includes(triage.referral.state)) return showTriage(turn, triage, overBecause(triage));
  return formOf(turn, triage, opening.form, again);
}

/** The form itself, where the referral has been read already. */
export function formOf(
  { deps }: Turn,
  triage: TriageView,
  form: Form,
  again: Again = { typed: {}, problems: [] },
): ShownCard {
  const card = form({ triage, policy: deps.policy, press: deps.newId(), ...again });
  return { card, summary: referralSummary(triage.referral) };
}

/** A referral for a use case of the team, or why it is not shown. */
export async function triageFor(
  turn: Turn,
  useCase: UseCase,
  referralId: string,
): Promise<{ triage: TriageView } | { refused: ShownCard }> {
  const { deps, actor } = turn;
  const about = { noun: 'referral', nounId: referralId, relations: ['none'] } as const;
  const refusal = await authorise(deps, useCase, actor, about);
  if (refusal) return { refused: showTriageRefusal(refusal) };
  const found = await viewReferralTriage(deps, { actor, referralId });
  return found.ok ? { triage: found.value } : { refused: showTriageRefusal(found) };
}

function overBecause({ referral }: TriageView): TriageRefusal {
  const { decision, state } = referral;
  return decision === null
    ? { reason: 'too-late', state }
    : { reason: 'already-decided', by: decision.by, at: decision.at, state };
}

function showTriage(turn: Turn, triage: TriageView, refusal: TriageRefusal): ShownCard {
  return shownTriage(turn, triage, { tone: 'warning', text: triageRefusalText(refusal) });
}

/** The present state with why a press was refused; without it where the person may not see it. */
export async function showTriageRefused(turn: Turn, referralId: string, refusal: TriageRefusal): Promise<ShownCard> {
  if (refusal.reason === 'not-allowed' || refusal.reason === 'not-found') return showTriageRefusal(refusal);
  return showReferralForTeam(turn, referralId, { tone: 'warning', text: triageRefusalText(refusal) });
}

/**
 * Why something typed into a form was not taken: the form again with what to put right, or with what changed meanwhile;
 * else the present state.
 */
export function showTriageNotTaken(
  turn: Turn,
  opening: Parameters<typeof openTriageForm>[1],
  typed: TypedTriage,
  refusal: TriageRefusal | { reason: 'incomplete'; problems: readonly TriageProblem[] },
): Promise<ShownCard> {
  if (refusal.reason === 'incomplete') return openTriageForm(turn, opening, { typed, problems: refusal.problems });
  if (refusal.reason !== 'changed-meanwhile') return showTriageRefused(turn, opening.referralId, refusal);
  const notice = { tone: 'warning', text: triageRefusalText(refusal) } as const;
  return openTriageForm(turn, opening, { typed, problems: [], notice });
}

/** The present state with what was just done. */
export function showTriageDone(turn: Turn, referralId: string, text: string): Promise<ShownCard> {
  return showReferralForTeam(turn, referralId, { tone: 'good', text });
}

/** Two people side by side; the referral's card where there is nobody (any more) to compare with. */
export function shownDuplicates(turn: Turn, triage: TriageView, at: number, notice?: CardNotice): ShownCard {
  if (triage.possible.length === 0) return shownTriage(turn, triage, notice);
  const card = duplicatesCard({ triage, at, notice, press: turn.deps.newId() });
  return { card, summary: referralSummary(triage.referral) };
}

/**
 * What has to be put right before anybody is added to the register, as a card: those who may be the same side by side, or
 * the referral with what to do. Nothing where the way is free.
 */
export function gateOf(turn: Turn, triage: TriageView): ShownCard | undefined {
  const warning = (text: string): CardNotice => ({ tone: 'warning', text });
  if (triage.gaps.includes('duplicates')) {
    const at = triage.possible.findIndex((one) => !one.saidDifferent) + 1;
    return shownDuplicates(turn, triage, at, warning(triageRefusalText({ reason: 'undecided-duplicates' })));
  }
  if (triage.gaps.includes('on-register'))
    return shownTriage(turn, triage, warning(triageRefusalText({ reason: 'on-register' })));
  if (triage.gaps.includes('consent')) return shownTriage(turn, triage, warning(consentWords(triage.consent).words));
  return undefined;
}
