import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import { agreedLetters } from '../letters/meeting-letters.ts';
import { addLetters, closeMeetingLetters } from '../letters/store.ts';
import type { NamedPerson } from '../mbe-requests/model.ts';
import type { NewDelivery } from '../notifications/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { addTodos, type NewTodo, todoKeys } from '../notifications/todos.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { recordChange, requesterNews } from './change-meeting.ts';
import { isTold } from './disclosure.ts';
import type { OutcomeView, SummaryPreview } from './model.ts';
import { type ChangedMeanwhile, idOf, type OpenMeeting, openMeeting } from './open-meeting.ts';
import { findOutcome, findSender, markOutcomeSent } from './outcome-store.ts';
import { shownWith } from './rules.ts';
import { presentOutcome, type SavedOutcome } from './save-outcome.ts';
import { endRequest } from './store.ts';
import { type Previews, previewsOf } from './summaries.ts';

type Refusal =
  | { reason: 'no-outcome' }
  | { reason: 'already-sent'; by: NamedPerson | null; at: Date | null }
  /** The outcome was saved again, or somebody's part is no longer what the preview showed: look again. */
  | ChangedMeanwhile;

type Letters = Awaited<ReturnType<typeof agreedLetters>>;

/** Who is told, and the mail or the to-do that does it. */
function toldOf(opened: OpenMeeting, outcome: OutcomeView, previews: readonly SummaryPreview[]) {
  const { id: meetingId, requestId } = opened.view;
  const deliveries: NewDelivery[] = [];
  const todos: NewTodo[] = [];
  for (const { inviteeId, part } of previews.filter(isTold)) {
    if (part.what === 'letter') continue;
    if (part.what !== 'by-hand') {
      deliveries.push({
        kind: 'summary',
        eventKey: `summary:${outcome.id}:${inviteeId}`,
        channel: 'mail',
        meetingId,
        outcomeId: outcome.id,
        inviteeId,
        ...(requestId === null ? {} : { requestId }),
        detail: { version: outcome.version, what: part.what },
      });
    }
    if (part.what !== 'summary') {
      const eventKey = todoKeys.tellOutcome(outcome.id, inviteeId);
      todos.push({ kind: 'tell-outcome', eventKey, requestId, meetingId, inviteeId });
    }
  }
  return { deliveries, todos };
}

/**
 * Sends the summaries of the latest version: the person and their family a letter to be released, everybody else their own part, a notice where no text may go, a to-do where the
 * team tells somebody itself. The first version ends the meeting's work and closes the request; a later one reaches only
 * those whose part changed. What is sent is what the preview showed: its fingerprint is compared with what would be sent
 * now, and each mail asks for consent, agreement and address again when its job runs.
 *
 * @param input.saves and `fingerprint` as the preview gave them
 */
export async function sendSummaries(
  deps: Deps,
  input: { actor: Actor; meetingId: string; outcomeId: string; saves: number; fingerprint: string; press: string },
): Promise<Result<SavedOutcome, NotAllowed | NotFound | Refusal>> {
  const { actor, meetingId, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'send-summaries', actor, meetingId);
  if (!opened.ok) return opened;
  const press = { key, useCase: 'send-summaries', actor, asked: { meetingId, ...asked } } as const;
  const outcome = await findOutcome(deps.db, meetingId);
  if (outcome === null) return refuse({ reason: 'no-outcome' });
  const seen = await previewsOf(deps, opened.value.view, outcome);
  const refusal = await decide(deps, outcome, seen, asked);
  if (refusal) {
    return (await wasCarriedOut(deps, press)) ? ok(await presentOutcome(deps, meetingId)) : refuse(refusal);
  }
  const letters = await agreedLetters(deps, opened.value, outcome, seen.previews);
  const result = await carryOut(deps, press, (tx) => send(tx, deps, actor, opened.value, { outcome, seen, letters }));
  if (result !== 'overtaken') return ok(await presentOutcome(deps, meetingId));
  const { by, at } = await findSender(deps.db, outcome.id);
  return refuse(at === null ? { reason: 'changed-meanwhile' } : { reason: 'already-sent', by, at });
}

async function decide(
  deps: Pick<Deps, 'db'>,
  outcome: OutcomeView,
  seen: Previews,
  asked: { outcomeId: string; saves: number; fingerprint: string },
): Promise<Refusal | undefined> {
  if (outcome.id !== asked.outcomeId) return { reason: 'changed-meanwhile' };
  if (outcome.state === 'sent') return { reason: 'already-sent', ...(await findSender(deps.db, outcome.id)) };
  const isAsSeen = outcome.saves === asked.saves && seen.fingerprint === asked.fingerprint;
  return isAsSeen ? undefined : { reason: 'changed-meanwhile' };
}

async function send(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  opened: OpenMeeting,
  { outcome, seen, letters }: { outcome: OutcomeView; seen: Previews; letters: Letters },
): Promise<boolean> {
  const { previews, counts } = seen;
  const now = deps.clock.now();
  if (!(await markOutcomeSent(tx, outcome, { byId: idOf(actor), at: now }))) return false;
  const { requestId } = opened.view;
  if (outcome.version === 1) {
    const changes = { state: 'outcome-recorded' } as const;
    if (!(await recordChange(tx, deps, opened, { useCase: 'send-summaries', actor, changes }))) return false;
    await addDeliveries(tx, deps, requesterNews(opened, 'outcome-recorded'));
  }
  const { deliveries, todos } = toldOf(opened, outcome, previews);
  await addDeliveries(tx, deps, deliveries);
  await addTodos(tx, deps, todos);
  await closeMeetingLetters(tx, deps, letters.close);
  await addLetters(tx, deps, letters.draft);
  await recordDone(tx, now, {
    useCase: 'send-summaries',
    actor,
    noun: 'outcome',
    nounId: outcome.id,
    from: 'draft',
    to: 'sent',
    detail: { version: outcome.version, ...counts },
  });
  if (requestId && outcome.version === 1) {
    await endRequest(tx, requestId, now, { state: 'closed' }, { useCase: 'send-summaries', actor });
  }
  await refreshCards(tx, deps, shownWith(opened.view));
  return true;
}
