import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { invitationForInviteeCard } from '../cards/invitation-for-invitee.card.ts';
import { myInvitationsCard } from '../cards/my-invitations.card.ts';
import { proposalForInviteeCard, SLOT_PREFIX } from '../cards/proposal-for-invitee.card.ts';
import { nameStandIn } from '../services/meetings/name-stand-in.ts';
import { viewInvitedMeeting } from '../services/meetings/view-invited-meeting.ts';
import type { Deps } from '../services/platform/deps.ts';
import type { InviteeProposal } from '../services/proposals/model.ts';
import { viewProposal } from '../services/proposals/view-proposal.ts';
import { listMine } from '../services/visitors/list-mine.ts';
import { forInvitee, inviteeSummary } from '../wording/for-invitee.ts';
import { messages } from '../wording/messages.ts';
import { message } from './message-cards.ts';
import { pressKey, typedText } from './press-data.ts';
import type { ShownCard, Turn, Viewing } from './turn.ts';

/** Whom a card of somebody invited is for. Whether they are, the use case asks of the record. */
export const aboutInvitee = z.object({ inviteeId: z.guid() });
/** An answer: with the key of its press, and one for the stand-in that is named with it. */
export const answerOfInvitee = z.looseObject({
  ...aboutInvitee.shape,
  press: pressKey,
  standInPress: pressKey,
  ...{ note: typedText, standInName: typedText, standInEmail: typedText },
  ...{ name: typedText, jobRole: typedText, phone: typedText },
});
type InviteeAnswer = z.infer<typeof answerOfInvitee>;

type Problems = readonly { field: string; problem: string }[];
export type AgainForInvitee = {
  typed?: Readonly<Record<string, string>>;
  problems?: Problems;
  notice?: CardNotice | undefined;
};

const listButton = { title: forInvitee.list, verb: 'show-my-invitations' };

/** Said to somebody whose address was not invited, or who is not known by one. */
function notInvited(): ShownCard {
  return message({ ...messages.notDone, text: [forInvitee.notInvited] }, [listButton]);
}

/** Invitations are one's own: they are not opened where others read along. */
export function ownAddress(turn: Turn): { address: string } | { shown: ShownCard } {
  if (turn.where === 'channel') return { shown: message({ ...messages.notDone, text: [forInvitee.onlyInChat] }) };
  const address = turn.me.email?.toLowerCase();
  return address ? { address } : { shown: notInvited() };
}

/** The times somebody is asked about, as they have answered them so far. */
export async function showProposalFor(
  { deps, actor }: Viewing,
  about: { address: string; inviteeId: string },
  again: AgainForInvitee = {},
): Promise<ShownCard> {
  const found = await viewProposal(deps, { actor, ...about });
  return found.ok ? shownProposal(deps, found.value, again) : notInvited();
}

/** The same, as the service sends it by itself and brings it up to date; undefined where nothing is asked any more. */
export async function proposalCardOf(
  { deps, actor }: Viewing,
  inviteeId: string,
  again: AgainForInvitee = {},
): Promise<ShownCard | undefined> {
  const found = await viewProposal(deps, { actor, address: '', inviteeId });
  return found.ok ? shownProposal(deps, found.value, again) : undefined;
}

function shownProposal(deps: Deps, proposal: InviteeProposal, again: AgainForInvitee): ShownCard {
  const { typed = {}, problems = [], notice } = again;
  const keys = { press: deps.newId(), standInPress: deps.newId() };
  const card = proposalForInviteeCard({ proposal, team: deps.policy.team, typed, problems, notice, ...keys });
  const summary = inviteeSummary(proposal.reference);
  // What somebody is putting right is theirs to finish: the card is brought up to date with their next press.
  if (problems.length > 0) return { card, summary };
  const { inviteeId, state, canAnswer } = proposal;
  return {
    card,
    summary,
    shows: { card: 'proposal-for-invitee', nounId: inviteeId, revision: `${state} ${canAnswer}` },
  };
}

/** The invitation to a meeting with a time; before there is one, the times they are asked about. */
export async function showInvitationFor(
  viewing: Viewing,
  about: { address: string; inviteeId: string },
  again: AgainForInvitee = {},
): Promise<ShownCard> {
  const { deps, actor } = viewing;
  const found = await viewInvitedMeeting(deps, { actor, ...about });
  if (!found.ok) return notInvited();
  const { typed = {}, problems = [], notice } = again;
  const keys = { press: deps.newId(), standInPress: deps.newId() };
  const invitation = found.value;
  const card = invitationForInviteeCard({ invitation, team: deps.policy.team, typed, problems, notice, ...keys });
  return { card, summary: inviteeSummary(invitation.reference) };
}

/** Everything that whoever asks is invited to. */
export async function showMyInvitations(turn: Turn, notice?: CardNotice): Promise<ShownCard> {
  const own = ownAddress(turn);
  if ('shown' in own) return own.shown;
  const { deps, actor } = turn;
  const mine = await listMine(deps, { actor, address: own.address });
  if (!mine.ok) return notInvited();
  return { card: myInvitationsCard({ mine: mine.value, team: deps.policy.team, notice }), summary: forInvitee.list };
}

/** Who answers, where the card asked: an inbox that several people read. */
export function whoAnswered({ name, jobRole, phone }: InviteeAnswer) {
  return `${name}${jobRole}${phone}` === '' ? null : { name, jobRole, phone };
}

const LONGEST_CODE = 40;
const code = z.coerce
  .string()
  .transform((text) => text.slice(0, LONGEST_CODE))
  .catch('');

/** What was chosen for each time, by the names of the inputs and by the times. */
export function chosenIn(raw: Record<string, unknown>) {
  const inputs = Object.entries(raw).filter(([id]) => id.startsWith(SLOT_PREFIX));
  const chosen = inputs.map(([id, value]) => [id, code.parse(value)] as const);
  return {
    typed: Object.fromEntries(chosen),
    answers: Object.fromEntries(chosen.map(([id, said]) => [id.slice(SLOT_PREFIX.length), said])),
  };
}

/** What became of the stand-in that was named with an answer, once the answer itself is recorded. */
export async function alsoNameStandIn(
  { deps, actor }: Turn,
  address: string,
  answer: InviteeAnswer,
): Promise<AgainForInvitee> {
  const { inviteeId, standInPress: press, standInName: name, standInEmail: email } = answer;
  if (`${name}${email}`.trim() === '') return { notice: { tone: 'good', text: forInvitee.answered } };
  const answeredBy = whoAnswered(answer);
  const named = await nameStandIn(deps, { actor, address, inviteeId, standIn: { name, email }, answeredBy, press });
  if (named.ok) return { notice: { tone: 'good', text: forInvitee.answeredWithStandIn } };
  if (named.reason === 'already-invited') return { notice: { tone: 'warning', text: forInvitee.alreadyInvited } };
  const problems: Problems = named.reason === 'incomplete' ? named.problems : [];
  const typed = { standInName: name, standInEmail: email };
  return { typed, problems, notice: { tone: 'warning', text: forInvitee.standInLeft } };
}
