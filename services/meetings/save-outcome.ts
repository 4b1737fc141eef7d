import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { recordChange } from './change-meeting.ts';
import { type CheckedOutcome, checkOutcome, nothingSaved } from './check-outcome.ts';
import type { MeetingView, OutcomeView, PartyView } from './model.ts';
import {
  type ChangedMeanwhile,
  idOf,
  type NotEnded,
  type OpenMeeting,
  openMeeting,
  presentMeeting,
  type WrongState,
} from './open-meeting.ts';
import type { OutcomeProblem, TypedOutcome } from './outcome-model.ts';
import { findOutcome, insertOutcome, replaceOutcome } from './outcome-store.ts';
import { partiesOf } from './parties.ts';
import { recordThatItTookPlace } from './record-that-it-took-place.ts';
import { shownWith, stateAfter } from './rules.ts';
import { type Previews, previewsOf } from './summaries.ts';

type Refusal =
  | { reason: 'incomplete'; problems: OutcomeProblem[] }
  | NotEnded
  /** The latest version has been sent: begin a correction. */
  | { reason: 'already-sent' }
  | WrongState
  | ChangedMeanwhile;

export type SavedOutcome = { meeting: MeetingView; outcome: OutcomeView; parties: PartyView[] } & Previews;

/** The outcome to be stored, or the refusal. */
function decide(
  deps: Pick<Deps, 'policy' | 'newId'>,
  { view }: OpenMeeting,
  present: OutcomeView | null,
  asked: TypedOutcome & { saves: number },
): { content: CheckedOutcome } | Refusal {
  if (present?.state === 'sent') return { reason: 'already-sent' };
  if (present === null && !stateAfter('take-place', view.state)) return { reason: 'wrong-state', state: view.state };
  if (!view.ended || view.startsAt === null) return { reason: 'not-ended' };
  if ((present?.saves ?? 0) !== asked.saves) return { reason: 'changed-meanwhile' };
  const checked = checkOutcome(asked, {
    inviteeIds: view.invitees.map((invitee) => invitee.id),
    parties: partiesOf(view, deps.policy.team).map((party) => party.party),
    meetingDay: dayOf(view.startsAt),
    themes: deps.policy.themes.value.map((theme) => theme.code),
    saved: present ?? nothingSaved,
    newKey: deps.newId,
  });
  return 'outcome' in checked ? { content: checked.outcome } : { reason: 'incomplete', problems: checked.problems };
}

/**
 * Saves what came of a meeting whose end has passed. The first save records that it took place. Nothing is sent: the
 * answer holds a preview of what would be.
 *
 * @param input.saves how often the outcome had been saved when the card was made; 0 before the first save
 */
export async function saveOutcome(
  deps: Deps,
  input: { actor: Actor; meetingId: string; saves: number; press: string } & TypedOutcome,
): Promise<Result<SavedOutcome, NotAllowed | NotFound | Refusal>> {
  const { actor, meetingId, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'save-outcome', actor, meetingId);
  if (!opened.ok) return opened;
  const present = await findOutcome(deps.db, meetingId);
  const press = { key, useCase: 'save-outcome', actor, asked: { meetingId, ...asked } } as const;
  const decided = decide(deps, opened.value, present, asked);
  if ('reason' in decided) {
    return (await wasCarriedOut(deps, press)) ? ok(await presentOutcome(deps, meetingId)) : refuse(decided);
  }
  const result = await carryOut(deps, press, (tx) => save(tx, deps, actor, opened.value, present, decided.content));
  return result === 'overtaken' ? refuse({ reason: 'changed-meanwhile' }) : ok(await presentOutcome(deps, meetingId));
}

async function save(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  opened: OpenMeeting,
  present: OutcomeView | null,
  content: CheckedOutcome,
): Promise<boolean> {
  const writing = { byId: idOf(actor), at: deps.clock.now() };
  if (present === null) {
    const changes = { state: 'took-place' } as const;
    if (!(await recordChange(tx, deps, opened, { useCase: 'save-outcome', actor, changes }))) return false;
    await recordThatItTookPlace(tx, deps, opened, writing.byId);
    await insertOutcome(tx, deps, { meetingId: opened.view.id, version: 1, content }, writing);
    return true;
  }
  if (!(await replaceOutcome(tx, deps, present, content, writing))) return false;
  const detail = { version: present.version, saves: present.saves + 1 };
  await recordDone(tx, writing.at, { useCase: 'save-outcome', actor, noun: 'outcome', nounId: present.id, detail });
  await refreshCards(tx, deps, shownWith(opened.view));
  return true;
}

/** The outcome in its present state, with its previews. It exists: it has just been saved. */
export async function presentOutcome(deps: Deps, meetingId: string): Promise<SavedOutcome> {
  const { view } = await presentMeeting(deps, meetingId);
  const outcome = await findOutcome(deps.db, meetingId);
  if (outcome === null) throw new Error('An outcome is gone');
  const parties = partiesOf(view, deps.policy.team);
  return { meeting: view, outcome, parties, ...(await previewsOf(deps, view, outcome)) };
}
