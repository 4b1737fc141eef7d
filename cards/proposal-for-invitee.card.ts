import { formatSpan } from '../services/platform/time.ts';
import type { InviteeProposal } from '../services/proposals/model.ts';
import { slotAnswers } from '../services/proposals/model.ts';
import { answerProblemText, answerUntil, forInvitee, inviteeSummary, meetingInBrief } from '../wording/for-invitee.ts';
import { slotAnswerLabels, slotAnswerWords } from '../wording/proposal.ts';
import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { type FormInput, recordFormCard } from './record-form.ts';

export const SLOT_PREFIX = 'slot-';

export type ProposalForInviteeView = {
  proposal: InviteeProposal;
  /** Who asks. */
  team: string;
  /** A coordinator enters what somebody said on the phone. */
  onBehalfOf?: { name: string; ids: Record<string, string> };
  /** By the ids of the card's inputs; what is missing is as it was answered before. */
  typed: Readonly<Record<string, string>>;
  problems: readonly { field: string; problem: string }[];
  notice?: CardNotice | undefined;
  press: string;
  /** Of the stand-in, who is named with the same press but as a thing of its own. */
  standInPress: string;
};

/** The times that somebody in Teams is asked about, with what they have said; to answer, or to change it. */
export function proposalForInviteeCard(view: ProposalForInviteeView): AdaptiveCard {
  const { proposal, team, onBehalfOf } = view;
  const brief = [meetingInBrief(proposal.lengthMinutes, proposal), answerUntil(proposal)];
  return recordFormCard({
    heading: onBehalfOf === undefined ? forInvitee.proposalHeading : forInvitee.onBehalf,
    summary: inviteeSummary(proposal.reference),
    about: { reference: proposal.reference, name: onBehalfOf?.name ?? team },
    intro: proposal.canAnswer ? brief : [...brief, ...saidBefore(proposal)],
    fields: proposal.canAnswer ? [...slotFields(view), ...otherFields(view)] : [],
    notice: view.notice,
    buttons: buttons(view),
  });
}

function buttons({ proposal, onBehalfOf, press, standInPress }: ProposalForInviteeView): ActionButton[] {
  const answered = proposal.slots.some(({ mine }) => mine !== null);
  const keys = { inviteeId: proposal.inviteeId, press, standInPress };
  const style = 'positive';
  if (onBehalfOf !== undefined) {
    const { ids } = onBehalfOf;
    const data = { ...ids, ...keys };
    const enter: ActionButton = { title: forInvitee.enterAnswer, verb: 'answer-proposal-for', data, style };
    return [...(proposal.canAnswer ? [enter] : []), { title: 'Back', verb: 'show-people', data: ids }];
  }
  const title = answered ? forInvitee.changeAnswer : forInvitee.sendAnswer;
  const send: ActionButton = { title, verb: 'answer-proposal', data: keys, style };
  return [...(proposal.canAnswer ? [send] : []), { title: forInvitee.list, verb: 'show-my-invitations', data: {} }];
}

/** Said where nothing can be changed any more. */
function saidBefore({ slots }: InviteeProposal): string[] {
  return slots.flatMap(({ startsAt, endsAt, mine }) =>
    mine === null ? [] : [`You said for ${formatSpan(startsAt, endsAt)}: ${slotAnswerWords(mine)}`],
  );
}

function errorsOf(view: Pick<ProposalForInviteeView, 'problems'>, field: string): string[] {
  return view.problems.filter((problem) => problem.field === field).map(answerProblemText);
}

function slotFields(view: ProposalForInviteeView): FormInput[] {
  return view.proposal.slots.map(({ id, startsAt, endsAt, mine }) => ({
    ...{ id: `${SLOT_PREFIX}${id}`, as: 'list', label: formatSpan(startsAt, endsAt) },
    choices: slotAnswers.map((code) => ({ code, label: slotAnswerLabels[code] })),
    typed: view.typed[`${SLOT_PREFIX}${id}`] ?? mine,
    errors: errorsOf(view, id),
  }));
}

function otherFields(view: ProposalForInviteeView): FormInput[] {
  const note = view.typed.note ?? view.proposal.note;
  return [
    {
      id: 'note',
      as: 'line',
      label: view.onBehalfOf ? forInvitee.noteOfTheirs : forInvitee.note,
      typed: note,
      errors: errorsOf(view, 'note'),
    },
    ...whoFields(view),
    ...standInFields(view),
  ];
}

/** Asked where several people read the address that was invited: whose answer it is. */
export function whoFields(view: Pick<ProposalForInviteeView, 'typed' | 'problems'>): FormInput[] {
  const isAsked = whoAnswers.some(
    ({ field }) => view.typed[field] || view.problems.some((problem) => problem.field === field),
  );
  if (!isAsked) return [];
  return whoAnswers.map(({ field, label }) => ({
    ...{ id: field, as: 'line', label, typed: view.typed[field], errors: errorsOf(view, field) },
  }));
}

const whoAnswers = [
  { field: 'name', label: forInvitee.whoName },
  { field: 'jobRole', label: forInvitee.whoJobRole },
  { field: 'phone', label: forInvitee.whoPhone },
] as const;

/** Who comes instead. */
export function standInFields(view: Pick<ProposalForInviteeView, 'typed' | 'problems' | 'onBehalfOf'>): FormInput[] {
  return [
    {
      ...{
        id: 'standInName',
        as: 'line',
        label: view.onBehalfOf ? forInvitee.theirStandInName : forInvitee.standInName,
        heading: forInvitee.standInHeading,
      },
      typed: view.typed.standInName,
      errors: errorsOf(view, 'standInName'),
    },
    {
      ...{ id: 'standInEmail', as: 'line', label: forInvitee.standInEmail, typed: view.typed.standInEmail },
      errors: errorsOf(view, 'standInEmail'),
    },
  ];
}
