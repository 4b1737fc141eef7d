import type { InviteeView, MeetingView, OutcomeView } from '../services/meetings/model.ts';
import { attendanceChoices, attendanceIntro } from '../wording/outcome.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { backButton, meetingIds } from './meeting-form.ts';
import { outcomeIds, outcomeTop } from './outcome-form.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedField } from './typed-field.ts';

/** What was answered for one invitee, as typed. */
export type TypedAttendance = { came: string; standIn: string };

export type OutcomeAttendanceFormView = {
  meeting: MeetingView;
  /** null before the first save */
  outcome: OutcomeView | null;
  /** By invitee; what is stored is shown where nothing was typed. */
  typed?: ReadonlyMap<string, TypedAttendance> | undefined;
  /** By invitee. */
  errors?: ReadonlyMap<string, { came?: readonly string[]; standIn?: readonly string[] }> | undefined;
  notice?: CardNotice | undefined;
  press: string;
};

/** Names of the inputs, which the card's action reads back. */
export const cameInput = (inviteeId: string) => `came-${inviteeId}`;
export const standInInput = (inviteeId: string) => `standIn-${inviteeId}`;

const LONGEST_NAME = 120;
const expand = cardTemplate(import.meta.dirname, 'outcome-attendance-form');

/** The first step of the outcome: did it take place, and who came. */
export function outcomeAttendanceFormCard(view: OutcomeAttendanceFormView): AdaptiveCard {
  return fitCard([100, 60, 30, 15], (limit) => render(view, limit));
}

function render(view: OutcomeAttendanceFormView, limit: number): AdaptiveCard {
  const { meeting, outcome } = view;
  const booked = meeting.state === 'booked';
  const version = outcome?.version ?? 1;
  const people = meeting.invitees.map((invitee) => person(view, invitee, limit));
  // Which names this card asks for: one that was not asked for yet is not missing, it is asked for next.
  const asked = people.flatMap(({ standIn, inviteeId }) => (standIn === null ? [] : [inviteeId])).join(',');
  return expand({
    ...outcomeTop(1, meeting, version, view.notice),
    intro: [attendanceIntro({ booked, version })],
    people,
    answers: attendanceChoices.map(({ answer, label }) => ({ title: label, value: answer })),
    actions: [
      actionButton({
        title: 'Continue',
        verb: 'save-attendance',
        data: { ...outcomeIds(meeting, outcome, view.press), asked },
        style: 'positive',
      }),
      ...(booked
        ? [actionButton({ title: 'It did not take place', verb: 'open-did-not-happen', data: meetingIds(meeting) })]
        : []),
      ...backButton(meeting),
    ],
  });
}

function person(view: OutcomeAttendanceFormView, invitee: InviteeView, limit: number) {
  const { id } = invitee;
  const stored = view.outcome?.attendance.find((one) => one.inviteeId === id);
  const typed = view.typed?.get(id) ?? { came: stored?.came ?? '', standIn: stored?.standInName ?? '' };
  const errors = view.errors?.get(id);
  const organisation = invitee.organisation ? `, ${oneLine(invitee.organisation.name, limit)}` : '';
  const name = oneLine(invitee.name, limit);
  const came = typedField({ label: `${name}${organisation} (required)`, typed: typed.came, errors: errors?.came }, 50);
  const standIn = typedField(
    { label: `Who came instead of ${name}? (required)`, typed: typed.standIn, errors: errors?.standIn },
    LONGEST_NAME,
  );
  return {
    inviteeId: id,
    came: { ...came, id: cameInput(id) },
    // Asked for once it is needed: a phone has no room for a field a person that stays empty.
    standIn: typed.came === 'stand-in' ? { ...standIn, id: standInInput(id) } : null,
  };
}
