import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import { entryClocks, referralClocks } from '../clocks/clock-engine.ts';
import type { Clock } from '../clocks/model.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { referralFacts } from './clock-store.ts';
import { referralNamed } from './due-store.ts';
import { entryFacts } from './entry-store.ts';
import { findEntry } from './person-store.ts';
import type { ClockSubject } from './register-view.ts';
import { dueClocks } from './view-person.ts';

/** The dates of somebody on the register or of a referral, each with everything that "why this date?" spells out. */
export async function viewClock(
  deps: Deps,
  input: { actor: Actor; subject: 'entry' | 'referral'; subjectId: string },
): Promise<Result<ClockSubject, NotAllowed | NotFound>> {
  const { actor, subject, subjectId } = input;
  const noun = subject === 'entry' ? 'register-entry' : 'referral';
  const refusal = await authorise(deps, 'view-clock', actor, { noun, nounId: subjectId, relations: ['none'] });
  if (refusal) return refusal;
  const found = subject === 'entry' ? await ofEntry(deps, subjectId) : await ofReferral(deps, subjectId);
  if (found === null) return refuse({ reason: 'not-found' });
  await recordRead(deps, { useCase: 'view-clock', actor, noun, nounId: subjectId });
  const { clocks, ...named } = found;
  return ok({ subject, subjectId, ...named, clocks: dueClocks(clocks, dayOf(deps.clock.now())) });
}

type Found = { reference: string; name: string; clocks: Clock[] } | null;

async function ofEntry(deps: Deps, entryId: string): Promise<Found> {
  const [row, facts] = await Promise.all([findEntry(deps.db, entryId), entryFacts(deps.db, entryId)]);
  if (row === null || facts === null) return null;
  return { reference: row.reference, name: row.name, clocks: entryClocks(facts, deps.policy) };
}

async function ofReferral(deps: Deps, referralId: string): Promise<Found> {
  const [named, facts] = await Promise.all([referralNamed(deps.db, referralId), referralFacts(deps.db, referralId)]);
  return named === null || facts === null ? null : { ...named, clocks: referralClocks(facts, deps.policy) };
}
