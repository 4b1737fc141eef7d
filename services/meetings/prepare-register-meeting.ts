import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { entryClocks } from '../clocks/clock-engine.ts';
import { consentStateOn } from '../consent/consent-state.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { entryFacts } from '../register/entry-store.ts';
import { type RegisterMeetingKind, registerMeetingKinds } from './model.ts';
import { mustHappenBy } from './must-happen-by.ts';
import type { RegisterMeetingOffer } from './register-meeting-model.ts';
import { findInvitable, meetingsOfEntryUnderWay } from './register-meeting-store.ts';
import { findRegisterSubject } from './register-subject-store.ts';

/**
 * What a coordinator is offered who asks for a meeting for somebody on the register: of each kind the day it must happen
 * by, with the clock that says so, and whom the person's own record names. It asks nothing of consent but where it stands.
 */
export async function prepareRegisterMeeting(
  deps: Deps,
  input: { actor: Actor; entryId: string },
): Promise<Result<RegisterMeetingOffer, NotAllowed | NotFound>> {
  const { actor, entryId } = input;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'prepare-register-meeting', actor, about);
  if (refusal) return refusal;
  const [subject, facts, underWay] = await Promise.all([
    findRegisterSubject(deps.db, entryId),
    entryFacts(deps.db, entryId),
    meetingsOfEntryUnderWay(deps.db, entryId),
  ]);
  if (subject === null || facts === null) return refuse({ reason: 'not-found' });
  const today = dayOf(deps.clock.now());
  const clocks = entryClocks(facts, deps.policy);
  const byKind = registerMeetingKinds.map((kind) => [kind, mustHappenBy(kind, clocks, today)] as const);
  return ok({
    entryId,
    reference: subject.dsrReference ?? '',
    personName: subject.personName,
    ended: subject.toDay !== null,
    consent: consentStateOn(subject.consent, today, deps.policy),
    today,
    underWay,
    mustHappenBy: Object.fromEntries(byKind) as Record<RegisterMeetingKind, (typeof byKind)[number][1]>,
    people: await findInvitable(deps.db, subject.personId),
  });
}
