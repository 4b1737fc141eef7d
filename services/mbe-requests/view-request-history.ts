import type { UseCase } from '../access/access-table.ts';
import { isDsrTeam } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { Professional } from './draft-view.ts';
import { findRequestByReference } from './find-request-by-reference.ts';
import { type HistoryEvent, historyOf } from './history-store.ts';
import type { HistoryLine, HistoryView } from './model.ts';
import { requestFor } from './request-for-actor.ts';
import { viewOf } from './request-view.ts';
import type { RequestFacts } from './store.ts';

/** What the team does among itself: not part of what a requester is told. */
const teamOnly: ReadonlySet<string> = new Set<UseCase>([
  'link-same-person',
  'look-for-times',
  'sync-calendar',
  'set-attendee-list',
  'share-without-consent',
  'mark-address-secure',
  'record-response',
  'correct-outcome',
]);

/**
 * Steps of one thing that another event tells: drafts of an outcome, of which the first says that the meeting took place,
 * and the meeting's own part in sending what was agreed.
 */
function isToldElsewhere({ useCase, noun, to }: HistoryEvent): boolean {
  if (useCase === 'save-outcome') return to !== 'took-place';
  return useCase === 'send-summaries' && noun === 'meeting';
}

/**
 * The whole history of a request with its meetings and outcomes, oldest first, to those who may see the request. A requester
 * is not shown what the team does among itself, nor other people's requests.
 *
 * @param input.reference as typed
 */
export async function viewRequestHistory(
  deps: Deps,
  input: { actor: Professional; reference: string },
): Promise<Result<HistoryView, NotAllowed | NotFound>> {
  const requestId = await findRequestByReference(deps, input.reference);
  if (requestId === undefined) return refuse({ reason: 'not-found' });
  const found = await requestFor(deps, 'view-request-history', input.actor, requestId);
  if (!found.ok) return found;
  const events = await historyOf(deps.db, requestId);
  const told = events.filter((event) => !isToldElsewhere(event));
  const shown = isDsrTeam(input.actor) ? told : told.filter((event) => !teamOnly.has(event.useCase));
  const lines = shown.map((event) => lineOf(event, found.value));
  return ok({ request: await viewOf(deps, input.actor, found.value), lines });
}

function lineOf(event: HistoryEvent, request: RequestFacts): HistoryLine {
  const { at, by, from, to, reason, startsAt, handedTo, sent } = event;
  return { at, by, what: event.useCase, from, to, reason, note: noteOf(event, request), startsAt, handedTo, sent };
}

/** The words that go with an event: they are kept with the record, never in the audit event. */
function noteOf(event: HistoryEvent, request: RequestFacts): string | null {
  const asked = request.information.find((one) => one.id === event.informationId);
  if (event.useCase === 'ask-information') return asked?.question ?? null;
  if (event.useCase === 'answer-information') return asked?.answer ?? null;
  if (event.noun === 'meeting') return event.meetingNote;
  if (event.useCase === 'decline-mbe-request') return request.decisionNote;
  return event.to === 'withdrawn' ? request.endNote : null;
}
