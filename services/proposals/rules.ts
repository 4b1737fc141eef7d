import type { MeetingView } from '../meetings/model.ts';
import { lastWorkingMoment } from '../platform/working-moments.ts';
import type { ProposalState, ProposalView, SlotView } from './model.ts';

/** Everything that ends a proposal. Answering it changes nothing but the answers. */
export const proposalChanges = ['replace', 'withdraw', 'close', 'choose'] as const;
export type ProposalChange = (typeof proposalChanges)[number];

/** The one table of a proposal's transitions: what is not in it does not happen. */
export const proposalTransitions: Record<ProposalChange, { from: readonly ProposalState[]; to: ProposalState }> = {
  /** Another one is sent in its place. */
  replace: { from: ['open'], to: 'replaced' },
  /** By the team; or because another time was booked, or the meeting is off. */
  withdraw: { from: ['open'], to: 'withdrawn' },
  /** The deadline is past. */
  close: { from: ['open'], to: 'closed' },
  /** One of its times is booked: also after the deadline, as long as nothing has come in its place. */
  choose: { from: ['open', 'closed'], to: 'chosen' },
};

/** The state a change leads to, or undefined where it is not allowed. */
export function stateOnceChanged(change: ProposalChange, from: ProposalState): ProposalState | undefined {
  const transition = proposalTransitions[change];
  return transition.from.includes(from) ? transition.to : undefined;
}

/** Whether answers are taken. At the deadline itself they no longer are. */
export function takesAnswers(proposal: { state: ProposalState; deadline: Date }, now: Date): boolean {
  return proposal.state === 'open' && now < proposal.deadline;
}

type Deciding = Pick<MeetingView, 'invitees'>;

/** How a time suits, in the order in which times are compared: what is less is better. */
function ranksOf(slot: SlotView, { invitees }: Deciding): number[] {
  const said = new Map(slot.answers.map(({ inviteeId, answer }) => [inviteeId, answer]));
  const roles = invitees.filter(({ standsInForId }) => standsInForId === null);
  const answersOf = (need: 'required' | 'useful') =>
    roles
      .filter((role) => role.need === need)
      .map(({ id }) => {
        const holders = invitees
          .filter((one) => one.id === id || one.standsInForId === id)
          .map((one) => said.get(one.id));
        if (holders.includes('yes')) return 'yes';
        if (holders.includes('if-need-be')) return 'if-need-be';
        return holders.every((answer) => answer === 'no') ? 'no' : 'unknown';
      });
  const presence = (['required', 'useful'] as const).flatMap((need) => {
    const answers = answersOf(need);
    const comes = answers.filter((answer) => answer === 'yes' || answer === 'if-need-be').length;
    return [-comes, answers.filter((answer) => answer === 'no').length];
  });
  const onlyIfNeedBe = [...answersOf('required'), ...answersOf('useful')].filter((answer) => answer === 'if-need-be');
  return [...presence, onlyIfNeedBe.length, slot.startsAt.getTime()];
}

/**
 * The time to book of those at which the meeting would be quorate: more required roles that come, fewer that can't; useful
 * roles likewise; fewer who come only if need be; the earliest. The order of `compareTimes` (services/meetings), with
 * people's own words in place of their calendars. Times that have begun are passed over, and those nobody has said yes to:
 * where nobody in particular must be there, any time would be quorate.
 */
export function bestSlot(meeting: Deciding, slots: readonly SlotView[], now: Date): SlotView | undefined {
  const ranked = slots
    .filter(({ quorate, startsAt }) => quorate === 'yes' && startsAt > now)
    .filter(({ answers }) => answers.some(({ answer }) => answer !== 'no'))
    .map((slot) => ({ slot, ranks: ranksOf(slot, meeting) }));
  ranked.sort((one, other) => {
    const difference = one.ranks.map((rank, at) => rank - (other.ranks[at] ?? 0)).find((by) => by !== 0);
    return difference ?? 0;
  });
  return ranked[0]?.slot;
}

/** What is to become of an open proposal now. */
type Verdict =
  /** Enough people can come at this time, and it may be booked by itself. */
  { do: 'book'; slot: SlotView } | { do: 'close' } | { do: 'wait'; quorumReached: boolean };

/**
 * What is to become of an open proposal: where it may, it is booked by itself as soon as one of its times is quorate and
 * everybody asked has answered, or at the deadline; at the deadline it is closed in any case.
 */
export function verdictOf(meeting: Deciding, proposal: ProposalView, now: Date): Verdict {
  const best = bestSlot(meeting, proposal.slots, now);
  const isOver = now >= proposal.deadline;
  const isComplete = isOver || proposal.waitingFor.length === 0;
  if (best !== undefined && proposal.autoBook && isComplete) return { do: 'book', slot: best };
  return isOver ? { do: 'close' } : { do: 'wait', quorumReached: best !== undefined };
}

const HOUR_MS = 60 * 60_000;

/**
 * When those who have not answered are reminded, earliest first. Two that fall on the same moment, such as both on the
 * Friday before a weekend, are one; one that lies before the question itself is none.
 */
export function chaseMoments(
  proposal: { deadline: Date; createdAt: Date },
  hoursBefore: readonly number[],
  hours: { start: string; end: string },
): Date[] {
  const moments = hoursBefore.map((count) =>
    lastWorkingMoment(new Date(proposal.deadline.getTime() - count * HOUR_MS), hours).getTime(),
  );
  return [...new Set(moments)]
    .filter((moment) => moment > proposal.createdAt.getTime())
    .sort((one, other) => one - other)
    .map((moment) => new Date(moment));
}
