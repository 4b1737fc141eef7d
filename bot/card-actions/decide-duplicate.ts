import { z } from 'zod';
import { decideDuplicate as decide } from '../../services/referrals/decide-duplicate.ts';
import { triageDone } from '../../wording/triage-forms.ts';
import { shownTriage } from '../shown-cards/referral-for-team.ts';
import { pressOnReferral, shownDuplicates, showTriageRefused, triageFor } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

const data = pressOnReferral.extend({ otherId: z.guid(), same: z.enum(['yes', 'no']) });

/** "Same person" or "Different people": then whoever else may be the same, or the referral. */
export const decideDuplicate = cardAction('decide-duplicate', data, async (turn, asked) => {
  const { referralId, otherId, press } = asked;
  const same = asked.same === 'yes';
  const decided = await decide(turn.deps, { actor: turn.actor, referralId, otherId, same, press });
  if (!decided.ok) return showTriageRefused(turn, referralId, decided);
  const found = await triageFor(turn, 'decide-duplicate', referralId);
  if ('refused' in found) return found.refused;
  const notice = { tone: 'good', text: same ? triageDone.linked : triageDone.different } as const;
  const next = found.triage.possible.findIndex((one) => !one.saidDifferent);
  return next < 0 ? shownTriage(turn, found.triage, notice) : shownDuplicates(turn, found.triage, next + 1, notice);
});
