import type { MeetingView, ProposedTimeView } from '../services/meetings/model.ts';
import { dayOf, formatSpan, workingDaysBetween } from '../services/platform/time.ts';
import { whoIsFreeWords } from '../wording/choose-time.ts';
import { howSoonWords, type ProposeProblem, proposeForm, proposeProblemText } from '../wording/propose-form.ts';
import { quorateWords } from '../wording/quorum.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { backToMeeting, meetingIds } from './meeting-form.ts';
import { plain } from './plain-text.ts';
import { type FormBox, type FormInput, recordFormCard } from './record-form.ts';
import { oneLine } from './typed-field.ts';

/** What was ticked and typed, as the card's inputs are called. */
export type TypedProposal = Partial<
  Record<'times' | 'day-1' | 'at-1' | 'day-2' | 'at-2' | 'deadlineDay' | 'deadlineAt' | 'options', string>
>;

export type ProposeFormView = {
  meeting: MeetingView;
  typed: TypedProposal;
  problems: readonly ProposeProblem[];
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

/** Asks those invited which of up to six times suit them: those that were found, with their reasons, and typed ones. */
export function proposeFormCard(view: ProposeFormView): AdaptiveCard {
  const { meeting } = view;
  const open = meeting.proposal?.state === 'open';
  const times = timesLeft(view);
  return fitCard(MEASURES, (measure) =>
    recordFormCard({
      heading: meeting.proposal === null ? proposeForm.heading : proposeForm.again,
      summary: `${meeting.reference}: ask about times`,
      about: { reference: meeting.reference, name: meeting.personName },
      intro: [proposeForm.intro, ...(open ? [proposeForm.replaces] : []), ...saidInstead(meeting, times.length)],
      boxes: times.map((time, place) => box(view, time, place, measure)),
      fields: fields(view, times),
      notice: view.notice,
      buttons: [
        {
          title: proposeForm.send,
          verb: 'send-proposal',
          data: { ...meetingIds(meeting), version: meeting.version, press: view.press },
          style: 'positive',
        },
        backToMeeting(meeting),
      ],
    }),
  );
}

/** The times that were found and have not begun. */
function timesLeft({ meeting, now }: ProposeFormView): ProposedTimeView[] {
  return (meeting.proposedTimes ?? []).filter(({ startsAt }) => startsAt > now);
}

function saidInstead({ proposedTimes }: MeetingView, left: number): string[] {
  if (proposedTimes === null) return [proposeForm.looking];
  return left === 0 ? [proposeForm.nothingFound] : [];
}

function title({ startsAt, endsAt }: ProposedTimeView, place: number): string {
  return `${place + 1}. ${formatSpan(startsAt, endsAt)}`;
}

function box(view: ProposeFormView, time: ProposedTimeView, place: number, measure: Measure): FormBox {
  const names = (ids: readonly string[]) =>
    view.meeting.invitees.filter(({ id }) => ids.includes(id)).map(({ name }) => plain(oneLine(name, measure.name)));
  const who = { free: names(time.free), busy: names(time.busy), unknown: names(time.unknown) };
  const soon = howSoonWords(workingDaysBetween(dayOf(view.now), dayOf(time.startsAt)));
  const quorate = quorateWords(time.quorate);
  return {
    title: title(time, place),
    lines: [{ text: `${quorate.words} · ${soon}`, tone: quorate.tone }, ...whoIsFreeWords(who, measure.names)],
  };
}

function fields({ typed, problems }: ProposeFormView, times: readonly ProposedTimeView[]): FormInput[] {
  const errors = (field: ProposeProblem['field']) =>
    problems.filter((problem) => problem.field === field).map(proposeProblemText);
  const typedTime = (number: 1 | 2): FormInput[] => [
    {
      ...{ id: `day-${number}`, as: 'day', label: proposeForm.day(number), typed: typed[`day-${number}`] },
      errors: errors(`day-${number}`),
    },
    { id: `at-${number}`, as: 'time', label: proposeForm.at(number), typed: typed[`at-${number}`] },
  ];
  const choices = times.map((time, place) => ({ code: time.id, label: title(time, place) }));
  const found: FormInput[] =
    choices.length === 0
      ? []
      : [
          {
            id: 'times',
            as: 'several',
            label: proposeForm.times,
            choices,
            typed: typed.times,
            errors: errors('slots'),
          },
        ];
  const [first, ...others] = [...typedTime(1), ...typedTime(2)];
  const withErrors =
    first && choices.length === 0 ? { ...first, errors: [...errors('slots'), ...errors('day-1')] } : first;
  return [
    ...found,
    ...(withErrors ? [withErrors] : []),
    ...others,
    {
      ...{ id: 'deadlineDay', as: 'day', label: proposeForm.deadlineDay, typed: typed.deadlineDay },
      errors: errors('deadline'),
    },
    { id: 'deadlineAt', as: 'time', label: proposeForm.deadlineAt, typed: typed.deadlineAt },
    { id: 'options', as: 'several', label: proposeForm.options, choices: options, typed: typed.options },
  ];
}

const options = [
  { code: 'auto-book', label: proposeForm.autoBook },
  { code: 'hold', label: proposeForm.hold },
];
