import type { InviteeView, MeetingView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import { proposedTime } from '../wording/invitee-status.ts';
import { answeredInBrief, deadlineWords, proposalState, slotCounts } from '../wording/proposal.ts';
import { adviceWords, quorateWords, quorumRule, quorumWords } from '../wording/quorum.ts';
import type { StateWords } from '../wording/team-request.ts';
import { actionButton } from './action-button.ts';
import type { CardElement } from './adaptive-card.ts';
import type { Measure } from './card-size.ts';
import { meetingIds } from './meeting-form.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { oneLine } from './typed-field.ts';

/** What a meeting's section says of finding a time and of who must be there. */
export type ArrangingSection = {
  quorum: StateWords | null;
  proposal: { title: StateWords; lines: string[]; foot: string } | null;
  advice: string | null;
  /** What the person or their family want to say before it. */
  advance: { title: string; text: string } | null;
  buttons: CardElement[];
};

/** Of a meeting that nobody was invited to. */
export const nothingToArrange: ArrangingSection = {
  ...{ quorum: null, proposal: null, advice: null, advance: null },
  buttons: [],
};

const LONGEST_RULE = 600;
const SAID_ON_CARD = 160;

/** Who must be there, how the question about times stands, what would help, and the ways to each. */
export function arrangingSection(meeting: MeetingView, measure: Measure): ArrangingSection {
  const isAhead = meeting.state === 'being-arranged' || (meeting.state === 'booked' && !meeting.ended);
  return {
    quorum: isAhead ? quorum(meeting) : null,
    proposal: meeting.state === 'being-arranged' ? proposal(meeting) : null,
    advice: advice(meeting),
    advance: advance(meeting, measure),
    buttons: buttons(meeting, isAhead),
  };
}

/** Before there is a time nobody has accepted or declined: then the rule says more than how it stands. */
function quorum(meeting: MeetingView): StateWords {
  const rule = quorumRule(meeting);
  const state =
    meeting.state === 'being-arranged' && rule !== null
      ? { words: `Must be there: ${rule}`, tone: 'default' as const }
      : quorumWords(meeting);
  return { ...state, words: plain(cutText(state.words, LONGEST_RULE).text) };
}

function proposal({ proposal }: MeetingView): ArrangingSection['proposal'] {
  if (proposal === null || proposal.state === 'replaced' || proposal.state === 'withdrawn') return null;
  const waiting = proposal.waitingFor.length;
  const { words, tone } = proposalState(proposal);
  return {
    title: { words: `${words} · ${answeredInBrief(proposal)}`, tone },
    lines: proposal.slots.map(
      (slot) =>
        `**${formatSpan(slot.startsAt, slot.endsAt)}**: ${slotCounts(slot, waiting)}. ${quorateWords(slot.quorate).words}`,
    ),
    foot: deadlineWords(proposal),
  };
}

function advice(meeting: MeetingView): string | null {
  if (meeting.state !== 'being-arranged' || meeting.proposedTimes === null) return null;
  const isFound = meeting.proposedTimes.some(({ quorate }) => quorate !== 'no');
  const change = isFound ? null : meeting.timesAdvice;
  return change && plain(adviceWords(change, meeting.invitees));
}

function advance({ advanceWords, invitees }: MeetingView, measure: Measure): ArrangingSection['advance'] {
  const [first] = advanceWords;
  if (first === undefined) return null;
  const names = advanceWords.map(({ inviteeId }) => invitees.find(({ id }) => id === inviteeId)?.name ?? 'the family');
  return {
    title: plain(cutText(`Said before the meeting by ${[...new Set(names)].join(', ')}`, LONGEST_RULE).text),
    text: cutProse(first.text, Math.min(measure.text, SAID_ON_CARD)) || '–',
  };
}

function buttons(meeting: MeetingView, isAhead: boolean): CardElement[] {
  const data = meetingIds(meeting);
  const { proposal, state } = meeting;
  const arranging = state === 'being-arranged';
  const asked = arranging && proposal !== null && (proposal.state === 'open' || proposal.state === 'closed');
  const all = [
    asked && { title: 'See the answers', verb: 'show-proposal', style: 'positive' as const },
    arranging && proposal?.state !== 'open' && { title: asked ? 'Ask again' : 'Ask about times', verb: 'open-propose' },
    isAhead && { title: 'People and quorum', verb: 'show-people' },
    isAhead && meeting.personId !== null && { title: 'Communication needs', verb: 'open-communication-needs' },
    meeting.advanceWords.length > 0 && { title: 'What they want to say', verb: 'show-advance-words' },
    !isAhead && meeting.startsAt !== null && { title: 'What was told to whom', verb: 'show-disclosures' },
  ];
  return all.flatMap((button) => (button ? [actionButton({ ...button, data })] : []));
}

/** The time that somebody proposes, what they said with their answer, and from an inbox that several people read who said it. */
export function saidWith({ responseNote, answeredBy, proposed }: InviteeView, measure: Measure): string | null {
  const note = responseNote === null ? '' : `“${cutProse(responseNote, Math.min(measure.text, SAID_ON_CARD))}”`;
  const who = answeredBy === null ? '' : `${answeredBy.name}, ${answeredBy.jobRole}, ${answeredBy.phone}`;
  const by = who && plain(oneLine(who, Math.min(measure.text, SAID_ON_CARD)));
  const other = proposed === undefined ? '' : proposedTime(proposed);
  const parts = [other, note, by && `Answered by ${by}`].filter(Boolean);
  return parts.length === 0 ? null : parts.join(' · ');
}
