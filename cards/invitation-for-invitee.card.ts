import type { InviteeResponse } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import {
  answerProblemText,
  forInvitee,
  inviteeSummary,
  meetingInBrief,
  responseLabels,
} from '../wording/for-invitee.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { standInFields, whoFields } from './proposal-for-invitee.card.ts';
import { recordFormCard } from './record-form.ts';

export type InvitationForInviteeView = {
  invitation: {
    inviteeId: string;
    reference: string;
    startsAt: Date;
    endsAt: Date;
    place: string | null;
    placeWithheld: boolean;
    response: InviteeResponse | null;
    note: string | null;
    toBring: string | null;
    /** What only those may read who may know about the person; null for everybody else. */
    purpose: string | null;
    canAnswer: boolean;
  };
  team: string;
  typed: Readonly<Record<string, string>>;
  problems: readonly { field: string; problem: string }[];
  notice?: CardNotice | undefined;
  press: string;
};

/** A booked meeting as somebody invited sees it in Teams: when and where, and whether they come or send somebody. */
export function invitationForInviteeCard(view: InvitationForInviteeView): AdaptiveCard {
  const { invitation, team, typed, problems } = view;
  const errors = (field: string) => problems.filter((one) => one.field === field).map(answerProblemText);
  const lengthMinutes = Math.round((invitation.endsAt.getTime() - invitation.startsAt.getTime()) / 60_000);
  const { inviteeId } = invitation;
  return recordFormCard({
    heading: forInvitee.invitationHeading,
    summary: inviteeSummary(invitation.reference),
    about: { reference: invitation.reference, name: team },
    intro: [
      formatSpan(invitation.startsAt, invitation.endsAt),
      meetingInBrief(lengthMinutes, invitation),
      ...(invitation.purpose === null ? [] : [`What it is about: ${invitation.purpose}`]),
      ...(invitation.toBring === null ? [] : [`Please bring: ${invitation.toBring}`]),
      ...(invitation.canAnswer || invitation.response === null
        ? []
        : [`You said: ${responseLabels[invitation.response]}`]),
    ],
    fields: invitation.canAnswer
      ? [
          {
            ...{ id: 'response', as: 'choice', label: forInvitee.response },
            choices: (['accepted', 'tentative', 'declined'] as const).map((code) => ({
              code,
              label: responseLabels[code],
            })),
            typed: typed.response ?? invitation.response,
            errors: errors('response'),
          },
          {
            ...{ id: 'note', as: 'line', label: forInvitee.note, typed: typed.note ?? invitation.note },
            errors: errors('note'),
          },
          ...whoFields(view),
          ...standInFields(view),
        ]
      : [],
    notice: view.notice,
    buttons: [
      ...(invitation.canAnswer
        ? [
            {
              title: invitation.response === null ? forInvitee.sendAnswer : forInvitee.changeAnswer,
              verb: 'answer-invitation',
              data: { inviteeId, press: view.press },
              style: 'positive' as const,
            },
          ]
        : []),
      { title: forInvitee.list, verb: 'show-my-invitations', data: {} },
    ],
  });
}
