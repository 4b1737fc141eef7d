import type { MeetingView, OutcomeView } from '../services/meetings/model.ts';
import { outcomeStep, rowsLeftOut } from '../wording/outcome.ts';
import { actionButton } from './action-button.ts';
import type { CardNotice } from './adaptive-card.ts';
import { meetingFormTop, meetingIds } from './meeting-form.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { oneLine } from './typed-field.ts';

/** What is wrong with the fields of a step, in words. */
export type FieldErrors<F extends string> = Partial<Record<F, readonly string[]>>;

/** How much a step shows: of each row of its list, how many rows, and how much an input is filled with (characters). */
export type OutcomeMeasure = { row: number; rows: number; input: number };

/** From roomy to tight: the list gives way before the fields do, since what stands in a field is saved again. */
export const OUTCOME_MEASURES: readonly [OutcomeMeasure, ...OutcomeMeasure[]] = [
  { row: 400, rows: 30, input: 4000 },
  { row: 200, rows: 30, input: 4000 },
  { row: 90, rows: 20, input: 4000 },
  { row: 60, rows: 12, input: 4000 },
  { row: 40, rows: 6, input: 2000 },
  { row: 30, rows: 3, input: 1000 },
  { row: 20, rows: 0, input: 300 },
];

const LONGEST_CHOICE = 60;

/** What stands on top of each step. */
export function outcomeTop(step: 1 | 2 | 3, meeting: MeetingView, version: number, notice?: CardNotice) {
  return { ...meetingFormTop('Record the outcome', meeting, notice), step: outcomeStep(step, version) };
}

/** What every button of a step carries: the meeting, and the save that the card shows. */
export function outcomeIds(meeting: MeetingView, outcome: Pick<OutcomeView, 'saves'> | null, press: string) {
  return { ...meetingIds(meeting), saves: outcome?.saves ?? 0, press };
}

/** An entry of a step's list: its words, and what is said beneath them. */
export type OutcomeRow = { key: string; text: string; who: string };

/** The list of what is recorded so far, with a way to change or remove each. What does not fit is cut, and says so. */
export function outcomeRows(rows: readonly OutcomeRow[], measure: OutcomeMeasure) {
  const shown = rows.slice(0, measure.rows);
  return {
    rows: shown.map(({ text, who }, index) => ({
      text: `**${index + 1}.** ${inBrief(text, measure.row)}`,
      who: plain(oneLine(who, measure.row)),
    })),
    more: shown.length < rows.length ? rowsLeftOut(rows.length - shown.length) : null,
    rowChoices: rows.map(({ key, text }, index) => ({
      title: `${index + 1}. ${oneLine(text, Math.min(LONGEST_CHOICE, measure.row))}`,
      value: key,
    })),
  };
}

function inBrief(text: string, limit: number): string {
  const cut = cutText(text.replace(/\s+/g, ' '), limit);
  return cut.left === 0 ? plain(cut.text) : `${plain(cut.text)}… (cut here, kept whole)`;
}

type Editor = {
  what: 'decision' | 'action';
  verb: string;
  /** What every button of the step carries. */
  data: Record<string, string | number>;
  /** The keys of the list, and the one being changed; null for a new row, or one that somebody else has removed. */
  keys: readonly string[];
  changing: string | null;
};

/** The row that is being written and the step's buttons: each says what it asks for in `go`, and which row is changed. */
export function outcomeEditor({ what, verb, data, keys, changing }: Editor) {
  const place = changing === null ? -1 : keys.indexOf(changing);
  const carried = place < 0 || changing === null ? data : { ...data, editing: changing };
  const button = (title: string, go: string, style?: 'positive') =>
    actionButton({ title, verb, data: { ...carried, go }, ...(style ? { style } : {}) });
  return {
    editorHeading: place < 0 ? `Add ${what === 'action' ? 'an' : 'a'} ${what}` : `Change ${what} ${place + 1}`,
    editorButtons:
      place < 0
        ? [button(`Add this ${what}`, 'add')]
        : [button('Keep this change', 'add'), button('Leave it as it was', 'leave')],
    rowButtons: [button('Change', 'change'), button('Remove', 'remove')],
    actions: [button(what === 'action' ? 'See the summaries' : 'Continue', 'next', 'positive'), button('Back', 'back')],
  };
}
