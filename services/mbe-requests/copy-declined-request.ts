import { recordDone } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { tooLate } from './change-request.ts';
import { mergeDraft, openDraft } from './draft-store.ts';
import { draftView, keepable, type Professional } from './draft-view.ts';
import type { DraftView, RequestState, TypedRequest } from './model.ts';
import { requestFor } from './request-for-actor.ts';
import type { RequestFacts } from './store.ts';
import { viewDraft } from './view-draft.ts';

type Input = {
  actor: Professional;
  requestId: string;
  /** Becomes the id of the new draft, so that the same press finds the draft it made. */
  press: string;
};
type Refusal =
  | NotAllowed
  | NotFound
  /** It was not declined. */
  | { reason: 'too-late'; state: RequestState }
  | { reason: 'already-sent'; requestId: string };

/** Makes a new draft of the requester's declined request, filled in with what they had asked. */
export async function copyDeclinedRequest(deps: Deps, input: Input): Promise<Result<DraftView, Refusal>> {
  const now = deps.clock.now();
  const { actor, press: draftId } = input;
  const found = await requestFor(deps, 'copy-declined-request', actor, input.requestId);
  if (!found.ok) return found;
  if (found.value.state !== 'declined') return tooLate(found.value);
  const ask = { draftId, professionalId: actor.id, organisationIds: [], today: dayOf(now) };
  const known = await openDraft(deps.db, ask);
  if (known.row) return viewDraft(deps, { actor, draftId });

  const typed = keepable(typedFrom(found.value));
  const kept = await deps.db.$transaction(async (tx) => {
    const draft = { id: draftId, requesterId: actor.id, typed, copiedFromId: found.value.id, at: now };
    const row = await mergeDraft(tx, draft);
    const entry = {
      useCase: 'copy-declined-request',
      actor,
      noun: 'mbe-request',
      nounId: draftId,
      to: 'draft',
    } as const;
    if (row?.added) await recordDone(tx, now, { ...entry, detail: { copiedFromId: found.value.id } });
    return row;
  });
  return kept ? ok(draftView(draftId, known, kept)) : refuse({ reason: 'not-found' });
}

/** A request as its requester would type it. A needed-by day is left out: it is the first thing to have changed. */
function typedFrom(request: RequestFacts): TypedRequest {
  const { personName, purpose, whyNoMdt, individualAnswer, individualDetail, carerAnswer, carerDetail, basis } =
    request;
  const optional = {
    basisDetail: request.basisDetail,
    basisDay: request.basisDay,
    nhsNumber: request.nhsNumber,
    dateOfBirth: request.dateOfBirth,
    place: request.place,
  };
  return {
    ...{ personName, purpose, whyNoMdt, individualAnswer, individualDetail, carerAnswer, carerDetail, basis },
    organisationIds: request.organisations.map((organisation) => organisation.id),
    furtherPeople: request.furtherPeople.map((person) => `${person.name}, ${person.email}`).join('\n'),
    lengthMinutes: String(request.lengthMinutes),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  };
}
