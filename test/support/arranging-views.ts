import type { InvitedMeetingView } from '../../services/meetings/invited-meeting.ts';
import type { InviteeView, MeetingView } from '../../services/meetings/model.ts';
import { quorumView } from '../../services/meetings/quorum.ts';
import type { InviteeProposal, ProposalView, SlotAnswerCode } from '../../services/proposals/model.ts';
import { inviteeIds, meetingWithTimes, proposedTimes } from './meeting-views.ts';
import { bookedMeeting, sampleInvitees, sampleMeeting } from './team-views.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [council = '', provider = '', school = '', doctor = ''] = inviteeIds;

/** Two required roles, one of two others, a stand-in for the provider, an inbox that several people read. */
export function arrangingInvitees(invitation: InviteeView['invitation'] = 'not-sent'): InviteeView[] {
  const invitees = sampleInvitees(invitation).map((invitee): InviteeView => {
    if (invitee.id === council) return { ...invitee, need: 'required', toBring: 'The housing assessment' };
    if (invitee.id === provider) return { ...invitee, need: 'required' };
    return invitee;
  });
  const standIn: InviteeView = {
    ...(invitees[1] as InviteeView),
    id: id(106),
    name: 'Bea Example',
    email: 'bea.example@example.org',
    response: null,
    standsInForId: provider,
  };
  return [...invitees, standIn];
}

const groups = [
  { seats: [council], atLeast: 1 },
  { seats: [provider, school, doctor], atLeast: 2 },
];

type Said = Record<string, SlotAnswerCode>;
function slot(place: number, said: Said, quorate: 'yes' | 'maybe' | 'no'): ProposalView['slots'][number] {
  const time = proposedTimes[place];
  if (time === undefined) throw new Error('There is no such time');
  const answers = Object.entries(said).map(([inviteeId, answer]) => ({ inviteeId, answer }));
  return { id: id(500 + place), startsAt: time.startsAt, endsAt: time.endsAt, answers, quorate };
}

/** Three times that people were asked about; two have not answered. */
export function sampleProposal(overrides: Partial<ProposalView> = {}): ProposalView {
  return {
    id: id(490),
    state: 'open',
    version: 1,
    deadline: new Date('2027-01-13T17:00:00Z'),
    autoBook: false,
    slots: [
      slot(0, { [council]: 'yes', [provider]: 'no', [school]: 'yes' }, 'maybe'),
      slot(1, { [council]: 'yes', [provider]: 'if-need-be', [school]: 'yes' }, 'yes'),
      slot(2, { [council]: 'no', [provider]: 'yes', [school]: 'no' }, 'no'),
    ],
    answered: [
      { inviteeId: council, at: new Date('2027-01-12T08:00:00Z'), note: null, answeredBy: null },
      {
        inviteeId: provider,
        at: new Date('2027-01-12T08:10:00Z'),
        note: 'On Friday only until 3pm: I have to be back at the unit.',
        answeredBy: { name: 'Noor Example', jobRole: 'Duty worker', phone: '01632 960 777' },
      },
      { inviteeId: school, at: new Date('2027-01-12T09:00:00Z'), note: null, answeredBy: null },
    ],
    waitingFor: [doctor, id(106)],
    chosenSlotId: null,
    ...overrides,
  };
}

function withQuorum(meeting: MeetingView): MeetingView {
  return { ...meeting, quorum: quorumView(groups, meeting.invitees) };
}

/** A meeting whose people have been asked about times. */
export function askedMeeting(overrides: Partial<MeetingView> = {}): MeetingView {
  return withQuorum(
    meetingWithTimes({ version: 3, invitees: arrangingInvitees(), proposal: sampleProposal(), ...overrides }),
  );
}

/** A booked meeting at which too few can come, about which the family has said something. */
export function lostMeeting(overrides: Partial<MeetingView> = {}): MeetingView {
  const invitees = arrangingInvitees('sent').map((invitee): InviteeView => {
    if (invitee.id !== provider) return invitee;
    const answeredBy = { name: 'Noor Example', jobRole: 'Duty worker', phone: '01632 960 777' };
    return { ...invitee, responseNote: 'Nobody is on shift that day.', answeredBy };
  });
  const text =
    'I want to stay near my sister. I do not want to talk about the hospital. Please ask me first, and please do not all speak at once. I will bring my key worker.';
  return withQuorum(
    bookedMeeting({
      invitees,
      advanceWords: [{ inviteeId: inviteeIds[4] ?? '', text, at: new Date('2027-01-11T18:00:00Z') }],
      ...overrides,
    }),
  );
}

/** A meeting being arranged of so many roles with long names. */
export function crowdedMeeting(count: number, overrides: Partial<MeetingView> = {}): MeetingView {
  const [first] = sampleInvitees();
  const name = 'Professor Maximiliana Featherstonehaugh-Wolverhampton the Third of Shrewsbury and Atcham';
  const invitees = Array.from({ length: count }, (_empty, place): InviteeView => {
    if (first === undefined) throw new Error('There is nobody');
    const organisation = { ...first.organisation, id: id(700 + place), name: `${name} Partnership Trust ${place}` };
    return {
      ...first,
      ...{ id: id(600 + place), name, organisation: organisation as never, response: null },
      ...{ need: 'required', toBring: 'Everything that there is about housing, school and the nights, on paper' },
    };
  });
  const meeting = sampleMeeting({ invitees, proposedTimes: [], ...overrides });
  return { ...meeting, quorum: quorumView(null, invitees) };
}

/** The same question as one of those asked sees it. */
export function askedOf(overrides: Partial<InviteeProposal> = {}): InviteeProposal {
  return {
    ...{ inviteeId: council, meetingId: id(2), reference: 'MBE-2027-0042', lengthMinutes: 60, place: null },
    ...{ placeWithheld: false, deadline: new Date('2027-01-13T17:00:00Z'), state: 'open', note: null },
    slots: sampleProposal().slots.map(({ id: slotId, startsAt, endsAt }) => ({
      ...{ id: slotId, startsAt, endsAt, mine: null },
    })),
    ...{ canAnswer: true, need: 'required', organisationName: 'Moorland County Council social care' },
    ...overrides,
  };
}

/** A booked meeting as somebody invited sees it, who may know about the person. */
export function invitedTo(overrides: Partial<InvitedMeetingView> = {}): InvitedMeetingView {
  return {
    ...{ inviteeId: council, meetingId: id(2), kind: 'agency', reference: 'MBE-2027-0042', state: 'booked' },
    ...{ ended: false, lengthMinutes: 60, place: null, placeWithheld: false, joinUrl: null },
    ...{ startsAt: new Date('2027-01-19T10:00:00Z'), endsAt: new Date('2027-01-19T11:00:00Z') },
    ...{ organisationName: 'Moorland County Council social care', cancelReason: null },
    ...{ response: null, responseNote: null, answeredBy: null, isStandIn: false, standIns: [] },
    part: {
      ...{ knows: true, personName: 'Jamie Example', purpose: 'A placement at risk of breaking down' },
      ...{ toBring: 'The housing assessment', outcome: null },
    },
    timesProposed: false,
    calendar: { uid: 'sample', sequence: 0 },
    ...overrides,
  };
}
