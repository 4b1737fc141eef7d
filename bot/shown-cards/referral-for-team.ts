import type { CardNotice } from '../../cards/adaptive-card.ts';
import { messageCard } from '../../cards/message.card.ts';
import { referralForTeamCard } from '../../cards/referral-for-team.card.ts';
import { referralsCard } from '../../cards/waiting-lists.ts';
import { listReferrals } from '../../services/referrals/list-referrals.ts';
import type { ReferralFilter } from '../../services/referrals/model.ts';
import type { TriageView } from '../../services/referrals/triage-model.ts';
import { viewReferralTriage } from '../../services/referrals/view-referral-triage.ts';
import { referralSummary } from '../../wording/referral-for-team.ts';
import { type TriageRefusal, triageRefusalText } from '../../wording/triage-forms.ts';
import type { ShownCard, Viewing } from '../turn.ts';

const HEADING = 'That was not possible';

/** A refusal where there is no referral to show with it. */
export function showTriageRefusal(refusal: TriageRefusal): ShownCard {
  return { card: messageCard({ heading: HEADING, text: [triageRefusalText(refusal)], buttons: [] }), summary: HEADING };
}

/** A referral in its present state, as the DSR team decides on it. `opened`: they opened it to look, which is put on record. */
export async function showReferralForTeam(
  viewing: Viewing,
  referralId: string,
  notice?: CardNotice,
  { opened = false }: { opened?: boolean } = {},
): Promise<ShownCard> {
  const { deps, actor } = viewing;
  const found = await viewReferralTriage(deps, { actor, referralId, opened });
  return found.ok ? shownTriage(viewing, found.value, notice) : showTriageRefusal(found);
}

/** The same where it has been read already. */
export function shownTriage({ deps }: Viewing, triage: TriageView, notice?: CardNotice): ShownCard {
  const { referral } = triage;
  return {
    card: referralForTeamCard({ triage, policy: deps.policy, newId: deps.newId, notice }),
    summary: referralSummary(referral),
    shows: { card: 'referral-for-team', nounId: referral.id, revision: String(referral.version) },
  };
}

/** One page of the referrals that wait for a decision. */
export async function showReferralsPage(viewing: Viewing, filter: ReferralFilter, page: number): Promise<ShownCard> {
  const list = await listReferrals(viewing.deps, { actor: viewing.actor, filter, page });
  return list.ok ? { card: referralsCard(list.value), summary: 'Referrals' } : showTriageRefusal(list);
}
