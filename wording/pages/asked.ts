import type { RequestListItem } from '../../services/mbe-requests/model.ts';
import { dayOf, formatDay } from '../../services/platform/time.ts';
import type { ReferralListItem } from '../../services/referrals/draft-model.ts';
import { referrerState } from '../referral-states.ts';
import { requestStateInWords } from '../request-states.ts';

type Line = { title: string; hint: string; tag: string };

const changed = (at: Date) => `Last changed on ${formatDay(dayOf(at))}`;

/** A referral of somebody's own, on their list: no name, because several people may look at it. */
export function referralLine({ reference, state, referrerTold, updatedAt }: ReferralListItem): Line {
  const title = reference === null ? 'A referral you have begun' : `Referral ${reference}`;
  return { title, hint: changed(updatedAt), tag: referrerState(state, referrerTold).words.replace(/^\S+ /, '') };
}

/** The same of a request for a meeting. */
export function requestLine({ reference, state, updatedAt }: RequestListItem): Line {
  const title = reference === null ? 'A request for a meeting you have begun' : `Request ${reference}`;
  return { title, hint: changed(updatedAt), tag: requestStateInWords(state) };
}
