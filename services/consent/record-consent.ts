import type { Actor } from '../access/actor.ts';
import { refreshCards } from '../notifications/store.ts';
import { addTodos, todoKeys } from '../notifications/todos.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import {
  type ConsentChange,
  type ConsentPlan,
  type ConsentRefusal,
  changeConsent,
  type SeenConsent,
} from './change-consent.ts';
import {
  type Checked,
  type CheckedWho,
  type CompleteRecord,
  checkConsent,
  checkScope,
  checkWho,
  type Incomplete,
  incomplete,
  type TypedRecord,
  type TypedWho,
} from './check-consent.ts';
import { consentStateOn } from './consent-state.ts';
import { endConsent } from './end-consent.ts';
import { closeQuestionsOfConsent, referralsInHand } from './ending-store.ts';
import type { ConsentEventKind, ConsentScope } from './model.ts';

export type NotRecorded =
  | Incomplete
  /** Nothing is shared until the clinical lead has decided: ask-clinical-lead.ts. */
  | { reason: 'clinical-lead-decides'; because: 'competent-child' | 'parents-disagree' };

/**
 * Records what somebody said about being on the register: that they agree (also anew: then a new year begins with the day
 * they said it), refuse, or were told about it and have not decided. What a form of last week says counts from last week.
 * A refusal where there was consent ends what a withdrawal ends.
 *
 * Of a young person under 16 who can decide it, and of parents who disagree, the clinical lead alone records an agreement.
 *
 * @param input.who and `record` as typed: see check-consent.ts
 */
export function recordConsent(
  deps: Deps,
  input: ConsentChange & { who: TypedWho; record: TypedRecord },
): Promise<Result<{ personId: string }, ConsentRefusal | NotRecorded>> {
  return changeConsent<NotRecorded>(deps, 'record-consent', input, (seen) => {
    const who = checkWho(input.who, seen, deps.policy);
    if (!who.ok) return incomplete(who.problems);
    const { clinicalLead } = who.value;
    if (clinicalLead !== null && input.actor.dsrRole !== 'clinical-lead') {
      return refuse({ reason: 'clinical-lead-decides', because: clinicalLead });
    }
    const agrees = who.value.answer === 'agrees';
    const scope: Checked<ConsentScope[]> = agrees ? checkScope(input.record) : { ok: true, value: [] };
    const checked = checkConsent(input.record, who.value.record, seen, clinicalLead !== null);
    if (!checked.ok || !scope.ok) return incomplete([scope, checked].flatMap((one) => (one.ok ? [] : one.problems)));
    return ok(planOf(deps, input.actor, seen, who.value, { ...checked.value, scope: scope.value }));
  });
}

/** Of consent that is running, or has run out, an agreement is a renewal; of none, or of one that was ended, it is a new one. */
function kindOf(deps: Deps, seen: SeenConsent, { answer }: CheckedWho, { day }: CompleteRecord): ConsentEventKind {
  if (answer === 'informed') return 'informed';
  if (answer === 'refuses') return 'refused';
  const { state } = consentStateOn(seen.events, day, deps.policy);
  return state === 'valid' || state === 'lapsed' ? 'renewed' : 'given';
}

function planOf(
  deps: Deps,
  actor: Actor,
  seen: SeenConsent,
  who: CheckedWho,
  record: CompleteRecord & { scope: ConsentScope[] },
): ConsentPlan {
  const kind = kindOf(deps, seen, who, record);
  return {
    event: { ...record, kind, route: kind === 'informed' ? null : who.route },
    within: async (tx, eventId) => {
      await closeQuestions(tx, deps, actor, seen);
      return kind === 'refused' ? refused(tx, deps, actor, seen, { day: record.day, eventId }) : true;
    },
    ...(who.clinicalLead === null ? {} : { reason: who.clinicalLead }),
  };
}

/** What the clinical lead was asked about this person's consent is answered by what the clinical lead records. */
async function closeQuestions(tx: Transaction, deps: Deps, actor: Actor, seen: SeenConsent): Promise<void> {
  if (actor.kind !== 'professional' || actor.dsrRole !== 'clinical-lead') return;
  const referrals = await referralsInHand(tx, seen.family);
  const about = { entryId: seen.entryId, referralIds: referrals.map(({ id }) => id) };
  await refreshCards(tx, deps, await closeQuestionsOfConsent(tx, about, { at: deps.clock.now(), byId: actor.id }));
}

/** A no to a referral lets nobody onto the register; a no where there was a yes ends everything that rested on it. */
async function refused(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  seen: SeenConsent,
  { day, eventId }: { day: string; eventId: string },
): Promise<boolean> {
  const hadConsent = seen.state.state === 'valid' || seen.state.state === 'lapsed';
  if (hadConsent || seen.entryId !== null) {
    const { family, entryId, state } = seen;
    const route = 'route' in state ? state.route : null;
    const about = { personId: seen.id, family, entryId, kind: 'refused', useCase: 'record-consent' } as const;
    return endConsent(tx, deps, { ...about, day, eventId, route, actor });
  }
  const kind = 'referral-without-consent';
  const referrals = await referralsInHand(tx, seen.family);
  const todos = referrals.map(
    ({ id }) => ({ kind, eventKey: todoKeys.ofConsent(kind, eventId, id), referralId: id }) as const,
  );
  await addTodos(tx, deps, todos);
  return true;
}
