import { outcomeDueCard } from '../../cards/outcome-due.card.ts';
import type { Actor } from '../../services/access/actor.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { formSummary } from '../meeting-forms.ts';
import type { ShownCard } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** Asks the chair for the outcome of a meeting whose end has passed. */
export async function showOutcomeDue(looker: { deps: Deps; actor: Actor }, meetingId: string): Promise<ShownCard> {
  const { deps, actor } = looker;
  const meeting = await viewMeeting(deps, { actor, meetingId });
  if (!meeting.ok) return showTeamRefusal(meeting);
  return {
    card: outcomeDueCard({ meeting: meeting.value }),
    summary: formSummary(meeting.value, 'record the outcome'),
  };
}
