import { findOrganisations } from '../agencies/store.ts';
import { insertMeeting, type NewMeeting } from '../meetings/store.ts';
import { namesOfFamily } from '../notifications/place-to-write.ts';
import type { Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { type AlreadyDecided, type ChangedMeanwhile, stillToDecide } from './already-decided.ts';
import { type ChangeInput, changeRequest, type Plan, tellRequester } from './change-request.ts';
import {
  type ApprovalProblem,
  type CheckedApproval,
  checkApproval,
  correctionsOf,
  type TypedApproval,
} from './check-approval.ts';
import { checkFamilyAnswers, type FamilyAnswers, type TypedFamilyAnswers } from './check-family-answers.ts';
import { addCorrections, type Correction } from './decision-store.ts';
import { inviteesOf } from './meeting-invitees.ts';
import type { RequestView } from './model.ts';
import { type RequestFacts, replaceRequestedInvitees } from './store.ts';

type Input = ChangeInput & TypedApproval & TypedFamilyAnswers & { version: number };
type Refusal =
  | NotAllowed
  | NotFound
  | AlreadyDecided
  | ChangedMeanwhile
  | { reason: 'incomplete'; problems: ApprovalProblem[] };

/**
 * Approves a request: whoever approves one without an owner becomes its owner. Its meeting is to be arranged from then on,
 * chaired by the owner, and times are looked for. What the coordinator corrected is kept beside what was asked for.
 *
 * @param input.version the version of the request on the card the decision was made on
 */
export function approveMbeRequest(deps: Deps, input: Input): Promise<Result<RequestView, Refusal>> {
  return changeRequest<Refusal>(deps, 'approve-mbe-request', input, async (request, now) => {
    const decision = stillToDecide('approve', request, input.version);
    if (!decision.ok) return decision;
    const today = dayOf(now);
    const organisations = await findOrganisations(deps.db, today, input.organisationIds);
    const knownOrganisationIds = new Set(organisations.map((organisation) => organisation.id));
    const family = checkFamilyAnswers(input, request);
    const person = namesInPlace({ ...request, ...family.answers });
    const check = checkApproval(input, request, { today, knownOrganisationIds, policy: deps.policy, person });
    const problems = [...(check.ok ? [] : check.problems), ...family.problems];
    if (!check.ok || problems.length > 0) return refuse({ reason: 'incomplete', problems });

    const approved = check.value;
    const names = new Map(organisations.map(({ id, name }) => [id, name]));
    const corrections = [...correctionsOf(request, approved, names), ...family.corrections];
    const chairId = request.owner?.id ?? input.actor.id;
    const invitees = inviteesOf({
      ...{ ...request, ...family.answers, organisations },
      furtherPeople: approved.furtherPeople,
    });
    const meeting: NewMeeting = {
      kind: 'mbe',
      requestId: request.id,
      purposeCategory: approved.purposeCategory,
      lengthMinutes: approved.lengthMinutes,
      neededBy: approved.neededBy,
      place: approved.place,
      chairId,
      invitees,
    };
    return ok({
      to: decision.to,
      ...columnsOf(
        { ...approved, ...family.answers },
        { ownerId: chairId, decidedById: input.actor.id, decidedAt: now },
      ),
      within: async (tx) => {
        await keepCorrections(tx, deps, { request, approved, corrections, byId: input.actor.id, at: now });
        await insertMeeting(tx, deps, meeting);
      },
      detail: { purposeCategory: approved.purposeCategory, corrected: corrections.map(({ field }) => field) },
      deliveries: tellRequester(request),
    });
  });
}

function columnsOf(
  approved: CheckedApproval & FamilyAnswers,
  decided: { ownerId: string; decidedById: string; decidedAt: Date },
): Pick<Plan, 'change'> {
  const { purposeCategory, lengthMinutes, neededBy, place } = approved;
  const { individualAnswer, individualDetail, carerAnswer, carerDetail } = approved;
  const day = neededBy === null ? null : toDateColumn(neededBy);
  const family = { individualAnswer, individualDetail, carerAnswer, carerDetail };
  return { change: { ...decided, ...family, purposeCategory, lengthMinutes, neededBy: day, place, decideBy: null } };
}

/** Whose names no invitation may carry in its place: the person's, and the parent's or carer's who is to be invited. */
function namesInPlace(request: RequestFacts): { fullName: string; family: string[] } {
  const invitees = inviteesOf({ ...request, organisations: [], furtherPeople: [] });
  return namesOfFamily({ personName: request.personName, invitees });
}

async function keepCorrections(
  tx: Transaction,
  deps: Deps,
  made: { request: RequestFacts; approved: CheckedApproval; corrections: Correction[]; byId: string; at: Date },
): Promise<void> {
  const { request, approved, corrections, byId, at } = made;
  await addCorrections(tx, deps, { requestId: request.id, corrections, byId, at });
  const invited = corrections.some(({ field }) => field === 'organisationIds' || field === 'furtherPeople');
  if (invited) await replaceRequestedInvitees(tx, deps, request.id, approved);
}
