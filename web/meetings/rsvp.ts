import type { InvitedMeetingView } from '../../services/meetings/invited-meeting.ts';
import { meetingProblem, meetingWords } from '../../wording/pages/meeting.ts';
import type { FieldView } from '../site/form.ts';

export type TypedResponse = { response: string; note: string };

/** The form that asks whether somebody comes, with what they said before. */
export function rsvpForm(
  meeting: InvitedMeetingView,
  again?: { typed: TypedResponse; problems: readonly { field: string; problem: string }[] },
): { title: string; startsAt: string; fields: FieldView[] } {
  const words = meetingWords.rsvp;
  const typed = again?.typed ?? { response: meeting.response ?? '', note: meeting.responseNote ?? '' };
  const errorOf = (name: string) => {
    const wrong = again?.problems.find(({ field }) => field === name);
    const error = wrong && meetingProblem(wrong);
    return error === undefined ? {} : { error };
  };
  return {
    title: meeting.response === null ? words.title : words.changeTitle,
    startsAt: meeting.startsAt?.toISOString() ?? '',
    fields: [
      {
        ...{ name: 'response', kind: 'choice', label: words.label, choices: words.choices },
        value: typed.response,
        ...errorOf('response'),
      },
      { name: 'note', kind: 'line', label: words.note, hint: words.noteHint, value: typed.note, ...errorOf('note') },
    ],
  };
}
