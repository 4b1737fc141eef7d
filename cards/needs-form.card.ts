import type { InviteeView, MeetingView } from '../services/meetings/model.ts';
import { atLeastLabel, needLabels, needsForm, needsProblemText } from '../wording/needs-form.ts';
import { seatName } from '../wording/quorum.ts';
import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { meetingIds } from './meeting-form.ts';
import { pageOf } from './pages.ts';
import { type FormInput, recordFormCard } from './record-form.ts';

export type NeedsProblem = { field: string; problem: string };

export type NeedsFormView = {
  meeting: MeetingView;
  /** From 1; beyond the last it is the last. */
  page: number;
  /** By the ids of the card's inputs; what is missing is as it is recorded. */
  typed: Readonly<Record<string, string>>;
  problems: readonly NeedsProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

/** People a page: 40 of them, each with two inputs, are more than a card holds or anybody fills in at once. */
const ON_A_PAGE = 8;
export const NEED_PREFIX = 'need-';
export const BRING_PREFIX = 'bring-';

/** Whether each role must be there, and what it is asked to bring, so many roles a page. */
export function needsFormCard(view: NeedsFormView): AdaptiveCard {
  const { meeting, typed } = view;
  const shown = pageOf(rolesIn(meeting), view.page, ON_A_PAGE);
  const data = { ...meetingIds(meeting), version: meeting.version, press: view.press, page: shown.page };
  const save = (title: string, after: string, style?: 'positive'): ActionButton => ({
    ...{ title, verb: 'set-needs', data: { ...data, after } },
    ...(style ? { style } : {}),
  });
  const more = shown.page < shown.pages;
  return recordFormCard({
    heading: shown.pages > 1 ? `${needsForm.heading}: ${shown.page} of ${shown.pages}` : needsForm.heading,
    summary: `${meeting.reference}: who must be there`,
    about: { reference: meeting.reference, name: meeting.personName },
    intro: [needsForm.intro],
    fields: shown.items.flatMap((seat) => fieldsOf(seat, meeting, typed, view.problems)),
    notice: view.notice,
    buttons: [
      ...(more ? [save(needsForm.saveAndNext, 'next', 'positive')] : [save(needsForm.save, 'people', 'positive')]),
      save(needsForm.saveAndGroups, 'groups'),
      { title: 'Back', verb: 'show-people', data: meetingIds(meeting) },
    ],
  });
}

/** Whoever stands in fills the role of another. */
function rolesIn({ invitees }: MeetingView): InviteeView[] {
  return invitees.filter(({ standsInForId }) => standsInForId === null);
}

function errorsOf(problems: readonly NeedsProblem[], field: string): string[] {
  return problems.filter((problem) => problem.field === field).map(needsProblemText);
}

function fieldsOf(
  seat: InviteeView,
  { invitees }: MeetingView,
  typed: NeedsFormView['typed'],
  problems: readonly NeedsProblem[],
): FormInput[] {
  const [need, bring] = [`${NEED_PREFIX}${seat.id}`, `${BRING_PREFIX}${seat.id}`];
  return [
    {
      ...{ id: need, as: 'list', label: needsForm.need(seat.name), heading: headingOf(seat, invitees) },
      choices: [
        { code: 'required', label: needLabels.required },
        { code: 'useful', label: needLabels.useful },
      ],
      typed: typed[need] ?? seat.need,
      errors: errorsOf(problems, need),
    },
    {
      ...{ id: bring, as: 'line', label: needsForm.toBring(seat.name) },
      typed: typed[bring] ?? seat.toBring ?? '',
      errors: errorsOf(problems, bring),
    },
  ];
}

/** 'the person' at the beginning of a line. */
function beginning(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function headingOf(seat: InviteeView, invitees: MeetingView['invitees']): string {
  return beginning(seatName(seat.id, invitees));
}

/** A meeting has so many groups at most: more of them nobody can keep in mind. */
export const MOST_GROUPS = 4;
export const SEATS_PREFIX = 'seats-';
export const AT_LEAST_PREFIX = 'at-least-';
/** What a seat is called in a checklist: 40 of them stand in it up to four times. The last part of an id is random. */
export function seatCode(id: string): string {
  return id.slice(-12);
}
/** The answer that stands for a group that is not used. */
export const NOT_USED = '0';
/** More than so many of one group is never asked for. */
const MOST_AT_LEAST = 9;
/** Longest names of seats, from roomy to tight. */
const NAMES = [100, 60, 40, 24] as const;

export type QuorumFormView = Omit<NeedsFormView, 'page'> & {
  /** How many groups to show. */
  groups: number;
};

/** Up to four groups of roles, each with how many of them must be there. */
export function quorumFormCard(view: QuorumFormView): AdaptiveCard {
  const { meeting } = view;
  const count = Math.min(Math.max(view.groups, 1), MOST_GROUPS);
  const data = { ...meetingIds(meeting), version: meeting.version, press: view.press, groups: count };
  const rule = meeting.quorum.set ? [] : [needsForm.noGroups];
  const more = count < MOST_GROUPS;
  return fitCard(NAMES, (longest) =>
    recordFormCard({
      heading: needsForm.groupsHeading,
      summary: `${meeting.reference}: who must be there`,
      about: { reference: meeting.reference, name: meeting.personName },
      intro: [needsForm.groupsIntro, ...rule],
      fields: Array.from({ length: count }, (_empty, place) => groupFields(view, place, longest)).flat(),
      notice: view.notice,
      buttons: [
        { title: needsForm.save, verb: 'set-quorum', data: { ...data, after: 'people' }, style: 'positive' },
        ...(more ? [{ title: needsForm.saveAndAdd, verb: 'set-quorum', data: { ...data, after: 'another' } }] : []),
        { title: 'Back', verb: 'open-needs', data: meetingIds(meeting) },
      ],
    }),
  );
}

function groupFields({ meeting, typed, problems }: QuorumFormView, place: number, longest: number): FormInput[] {
  const seats = rolesIn(meeting);
  const group = meeting.quorum.set ? meeting.quorum.groups[place] : undefined;
  const [of, atLeast] = [`${SEATS_PREFIX}${place}`, `${AT_LEAST_PREFIX}${place}`];
  const most = Math.min(seats.length, MOST_AT_LEAST);
  return [
    {
      ...{ id: of, as: 'several', label: needsForm.seats(place + 1) },
      choices: seats.map(({ id }) => ({
        code: seatCode(id),
        label: beginning(seatName(id, meeting.invitees)).slice(0, longest),
      })),
      typed: typed[of] ?? group?.seats.map(seatCode).join(',') ?? '',
      errors: errorsOf(problems, of),
    },
    {
      ...{ id: atLeast, as: 'list', label: needsForm.atLeast(place + 1) },
      choices: Array.from({ length: most + 1 }, (_empty, number) => ({
        code: String(number),
        label: atLeastLabel(number),
      })),
      typed: typed[atLeast] ?? (group ? String(group.atLeast) : NOT_USED),
      errors: errorsOf(problems, atLeast),
    },
  ];
}
