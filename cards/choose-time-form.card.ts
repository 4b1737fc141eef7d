import type { MeetingView, ProposedTimeView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import { type ChooseTimeProblem, chooseTimeProblem, TYPED_TIME, whoIsFreeWords } from '../wording/choose-time.ts';
import { neededByWords } from '../wording/needed-by.ts';
import { lengthWords } from '../wording/team-request.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { backButton, meetingFormTop, meetingIds } from './meeting-form.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedDay, typedField } from './typed-field.ts';

/** What was chosen and typed: the id of a proposed time or 'typed', a day, a time of day. */
export type TypedTime = { time?: string | undefined; day?: string | undefined; at?: string | undefined };

export type ChooseTimeFormView = {
  meeting: MeetingView;
  /** Booking a meeting that is being arranged, or moving a booked one. */
  purpose: 'book' | 'reschedule';
  typed: TypedTime;
  problem?: ChooseTimeProblem | undefined;
  notice?: CardNotice | undefined;
  now: Date;
  press: string;
};

type Measure = { names: number; name: number };
const MEASURES: readonly [Measure, ...Measure[]] = [
  { names: 15, name: 80 },
  { names: 12, name: 60 },
  { names: 4, name: 40 },
  { names: 0, name: 40 },
];
const LONGEST_TIME = 20;

const expand = cardTemplate(import.meta.dirname, 'choose-time-form');

/** The times that were found, each with who could come, and room for a time of one's own; to book or to move a meeting. */
export function chooseTimeFormCard(view: ChooseTimeFormView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render(view: ChooseTimeFormView, measure: Measure): AdaptiveCard {
  const { meeting, purpose, typed, now } = view;
  const times = timesLeft(view);
  const choices = times.map((time, index) => ({ title: timeTitle(time, index), value: time.id }));
  const looking = meeting.proposedTimes === null;
  return expand({
    ...meetingFormTop(purpose === 'book' ? 'Choose a time' : 'Move the meeting', meeting, view.notice),
    facts: facts(meeting, now),
    looking: looking ? lookingBox(view) : null,
    said: saidInstead(view, times.length),
    found: times.map((time, index) => ({
      title: plain(timeTitle(time, index)),
      who: whoCould(meeting, time, measure),
    })),
    times:
      choices.length === 0 ? [] : [...choices, { title: 'Another day and time (enter it below)', value: TYPED_TIME }],
    typedHeading: times.length === 0 ? 'Enter a day and time' : 'Another day and time',
    fields: {
      time: typedField({ label: 'When (required)', typed: typed.time, errors: errors(view, 'time') }, 50),
      day: typedDay({ label: 'Day', typed: typed.day, errors: errors(view, 'day') }),
      at: typedField({ label: 'Start, for example 14:30', typed: typed.at }, LONGEST_TIME),
    },
    actions: [
      actionButton({
        title: purpose === 'book' ? 'Book this time' : 'Move to this time',
        verb: purpose === 'book' ? 'book-time' : 'reschedule-time',
        data: { ...meetingIds(meeting), version: meeting.version, press: view.press },
        style: 'positive',
      }),
      ...backButton(meeting),
    ],
  });
}

/** Those that have not begun, without the one the meeting is at. */
function timesLeft({ meeting, now }: ChooseTimeFormView): ProposedTimeView[] {
  const present = meeting.startsAt?.getTime();
  return (meeting.proposedTimes ?? []).filter((time) => time.startsAt > now && time.startsAt.getTime() !== present);
}

function timeTitle(time: ProposedTimeView, index: number): string {
  return `${index + 1}. ${formatSpan(time.startsAt, time.endsAt)}`;
}

function whoCould(meeting: MeetingView, time: ProposedTimeView, measure: Measure) {
  const names = (ids: readonly string[]) =>
    meeting.invitees
      .filter((invitee) => ids.includes(invitee.id))
      .map((invitee) => plain(oneLine(invitee.name, measure.name)));
  const who = { free: names(time.free), busy: names(time.busy), unknown: names(time.unknown) };
  return whoIsFreeWords(who, measure.names);
}

function facts(meeting: MeetingView, now: Date): { title: string; value: string }[] {
  const neededBy = neededByWords(meeting.neededBy, now);
  return [
    ...(meeting.startsAt && meeting.endsAt
      ? [{ title: 'Now', value: formatSpan(meeting.startsAt, meeting.endsAt) }]
      : []),
    { title: 'Length', value: lengthWords(meeting.lengthMinutes) },
    ...(neededBy === null ? [] : [{ title: 'Needed by', value: neededBy }]),
  ];
}

function lookingBox({ meeting, purpose }: ChooseTimeFormView) {
  return {
    title: 'Still looking for times',
    text: 'We are reading the calendars we can see. This takes less than a minute.',
    refresh: actionButton({
      title: 'Refresh',
      verb: purpose === 'book' ? 'open-choose-time' : 'open-reschedule',
      data: meetingIds(meeting),
    }),
  };
}

/** Said where there is no list to choose from although the search is over. */
function saidInstead({ meeting }: ChooseTimeFormView, left: number): string | null {
  if (meeting.proposedTimes === null || left > 0) return null;
  return meeting.proposedTimes.length === 0
    ? 'No time was found within working hours before the needed-by day.'
    : 'The times that were found have passed or are taken.';
}

function errors(view: ChooseTimeFormView, field: 'time' | 'day'): string[] {
  const { problem, typed } = view;
  if (problem === undefined) return [];
  // Without a list there is nothing to choose: what is missing is what was to be entered.
  const withoutList = problem === 'nothing-chosen' && timesLeft(view).length === 0;
  const shown = chooseTimeProblem(
    withoutList ? 'half-typed' : problem,
    typed.time === undefined || typed.time === TYPED_TIME,
  );
  return shown.field === field ? [shown.text] : [];
}
