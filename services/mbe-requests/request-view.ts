import { type Actor, isDsrTeam } from '../access/actor.ts';
import { findMaybeSame, type MaybeSame } from '../people/store.ts';
import type { Deps } from '../platform/deps.ts';
import { openStates, type RequestView } from './model.ts';
import { namesOfRequests } from './queue-store.ts';
import { isOverdue, waitingFor } from './rules.ts';
import { loadRequest, type RequestFacts } from './store.ts';

/**
 * A request as this actor may see it now: other requests that may concern the same individual are for the DSR team alone.
 * One query for a requester, three at most for the team. Whether they may see it at all has been asked before.
 */
export async function presentRequest(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  requestId: string,
): Promise<RequestView> {
  const facts = await loadRequest(deps.db, requestId, deps.clock.now());
  if (!facts) throw new Error('A request that was there is gone');
  return viewOf(deps, actor, facts);
}

/** The same where the request has been read already. */
export async function viewOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  facts: RequestFacts,
): Promise<RequestView> {
  // The service makes the cards of the team's channel.
  const forTheTeam = actor.kind === 'system' || isDsrTeam(actor);
  const maybeSame = forTheTeam ? await maybeSameAs(deps, facts) : [];
  const view = requestView(facts, maybeSame, deps.clock.now());
  const basisEnded = forTheTeam ? facts.basisEndedBecause : null;
  return basisEnded === null ? view : { ...view, basisEnded };
}

async function maybeSameAs(deps: Pick<Deps, 'db'>, facts: RequestFacts): Promise<RequestView['maybeSame']> {
  const found: MaybeSame[] = await findMaybeSame(deps.db, {
    requestId: facts.id,
    personId: facts.personId,
    openStates,
  });
  if (found.length === 0) return [];
  const names = await namesOfRequests(
    deps.db,
    found.map((one) => one.requestId),
  );
  return found.flatMap((one) => {
    const request = names.get(one.requestId);
    return request ? [{ ...request, requestId: one.requestId, linked: one.linked, because: one.because }] : [];
  });
}

/** Pure: the view of what is on record, at an instant. */
export function requestView(facts: RequestFacts, maybeSame: RequestView['maybeSame'], now: Date): RequestView {
  const { meeting, decidedBy, decidedAt } = facts;
  return {
    id: facts.id,
    reference: facts.reference,
    state: facts.state,
    version: facts.version,
    urgentBecause: facts.urgentBecause,
    personName: facts.personName,
    nhsNumber: facts.nhsNumber,
    dateOfBirth: facts.dateOfBirth,
    purpose: facts.purpose,
    whyNoMdt: facts.whyNoMdt,
    mdt: facts.mdt,
    organisations: facts.organisations,
    furtherPeople: facts.furtherPeople,
    individual: { answer: facts.individualAnswer, detail: facts.individualDetail },
    carer: { answer: facts.carerAnswer, detail: facts.carerDetail },
    basis: { basis: facts.basis, detail: facts.basisDetail, day: facts.basisDay },
    neededBy: facts.neededBy,
    lengthMinutes: facts.lengthMinutes,
    place: facts.place,
    receivedBy: facts.receivedBy,
    requester: facts.requester,
    owner: facts.owner,
    submittedAt: facts.submittedAt,
    decideBy: facts.decideBy,
    overdue: isOverdue(facts, now),
    waitingFor: waitingFor({ state: facts.state, owned: facts.owner !== null, meeting }),
    decision:
      decidedBy && decidedAt
        ? {
            by: decidedBy,
            at: decidedAt,
            reason: facts.decisionReason,
            note: facts.decisionNote,
            purposeCategory: facts.purposeCategory,
          }
        : null,
    endNote: facts.endNote,
    corrections: facts.corrections,
    information: facts.information.map(({ id: _id, ...asked }) => asked),
    maybeSame,
    meetingId: meeting?.id ?? null,
    mail: facts.mail,
  };
}
