import type { InviteeResponse } from '../../services/meetings/model.ts';
import { formatDay, formatInstant, formatSpan } from '../../services/platform/time.ts';
import type { MyAction, MyMeeting, MyProposal, MyQuestion } from '../../services/visitors/model.ts';

/** The list of everything that is one address’s. Nothing about any person: references and dates. */
export const mineWords = {
  title: 'Your list',
  for: 'For',
  empty: [
    'There is nothing to answer, to attend or to do for your email address at the moment.',
    'When we write to you, what we ask you stands here.',
  ],
  groups: {
    answer: 'To answer',
    do: 'To do',
    attend: 'Meetings to come',
    answered: 'Answered, and you can still change it',
    held: 'What was agreed',
    consent: 'Consent to the register',
    finished: 'Actions you have told us about',
    own: 'What you have asked us for',
  },
  /** Said of a shared inbox, above everything. */
  shared: 'Several people read this inbox. Each answer asks who gives it.',
  consent: 'Read about the register, say yes or no, or take back what was said',
  anyTime: 'At any time',
  notAnswered: 'No answer',
  answered: 'Answered',
  heldTag: 'Held',
  tags: {
    overdue: 'Overdue',
    open: 'Waiting',
    'under-way': 'Under way',
    done: 'Done',
    cannot: 'Cannot be done',
    todo: 'To do',
  },
} as const;

/** What they said of an invitation. */
export const responseTags: Record<InviteeResponse, string> = {
  accepted: 'Coming',
  tentative: 'Perhaps',
  declined: 'Not coming',
};

export const proposalLine = ({ reference, times, deadline, answered }: MyProposal) => ({
  title: answered
    ? `Meeting ${reference}: your times`
    : `Meeting ${reference}: say which of ${timesWords(times)} you can make`,
  hint: `${answered ? 'You can change your answer until' : 'Answer by'} ${formatInstant(deadline)}`,
});

function timesWords(times: number): string {
  return times === 1 ? 'the time offered' : `${times} times`;
}

const place = ({ online }: MyMeeting) => (online ? 'Online' : 'In a place: see the meeting’s page');

export const invitationLine = (meeting: MyMeeting) => ({
  title: `Meeting ${meeting.reference}: say whether you can come`,
  hint: formatSpan(meeting.startsAt, meeting.endsAt),
});

export const meetingLine = (meeting: MyMeeting) => ({
  title: `Meeting ${meeting.reference}`,
  hint: `${formatSpan(meeting.startsAt, meeting.endsAt)}. ${place(meeting)}`,
});

export const heldLine = (meeting: MyMeeting) => ({
  title: `Meeting ${meeting.reference}: what was agreed`,
  hint: `Held on ${formatSpan(meeting.startsAt, meeting.endsAt)}`,
});

export const questionLine = ({ reference, dueDay, overdue }: MyQuestion) => ({
  title: `Question ${reference}`,
  hint: overdue ? `The answer was due by ${formatDay(dueDay)}` : `Answer by ${formatDay(dueDay)}`,
});

export const actionLine = ({ reference, dueDay, overdue, state }: MyAction) => ({
  title: `Action of meeting ${reference}`,
  hint:
    overdue || state === 'done' || state === 'cannot'
      ? `It was due by ${formatDay(dueDay)}`
      : `Do it by ${formatDay(dueDay)}`,
});
