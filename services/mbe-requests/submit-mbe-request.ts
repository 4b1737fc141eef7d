import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { takeReference } from '../platform/reference-store.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { addWorkingTime, dayOf } from '../platform/time.ts';
import { type CheckContext, checkTypedRequest } from './check-request.ts';
import { type DraftWorkbench, openDraft } from './draft-store.ts';
import { keepable, type Professional } from './draft-view.ts';
import type { CompleteRequest, FieldProblem, RequestView, TypedRequest } from './model.ts';
import { mayUseDraft } from './request-for-actor.ts';
import { presentRequest, requestView } from './request-view.ts';
import { type RequestFacts, requestedInvitees } from './store.ts';
import { type Submission, writeSubmission } from './submission-store.ts';
import { urgencyOf } from './urgency.ts';

type Input = {
  actor: Professional;
  draftId: string;
  typed: TypedRequest;
  /** Not claimed: a draft's own id sees to it that it is submitted once, whichever copy of the card it was pressed on. */
  press: string;
};
type Answer = Result<RequestView, NotAllowed | NotFound | { reason: 'incomplete'; problems: FieldProblem[] }>;

/**
 * Submits a request: what is typed now, over what the draft holds. The draft need not have been stored. A draft that was
 * submitted before answers with the request as it is now.
 *
 * Refuses `not-found` for somebody else's draft (on record), and `incomplete` with every problem; then nothing is stored.
 */
export async function submitMbeRequest(deps: Deps, input: Input): Promise<Answer> {
  const now = deps.clock.now();
  const { actor, draftId } = input;
  const organisationIds = input.typed.organisationIds ?? [];
  const known = await openDraft(deps.db, { draftId, professionalId: actor.id, organisationIds, today: dayOf(now) });
  const requesterId = known.row?.requesterId ?? actor.id;
  const refusal = await mayUseDraft(deps, 'submit-mbe-request', actor, { id: draftId, requesterId });
  if (refusal) return refusal;
  if (known.row && known.row.state !== 'draft') return ok(await presentRequest(deps, actor, draftId));

  const check = checkTypedRequest({ ...known.row?.typed, ...keepable(input.typed) }, checkContext(deps, known, now));
  if (!check.ok) return refuse({ reason: 'incomplete', problems: check.problems });

  const submission = await prepare(deps, input, { complete: check.value, danger: known.row?.mail?.danger }, now);
  const version = await deps.db.$transaction((tx) => write(tx, deps, submission));
  // Submitted on another copy of the card a moment before: that one stands.
  if (version === undefined) return submitMbeRequest(deps, input);
  deps.jobs.wake();
  return ok(requestView(factsOf(submission, version, known), [], now));
}

function checkContext(deps: Deps, known: DraftWorkbench, now: Date): CheckContext {
  return {
    today: dayOf(now),
    profile: known.requester,
    knownOrganisationIds: new Set(known.organisations.map((organisation) => organisation.id)),
    meetingLengths: deps.policy.meetingLengths.value,
    defaultMeetingLength: deps.policy.defaultMeetingLength.value,
    thinMdtReasons: deps.policy.thinMdtReasons.value,
    allowTestNhsNumbers: deps.allowTestNhsNumbers,
  };
}

async function prepare(
  deps: Deps,
  input: Input,
  { complete, danger }: { complete: CompleteRequest; danger: boolean | undefined },
  now: Date,
): Promise<Submission> {
  const { policy } = deps;
  const urgency = urgencyOf({
    neededBy: complete.neededBy ?? undefined,
    texts: [complete.purpose, complete.whyNoMdt],
    danger,
    now,
    policy: { urgentWithinWorkingDays: policy.urgentWithinWorkingDays.value, dangerWords: policy.dangerWords.value },
  });
  const { draftId: id, actor } = input;
  return {
    id,
    personId: deps.newId(),
    requesterId: actor.id,
    reference: await takeReference(deps.db, 'MBE', now),
    complete,
    invitees: requestedInvitees(deps, complete),
    urgentBecause: urgency.because,
    policyVersion: policy.version,
    receivedBy: actor.outside ? 'web' : 'teams',
    at: now,
    decideBy: addWorkingTime(now, policy.decideWithinWorkingDays.value),
    audit: {
      useCase: 'submit-mbe-request',
      actor,
      noun: 'mbe-request',
      nounId: id,
      from: 'draft',
      to: 'submitted',
      detail: { urgentBecause: [...urgency.because] },
    },
    delivery: {
      id: deps.newId(),
      kind: 'request-for-triage',
      eventKey: `request-for-triage:${id}`,
      channel: 'teams',
      requestId: id,
    },
  };
}

async function write(tx: Transaction, deps: Deps, submission: Submission) {
  const version = await writeSubmission(tx, submission);
  if (version === undefined) return undefined;
  await deps.jobs.enqueue(tx, [{ name: 'deliver', data: { deliveryId: submission.delivery.id } }]);
  return version;
}

/** What has just been written, without asking the database for it again. */
function factsOf(submission: Submission, version: number, known: DraftWorkbench): RequestFacts {
  const { id, personId, reference, urgentBecause, decideBy, complete, at } = submission;
  const { jobRole, organisation, phone, requesterName, organisationIds, ...answers } = complete;
  // Whether they are known in Teams or by an address is nothing that a card shows.
  const { id: requesterId, name, email } = known.requester;
  return {
    id,
    personId,
    reference,
    urgentBecause,
    decideBy,
    ...answers,
    basisEndedBecause: null,
    version,
    state: 'submitted',
    receivedBy: submission.receivedBy,
    requester: { id: requesterId, name: requesterName ?? name, email, jobRole, organisation, phone },
    organisations: organisationIds.flatMap((id) => known.organisations.find((one) => one.id === id) ?? []),
    submittedAt: at,
    updatedAt: at,
    purposeCategory: null,
    owner: null,
    decidedAt: null,
    decidedBy: null,
    decisionReason: null,
    decisionNote: null,
    endNote: null,
    endedAt: null,
    information: [],
    corrections: [],
    meeting: null,
    mail: known.row?.mail ?? null,
  };
}
