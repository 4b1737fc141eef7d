import { recordDone } from '../audit/record.ts';
import { hasWordsOfDanger } from '../mbe-requests/urgency.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { takeReference } from '../platform/reference-store.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { refreshReferralClocks } from '../register/clock-store.ts';
import { type CompleteReferral, completeReferral, type ReferralToMend } from './complete-referral.ts';
import { checkContextOf, type Professional, referralDraftView } from './draft-view.ts';
import type { ReferralView } from './model.ts';
import { openReferralDraftRow } from './referral-draft-store.ts';
import { mayUseReferralDraft } from './referral-for-actor.ts';
import { presentReferral } from './referral-view.ts';
import { holdReferralDraft, type ReferralSubmission, writeReferral } from './submission-store.ts';

type Input = {
  actor: Professional;
  draftId: string;
  /** Not claimed: a draft's own id sees to it that it is sent once, whichever copy of the card it was pressed on. */
  press: string;
};
type Refusal = NotAllowed | NotFound | { reason: 'incomplete'; toMend: ReferralToMend[] };

/**
 * Sends a referral as its draft stands. In one transaction: the person's own row, who speaks for them, key professionals,
 * what was said about consent, the referral with its reference, its clocks, the audit event and the card to the team. A
 * draft that was sent before answers with the referral as it is now. A coordinator's entry for somebody counts from the day
 * it was received.
 *
 * Refuses `not-found` for somebody else's draft (on record), `not-allowed` for an entry for somebody by anybody but the
 * DSR team, and `incomplete` with the steps that have something to put right; then nothing is changed.
 */
export async function submitReferral(deps: Deps, input: Input): Promise<Result<ReferralView, Refusal>> {
  const { actor, draftId } = input;
  const known = await openReferralDraftRow(deps.db, { draftId, professionalId: actor.id });
  if (!known.row) return refuse({ reason: 'not-found' });
  const about = { id: draftId, enteredById: known.row.enteredById, forAnother: known.row.typed?.forAnother === 'yes' };
  const refusal = await mayUseReferralDraft(deps, 'submit-referral', actor, about);
  if (refusal) return refusal;
  if (known.row.state !== 'draft') return ok(await presentReferral(deps, actor, draftId));

  const draft = referralDraftView(draftId, known, { ...known.row, typed: known.row.typed ?? {} });
  const checked = completeReferral(draft, checkContextOf(deps, draft));
  if (!checked.ok) return refuse({ reason: 'incomplete', toMend: checked.toMend });

  const submission = await prepare(deps, input, checked.value);
  const written = await deps.db.$transaction((tx) => write(tx, deps, actor, submission));
  // Sent or discarded on another copy of the card a moment before: what became of it stands.
  if (!written) return submitReferral(deps, input);
  deps.jobs.wake();
  return ok(await presentReferral(deps, actor, draftId));
}

async function prepare(deps: Deps, input: Input, complete: CompleteReferral): Promise<ReferralSubmission> {
  const at = deps.clock.now();
  const { currentIssues, escalationRisk, whatWasTried, whatCouldHelp } = complete;
  const texts = [currentIssues, escalationRisk, whatWasTried, whatCouldHelp, complete.actionPlan ?? ''];
  return {
    id: input.draftId,
    personId: deps.newId(),
    enteredById: input.actor.id,
    reference: await takeReference(deps.db, 'REF', at),
    complete,
    urgentBecause: hasWordsOfDanger(texts, deps.policy.dangerWords.value) ? ['words-of-danger'] : [],
    policyVersion: deps.policy.version,
    at,
  };
}

async function write(
  tx: Transaction,
  deps: Deps,
  actor: Professional,
  submission: ReferralSubmission,
): Promise<boolean> {
  const { id, enteredById, complete, urgentBecause, at } = submission;
  if (!(await holdReferralDraft(tx, id, enteredById))) return false;
  await writeReferral(tx, deps, submission);
  await refreshReferralClocks(tx, deps, id);
  await recordDone(tx, at, {
    useCase: 'submit-referral',
    actor,
    noun: 'referral',
    nounId: id,
    from: 'draft',
    to: 'submitted',
    detail: {
      route: complete.route,
      receivedBy: complete.receivedBy,
      urgentBecause: [...urgentBecause],
      consent: complete.consentEvents.map(({ kind }) => kind),
    },
  });
  await addDeliveries(tx, deps, [
    {
      kind: 'referral-for-triage',
      eventKey: `referral-for-triage:${id}`,
      channel: 'teams',
      detail: { referralId: id },
    },
  ]);
  await refreshCards(tx, deps, [id]);
  return true;
}
