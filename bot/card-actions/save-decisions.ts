import type { OpenDecision, OutcomeDecisionsFormView } from '../../cards/outcome-decisions-form.card.ts';
import type { OutcomeProblem } from '../../services/meetings/outcome-model.ts';
import { saveOutcome } from '../../services/meetings/save-outcome.ts';
import { viewOutcome } from '../../services/meetings/view-outcome.ts';
import { cleanText } from '../../services/platform/free-text.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { NO_RATING } from '../../wording/outcome.ts';
import { outcomeFormProblems, outcomeProblemText } from '../../wording/outcome-problems.ts';
import { showMeetingRefused } from '../meeting-forms.ts';
import {
  type PresentOutcome,
  pressOnRows,
  shownActions,
  shownAttendance,
  shownDecisions,
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
  text: typedText,
  parties: tickedValues,
  recommendedRating: typedText,
  nextStep: typedText,
});

type Errors = NonNullable<OutcomeDecisionsFormView['errors']>;

/** Every press of the second step: saves what was decided, the rating and the next step, then goes where it asks. */
export const saveDecisions = cardAction('save-decisions', data, async (turn, pressed) => {
  const { meetingId, requestId, saves, press, go } = pressed;
  const { deps, actor } = turn;
  const found = await viewOutcome(deps, { actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  if (found.value.outcome?.state !== 'draft') return showOutcomeStep(turn, { meetingId, requestId }, 2);
  const present = { ...found.value, outcome: found.value.outcome };

  const row: OpenDecision = { key: pressed.editing ?? null, text: pressed.text, parties: pressed.parties };
  const open = { row, blank: row.text.trim() === '' && row.parties.length === 0, chosen: pressed.row };
  const typed = { row: pressed.row, recommendedRating: pressed.recommendedRating, nextStep: pressed.nextStep };
  const again = (errors: Errors) => shownDecisions(turn, { ...present, open: row, typed, errors });
  if (
    pressed.saves !== present.outcome.saves &&
    isSaid<OpenDecision>(present.outcome.decisions, go, open, saysTheSame)
  ) {
    return goOn(turn, present, go, open);
  }
  const problem = rowProblem(go, open);
  if (problem) return again(errorsOf(problem));

  const { rows, openAt } = rowsAfter<OpenDecision>(present.outcome.decisions, go, open);
  const saved = await saveOutcome(deps, {
    ...{ actor, meetingId, saves, press },
    decisions: rows.map((one) => ({ ...one, parties: [...one.parties] })),
    recommendedRating: typed.recommendedRating === NO_RATING ? '' : typed.recommendedRating,
    nextStep: typed.nextStep,
  });
  if (saved.ok) return goOn(turn, saved.value, go, open);
  if (saved.reason === 'incomplete') return again(fieldErrors(saved.problems, openAt));
  if (saved.reason !== 'changed-meanwhile') {
    return showMeetingRefused(turn, { meetingId, requestId: present.meeting.requestId }, saved);
  }
  const notice = { tone: 'warning', text: meetingRefusalText(saved) } as const;
  return shownDecisions(turn, { ...present, open: row, typed, notice });
});

/** Where a press leads once all it asked for is saved. */
function goOn(turn: Turn, present: PresentOutcome, go: RowPress, open: OpenRow<OpenDecision>): ShownCard {
  const { meeting, outcome, parties } = present;
  if (go === 'back') return shownAttendance(turn, { meeting, outcome });
  if (go === 'next') return shownActions(turn, { meeting, outcome, parties });
  return shownDecisions(turn, {
    meeting,
    outcome,
    parties,
    open: openAfter<OpenDecision>(outcome.decisions, go, open),
  });
}

function saysTheSame(one: OpenDecision, other: OpenDecision): boolean {
  const parties = (row: OpenDecision) => [...new Set(row.parties)].sort().join();
  return cleanText(one.text) === cleanText(other.text) && parties(one) === parties(other);
}

function errorsOf(problem: RowProblem): Errors {
  if (problem === 'no-row-chosen') return { row: [outcomeFormProblems.noRow] };
  return { text: [problem === 'emptied' ? outcomeFormProblems.emptied : outcomeFormProblems.noDecision] };
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
  if (problem.field === 'recommendedRating' || problem.field === 'nextStep') return problem.field;
  return problem.field === 'decisions' && 'index' in problem && problem.index === openAt ? problem.part : 'text';
}
