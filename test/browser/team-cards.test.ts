import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { approveFormCard } from '../../cards/approve-form.card.ts';
import { askInformationFormCard } from '../../cards/ask-information-form.card.ts';
import { declineFormCard } from '../../cards/decline-form.card.ts';
import { handOverFormCard } from '../../cards/hand-over-form.card.ts';
import { queueCard } from '../../cards/queue.card.ts';
import { recordBasisFormCard } from '../../cards/record-basis-form.card.ts';
import { requestForTeamCard } from '../../cards/request-for-team.card.ts';
import { requestTextCard } from '../../cards/request-text.card.ts';
import type { RequestView } from '../../services/mbe-requests/model.ts';
import type { MeetingView } from '../../services/meetings/model.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { lookAtCards } from '../support/look-at-cards.ts';
import {
  approvalOf,
  approvedRequest,
  bookedMeeting,
  SAMPLE_NOW,
  sampleDirectory,
  sampleIds,
  sampleInvitees,
  sampleMeeting,
  sampleQueue,
  sampleRequest,
} from '../support/team-views.ts';

const policy = loadPolicy();
const anna = { id: 'anna', name: 'Anna Example' };

function team(request: RequestView, meeting: MeetingView | null = null): AdaptiveCard {
  return requestForTeamCard({ request, meeting, policy, now: SAMPLE_NOW, newId: () => crypto.randomUUID() });
}

const ended = { ended: true, startsAt: new Date('2027-01-11T10:00:00Z'), endsAt: new Date('2027-01-11T11:00:00Z') };
const notYet = { basis: 'not-yet', detail: 'He was too upset to talk about it this week.', day: null } as const;

const cards: Record<string, AdaptiveCard> = {
  'new-urgent-overdue': team(
    sampleRequest({
      urgentBecause: ['needed-by-soon', 'words-of-danger'],
      overdue: true,
      neededBy: '2027-01-13',
      decideBy: new Date('2027-01-12T08:00:00Z'),
      basis: notYet,
      maybeSame: [
        {
          requestId: sampleIds.other,
          reference: 'MBE-2027-0039',
          state: 'approved',
          personName: 'Jamie Example',
          linked: false,
          because: ['nhs-number', 'name'],
        },
        {
          requestId: sampleIds.person,
          reference: 'MBE-2027-0031',
          state: 'submitted',
          personName: 'Jaime Example',
          linked: true,
          because: ['name'],
        },
      ],
    }),
  ),
  new: team(sampleRequest()),
  'question-asked': team(
    sampleRequest({
      state: 'information-requested',
      owner: anna,
      decideBy: null,
      waitingFor: 'requester',
      information: [
        {
          question: 'Which school is Jamie’s, and who is the head of year?',
          by: anna,
          at: new Date('2027-01-12T08:30:00Z'),
          answer: null,
          answeredAt: null,
        },
      ],
    }),
  ),
  declined: team(
    sampleRequest({
      state: 'declined',
      owner: anna,
      decideBy: null,
      waitingFor: 'nobody',
      decision: {
        by: anna,
        at: new Date('2027-01-12T08:50:00Z'),
        reason: 'hold-an-mdt-first',
        note: 'Please bring the two teams together first; we can join if it gets stuck.',
        purposeCategory: null,
      },
    }),
  ),
  withdrawn: team(
    sampleRequest({
      state: 'withdrawn',
      decideBy: null,
      waitingFor: 'nobody',
      endNote: 'The placement has agreed to stay.',
    }),
  ),
  'time-to-choose-not-agreed': team(
    approvedRequest({
      basis: notYet,
      corrections: [
        { field: 'lengthMinutes', before: '60', after: '90', by: anna },
        { field: 'neededBy', before: '2027-01-22', after: '2027-01-20', by: anna },
      ],
    }),
    sampleMeeting({
      sharing: { may: false, because: 'not-yet' },
      lengthMinutes: 90,
      neededBy: '2027-01-20',
      proposedTimes: [],
      invitees: sampleInvitees('held-until-basis'),
    }),
  ),
  booked: team(approvedRequest({ waitingFor: 'invitees' }), bookedMeeting()),
  'outcome-to-record': team(approvedRequest({ waitingFor: 'chair' }), bookedMeeting(ended)),
  'outcome-begun': team(
    approvedRequest({ waitingFor: 'chair' }),
    bookedMeeting({ ...ended, state: 'took-place', outcome: { id: 'o', version: 1, state: 'draft' } }),
  ),
  closed: team(
    approvedRequest({ state: 'closed', waitingFor: 'nobody' }),
    bookedMeeting({ ...ended, state: 'outcome-recorded', outcome: { id: 'o', version: 1, state: 'sent' } }),
  ),
  cancelled: team(
    approvedRequest({ state: 'cancelled', waitingFor: 'nobody', endNote: 'Jamie moved to another area.' }),
    bookedMeeting({ state: 'cancelled', endNote: 'Jamie moved to another area.' }),
  ),
  'approve-form': approveFormCard({
    request: sampleRequest(),
    typed: approvalOf(sampleRequest()),
    problems: [{ field: 'furtherPeople', problem: 'no-email', line: 1 }],
    teamProblems: [{ field: 'purposeCategory', problem: 'missing' }],
    directory: sampleDirectory,
    policy,
    press: sampleIds.person,
  }),
  'approve-form-with-search': approveFormCard({
    request: sampleRequest(),
    typed: approvalOf(sampleRequest()),
    problems: [],
    teamProblems: [],
    directory: Array.from({ length: 4 }, (_, turn) =>
      sampleDirectory.map((one) => ({ ...one, id: `${turn}${one.id}` })),
    )
      .flat()
      .concat(sampleDirectory),
    search: { query: 'hill', found: sampleDirectory.slice(2, 5) },
    policy,
    press: sampleIds.person,
  }),
  'ask-information-form': askInformationFormCard({
    request: sampleRequest(),
    typed: {},
    problems: [{ field: 'question', problem: 'missing' }],
    press: sampleIds.person,
  }),
  'decline-form': declineFormCard({
    request: sampleRequest(),
    typed: {},
    problems: [],
    policy,
    press: sampleIds.person,
  }),
  'hand-over-form': handOverFormCard({
    request: approvedRequest(),
    team: [anna, { id: 'b', name: 'Ben Example' }, { id: 'c', name: 'Dr Carys Lloyd' }],
    typed: {},
    problems: [],
    press: sampleIds.person,
  }),
  'record-basis-form': recordBasisFormCard({
    request: sampleRequest({ basis: notYet }),
    typed: { basis: 'best-interest', basisDetail: '' },
    problems: [{ field: 'basisDetail', problem: 'missing' }],
    press: sampleIds.person,
  }),
  queue: queueCard({ queue: sampleQueue(), now: SAMPLE_NOW }),
  'queue-empty': queueCard({
    queue: {
      filter: 'overdue',
      page: 1,
      pages: 1,
      total: 0,
      urgent: 0,
      mdtFirst: { invitations: 0, sentAllTheSame: 0 },
      items: [],
    },
    now: SAMPLE_NOW,
  }),
  'request-text': requestTextCard({ request: sampleRequest(), meeting: bookedMeeting(), page: 1 }),
};

lookAtCards('team', cards);
