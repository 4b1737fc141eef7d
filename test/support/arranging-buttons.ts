import { randomUUID } from 'node:crypto';
import type { Button } from './register-buttons.ts';

type Ids = Record<'meeting' | 'booked' | 'invitee', string>;

const press = () => randomUUID();
const meeting = (ids: Ids) => ({ meetingId: ids.meeting, requestId: ids.booked });
const change = (ids: Ids) => ({ ...meeting(ids), version: 0, press: press() });
const ofInvitee = (ids: Ids) => ({ ...change(ids), inviteeId: ids.invitee });
const answer = (ids: Ids) => ({ inviteeId: ids.invitee, press: press(), standInPress: press(), note: 'Mallory' });
const standIn = { standInName: 'Mallory', standInEmail: 'mallory@example.org' };

const team = (data: Button<Ids>['data']) => ({ whose: 'team', data }) as const;
const invitee = (data: Button<Ids>['data']) => ({ whose: 'invitee', data }) as const;

/** Every button of times that are asked about, of who must be there, of what each may know, and of those invited. */
export const arrangingButtons: Record<string, Button<Ids>> = {
  'open-propose': team(meeting),
  'send-proposal': team((ids) => ({
    ...change(ids),
    ...{ 'day-1': '2027-01-21', 'at-1': '10:00', deadlineDay: '2027-01-20', deadlineAt: '12:00' },
  })),
  'show-proposal': team(meeting),
  'open-withdraw-proposal': team(meeting),
  'withdraw-proposal': team(change),
  'open-answer-for': team(ofInvitee),
  'answer-proposal-for': team((ids) => ({ ...meeting(ids), ...answer(ids), ...standIn })),
  'show-people': team(meeting),
  'open-attendee-list': team(meeting),
  'set-attendee-list': team((ids) => ({ ...change(ids), hide: 'no' })),
  'open-needs': team(meeting),
  'set-needs': team((ids) => ({ ...change(ids), page: 1, after: 'people', [`need-${ids.invitee}`]: 'required' })),
  'set-quorum': team((ids) => ({ ...change(ids), groups: 1, after: 'people' })),
  'open-disclosure': team(ofInvitee),
  'decide-disclosure': team((ids) => ({ ...ofInvitee(ids), basis: 'person-consents', note: 'He said so' })),
  'end-disclosure': team(ofInvitee),
  'show-disclosures': team(meeting),
  'show-advance-words': team(meeting),
  'show-my-invitations': { whose: 'anybody', data: () => ({}) },
  'show-my-proposal': invitee((ids) => ({ inviteeId: ids.invitee })),
  'show-my-invitation': invitee((ids) => ({ inviteeId: ids.invitee })),
  'answer-proposal': invitee((ids) => ({ ...answer(ids), ...standIn, [`slot-${ids.meeting}`]: 'yes' })),
  'answer-invitation': invitee((ids) => ({
    ...{ ...answer(ids), ...standIn },
    ...{ response: 'declined', startsAt: '2027-01-19T10:00:00Z' },
  })),
};
