import type { InvitedMeetingView } from '../services/meetings/invited-meeting.ts';
import { formatSpan } from '../services/platform/time.ts';
import {
  answerProblemText,
  forInvitee,
  inviteeSummary,
  meetingInBrief,
  notBookedWords,
  responseLabels,
} from '../wording/for-invitee.ts';
import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { standInFields, whoFields } from './proposal-for-invitee.card.ts';
import { type FormInput, recordFormCard } from './record-form.ts';

export type InvitationForInviteeView = {
  invitation: InvitedMeetingView;
  team: string;
  typed: Readonly<Record<string, string>>;
  problems: readonly { field: string; problem: string }[];
  notice?: CardNotice | undefined;
  press: string;
  standInPress: string;
};

/** A booked meeting as somebody invited sees it in Teams: when and where, and whether they come or send somebody. */
export function invitationForInviteeCard(view: InvitationForInviteeView): AdaptiveCard {
  const { invitation, team } = view;
  const canAnswer = invitation.state === 'booked' && !invitation.ended;
  return recordFormCard({
    heading: canAnswer ? forInvitee.invitationHeading : forInvitee.invitationOver,
    summary: inviteeSummary(invitation.reference),
    about: { reference: invitation.reference, name: team },
    intro: canAnswer ? intro(invitation) : [notBookedWords(invitation.state), ...intro(invitation)],
    fields: canAnswer ? fields(view) : [],
    notice: view.notice,
    buttons: [
      ...(canAnswer ? [answerButton(view)] : []),
      { title: forInvitee.list, verb: 'show-my-invitations', data: {} },
    ],
  });
}

/** When and where; about whom and what only for those who may know. */
function intro(invitation: InvitedMeetingView): string[] {
  const { startsAt, endsAt, part, response, standIns, isStandIn } = invitation;
  const about = part.knows ? [`About: ${part.personName}`] : [];
  const purpose = part.knows && part.purpose !== null ? [`Purpose: ${part.purpose}`] : [];
  const toBring = part.knows && part.toBring !== null ? [`Please bring: ${part.toBring}`] : [];
  return [
    ...(startsAt && endsAt ? [formatSpan(startsAt, endsAt)] : []),
    meetingInBrief(invitation.lengthMinutes, invitation),
    ...about,
    ...purpose,
    ...toBring,
    ...(isStandIn ? [forInvitee.youStandIn] : []),
    ...(standIns.length > 0 ? [`${forInvitee.youNamed} ${standIns.join(', ')}`] : []),
    ...(response === null ? [] : [`You said: ${responseLabels[response]}`]),
  ];
}

function fields(view: InvitationForInviteeView): FormInput[] {
  const { invitation, typed, problems } = view;
  const errors = (field: string) => problems.filter((one) => one.field === field).map(answerProblemText);
  const note = typed.note ?? invitation.responseNote;
  return [
    {
      ...{ id: 'response', as: 'choice', label: forInvitee.response, errors: errors('response') },
      choices: (['accepted', 'tentative', 'declined'] as const).map((code) => ({ code, label: responseLabels[code] })),
      typed: typed.response ?? invitation.response,
    },
    { id: 'note', as: 'line', label: forInvitee.note, typed: note, errors: errors('note') },
    ...whoFields(view),
    ...standInFields(view),
  ];
}

/** It carries the time that is shown: an answer to another time is none. */
function answerButton({ invitation, press, standInPress }: InvitationForInviteeView): ActionButton {
  const { inviteeId, startsAt, response } = invitation;
  return {
    title: response === null ? forInvitee.sendAnswer : forInvitee.changeAnswer,
    verb: 'answer-invitation',
    data: { inviteeId, press, standInPress, startsAt: startsAt?.toISOString() ?? '' },
    style: 'positive',
  };
}
