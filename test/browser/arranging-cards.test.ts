import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { disclosureFormCard } from '../../cards/disclosure-form.card.ts';
import { invitationForInviteeCard } from '../../cards/invitation-for-invitee.card.ts';
import { meetingPeopleCard } from '../../cards/meeting-people.card.ts';
import { myInvitationsCard } from '../../cards/my-invitations.card.ts';
import { needsFormCard, quorumFormCard } from '../../cards/needs-form.card.ts';
import { proposalAnswersCard } from '../../cards/proposal-answers.card.ts';
import { proposalForInviteeCard } from '../../cards/proposal-for-invitee.card.ts';
import { proposeFormCard } from '../../cards/propose-form.card.ts';
import { quorumLostCard } from '../../cards/quorum-lost.card.ts';
import { requestForTeamCard } from '../../cards/request-for-team.card.ts';
import type { InviteeView } from '../../services/meetings/model.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { proposalNews } from '../../wording/propose-form.ts';
import {
  askedMeeting,
  askedOf,
  crowdedMeeting,
  invitedTo,
  lostMeeting,
  sampleProposal,
} from '../support/arranging-views.ts';
import { lookAtCards } from '../support/look-at-cards.ts';
import { inviteeIds, meetingWithTimes } from '../support/meeting-views.ts';
import { takePicture } from '../support/pictures.ts';
import { approvedRequest, SAMPLE_NOW as now } from '../support/team-views.ts';

const press = crypto.randomUUID();
const newId = () => press;
const policy = loadPolicy();
const { team } = policy;
const none = { typed: {}, problems: [], press };
const two = { ...none, standInPress: press, team };
const request = approvedRequest();
const closed = { tone: 'warning', text: proposalNews.closed } as const;
const [, , school] = askedMeeting().invitees as [InviteeView, InviteeView, InviteeView];

const cards: Record<string, AdaptiveCard> = {
  'request-asked': requestForTeamCard({ request, meeting: askedMeeting(), policy, now, newId }),
  'request-lost': requestForTeamCard({ request, meeting: lostMeeting(), policy, now, newId }),
  'request-no-time': requestForTeamCard({
    request,
    meeting: askedMeeting({
      ...{ proposal: null, proposedTimes: [] },
      timesAdvice: { change: 'stand-in', seat: inviteeIds[1] ?? '' },
    }),
    ...{ policy, now, newId },
  }),
  people: meetingPeopleCard({ meeting: lostMeeting(), page: 1 }),
  'people-asked': meetingPeopleCard({ meeting: askedMeeting(), page: 1 }),
  needs: needsFormCard({ meeting: askedMeeting(), page: 1, ...none }),
  'needs-crowded': needsFormCard({ meeting: crowdedMeeting(40), page: 1, ...none }),
  quorum: quorumFormCard({ meeting: askedMeeting(), groups: 3, ...none }),
  propose: proposeFormCard({
    meeting: meetingWithTimes(),
    ...none,
    typed: { times: meetingWithTimes().proposedTimes?.[0]?.id ?? '', deadlineDay: '2027-01-15', deadlineAt: '17:00' },
    now,
  }),
  'propose-refused': proposeFormCard({
    ...{ meeting: askedMeeting(), ...none, now },
    typed: { 'day-1': '2027-01-15' },
    problems: [
      { field: 'slots', problem: 'no-times' },
      { field: 'day-1', problem: 'half-typed' },
      { field: 'deadline', problem: 'half-typed' },
    ],
  }),
  answers: proposalAnswersCard({ meeting: askedMeeting(), proposal: sampleProposal(), now, newId }),
  'answers-closed': proposalAnswersCard({
    meeting: askedMeeting(),
    proposal: sampleProposal({ state: 'closed' }),
    ...{ now, newId, notice: closed },
  }),
  'quorum-lost': quorumLostCard({ meeting: lostMeeting() }),
  'let-know-more': disclosureFormCard({ meeting: askedMeeting(), invitee: school, ...none }),
  'let-know-no-more': disclosureFormCard({
    ...{ meeting: askedMeeting(), ...none },
    invitee: { ...school, mayKnow: 'person-consents' },
  }),
  'invitee-proposal': proposalForInviteeCard({ proposal: askedOf(), ...two }),
  'invitee-proposal-refused': proposalForInviteeCard({
    ...{ proposal: askedOf(), ...two },
    typed: { standInName: 'Bea Example', note: 'Fridays are hard.' },
    problems: [
      { field: askedOf().slots[0]?.id ?? '', problem: 'missing' },
      { field: 'standInEmail', problem: 'missing' },
    ],
  }),
  'invitee-proposal-over': proposalForInviteeCard({
    proposal: askedOf({
      ...{ state: 'chosen', canAnswer: false },
      slots: askedOf().slots.map((slot) => ({ ...slot, mine: 'if-need-be' })),
    }),
    ...two,
  }),
  'invitee-invitation': invitationForInviteeCard({ invitation: invitedTo(), ...two }),
  'invitee-list': myInvitationsCard({
    team,
    mine: {
      proposals: [
        {
          ...{ inviteeId: press, reference: 'MBE-2027-0042', deadline: new Date('2027-01-13T17:00:00Z') },
          ...{ times: 3, answered: false },
        },
      ],
      meetings: [
        {
          ...{ inviteeId: press, kind: 'agency', reference: 'MBE-2027-0040', online: true, response: 'accepted' },
          ...{ startsAt: new Date('2027-01-19T10:00:00Z'), endsAt: new Date('2027-01-19T11:00:00Z') },
        },
      ],
    },
  }),
};

lookAtCards('arranging', cards, async ({ name, cardPage, width }) => {
  if (name === 'answers' && width > 400) await takePicture(cardPage.page, name, { width: 740, height: 784 });
});
