import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import type { Span } from '../calendar/port.ts';
import { type Decision, decideAndChange, recordChange } from '../meetings/change-meeting.ts';
import type { ChosenTime } from '../meetings/choose-time.ts';
import type { MeetingView } from '../meetings/model.ts';
import {
  type ChangedMeanwhile,
  idOf,
  type OpenMeeting,
  openMeeting,
  readMeeting,
  type WrongState,
} from '../meetings/open-meeting.ts';
import { howAsked } from '../meetings/proposal-view.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { askInvitees } from './ask-invitees.ts';
import { checkProposing } from './check-proposing.ts';
import type { ProposingProblem } from './model.ts';
import { endProposal, insertProposal } from './store.ts';

type Refusal = { reason: 'incomplete'; problems: ProposingProblem[] } | WrongState | ChangedMeanwhile;

/** What is asked: the times, until when, what follows. */
type Asked = {
  version: number;
  slots: readonly ChosenTime[];
  deadline: { day: string; at: string };
  autoBook: boolean;
  /** Keep the times free in calendars that can be read; left out: yes. */
  holdTimes?: boolean;
};

function decide({ view }: OpenMeeting, asked: Asked, now: Date): Decision<{ slots: Span[]; deadline: Date }, Refusal> {
  if (view.state !== 'being-arranged') return { reason: 'wrong-state', state: view.state };
  if (view.version !== asked.version) return { reason: 'changed-meanwhile' };
  const checked = checkProposing(view, asked, now);
  return 'problems' in checked ? { reason: 'incomplete', problems: checked.problems } : { go: checked };
}

/**
 * Asks everybody invited which of up to six times suit them, until a deadline: in Teams, or by mail with a personal link. It
 * replaces the proposal that is open; answers to times that are asked about again stand, and everybody is asked anew.
 *
 * @param input.version the version of the meeting on the card
 * @param input.autoBook book by itself once one of the times is quorate and everybody has answered, or at the deadline
 */
export async function sendProposal(
  deps: Deps,
  input: { actor: Actor; meetingId: string; press: string } & Asked,
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'send-proposal', actor, input.meetingId);
  if (!opened.ok) return opened;
  const now = deps.clock.now();
  const press = { key, useCase: 'send-proposal', actor, asked } as const;
  const decideNow = (meeting: OpenMeeting) => decide(meeting, input, now);
  return decideAndChange(deps, press, opened.value, decideNow, (tx, go) => send(tx, deps, opened.value, input, go));
}

async function send(
  tx: Transaction,
  deps: Deps,
  opened: OpenMeeting,
  { actor, autoBook, holdTimes = true }: { actor: Actor } & Asked,
  { slots, deadline }: { slots: Span[]; deadline: Date },
): Promise<boolean> {
  const { view } = opened;
  const by = { useCase: 'send-proposal', actor } as const;
  // The meeting's version rises with it: of two who send at once, or send and book, one is told to look again.
  if (!(await recordChange(tx, deps, opened, { ...by, changes: {}, detail: { times: slots.length } }))) return false;
  if (view.proposal) await endProposal(tx, deps, { proposalId: view.proposal.id, change: 'replace' }, by);
  const readable = view.invitees.filter((one) => holdTimes && howAsked(one, view.sharing) === 'by-us');
  const holds = readable.flatMap(({ id, email }) => (email === null ? [] : [{ inviteeId: id, mailbox: email }]));
  const createdById = idOf(actor);
  const proposal = { meetingId: view.id, slots, deadline, autoBook, createdById, holds };
  const proposalId = await insertProposal(tx, deps, proposal);
  await recordDone(tx, deps.clock.now(), { ...by, noun: 'proposal', nounId: proposalId, to: 'open' });
  if (holds.length > 0) await deps.jobs.enqueue(tx, [{ name: 'sync-holds', data: { proposalId } }]);
  const present = await readMeeting({ ...deps, db: tx }, view.id);
  if (present !== null) await askInvitees(tx, deps, present.view, proposalId);
  return true;
}
