import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { outcomeActionsFormCard } from '../cards/outcome-actions-form.card.ts';
import { outcomeAttendanceFormCard } from '../cards/outcome-attendance-form.card.ts';
import { outcomeDecisionsFormCard } from '../cards/outcome-decisions-form.card.ts';
import { summaryPreviewsCard } from '../cards/summary-previews.card.ts';
import type { MeetingView, OutcomeView, PartyView } from '../services/meetings/model.ts';
import type { Previews } from '../services/meetings/summaries.ts';
import { toTellByHand } from '../services/meetings/tell-by-hand.ts';
import { viewOutcome } from '../services/meetings/view-outcome.ts';
import { mailFrame } from '../services/notifications/mail-frame.ts';
import { formSummary, pressOnMeeting, showMeetingRefused } from './meeting-forms.ts';
import { rowPresses } from './outcome-rows.ts';
import { showTeamRefusal } from './shown-cards/team-refusal.ts';
import type { ShownCard, Turn } from './turn.ts';

/** A press on a step: with the save that its card showed. */
export const pressOnOutcome = pressOnMeeting.extend({ saves: z.coerce.number().int().nonnegative() });
/** A press on a step with a list: what it asks for, which row is changed, which was chosen. */
export const pressOnRows = pressOnOutcome.extend({
  go: z.enum(rowPresses),
  editing: z.guid().optional(),
  row: z.string().max(60).optional(),
});

export type OutcomeStep = 1 | 2 | 3;
/** A meeting with its outcome as it stands. */
export type PresentOutcome = { meeting: MeetingView; outcome: OutcomeView; parties: PartyView[] };

type Attendance = Parameters<typeof outcomeAttendanceFormCard>[0];
type Decisions = Parameters<typeof outcomeDecisionsFormCard>[0];
type Actions = Parameters<typeof outcomeActionsFormCard>[0];

const SUMMARY = 'record the outcome';

/** The first step, or the same again with what was typed. */
export function shownAttendance(turn: Turn, view: Omit<Attendance, 'press'>): ShownCard {
  const card = outcomeAttendanceFormCard({ ...view, press: turn.deps.newId() });
  return { card, summary: formSummary(view.meeting, SUMMARY) };
}

/** The second step. */
export function shownDecisions(turn: Turn, view: Omit<Decisions, 'press'>): ShownCard {
  const card = outcomeDecisionsFormCard({ ...view, press: turn.deps.newId() });
  return { card, summary: formSummary(view.meeting, SUMMARY) };
}

/** The third step. */
export function shownActions(turn: Turn, view: Omit<Actions, 'press' | 'themes'>): ShownCard {
  const { newId, policy } = turn.deps;
  const card = outcomeActionsFormCard({ ...view, themes: policy.themes.value, press: newId() });
  return { card, summary: formSummary(view.meeting, SUMMARY) };
}

/** The previews of a saved outcome. */
export function shownPreviews(
  turn: Turn,
  saved: { meeting: MeetingView; outcome: OutcomeView } & Previews,
  more: { page?: number | { inviteeId: string }; notice?: CardNotice | undefined } = {},
): ShownCard {
  const { previews, counts, fingerprint, meeting, outcome } = saved;
  const card = summaryPreviewsCard({
    ...{ previews, counts, fingerprint, meeting, outcome },
    frame: mailFrame(turn.deps),
    byHand: byHandOf(saved),
    page: more.page ?? 1,
    notice: more.notice,
    press: turn.deps.newId(),
  });
  return { card, summary: formSummary(meeting, 'summaries') };
}

function byHandOf({ meeting, outcome, previews }: { meeting: MeetingView; outcome: OutcomeView } & Previews) {
  return new Map(
    previews.flatMap((preview) => {
      const part = toTellByHand(meeting, outcome, preview);
      return part === null ? [] : [[preview.inviteeId, part] as const];
    }),
  );
}

/** A step of the outcome in its present state; the first one where nothing is saved yet. */
export async function showOutcomeStep(
  turn: Turn,
  about: { meetingId: string; requestId?: string | undefined },
  step: OutcomeStep,
  notice?: CardNotice,
): Promise<ShownCard> {
  const found = await viewOutcome(turn.deps, { actor: turn.actor, meetingId: about.meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const { meeting, outcome, parties } = found.value;
  const refused = whyNotNow(meeting, outcome);
  if (refused) return showMeetingRefused(turn, { ...about, requestId: meeting.requestId }, { reason: refused });
  if (outcome === null || step === 1) return shownAttendance(turn, { meeting, outcome, notice });
  const present = { meeting, outcome, parties, notice };
  return step === 2 ? shownDecisions(turn, present) : shownActions(turn, present);
}

/** Why the outcome can't be recorded in the meeting's present state. */
function whyNotNow(meeting: MeetingView, outcome: OutcomeView | null): string | undefined {
  if (outcome?.state === 'sent') return 'already-sent';
  if (outcome !== null) return undefined;
  if (meeting.state !== 'booked') return 'wrong-state';
  return meeting.ended ? undefined : 'not-ended';
}
