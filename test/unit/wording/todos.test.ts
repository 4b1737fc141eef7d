import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../cards/adaptive-card.ts';
import { letterCard } from '../../../cards/letter.card.ts';
import { meetingForTeamCard } from '../../../cards/meeting-for-team.card.ts';
import { meetingPeopleCard } from '../../../cards/meeting-people.card.ts';
import { personCard } from '../../../cards/person.card.ts';
import { proposalAnswersCard } from '../../../cards/proposal-answers.card.ts';
import { requestForTeamCard } from '../../../cards/request-for-team.card.ts';
import { todoCard } from '../../../cards/todo.card.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import type { TodoView } from '../../../services/meetings/todo-model.ts';
import { type DeliveryKind, deliveryKinds } from '../../../services/notifications/model.ts';
import { type TodoKind, todoKinds } from '../../../services/notifications/todos.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { todoWords } from '../../../wording/todos.ts';
import { askedMeeting, sampleProposal } from '../../support/arranging-views.ts';
import { buttonsOf } from '../../support/card-rules.ts';
import { endedMeeting, sampleOutcome, sampleTodo } from '../../support/meeting-views.ts';
import { sampleRegisterMeeting } from '../../support/register-meeting-views.ts';
import { samplePerson } from '../../support/register-views.ts';
import { approvedRequest, bookedMeeting, SAMPLE_NOW as now } from '../../support/team-views.ts';
import { sampleLetter } from '../../support/triage-views.ts';

describe('a message that did not arrive', () => {
  const words = (kind: 'delivery-failed' | 'delivery-unclear', delivery: (typeof deliveryKinds)[number]) =>
    todoWords({ kind, delivery, said: null, invitee: null, meeting: null }).text.join(' ');

  it.each(deliveryKinds)('%s tells the team what to do now', (delivery) => {
    for (const kind of ['delivery-failed', 'delivery-unclear'] as const) {
      expect(words(kind, delivery)).toMatch(/Write|Tell|tell|Check|Ask|Look into|Press|press|Call/);
    }
  });

  it.each([
    ['referral-for-triage', '“referrals”'],
    ['letter-to-release', '“letters”'],
    ['register-enquiry', '“register questions”'],
    ['register-digest', '“due”'],
    ['request-for-triage', '“queue”'],
  ] as const)(
    '%s, a card for the channel, is said to be safe, and how it is opened; no address is to blame',
    (kind, command) => {
      expect(words('delivery-failed', kind)).toContain(command);
      expect(words('delivery-unclear', kind)).toContain(command);
      expect(words('delivery-failed', kind)).not.toContain('address');
    },
  );

  it('to somebody invited is still told them another way', () => {
    expect(words('delivery-failed', 'invitation')).toContain('tell them another way');
    expect(words('delivery-unclear', 'summary')).toContain('Ask them');
  });
});

const press = '00000000-0000-4000-8000-000000000999';
const newId = () => press;
const policy = loadPolicy();
const titlesOf = (cards: readonly AdaptiveCard[]) => cards.flatMap(buttonsOf).map(({ title }) => String(title));

/** A meeting as a to-do finds it: asked about, booked, over, with its outcome. */
const said = { inviteeId: press, name: 'Jamie Example', text: 'I want to speak first.', at: now };
const meetings: MeetingView[] = [
  askedMeeting(),
  askedMeeting({ proposal: { ...sampleProposal(), state: 'closed' } }),
  bookedMeeting({ advanceWords: [said] }),
  endedMeeting(),
  endedMeeting({ state: 'outcome-recorded', outcome: sampleOutcome({ state: 'sent' }) }),
];
const registerMeeting = sampleRegisterMeeting();
const { kind, entryId, requestId } = registerMeeting.meeting;
const ofTheRegister = { kind, entryId, requestId };

/** The buttons of the cards to which a button leads. */
const leadsTo: Record<string, string[]> = {
  'Show request': titlesOf(
    meetings.map((meeting) => requestForTeamCard({ request: approvedRequest(), meeting, policy, now, newId })),
  ),
  'Show meeting': titlesOf(
    meetings.map((meeting) =>
      meetingForTeamCard({ view: { ...registerMeeting, meeting: { ...meeting, ...ofTheRegister } }, policy, now }),
    ),
  ),
  'Show person': titlesOf([personCard({ person: samplePerson(), policy })]),
  'Read letter': titlesOf([letterCard({ letter: sampleLetter({ state: 'released' }), page: 1, newId })]),
  'See the answers': titlesOf([
    proposalAnswersCard({ meeting: askedMeeting(), proposal: sampleProposal(), now, newId }),
  ]),
  'People and quorum': titlesOf([meetingPeopleCard({ meeting: askedMeeting(), page: 1 })]),
};

/** Everything in quotation marks that is not something to write, in the order of the sentences. */
const named = (text: string) =>
  [...text.matchAll(/(write )?“([^”]+)”/gi)].flatMap(([, toWrite, words = '']) => (toWrite ? [] : [words]));

/** What is named and cannot be pressed: neither on the to-do's card nor on one that the buttons named before lead to. */
function notThere(todo: TodoView): string[] {
  const pressable = new Set(titlesOf([todoCard({ todo, press })]));
  return named(todoWords(todo).text.join(' ')).filter((title) => {
    if (!pressable.has(title)) return true;
    for (const next of leadsTo[title] ?? []) pressable.add(next);
    return false;
  });
}

const ofRequest = { entryId: null, personId: null };
const ofRegisterMeeting = { requestId: null, entryId: null, personId: null };
const ofRegister = { requestId: null, meetingId: null, entryId: press, personId: press };
const ofEntryMeeting = { requestId: null, entryId: press, personId: press };

describe('a to-do', () => {
  const onTheRegister: Partial<Record<TodoKind, Partial<TodoView>>> = {
    'nobody-to-remind': ofRegister,
    'escalate-by-hand': ofRegister,
    'consent-lapsed': ofRegister,
    'tell-of-withdrawal': ofRegister,
    'decide-consent': { ...ofRegister, toDecide: true },
    'escalate-question-by-hand': ofRegister,
    'tell-letter': { ...ofRegister, letterId: press },
    'referral-without-consent': { ...ofRegister, referralId: press },
  };
  const ofEither: Partial<Record<TodoKind, Partial<TodoView>>> = {
    'removed-from-calendar': ofEntryMeeting,
    'team-action-due': ofEntryMeeting,
  };

  it.each(todoKinds)('%s names only buttons that are there', (kind) => {
    // What somebody said is in quotation marks too.
    const todo = (over: Partial<TodoView>) => sampleTodo({ kind, said: null, ...over });
    const register = onTheRegister[kind];
    if (register !== undefined) return expect(notThere(todo(register))).toEqual([]);
    expect(notThere(todo(ofRequest))).toEqual([]);
    expect(notThere(todo(ofEither[kind] ?? ofRegisterMeeting))).toEqual([]);
  });

  it.each(deliveryKinds)('of a delivery (%s) names only buttons that are there', (delivery) => {
    const aboutEntry: DeliveryKind[] = [
      ...(['clock-reminder', 'escalation', 'service-question', 'service-question-reminder'] as const),
      ...(['service-question-escalation', 'service-question-answered'] as const),
    ];
    for (const kind of ['delivery-failed', 'delivery-unclear', 'bounced'] as const) {
      const todo = (over: Partial<TodoView>) => sampleTodo({ kind, delivery, invitee: null, ...over });
      if (delivery === 'letter') expect(notThere(todo({ ...ofRegister, letterId: press }))).toEqual([]);
      else if (aboutEntry.includes(delivery)) expect(notThere(todo(ofRegister))).toEqual([]);
      else expect([notThere(todo(ofRequest)), notThere(todo(ofRegisterMeeting))]).toEqual([[], []]);
    }
  });

  it('speaks of no card that nobody would know how to open', () => {
    for (const kind of todoKinds) {
      expect(todoWords(sampleTodo({ kind })).text.join(' ')).not.toMatch(/(meeting|request|person|letter)’s card/);
    }
  });
});
