import type { CardNotice } from '../../cards/adaptive-card.ts';
import { messageCard } from '../../cards/message.card.ts';
import { enquiryAnswerCard, registerEnquiryCard } from '../../cards/register-enquiry.card.ts';
import { enquiriesCard } from '../../cards/waiting-lists.ts';
import { listRegisterEnquiries } from '../../services/register-enquiries/list-register-enquiries.ts';
import type { EnquiryProblem } from '../../services/register-enquiries/model.ts';
import { viewRegisterEnquiry } from '../../services/register-enquiries/view-register-enquiry.ts';
import { type EnquiryRefusal, enquiryRefusalText, enquirySummary } from '../../wording/enquiry-for-team.ts';
import type { ShownCard, Viewing } from '../turn.ts';

const HEADING = 'That was not possible';

/** A refusal where there is no question to show with it. */
export function showEnquiryRefusal(refusal: EnquiryRefusal): ShownCard {
  return {
    card: messageCard({ heading: HEADING, text: [enquiryRefusalText(refusal)], buttons: [] }),
    summary: HEADING,
  };
}

/** A question about the register in its present state, as the DSR team sees it. `opened`: to look, which is put on record. */
export async function showEnquiryForTeam(
  { deps, actor }: Viewing,
  enquiryId: string,
  notice?: CardNotice,
  again?: { typed: string | undefined; problems: readonly EnquiryProblem[] },
  { opened = false }: { opened?: boolean } = {},
): Promise<ShownCard> {
  const found = await viewRegisterEnquiry(deps, { actor, enquiryId, opened });
  if (!found.ok) return showEnquiryRefusal(found);
  // A member of the team alone is shown who on record may be meant; anybody else gets their own answer at most.
  const forTheTeam = actor.kind === 'system' || actor.dsrRole !== null;
  if (!forTheTeam) return { card: enquiryAnswerCard(found.value), summary: enquirySummary.answered };
  return {
    card: registerEnquiryCard({ enquiry: found.value, notice, newId: deps.newId, ...again }),
    summary: enquirySummary.waiting,
    shows: {
      card: 'register-enquiry',
      nounId: enquiryId,
      revision: found.value.answer === null ? 'waiting' : 'answered',
    },
  };
}

/** The answer, for whoever asked. */
export async function showEnquiryAnswer({ deps, actor }: Viewing, enquiryId: string): Promise<ShownCard> {
  const found = await viewRegisterEnquiry(deps, { actor, enquiryId });
  if (!found.ok) return showEnquiryRefusal(found);
  return { card: enquiryAnswerCard(found.value), summary: enquirySummary.answered };
}

/** One page of the questions that wait. */
export async function showEnquiriesPage({ deps, actor }: Viewing, page: number): Promise<ShownCard> {
  const list = await listRegisterEnquiries(deps, { actor, page });
  if (!list.ok) return showEnquiryRefusal(list);
  return { card: enquiriesCard(list.value, deps.clock.now()), summary: 'Questions about the register' };
}
