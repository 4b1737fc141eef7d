import type { TodoView } from '../services/meetings/todo-model.ts';
import type { DeliveryKind } from '../services/notifications/model.ts';
import { formatDay, formatSpan } from '../services/platform/time.ts';

/** What a to-do asks for: what to do in a few words, and how. Names are free text: escape both for a card. */
export type TodoWords = { heading: string; text: string[] };

const deliveries: Record<DeliveryKind, string> = {
  'advance-words': 'the card that the family has said something for a meeting',
  'request-for-triage': 'the card of a new request in this channel',
  'request-news': 'news of their request to the requester',
  'mdt-invitation': 'the MDT invitation that a requester asked for',
  'decision-overdue': 'a reminder of an overdue decision',
  'record-outcome': 'the reminder to record the outcome',
  todo: 'the card of a to-do in this channel',
  invitation: 'the invitation',
  cancellation: 'the cancellation',
  summary: 'the summary of what was agreed',
  'mail-instead': 'the email with news of the request',
  'register-digest': 'the list of what is due on the register',
  'clock-reminder': 'the reminder to the key professional',
  escalation: 'the email to the senior manager',
  'referral-for-triage': 'the card of a new referral in this channel',
  'referral-news': 'news of their referral to the referrer',
  'register-enquiry': 'the card of a question about the register in this channel',
  'register-enquiry-answered': 'the answer to a question about the register',
  'letter-to-release': 'the card of a letter to release in this channel',
  letter: 'a letter',
  'service-question': 'a question to a service',
  'service-question-reminder': 'the reminder of a question to a service',
  'service-question-escalation': 'the email to the manager of a service',
  'service-question-answered': 'the card of an answered question',
  'quorum-lost': 'the card that too few can come to a meeting',
  'stand-in-needed': 'the question whether somebody can come in a colleague’s place',
  'response-chaser': 'the reminder to answer an invitation',
  proposal: 'the question which times suit',
  'proposal-chaser': 'the reminder to say which times suit',
  'proposal-withdrawn': 'the email that the question about times is withdrawn',
  'quorum-reached': 'the card that enough people can come',
  'proposal-booked': 'the card that a time was booked',
  'proposal-closed': 'the card that no time suits',
  'times-off': 'the email that the times are no longer needed',
  'sign-in-code': 'a code to sign in',
  'new-link': 'a new link',
};

/**
 * What is done instead, by what did not arrive. A card for this channel is not lost with the message: what it shows waits in
 * a list, which opens with a few words.
 */
const instead: Partial<Record<DeliveryKind, string>> = {
  'advance-words': 'Open the meeting’s card: what they want to say is there.',
  proposal: 'Call them, and ask which of the times suit. The times are on the meeting’s card.',
  'proposal-chaser': 'Call them, and ask which of the times suit. The times are on the meeting’s card.',
  'quorum-reached': 'Open the meeting’s card: it says at which time enough people can come.',
  'proposal-booked': 'Open the meeting’s card: it says what was booked.',
  'proposal-closed': 'Open the meeting’s card, and ask about other times.',
  'quorum-lost': 'Open the meeting’s card: it says who is still needed, and shows other times.',
  'stand-in-needed': 'Their colleague has declined. Call them, and ask who can come.',
  'response-chaser': 'Call them, and ask whether they can come.',
  'request-for-triage': 'The request is safe. Write “queue” here to open it.',
  'decision-overdue': 'Write “queue” here to see what waits for a decision.',
  'record-outcome': 'Open the meeting’s card, and record the outcome there.',
  'register-digest': 'Write “due” here to see what is due on the register.',
  'clock-reminder':
    'Tell the key professional another way what is due and by when: it is on the person’s card. Check their email address there.',
  escalation:
    'Tell the senior manager another way that a date has passed: it is on the person’s card. Have whoever looks after this service check their address.',
  'referral-for-triage': 'The referral is safe. Write “referrals” here to open it.',
  'referral-news': 'Tell the referrer another way that there is news of their referral. Tell them no more than that.',
  'register-enquiry': 'The question is safe. Write “register questions” here to open it.',
  'register-enquiry-answered':
    'Tell whoever asked, by phone, that their question is answered. What you may tell them is on the question’s card: write “register questions” here.',
  'letter-to-release': 'The letter is safe. Write “letters” here to read and release it.',
  'service-question':
    'Call the service and ask. The question is on the person’s card. Check the address in the directory.',
  'service-question-reminder':
    'Call the service: its answer is missing. The question is on the person’s card. Check the address in the directory.',
  'service-question-escalation':
    'Tell the service’s manager another way that a question was not answered. It is on the person’s card.',
  'service-question-answered': 'The answer is safe. It is on the person’s card.',
  letter:
    'Look at the letter’s card: check the address, or tell them by phone, in person or by post, and record it there.',
};

/** Whom it concerns: 'Jamie Example', or 'Priya Example (Moorland County Council)'. */
export function todoPerson(invitee: NonNullable<TodoView['invitee']>): string {
  return invitee.organisation === null ? invitee.name : `${invitee.name} (${invitee.organisation})`;
}

/** What there is to do by hand. */
export function todoWords(
  todo: Pick<TodoView, 'kind' | 'invitee' | 'meeting' | 'delivery' | 'said'> & { action?: TodoView['action'] },
): TodoWords {
  const who = todo.invitee === null ? 'them' : todo.invitee.name;
  const what = todo.delivery === null ? 'a message' : deliveries[todo.delivery];
  const otherwise = todo.delivery === null ? undefined : instead[todo.delivery];
  switch (todo.kind) {
    case 'speak-first':
      return {
        heading: `Speak to ${who} first`,
        text: [
          'It is not recorded that the person agrees, so nothing was sent to them. Speak to them about the meeting, then record what they say on the request’s card.',
        ],
      };
    case 'find-stand-in':
      return {
        heading: `Find somebody to come instead of ${who}`,
        text: [
          'They have declined and must be there, and we have nobody else of their organisation to ask. Call the organisation, or look for another time on the meeting’s card.',
          ...meetingTime(todo),
        ],
      };
    case 'invite-by-hand':
      return inviteByHand(todo, who);
    case 'ask-by-hand':
      return {
        heading: `Ask ${who} which times suit`,
        text: [
          'They have no email address, or they want to be called before anything is sent. So we did not ask them. Call them, and ask which of the times on the meeting’s card suit.',
        ],
      };
    case 'tell-outcome':
      return {
        heading: `Tell ${who} what was agreed`,
        text: ['No summary could be emailed to them. Tell them by phone, in person or by letter what they may know.'],
      };
    case 'delivery-failed':
      return {
        heading: todo.invitee === null ? 'A message was not delivered' : `Not delivered to ${who}`,
        text: [`We could not deliver ${what}. ${otherwise ?? 'Check the address, and tell them another way.'}`],
      };
    case 'delivery-unclear':
      return {
        heading: todo.invitee === null ? 'Check whether a message arrived' : `Check whether it reached ${who}`,
        text: [
          `We cannot tell whether ${what} arrived, and did not send it twice. ${otherwise === undefined ? 'Ask them.' : `If it did not: ${otherwise}`}`,
        ],
      };
    case 'nobody-to-remind':
      return {
        heading: 'Remind somebody of a date',
        text: [
          'A date comes near or has passed, and no key professional of this person has an email address here. Speak to somebody who knows the person, and add a key professional on their card.',
        ],
      };
    case 'tell-letter':
      return {
        heading: 'Tell somebody what a letter says',
        text: [
          'Their email address is not marked secure, so they only got a short email that says nothing about the person. Tell them by phone, in person or by post. Then record it on the letter’s card.',
        ],
      };
    case 'escalate-by-hand':
      return {
        heading: 'Tell a senior manager',
        text: [
          'A date of somebody rated red or amber has passed, and no senior manager is named here. Tell yours, and have them added to this service.',
        ],
      };
    case 'consent-lapsed':
      return {
        heading: 'Consent to the register has run out',
        text: [
          'Until it is renewed nothing about the person is shared and no meeting is requested. Their dates stay visible. Ask for consent again, then record what is said.',
        ],
      };
    case 'tell-of-withdrawal':
      return {
        heading: 'Consent has ended: see who has already received something',
        text: [
          'What had left before stays with those who got it. Look at the list, and tell those who must know that the person’s consent has ended and what they must no longer do with it.',
        ],
      };
    case 'referral-without-consent':
      return {
        heading: 'A referral waits without consent',
        text: [
          'Consent to the register was refused or has ended, so this referral cannot be accepted. Decide it, and say what else could help.',
        ],
      };
    case 'decide-withdrawn-meeting':
      return {
        heading: 'Clinical lead: is this meeting still held?',
        text: [
          'Consent to the register has ended, and the meeting is soon. It was not cancelled yet. Until you decide, nothing about the person leaves the team.',
          ...meetingTime(todo),
        ],
      };
    case 'decide-consent':
      return {
        heading: 'Clinical lead: who consents?',
        text: [
          'A young person under 16 may be able to decide this themself, or those with parental responsibility do not agree. Nothing is shared until you have recorded your decision.',
        ],
      };
    case 'phone-first':
      return phoneFirst(todo, who);
    case 'book-interpreter':
      return bookInterpreter(todo);
    case 'needs-said':
      return {
        heading: `${who} said what helps them to take part`,
        text: [
          ...(todo.said === null ? [] : [`“${todo.said}”`]),
          'Talk to them if you are not sure what is meant. Then record it: press “Communication needs” on the meeting’s card.',
        ],
      };
    case 'escalate-question-by-hand':
      return {
        heading: 'A service has not answered a question',
        text: [
          'Its day has passed, and no manager of the service is named here. Call the service, or somebody who can speak for it. The question is on the person’s card. This closes by itself when they answer.',
        ],
      };
    case 'action-cannot':
      return {
        heading: `${actionOwner(todo)} cannot do an agreed action`,
        text: [
          'They say why below. Speak to them: can somebody else do it, or another way? A change of what was agreed goes into the outcome, as a correction.',
        ],
      };
    case 'action-overdue':
      return {
        heading: 'An agreed action is overdue',
        text: [
          'Ask what is in the way, and what would help. An agency’s manager has been written to: with the reference and the date, nothing else. A family is not chased by email: speak to them.',
        ],
      };
    case 'escalate-action-by-hand':
      return {
        heading: 'Tell a manager that an action is overdue',
        text: [
          'No manager of this organisation is named here, so nobody was written to. Tell them another way, and have their name added to this service.',
        ],
      };
    case 'team-action-due':
      return {
        heading: 'An action of your own team is due soon',
        text: ['When it is done, mark it as done here and on the person’s card.'],
      };
    case 'calendar-behind':
      return {
        heading: 'The invitations are late',
        text: [
          'The calendar does not answer, so what you last decided about this meeting may not have reached everyone. We keep trying. If the meeting is soon, tell them yourself, and tell whoever looks after this service.',
        ],
      };
  }
}

function actionOwner({ action }: { action?: TodoView['action'] }): string {
  return action?.organisation ?? action?.who ?? 'Somebody';
}

/** The action a to-do is about, as the facts of its card. Free text: escape it for a card. */
export function actionFacts({ what, who, organisation, dueDay, state, note }: NonNullable<TodoView['action']>) {
  const saying = { done: 'Done', 'under-way': 'Under way', cannot: 'Cannot be done' } as const;
  return [
    { title: 'Action', value: what },
    { title: 'Who', value: organisation === null ? who : `${who} (${organisation})` },
    { title: 'By', value: formatDay(dueDay) },
    ...(state === null
      ? []
      : [{ title: 'They say', value: note === null ? saying[state] : `${saying[state]}: ${note}` }]),
  ];
}

function meetingTime({ meeting }: Pick<TodoView, 'meeting'>): string[] {
  const { startsAt, endsAt } = meeting ?? {};
  return startsAt && endsAt ? [`The meeting is on ${formatSpan(startsAt, endsAt)}.`] : [];
}

function phoneFirst(todo: Pick<TodoView, 'meeting'>, who: string): TodoWords {
  if (todo.meeting?.state === 'cancelled') {
    return {
      heading: `Call ${who}: the meeting is cancelled`,
      text: ['They want to be called. The email that it is cancelled was sent, so that nobody waits in an empty room.'],
    };
  }
  return {
    heading: `Call ${who} before anything is sent`,
    text: [
      'They want to be called first. Tell them when the meeting is, and how to join. When you press Done, their email invitation is sent.',
      ...meetingTime(todo),
    ],
  };
}

function bookInterpreter(todo: Pick<TodoView, 'meeting'>): TodoWords {
  if (todo.meeting?.state === 'cancelled') {
    return {
      heading: 'Cancel the interpreter',
      text: ['An interpreter was booked, and the meeting is cancelled.', ...meetingTime(todo)],
    };
  }
  return {
    heading: 'Book an interpreter',
    text: [
      'The person needs an interpreter at this meeting. Which one is on the meeting’s card, under “Communication needs”.',
      ...meetingTime(todo),
    ],
  };
}

function inviteByHand(todo: Pick<TodoView, 'meeting'>, who: string): TodoWords {
  if (todo.meeting?.state === 'cancelled') {
    return {
      heading: `Tell ${who} that the meeting is cancelled`,
      text: ['They have no email address, so no cancellation was sent to them.'],
    };
  }
  const { startsAt, endsAt } = todo.meeting ?? {};
  const time = startsAt && endsAt ? [`The meeting is on ${formatSpan(startsAt, endsAt)}.`] : [];
  return {
    heading: `Invite ${who}`,
    text: [
      'They have no email address, so no invitation was sent to them. Tell them the time and how to join.',
      ...time,
    ],
  };
}

/** What a notification or a lock screen may show of a to-do: its reference and state. */
export function todoSummary(todo: Pick<TodoView, 'reference' | 'done'>): string {
  return `${todo.reference ?? 'To do'}: ${todo.done === null ? 'something to do by hand' : 'done'}`;
}

/** What has just been done with a to-do. Names are free text: escape the result for a card. */
export const todoDone = {
  done: 'Thank you. It is marked as done.',
  toBeDecided: 'This is done by deciding it: only the clinical lead can. Nothing was changed.',
  already: (by: string | null) =>
    by === null ? 'This was no longer needed: it was closed already.' : `${by} was first: it is done already.`,
} as const;
