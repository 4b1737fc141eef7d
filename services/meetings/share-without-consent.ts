import type { Actor } from '../access/actor.ts';
import { MAX_TEXT } from '../mbe-requests/model.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { type CalendarDay, dayOf, parseCalendarDay } from '../platform/time.ts';
import { type Decision, decideAndChange, recordChange } from './change-meeting.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, idOf, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';
import { insertSharingDecision } from './store.ts';
import { closeDecided } from './withdrawn-meeting-store.ts';

/** Why information may be shared without consent (domain.md §10). */
export const sharingReasons = ['safeguarding', 'serious-risk-of-harm'] as const;
export type SharingReason = (typeof sharingReasons)[number];

/** What is wrong with the decision as typed. */
export type SharingProblems = {
  reason: 'incomplete';
  problems: {
    field: 'reason' | 'note' | 'untilDay';
    problem: 'missing' | 'too-long' | 'unknown-choice' | 'not-a-date' | 'in-the-past';
  }[];
};

type Refusal = SharingProblems | WrongState | ChangedMeanwhile;
type SharingDecision = { reason: SharingReason; note: string; untilDay: CalendarDay };

function check(asked: { reason: string; note: string; untilDay: string }, today: CalendarDay) {
  const problems: SharingProblems['problems'] = [];
  const reason = sharingReasons.find((one) => one === asked.reason);
  if (reason === undefined) problems.push({ field: 'reason', problem: asked.reason ? 'unknown-choice' : 'missing' });
  const note = cleanText(asked.note);
  if (note === '') problems.push({ field: 'note', problem: 'missing' });
  else if (note.length > MAX_TEXT) problems.push({ field: 'note', problem: 'too-long' });
  const untilDay = parseCalendarDay(asked.untilDay);
  if (cleanText(asked.untilDay) === '') problems.push({ field: 'untilDay', problem: 'missing' });
  else if (untilDay === undefined) problems.push({ field: 'untilDay', problem: 'not-a-date' });
  else if (untilDay < today) problems.push({ field: 'untilDay', problem: 'in-the-past' });
  if (problems.length > 0 || reason === undefined || untilDay === undefined) return { problems };
  return { decision: { reason, note, untilDay } };
}

/** A decision can be made at any time until the outcome is recorded and while a correction may follow, not once it is off. */
function decide(
  { view }: OpenMeeting,
  asked: { reason: string; note: string; untilDay: string },
  today: CalendarDay,
): Decision<SharingDecision, Refusal> {
  if (view.state === 'cancelled' || view.state === 'did-not-take-place') {
    return { reason: 'wrong-state', state: view.state };
  }
  const checked = check(asked, today);
  return 'decision' in checked ? { go: checked.decision } : { reason: 'incomplete', problems: checked.problems };
}

/**
 * Records the clinical lead's decision that information about the person may be shared without consent: for this meeting
 * only, to the end of a day (domain.md §10). Of a booked meeting, invitations that were held go out under the next
 * SEQUENCE.
 *
 * @param input.untilDay as typed; today at the earliest
 */
export async function shareWithoutConsent(
  deps: Deps,
  input: { actor: Actor; meetingId: string; reason: string; note: string; untilDay: string; press: string },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'share-without-consent', actor, input.meetingId);
  if (!opened.ok) return opened;
  const now = deps.clock.now();
  const press = { key, useCase: 'share-without-consent', actor, asked } as const;
  const decideNow = (meeting: OpenMeeting) => decide(meeting, input, dayOf(now));
  return decideAndChange(deps, press, opened.value, decideNow, async (tx, decision) => {
    const { view, rows } = opened.value;
    const isAhead = view.state === 'booked' && !view.ended;
    const recorded = await recordChange(tx, deps, opened.value, {
      useCase: 'share-without-consent',
      actor,
      changes: isAhead ? { sequence: rows.sequence + 1 } : {},
      reason: decision.reason,
      detail: { untilDay: decision.untilDay },
    });
    if (recorded) {
      await insertSharingDecision(tx, deps, { ...decision, meetingId: view.id, decidedById: idOf(actor) });
      await closeDecided(tx, deps, view.id, actor);
    }
    return recorded;
  });
}
