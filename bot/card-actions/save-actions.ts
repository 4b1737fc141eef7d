import type { OpenAction, OutcomeActionsFormView } from '../../cards/outcome-actions-form.card.ts';
import type { MeetingView } from '../../services/meetings/model.ts';
import type { OutcomeProblem } from '../../services/meetings/outcome-model.ts';
import { previewSummaries } from '../../services/meetings/preview-summaries.ts';
import { saveOutcome } from '../../services/meetings/save-outcome.ts';
import { viewOutcome } from '../../services/meetings/view-outcome.ts';
import { cleanText } from '../../services/platform/free-text.ts';
import { parseCalendarDay } from '../../services/platform/time.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { outcomeFormProblems, outcomeProblemText } from '../../wording/outcome-problems.ts';
import { showMeetingRefused } from '../meeting-forms.ts';
import {
  type PresentOutcome,
  pressOnRows,
  shownActions,
  shownDecisions,
  shownPreviews,
  showOutcomeStep,
} from '../outcome-cards.ts';
import {
  isSaid,
  type OpenRow,
  openAfter,
  type RowPress,
  type RowProblem,
  rowProblem,
  rowsAfter,
} from '../outcome-rows.ts';
import { tickedValues, typedText } from '../press-data.ts';
import { showTeamRefusal } from '../shown-cards/team-refusal.ts';
import { cardAction, type ShownCard, type Turn } from '../turn.ts';

const data = pressOnRows.extend({
  what: typedText,
  party: typedText,
  who: typedText,
  dueDay: typedText,
  themes: tickedValues,
  gaps: typedText,
});

type Errors = NonNullable<OutcomeActionsFormView['errors']>;

/** Every press of the third step: saves who does what, themes and gaps, then goes where it asks. */
export const saveActions = cardAction('save-actions', data, async (turn, pressed) => {
  const { meetingId, requestId, saves, press, go, what, party, who, dueDay } = pressed;
  const { deps, actor } = turn;
  const found = await viewOutcome(deps, { actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  if (found.value.outcome?.state !== 'draft') return showOutcomeStep(turn, { meetingId, requestId }, 3);
  const present = { ...found.value, outcome: found.value.outcome };

  const doer = who.trim() === '' ? personInvited(present.meeting, party) : who;
  const row: OpenAction = { key: pressed.editing ?? null, what, party, who: doer, dueDay };
  const blank = [what, party, who, dueDay].every((text) => text.trim() === '');
  const open = { row, blank, chosen: pressed.row };
  const typed = { row: pressed.row, themes: pressed.themes, gaps: pressed.gaps };
  const again = (errors: Errors) => shownActions(turn, { ...present, open: row, typed, errors });
  if (pressed.saves !== present.outcome.saves && isSaid<OpenAction>(present.outcome.actions, go, open, saysTheSame)) {
    return go === 'next' ? showPreviews(turn, present.meeting) : goOn(turn, present, go, open);
  }
  const problem = rowProblem(go, open);
  if (problem) return again(errorsOf(problem));

  const { rows, openAt } = rowsAfter<OpenAction>(present.outcome.actions, go, open);
  const { themes, gaps } = typed;
  const saved = await saveOutcome(deps, { actor, meetingId, saves, press, actions: rows, themes, gaps });
  if (saved.ok) return go === 'next' ? shownPreviews(turn, saved.value) : goOn(turn, saved.value, go, open);
  if (saved.reason === 'incomplete') return again(fieldErrors(saved.problems, openAt));
  if (saved.reason !== 'changed-meanwhile') {
    return showMeetingRefused(turn, { meetingId, requestId: present.meeting.requestId }, saved);
  }
  const notice = { tone: 'warning', text: meetingRefusalText(saved) } as const;
  return shownActions(turn, { ...present, open: row, typed, notice });
});

/** Who does it where the action is for a person rather than an organisation: nobody is to type the name again. */
function personInvited(meeting: MeetingView, party: string): string {
  return meeting.invitees.find((invitee) => invitee.party === party && invitee.organisation === null)?.name ?? '';
}

/** Where a press leads once all it asked for is saved; the previews apart. */
function goOn(turn: Turn, present: PresentOutcome, go: RowPress, open: OpenRow<OpenAction>): ShownCard {
  const { meeting, outcome, parties } = present;
  if (go === 'back') return shownDecisions(turn, { meeting, outcome, parties });
  return shownActions(turn, { meeting, outcome, parties, open: openAfter<OpenAction>(outcome.actions, go, open) });
}

async function showPreviews(turn: Turn, { id: meetingId, requestId }: MeetingView): Promise<ShownCard> {
  const { deps, actor } = turn;
  const seen = await previewSummaries(deps, { actor, meetingId });
  return seen.ok ? shownPreviews(turn, seen.value) : showMeetingRefused(turn, { meetingId, requestId }, seen);
}

function saysTheSame(one: OpenAction, other: OpenAction): boolean {
  const words = ({ what, who }: OpenAction) => `${cleanText(what)}\n${cleanText(who)}`;
  const sameDay = parseCalendarDay(one.dueDay) === parseCalendarDay(other.dueDay);
  return words(one) === words(other) && one.party === other.party && sameDay;
}

function errorsOf(problem: RowProblem): Errors {
  if (problem === 'no-row-chosen') return { row: [outcomeFormProblems.noRow] };
  return { what: [problem === 'emptied' ? outcomeFormProblems.emptied : outcomeFormProblems.noAction] };
}

/** Rows that are in the list were taken before, so what is wrong is in the one being written, or in the list as such. */
function fieldErrors(problems: readonly OutcomeProblem[], openAt: number | null): Errors {
  const errors: Record<string, string[]> = {};
  for (const problem of problems) {
    const field = fieldOf(problem, openAt);
    errors[field] = [...(errors[field] ?? []), outcomeProblemText(problem)];
  }
  return errors;
}

function fieldOf(problem: OutcomeProblem, openAt: number | null): keyof Errors {
  if (problem.field === 'themes' || problem.field === 'gaps') return problem.field;
  if (problem.field !== 'actions' || !('index' in problem) || problem.index !== openAt) return 'what';
  return problem.part === 'due-day' ? 'dueDay' : problem.part;
}
