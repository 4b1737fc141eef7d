import { formatSpan } from '../../services/platform/time.ts';
import { type InviteeProposal, type SlotAnswerCode, slotAnswers } from '../../services/proposals/model.ts';
import { meetingProblem, meetingWords, slotProblem } from '../../wording/pages/meeting.ts';
import { factRows } from '../site/facts.ts';
import { type ErrorView, errorsOf, type FieldView } from '../site/form.ts';

/** What was typed of each time, by its id. */
export type TypedTimes = { answers: Record<string, string>; note: string };

type TimesForm = {
  title: string;
  deadline: string;
  slots: {
    name: string;
    when: string;
    error: string | null;
    items: { value: SlotAnswerCode; text: string; checked: boolean }[];
  }[];
  note: FieldView;
};

/** The name of a time's field, which cannot be taken for another's. */
export function slotField(slotId: string): string {
  return `time-${slotId}`;
}

/** The form that asks about each proposed time, with what they said before. */
export function timesForm(
  proposal: InviteeProposal,
  again?: { typed: TypedTimes; problems: readonly { field: string; problem: string }[] },
): TimesForm {
  const words = meetingWords.times;
  const wrongOf = (name: string) => again?.problems.find(({ field }) => field === name);
  const noteWrong = wrongOf('note');
  const noteError = noteWrong && meetingProblem(noteWrong);
  const value = again?.typed.note ?? proposal.note ?? '';
  return {
    title: hasAnswered(proposal) ? words.changeTitle : words.title,
    deadline: hasAnswered(proposal) ? words.until(proposal.deadline) : words.deadline(proposal.deadline),
    slots: proposal.slots.map(({ id, startsAt, endsAt, mine }) => {
      const when = formatSpan(startsAt, endsAt);
      const chosen = again ? again.typed.answers[id] : mine;
      return {
        name: slotField(id),
        when,
        error: wrongOf(id) ? slotProblem(when) : null,
        items: slotAnswers.map((one) => ({ value: one, text: words.choices[one], checked: one === chosen })),
      };
    }),
    note: {
      ...{ name: 'note', kind: 'line', label: words.noteLabel, hint: words.noteHint, value },
      ...(noteError === undefined ? {} : { error: noteError }),
    },
  };
}

function hasAnswered({ slots }: InviteeProposal): boolean {
  return slots.some(({ mine }) => mine !== null);
}

/** What is wrong with the form, as its summary links to it. */
export function timesErrors({ slots, note }: TimesForm): ErrorView[] {
  const ofSlots = slots.flatMap(({ name, error }) => (error === null ? [] : [{ text: error, href: `#${name}` }]));
  return [...ofSlots, ...errorsOf([note])];
}

/** What they said of each time; null where they have said nothing. */
export function saidOfTimes(proposal: InviteeProposal) {
  if (!hasAnswered(proposal)) return null;
  const words = meetingWords.times;
  const said = proposal.slots.map(
    ({ startsAt, endsAt, mine }) =>
      [formatSpan(startsAt, endsAt), mine === null ? words.noAnswer : words.choices[mine]] as const,
  );
  const note = proposal.note === null ? [] : [[meetingWords.facts.note, proposal.note] as const];
  return factRows([...said, ...note]);
}
