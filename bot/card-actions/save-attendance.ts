import { z } from 'zod';
import { cameInput, standInInput, type TypedAttendance } from '../../cards/outcome-attendance-form.card.ts';
import type { MeetingView, OutcomeView } from '../../services/meetings/model.ts';
import type { OutcomeProblem } from '../../services/meetings/outcome-model.ts';
import { saveOutcome } from '../../services/meetings/save-outcome.ts';
import { viewOutcome } from '../../services/meetings/view-outcome.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { nameStandIns } from '../../wording/outcome.ts';
import { outcomeProblemText } from '../../wording/outcome-problems.ts';
import { showMeetingRefused } from '../meeting-forms.ts';
import { pressOnOutcome, shownAttendance, shownDecisions } from '../outcome-cards.ts';
import { tickedValues } from '../press-data.ts';
import { showTeamRefusal } from '../shown-cards/team-refusal.ts';
import { cardAction, type ShownCard, type Turn } from '../turn.ts';

/** Longer than any name that is taken: the service says so. */
const LONGEST = 1000;
const answer = z
  .string()
  .default('')
  .transform((text) => text.slice(0, LONGEST));

/** `asked` are those whose stand-in's name the card asked for. Each invitee has inputs of their own. */
const data = pressOnOutcome.extend({ asked: tickedValues }).catchall(z.unknown());

type Present = { meeting: MeetingView; outcome: OutcomeView | null };
type Typed = ReadonlyMap<string, TypedAttendance>;

/** Saves who came. The first save records that the meeting took place. */
export const saveAttendance = cardAction('save-attendance', data, async (turn, pressed) => {
  const { meetingId, saves, press, asked } = pressed;
  const { deps, actor } = turn;
  const present = await viewOutcome(deps, { actor, meetingId });
  if (!present.ok) return showTeamRefusal(present);
  const typed = readAttendance(present.value.meeting, pressed);
  const attendance = [...typed].map(([inviteeId, { came, standIn }]) => ({ inviteeId, came, standInName: standIn }));
  const saved = await saveOutcome(deps, { actor, meetingId, saves, press, attendance });
  if (saved.ok) return shownDecisions(turn, saved.value);
  if (saved.reason === 'incomplete') return askAgain(turn, present.value, typed, saved.problems, asked);
  const refused = { meetingId, requestId: present.value.meeting.requestId };
  if (saved.reason !== 'changed-meanwhile') return showMeetingRefused(turn, refused, saved);
  return showChanged(turn, present.value, typed);
});

function readAttendance(meeting: MeetingView, pressed: Record<string, unknown>): Typed {
  const read = (input: string) => answer.catch('').parse(pressed[input]);
  return new Map(
    meeting.invitees.map(({ id }) => [id, { came: read(cameInput(id)), standIn: read(standInInput(id)) }]),
  );
}

/** A name that the card has not asked for yet is not an error: it is asked for now. */
function askAgain(
  turn: Turn,
  present: Present,
  typed: Typed,
  problems: readonly OutcomeProblem[],
  asked: readonly string[],
): ShownCard {
  const errors = new Map<string, { came?: string[]; standIn?: string[] }>();
  let toName = 0;
  for (const problem of problems) {
    if (problem.field !== 'attendance') continue;
    const aboutName = problem.problem === 'no-name' || problem.problem === 'too-long';
    if (problem.problem === 'no-name' && !asked.includes(problem.inviteeId)) toName += 1;
    else errors.set(problem.inviteeId, { [aboutName ? 'standIn' : 'came']: [outcomeProblemText(problem)] });
  }
  const notice = toName > 0 ? ({ tone: 'warning', text: nameStandIns(toName) } as const) : undefined;
  return shownAttendance(turn, { ...present, typed, errors, notice });
}

/** What was typed, over what somebody else has saved meanwhile. */
function showChanged(turn: Turn, present: Present, typed: Typed): ShownCard {
  const text = meetingRefusalText({ reason: 'changed-meanwhile' });
  return shownAttendance(turn, { ...present, typed, notice: { tone: 'warning', text } });
}
