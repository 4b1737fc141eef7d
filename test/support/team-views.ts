import type { TypedApproval } from '../../cards/approve-form.card.ts';
import type { RequestView } from '../../services/mbe-requests/model.ts';
import type { QueueView } from '../../services/mbe-requests/queue-model.ts';
import type { InviteeView, MeetingView } from '../../services/meetings/model.ts';
import { noNeeds } from '../../services/people/model.ts';

/** The moment the sample cards are looked at: a Tuesday morning. */
export const SAMPLE_NOW = new Date('2027-01-12T09:30:00Z');

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const sampleIds = { request: id(1), meeting: id(2), person: id(3), other: id(4), invitee: id(100) };

const anna = { id: id(10), name: 'Anna Example' };
const council = {
  id: id(20),
  name: 'Moorland County Council social care',
  kind: 'council-social-care',
  agreementInForce: true,
} as const;
const school = { id: id(22), name: 'Hilltop Academy', kind: 'school', agreementInForce: false } as const;

/** A fictional request that waits for a decision. */
export function sampleRequest(overrides: Partial<RequestView> = {}): RequestView {
  return {
    id: id(1),
    reference: 'MBE-2027-0042',
    state: 'submitted',
    version: 1,
    urgentBecause: [],
    personName: 'Jamie Example',
    nhsNumber: '9990000018',
    dateOfBirth: '2009-05-03',
    purpose:
      'Jamie’s placement has given notice from 29 January. School has reduced the timetable to two mornings, and sleep is down to three hours. We need one plan for housing, school and support at night.',
    whyNoMdt: 'Two MDT meetings in December could not bring housing and education to the table.',
    receivedBy: 'teams',
    mdt: { reasonThin: false, tried: null, when: null, whoCame: null, wouldHelp: null },
    organisations: [council, { id: id(21), name: 'Riverbank Support Ltd', agreementInForce: true }, school],
    furtherPeople: [{ name: 'Dr Mina Example', email: 'mina.patel@surgery.example.org' }],
    individual: { answer: 'invite', detail: 'By phone through his key worker, 01632 960 123' },
    carer: { answer: 'do-not-invite', detail: 'Jamie asked us not to. He will tell his mum himself.' },
    basis: { basis: 'consents', detail: null, day: null },
    neededBy: '2027-01-22',
    lengthMinutes: 60,
    place: null,
    requester: {
      id: id(11),
      name: 'Tom Example',
      jobRole: 'Social worker',
      organisation: 'Moorland County Council',
      phone: '01632 960 456',
      email: 'tom.example@moorland.example.org',
    },
    owner: null,
    submittedAt: new Date('2027-01-11T15:10:00Z'),
    decideBy: new Date('2027-01-13T15:10:00Z'),
    overdue: false,
    waitingFor: 'anybody-in-the-team',
    decision: null,
    endNote: null,
    corrections: [],
    information: [],
    maybeSame: [],
    meetingId: null,
    ...overrides,
  };
}

/** The same request, approved and owned: its meeting is being arranged. */
export function approvedRequest(overrides: Partial<RequestView> = {}): RequestView {
  return sampleRequest({
    state: 'approved',
    version: 2,
    owner: anna,
    decideBy: null,
    waitingFor: 'owner',
    decision: {
      by: anna,
      at: new Date('2027-01-12T08:50:00Z'),
      reason: null,
      note: null,
      purposeCategory: 'placement',
    },
    meetingId: id(2),
    ...overrides,
  });
}

function invitee(number: number, overrides: Partial<InviteeView>): InviteeView {
  return {
    id: id(100 + number),
    kind: 'agency',
    organisation: council,
    name: 'Somebody',
    email: 'somebody@example.org',
    otherContact: null,
    addressSecure: true,
    addressShared: false,
    response: null,
    responseNote: null,
    answeredBy: null,
    need: 'useful',
    standsInForId: null,
    toBring: null,
    bringing: null,
    mayKnow: null,
    invitation: 'not-sent',
    callFirst: false,
    party: `organisation:${council.id}`,
    ...overrides,
  };
}

/** Invitees of every kind, with every answer. */
export function sampleInvitees(invitation: InviteeView['invitation'] = 'sent'): InviteeView[] {
  const sent = invitation === 'sent';
  return [
    invitee(1, { name: 'Priya Example', invitation, response: sent ? 'accepted' : null }),
    invitee(2, {
      name: 'Owen Example',
      organisation: { id: id(21), name: 'Riverbank Support Ltd', kind: 'social-care-provider', agreementInForce: true },
      invitation,
      response: sent ? 'declined' : null,
    }),
    invitee(3, { name: 'Ms Example', organisation: school, invitation, response: sent ? 'tentative' : null }),
    invitee(4, { name: 'Dr Mina Example', kind: 'other', organisation: null, invitation }),
    invitee(5, {
      name: 'Jamie Example',
      kind: 'individual',
      organisation: null,
      email: null,
      otherContact: '01632 960 123',
      invitation: sent ? 'by-hand' : 'not-sent',
    }),
  ];
}

/** The approved request's meeting, no time chosen yet. */
export function sampleMeeting(overrides: Partial<MeetingView> = {}): MeetingView {
  return {
    id: id(2),
    kind: 'mbe',
    state: 'being-arranged',
    version: 1,
    requestId: id(1),
    entryId: null,
    reference: 'MBE-2027-0042',
    personName: 'Jamie Example',
    personId: sampleIds.person,
    needs: noNeeds,
    purposeCategory: 'placement',
    lengthMinutes: 60,
    neededBy: '2027-01-22',
    place: null,
    startsAt: null,
    endsAt: null,
    ended: false,
    joinUrl: null,
    chair: anna,
    sharing: { may: true, because: 'consent' },
    waitsForLead: false,
    attendeesHidden: true,
    invitees: sampleInvitees('not-sent'),
    proposedTimes: null,
    quorum: { groups: [], set: false, state: 'yes', missing: [] },
    proposal: null,
    timesAdvice: null,
    advanceWords: [],
    cancelReason: null,
    endReason: null,
    endNote: null,
    outcome: null,
    ...overrides,
  };
}

/** The meeting once a time was chosen. */
export function bookedMeeting(overrides: Partial<MeetingView> = {}): MeetingView {
  return sampleMeeting({
    state: 'booked',
    version: 2,
    startsAt: new Date('2027-01-19T10:00:00Z'),
    endsAt: new Date('2027-01-19T11:00:00Z'),
    joinUrl: 'https://teams.example.org/l/meetup-join/19%3ameeting',
    invitees: sampleInvitees(),
    ...overrides,
  });
}

/** What the approve form opens with: what was asked for. */
export function approvalOf(request: RequestView): TypedApproval {
  return {
    organisationIds: request.organisations.map((organisation) => organisation.id),
    furtherPeople: request.furtherPeople.map(({ name, email }) => `${name}, ${email}`).join('\n'),
    lengthMinutes: String(request.lengthMinutes),
    neededBy: request.neededBy ?? '',
    place: request.place ?? '',
  };
}

/** A directory short enough for a checklist, one organisation without an agreement. */
export const sampleDirectory = [
  council,
  { id: id(21), name: 'Riverbank Support Ltd', agreementInForce: true },
  school,
  { id: id(23), name: 'Hillside Mental Health NHS Trust', agreementInForce: true },
  { id: id(24), name: 'Moorland Police', agreementInForce: true },
];

/** The first of two pages: urgent, overdue, owned, unowned, waiting for everybody. */
export function sampleQueue(overrides: Partial<QueueView> = {}): QueueView {
  const item: QueueView['items'][number] = {
    id: id(1),
    reference: 'MBE-2027-0042',
    state: 'submitted',
    personName: 'Jamie Example',
    urgent: true,
    overdue: true,
    neededBy: '2027-01-13',
    submittedAt: new Date('2027-01-08T15:10:00Z'),
    owner: null,
    waitingFor: 'anybody-in-the-team',
    meeting: null,
  };
  const calm = { ...item, urgent: false, overdue: false };
  return {
    filter: 'all',
    page: 1,
    pages: 2,
    total: 14,
    urgent: 2,
    mdtFirst: { invitations: 5, sentAllTheSame: 2 },
    items: [
      item,
      { ...calm, id: id(5), reference: 'MBE-2027-0040', personName: 'Ada Bright', owner: anna, waitingFor: 'owner' },
      {
        ...calm,
        id: id(6),
        reference: 'MBE-2027-0038',
        state: 'approved',
        personName: 'Maximilian Featherstonehaugh-Cholmondeley',
        neededBy: '2027-01-29',
        owner: anna,
        waitingFor: 'invitees',
        meeting: { state: 'booked', ended: false },
      },
      {
        ...calm,
        id: id(7),
        reference: 'MBE-2027-0036',
        state: 'information-requested',
        personName: 'Sol Marsh',
        neededBy: null,
        owner: anna,
        waitingFor: 'requester',
      },
    ],
    ...overrides,
  };
}
