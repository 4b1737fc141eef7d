import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { CANNOT_GO_AHEAD, cancelInTransaction } from './cancel-in-transaction.ts';
import { type Decision, decideAndChange } from './change-meeting.ts';
import { checkReason, type ReasonProblem } from './follow-on.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';
import { stateAfter } from './rules.ts';

type Refusal = ReasonProblem | WrongState | ChangedMeanwhile | { reason: 'already-ended' };

/** Why a meeting ended whose ground had gone: a code, kept with it. */
const REASON = 'consent-withdrawn';

function decide({ view }: OpenMeeting, asked: { version: number; note: string }): Decision<string, Refusal> {
  if (!stateAfter('cancel', view.state) || view.entryId === null) return { reason: 'wrong-state', state: view.state };
  if (view.version !== asked.version) return { reason: 'changed-meanwhile' };
  if (view.ended) return { reason: 'already-ended' };
  const checked = checkReason('note', asked.note);
  return 'text' in checked ? { go: checked.text } : checked;
}

/**
 * The clinical lead has looked at a meeting that was so near when consent to the register ended that it was not cancelled
 * with the others (domain.md §10), and cancels it for everybody invited. The other decision is share-without-consent.ts.
 *
 * @param input.version of the meeting on the card
 * @param input.note why: required
 */
export async function cancelWithdrawnMeeting(
  deps: Deps,
  input: { actor: Actor; meetingId: string; version: number; note: string; press: string },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'cancel-withdrawn-meeting', actor, input.meetingId);
  if (!opened.ok) return opened;
  const press = { key, useCase: 'cancel-withdrawn-meeting', actor, asked } as const;
  return decideAndChange(
    deps,
    press,
    opened.value,
    (meeting) => decide(meeting, input),
    (tx, note) => {
      const why = { useCase: press.useCase, actor, reason: REASON, note, cancelReason: CANNOT_GO_AHEAD };
      return cancelInTransaction(tx, deps, opened.value, why);
    },
  );
}
