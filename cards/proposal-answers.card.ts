import type { MeetingView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import type { ProposalView, SlotAnswerCode, SlotView } from '../services/proposals/model.ts';
import { namesInBrief } from '../wording/choose-time.ts';
import { answeredInBrief, deadlineWords, proposalState, slotAnswerWords, slotCounts } from '../wording/proposal.ts';
import { quorateWords } from '../wording/quorum.ts';
import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { backToMeeting, meetingIds } from './meeting-form.ts';
import { line, type MeetingRow, meetingRowsCard, type RowLine } from './meeting-rows.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { oneLine } from './typed-field.ts';

export type ProposalAnswersView = {
  meeting: MeetingView;
  proposal: ProposalView;
  now: Date;
  /** Of the press that books a time; each time has its own version of it. */
  newId: () => string;
  notice?: CardNotice | undefined;
};

type Measure = { names: number; name: number; notes: number; note: number };
const MEASURES: readonly [Measure, ...Measure[]] = [
  { names: 40, name: 80, notes: 15, note: 300 },
  { names: 15, name: 60, notes: 12, note: 160 },
  { names: 6, name: 40, notes: 6, note: 100 },
  { names: 2, name: 30, notes: 3, note: 60 },
];

/** The times people were asked about, what each has said, and the ways on: to book one, to ask again, to withdraw. */
export function proposalAnswersCard(view: ProposalAnswersView): AdaptiveCard {
  const { meeting } = view;
  return fitCard(MEASURES, (measure) =>
    meetingRowsCard({
      heading: 'Which times suit',
      summary: `${meeting.reference}: answers about times`,
      about: { reference: meeting.reference, name: meeting.personName },
      notice: view.notice,
      said: said(view, measure),
      rows: [...view.proposal.slots.map((slot) => slotRow(view, slot, measure)), ...notes(view, measure)],
      actions: actions(view),
    }),
  );
}

function namesOf({ meeting }: ProposalAnswersView, ids: readonly string[], measure: Measure): string {
  const names = meeting.invitees
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => plain(oneLine(name, measure.name)));
  return namesInBrief(names, measure.names);
}

function said(view: ProposalAnswersView, measure: Measure): RowLine[] {
  const { proposal, meeting } = view;
  const state = proposalState(proposal);
  // Whoever is neither waited for nor has answered was not asked by us, unless somebody stands in for them.
  const settled = new Set([...proposal.waitingFor, ...proposal.answered.map(({ inviteeId }) => inviteeId)]);
  for (const { standsInForId } of meeting.invitees) if (standsInForId !== null) settled.add(standsInForId);
  const byHand = meeting.invitees.map(({ id }) => id).filter((id) => !settled.has(id));
  return [
    { text: `${state.words} · ${answeredInBrief(proposal)}`, tone: state.tone },
    line(deadlineWords(proposal)),
    ...(proposal.waitingFor.length === 0
      ? []
      : [line(`Not answered yet: ${namesOf(view, proposal.waitingFor, measure)}`)]),
    ...(byHand.length === 0
      ? []
      : [line(`Not written to by us, ask them yourself: ${namesOf(view, byHand, measure)}`)]),
  ];
}

function slotRow(view: ProposalAnswersView, slot: SlotView, measure: Measure): MeetingRow {
  const { proposal } = view;
  const who = (code: SlotAnswerCode): RowLine[] => {
    const ids = slot.answers.filter(({ answer }) => answer === code).map(({ inviteeId }) => inviteeId);
    return ids.length === 0 ? [] : [line(`${slotAnswerWords(code)}: ${namesOf(view, ids, measure)}`)];
  };
  const state = quorateWords(slot.quorate);
  const counts = slotCounts(slot, proposal.waitingFor.length);
  return {
    title: formatSpan(slot.startsAt, slot.endsAt),
    lines: [{ text: state.words, tone: state.tone }, line(counts), ...who('yes'), ...who('if-need-be'), ...who('no')],
    buttons: bookButton(view, slot),
  };
}

function bookButton({ meeting, proposal, now, newId }: ProposalAnswersView, slot: SlotView): ActionButton[] {
  const mayBook = meeting.state === 'being-arranged' && slot.startsAt > now;
  if (!mayBook || (proposal.state !== 'open' && proposal.state !== 'closed')) return [];
  return [
    {
      title: 'Book this time',
      tooltip: `Book ${formatSpan(slot.startsAt, slot.endsAt)}`,
      verb: 'book-time',
      data: { ...meetingIds(meeting), version: meeting.version, press: newId(), slotId: slot.id },
      ...(slot.quorate === 'yes' ? { style: 'positive' as const } : {}),
    },
  ];
}

/** What people wrote with their answers, and from an inbox that several people read who did. */
function notes(view: ProposalAnswersView, measure: Measure): MeetingRow[] {
  const written = view.proposal.answered.filter(({ note, answeredBy }) => note !== null || answeredBy !== null);
  if (written.length === 0) return [];
  const lines = written.slice(0, measure.notes).map(({ inviteeId, note, answeredBy }) => {
    const by = answeredBy && plain(oneLine(`${answeredBy.name}, ${answeredBy.jobRole}, ${answeredBy.phone}`));
    const said = [note && `“${cutProse(note, measure.note)}”`, by && `(answered by ${by})`].filter(Boolean).join(' ');
    return line(`${namesOf(view, [inviteeId], measure)}: ${said}`);
  });
  const left = written.length - lines.length;
  return [{ title: 'What they wrote', lines: left > 0 ? [...lines, line(`… and ${left} more`)] : lines, buttons: [] }];
}

function actions({ meeting, proposal }: ProposalAnswersView): ActionButton[] {
  const data = meetingIds(meeting);
  const arranging = meeting.state === 'being-arranged';
  return [
    ...(arranging ? [{ title: 'Ask again with other times', verb: 'open-propose', data }] : []),
    ...(arranging && proposal.state === 'open'
      ? [{ title: 'Withdraw the question', verb: 'open-withdraw-proposal', data }]
      : []),
    { title: 'People and quorum', verb: 'show-people', data },
    backToMeeting(meeting),
  ];
}
