import type { CardNotice } from '../cards/adaptive-card.ts';
import { proposeFormCard, type TypedProposal } from '../cards/propose-form.card.ts';
import type { ChosenTime } from '../services/meetings/choose-time.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import type { Deps } from '../services/platform/deps.ts';
import {
  addWorkingDays,
  type CalendarDay,
  dayOf,
  instantAt,
  lastWorkingDayOnOrBefore,
} from '../services/platform/time.ts';
import { MAX_SLOTS } from '../services/proposals/model.ts';
import type { ProposeProblem } from '../wording/propose-form.ts';
import { openMeetingForm, unlessIn } from './meeting-forms.ts';
import type { ShownCard, Turn } from './turn.ts';

type About = { meetingId: string; requestId?: string | undefined };
type Again = { typed?: TypedProposal; problems?: readonly ProposeProblem[]; notice?: CardNotice | undefined };

/** The form that asks which times suit: ready filled, or again with what was typed. */
export function showProposeForm(turn: Turn, about: About, again: Again = {}): Promise<ShownCard> {
  const { deps } = turn;
  const now = deps.clock.now();
  return openMeetingForm(turn, about, unlessIn('being-arranged'), (meeting) =>
    proposeFormCard({
      meeting,
      typed: again.typed ?? readyFilled(meeting, deps.policy, now),
      problems: again.problems ?? [],
      notice: again.notice,
      now,
      press: deps.newId(),
    }),
  );
}

/**
 * What the form opens with: the times at which enough people may be able to come, without those that too few could come to
 * when they were asked about; and a deadline by policy, earlier where the first of the times comes sooner.
 */
function readyFilled(meeting: MeetingView, policy: Deps['policy'], now: Date): TypedProposal {
  const refused = new Set(
    (meeting.proposal?.slots ?? []).filter(({ quorate }) => quorate === 'no').map(({ startsAt }) => startsAt.getTime()),
  );
  const times = (meeting.proposedTimes ?? [])
    .filter(({ startsAt, quorate }) => startsAt > now && quorate !== 'no' && !refused.has(startsAt.getTime()))
    .slice(0, MAX_SLOTS);
  const first = times.map(({ startsAt }) => startsAt).sort((one, other) => one.getTime() - other.getTime())[0];
  const at = policy.workingHours.value.end;
  const byPolicy = addWorkingDays(dayOf(now), policy.proposals.value.answerWithinWorkingDays);
  return {
    times: times.map(({ id }) => id).join(','),
    deadlineDay: deadlineBefore(byPolicy, at, first),
    deadlineAt: at,
    options: meeting.proposal?.autoBook ? 'auto-book,hold' : 'hold',
  };
}

/** The last working day on or before the policy's whose evening is before the first time. */
function deadlineBefore(day: CalendarDay, at: string, first: Date | undefined): CalendarDay {
  if (first === undefined || instantAt(day, at) < first) return day;
  const before = new Date(first.getTime() - 24 * 60 * 60_000);
  return lastWorkingDayOnOrBefore(dayOf(before));
}

type ReadProposal = {
  slots: ChosenTime[];
  deadline: { day: string; at: string };
  autoBook: boolean;
  holdTimes: boolean;
};

/** What was asked for, or what is half typed. */
export function readProposal(typed: TypedProposal): ReadProposal | { problems: ProposeProblem[] } {
  const numbers = [1, 2] as const;
  const own = numbers.map((number) => ({ number, day: typed[`day-${number}`] ?? '', at: typed[`at-${number}`] ?? '' }));
  const half = (one: { day: string; at: string }) => (one.day === '') !== (one.at === '');
  const deadline = { day: typed.deadlineDay ?? '', at: typed.deadlineAt ?? '' };
  const problems: ProposeProblem[] = [
    ...own.filter(half).map(({ number }) => ({ field: `day-${number}` as const, problem: 'half-typed' as const })),
    ...(deadline.day === '' || deadline.at === ''
      ? [{ field: 'deadline' as const, problem: 'half-typed' as const }]
      : []),
  ];
  if (problems.length > 0) return { problems };
  const chosen = (typed.times ?? '').split(',').filter(Boolean);
  const options = (typed.options ?? '').split(',');
  return {
    slots: [
      ...chosen.map((proposedTimeId) => ({ proposedTimeId })),
      ...own.filter(({ day }) => day !== '').map(({ day, at }) => ({ day, at })),
    ],
    deadline,
    autoBook: options.includes('auto-book'),
    holdTimes: options.includes('hold'),
  };
}
