import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import { entryClocks } from '../clocks/clock-engine.ts';
import type { Clock } from '../clocks/model.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { readConsent, type SeenConsent } from './change-consent.ts';
import { consentRecord } from './consent-state.ts';
import { consentHistory } from './consent-store.ts';
import { meetingFate } from './ending.ts';
import { referralsInHand, requestsWithBasis, timesUnderWay } from './ending-store.ts';
import type { ConsentView, EndingEffects } from './view-model.ts';

/**
 * Shows somebody's consent as it stands today, everything that was recorded, and what ending it would do.
 *
 * @param input.opened somebody opened it to look, which is put on record
 */
export async function viewConsent(
  deps: Deps,
  input: { actor: Actor; personId: string; opened?: boolean },
): Promise<Result<ConsentView, NotAllowed | NotFound>> {
  const { actor, personId } = input;
  const about = { noun: 'consent', nounId: personId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'view-consent', actor, about);
  if (refusal) return refusal;
  const seen = await readConsent(deps, personId);
  if (seen === null) return refuse({ reason: 'not-found' });
  if (input.opened) await recordRead(deps, { useCase: 'view-consent', actor, noun: 'consent', nounId: personId });
  return ok(await viewOf(deps, seen));
}

async function viewOf(deps: Deps, seen: SeenConsent): Promise<ConsentView> {
  const history = await consentHistory(deps.db, seen.family);
  const record = consentRecord(seen.events, deps.policy);
  const countsBy = record.state === 'given' ? record.eventId : null;
  const { id: personId, name: personName, dsrReference, dateOfBirth, age, today, entryId, state } = seen;
  return {
    ...{ personId, personName, dsrReference, dateOfBirth, age, today, entryId, state, history },
    standing: history.find(({ id }) => id === countsBy) ?? null,
    renewal: renewalOf(deps, seen),
    effects: await effectsOf(deps, seen),
  };
}

/** Consent has its date whether or not somebody is on the register yet: the engine needs nothing else for it. */
function renewalOf(deps: Pick<Deps, 'policy'>, seen: SeenConsent): Clock | null {
  const { dateOfBirth, today, events: consent } = seen;
  const facts = { dateOfBirth, fromDay: today, toDay: null, events: [], consent };
  return entryClocks(facts, deps.policy).find(({ kind }) => kind === 'consent-renewal') ?? null;
}

async function effectsOf(deps: Deps, { family, entryId }: SeenConsent): Promise<EndingEffects> {
  const [requests, referrals, meetings] = await Promise.all([
    requestsWithBasis(deps.db, family),
    referralsInHand(deps.db, family),
    entryId === null ? [] : timesUnderWay(deps.db, entryId),
  ]);
  const now = deps.clock.now();
  const fates = meetings.map((meeting) => meetingFate(meeting, now, deps.policy.withdrawalHours.value));
  return {
    endsEntry: entryId !== null,
    cancelled: fates.filter((fate) => fate === 'cancel').length,
    toDecide: fates.filter((fate) => fate === 'clinical-lead-decides').length,
    requests: requests.map(({ reference }) => reference),
    referrals: referrals.map(({ reference }) => reference),
  };
}
