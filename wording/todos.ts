import type { TodoView } from '../services/meetings/todo-model.ts';
import { formatDay, formatSpan } from '../services/platform/time.ts';
import { bounceReason } from './bounces.ts';
import { movedInCalendar, removedFromCalendar, timeProposed } from './calendar-todos.ts';
import { deliveryNames, insteadOf } from './delivery-names.ts';
import { buttonToMeeting, todoButtons } from './todo-buttons.ts';

/** What a to-do asks for: what to do in a few words, and how. Names are free text: escape both for a card. */
export type TodoWords = { heading: string; text: string[] };

/** Whom it concerns: 'Jamie Example', or 'Priya Example (Moorland County Council)'. */
export function todoPerson(invitee: NonNullable<TodoView['invitee']>): string {
  return invitee.organisation === null ? invitee.name : `${invitee.name} (${invitee.organisation})`;
}

/** What there is to do by hand. */
export function todoWords(
  todo: Pick<TodoView, 'kind' | 'invitee' | 'meeting' | 'delivery' | 'said'> &
    Partial<Pick<TodoView, 'action' | 'bounceCode' | 'requestId' | 'entryId' | 'time'>>,
): TodoWords {
  const who = todo.invitee === null ? 'them' : todo.invitee.name;
  const what = todo.delivery === null ? 'a message' : deliveryNames[todo.delivery];
  const open = buttonToMeeting(todo);
  const otherwise = todo.delivery === null ? undefined : insteadOf(todo.delivery, open);
  switch (todo.kind) {
    case 'speak-first':
      return {
        heading: `Speak to ${who} first`,
        text: [
          `It is not recorded that the person agrees, so nothing was sent to them. Speak to them about the meeting. To record what they say, press ${open}, then ${todo.requestId ? '“Record whether they agree”' : `“${todoButtons.person}” and “Consent”`}.`,
        ],
      };
    case 'find-stand-in':
      return {
        heading: `Find somebody to come instead of ${who}`,
        text: [
          `They have declined and must be there, and we have nobody else of their organisation to ask. Call the organisation. Or look for another time: press ${open}, then “Reschedule”.`,
          ...meetingTime(todo),
        ],
      };
    case 'invite-by-hand':
      return inviteByHand(todo, who);
    case 'ask-by-hand':
      return {
        heading: `Ask ${who} which times suit`,
        text: [
          `They have no email address, or they want to be called before anything is sent. So we did not ask them. Call them, and ask which of the times suit: press ${open}, then “See the answers”. To record what they say, press “People and quorum” there, then “Enter their answer”.`,
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
    case 'bounced':
      return {
        heading: todo.invitee === null ? 'An email came back' : `An email to ${who} came back`,
        text: [
          `It did not reach them: ${bounceReason(todo.bounceCode ?? null)}. What came back is ${todo.delivery === null ? deliveryNames.invitation : what}. ${otherwise ?? 'Check the address, and tell them another way.'}`,
        ],
      };
    case 'nobody-to-remind':
      return {
        heading: 'Remind somebody of a date',
        text: [
          `A date comes near or has passed, and no key professional of this person has an email address here. Speak to somebody who knows the person. Then press “${todoButtons.person}”, and add one under “Key professionals”.`,
        ],
      };
    case 'tell-letter':
      return {
        heading: 'Tell somebody what a letter says',
        text: [
          `Their email address is not marked secure, so they only got a short email that says nothing about the person. Tell them by phone, in person or by post. Then press “${todoButtons.letter}”, and “Told” at its end.`,
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
          `Until it is renewed nothing about the person is shared and no meeting is requested. Their dates stay visible. Ask for consent again, then press “${todoButtons.consent}” to record what is said.`,
        ],
      };
    case 'tell-of-withdrawal':
      return {
        heading: 'Consent has ended: see who has already received something',
        text: [
          `What had left before stays with those who got it. Press “${todoButtons.told}” to see the list, and tell those who must know that the person’s consent has ended and what they must no longer do with it.`,
        ],
      };
    case 'referral-without-consent':
      return {
        heading: 'A referral waits without consent',
        text: [
          `Consent to the register was refused or has ended, so this referral cannot be accepted. Press “${todoButtons.referral}” to decide it, and say what else could help.`,
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
          `A young person under 16 may be able to decide this themself, or those with parental responsibility do not agree. Nothing is shared until you have recorded your decision: press “${todoButtons.consent}”.`,
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
          'Talk to them if you are not sure what is meant. Then record it: press “Communication needs”.',
        ],
      };
    case 'escalate-question-by-hand':
      return {
        heading: 'A service has not answered a question',
        text: [
          `Its day has passed, and no manager of the service is named here. Call the service, or somebody who can speak for it. Press “${todoButtons.person}” to see the question. This closes by itself when they answer.`,
        ],
      };
    case 'action-cannot':
      return {
        heading: `${actionOwner(todo)} cannot do an agreed action`,
        text: [
          `They say why below. Speak to them: can somebody else do it, or another way? To change what was agreed, press ${open}, then “Correct the outcome”.`,
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
        text: [
          todo.entryId
            ? `When it is done, mark it as done here. Then press “${todoButtons.person}”, and “What became of it?” beside the action.`
            : 'When it is done, mark it as done here.',
        ],
      };
    case 'moved-in-calendar':
      return movedInCalendar(todo);
    case 'removed-from-calendar':
      return removedFromCalendar(todo);
    case 'time-proposed':
      return timeProposed(todo, who);
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
      'The person needs an interpreter at this meeting. Press “Communication needs” to see which one.',
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
