import type { SummaryPreviewsView } from '../../cards/summary-previews.card.ts';
import { isTold, summaryPreviews } from '../../services/meetings/disclosure.ts';
import type {
  InviteeView,
  MeetingView,
  OutcomeView,
  PartyView,
  ProposedTimeView,
} from '../../services/meetings/model.ts';
import type { Previews } from '../../services/meetings/summaries.ts';
import { toTellByHand } from '../../services/meetings/tell-by-hand.ts';
import type { TodoView } from '../../services/meetings/todo-model.ts';
import type { MailFrame } from '../../services/notifications/words-port.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { bookedMeeting, sampleMeeting } from './team-views.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Ids of the sample invitees: two agencies with an agreement, a school without one, a doctor on her own, the individual. */
export const inviteeIds = [101, 102, 103, 104, 105].map(id);

function proposed(number: number, start: string, who: { busy?: number[]; unknown?: number[] }): ProposedTimeView {
  const startsAt = new Date(start);
  const pick = (places: number[] = []) => places.flatMap((place) => inviteeIds[place] ?? []);
  const [busy, unknown] = [pick(who.busy), pick(who.unknown)];
  return {
    id: id(200 + number),
    startsAt,
    endsAt: new Date(startsAt.getTime() + 60 * 60_000),
    free: inviteeIds.filter((one) => !busy.includes(one) && !unknown.includes(one)),
    busy,
    unknown,
    quorate: busy.length > 0 ? 'no' : 'maybe',
  };
}

/** Four times that were found for the sample meeting. */
export const proposedTimes: ProposedTimeView[] = [
  proposed(1, '2027-01-14T10:00:00Z', { unknown: [2, 3, 4] }),
  proposed(2, '2027-01-15T14:00:00Z', { unknown: [2, 3, 4] }),
  proposed(3, '2027-01-18T09:30:00Z', { busy: [1], unknown: [2, 3, 4] }),
  proposed(4, '2027-01-19T13:00:00Z', { busy: [0, 1], unknown: [2, 3, 4] }),
];

/** The sample meeting with the times found for it. */
export function meetingWithTimes(overrides: Partial<MeetingView> = {}): MeetingView {
  return sampleMeeting({ proposedTimes, ...overrides });
}

/** The sample invitees, each with an address and a party of their own; the first agency's address is not marked secure. */
function invitees(): InviteeView[] {
  const parties = sampleParties.map(({ party }) => party);
  return bookedMeeting().invitees.map((invitee, place) => ({
    ...invitee,
    party: parties[place] ?? invitee.party,
    email: invitee.email && `${invitee.name.toLowerCase().replace(/\W+/g, '.')}@example.org`,
    addressSecure: place > 0,
  }));
}

/** The sample meeting after its end. */
export function endedMeeting(overrides: Partial<MeetingView> = {}): MeetingView {
  return bookedMeeting({
    invitees: invitees(),
    ended: true,
    startsAt: new Date('2027-01-11T10:00:00Z'),
    endsAt: new Date('2027-01-11T11:00:00Z'),
    ...overrides,
  });
}

export const sampleParties: PartyView[] = [
  { party: `organisation:${id(20)}`, label: 'Moorland County Council social care' },
  { party: `organisation:${id(21)}`, label: 'Riverbank Support Ltd' },
  { party: `organisation:${id(22)}`, label: 'Hilltop Academy' },
  { party: `invitee:${id(104)}`, label: 'Dr Mina Example' },
  { party: 'individual', label: 'Jamie Example' },
  { party: 'dsr-team', label: 'Dynamic Support Register team' },
];

/** An outcome as it was recorded: two decisions, two actions. */
export function sampleOutcome(overrides: Partial<OutcomeView> = {}): OutcomeView {
  return {
    id: id(300),
    meetingId: id(2),
    version: 1,
    state: 'draft',
    saves: 3,
    attendance: [
      { inviteeId: id(101), came: 'came', standInName: null },
      { inviteeId: id(102), came: 'stand-in', standInName: 'Bea Example' },
      { inviteeId: id(103), came: 'came', standInName: null },
      { inviteeId: id(104), came: 'did-not-come', standInName: null },
      { inviteeId: id(105), came: 'came', standInName: null },
    ],
    decisions: [
      { key: id(310), text: 'The placement continues until 28 February, with a review each fortnight.', parties: [] },
      {
        key: id(311),
        text: 'School keeps three mornings from next week and adds a quiet room.',
        parties: [`organisation:${id(22)}`, 'individual'],
      },
    ],
    actions: [
      {
        key: id(320),
        what: 'Send a night-support plan with costs',
        party: `organisation:${id(21)}`,
        who: 'Owen Example',
        dueDay: '2027-01-18',
      },
      {
        key: id(321),
        what: 'Confirm funding for the second support worker',
        party: `organisation:${id(20)}`,
        who: 'Priya Example',
        dueDay: '2027-01-22',
      },
    ],
    recommendedRating: 'amber',
    nextStep: 'We meet again in the week of 22 February to plan the move.',
    themes: ['housing', 'education'],
    gaps: null,
    recordedBy: { id: id(10), name: 'Anna Example' },
    sentAt: null,
    ...overrides,
  };
}

/** What every sample mail says of its sender. */
export const sampleFrame: MailFrame = {
  team: loadPolicy().team,
  contact: 'dsr@trust.example.org',
  emergencyAdvice: loadPolicy().emergencyAdvice.value,
};

/** The previews of an outcome, with what their card needs. `before` is the version everybody was sent. */
export function previewsFor(
  meeting: MeetingView,
  outcome: OutcomeView,
  before: OutcomeView | null,
): Pick<SummaryPreviewsView, keyof Previews | 'meeting' | 'outcome' | 'frame' | 'byHand'> {
  const received = new Map(before === null ? [] : meeting.invitees.map(({ id }) => [id, before] as const));
  const previews = summaryPreviews(meeting, outcome, { previous: before, received });
  const told = previews.filter(isTold);
  const count = (what: string) => told.filter((preview) => preview.part.what === what).length;
  return {
    meeting,
    outcome,
    frame: sampleFrame,
    byHand: new Map(
      previews.flatMap((preview) => {
        const part = toTellByHand(meeting, outcome, preview);
        return part === null ? [] : [[preview.inviteeId, part] as const];
      }),
    ),
    previews,
    counts: {
      summaries: count('summary'),
      notices: count('notice'),
      byHand: count('by-hand'),
      letters: count('letter'),
      unchanged: previews.length - told.length,
    },
    fingerprint: 'f'.repeat(64),
  };
}

/** Something to do by hand for the individual of the sample meeting. */
export function sampleTodo(overrides: Partial<TodoView> = {}): TodoView {
  return {
    id: id(400),
    kind: 'tell-outcome',
    requestId: id(1),
    meetingId: id(2),
    entryId: null,
    referralId: null,
    letterId: null,
    personId: null,
    said: null,
    action: null,
    time: null,
    toDecide: false,
    reference: 'MBE-2027-0042',
    meeting: { state: 'booked', startsAt: new Date('2027-01-19T10:00:00Z'), endsAt: new Date('2027-01-19T11:00:00Z') },
    invitee: {
      id: id(105),
      kind: 'individual',
      name: 'Jamie Example',
      organisation: null,
      email: null,
      otherContact: '01632 960 123',
    },
    delivery: null,
    bounceCode: null,
    createdAt: new Date('2027-01-11T15:00:00Z'),
    done: null,
    ...overrides,
  };
}
