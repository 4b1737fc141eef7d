import type { AreaPolicy } from '../../services/policies/model.ts';
import type { ReferralField } from '../../services/referrals/draft-model.ts';
import type { ReferralView } from '../../services/referrals/model.ts';
import type { AnswerLine } from '../referral-answers.ts';
import { referralFieldLabel } from '../referral-fields.ts';
import { referralDetails, whatHappensToReferral } from '../referral-for-referrer.ts';
import { referrerState } from '../referral-states.ts';
import { askingWords } from './asking.ts';
import { ownLabels } from './refer-fields.ts';

/** What happens next with a referral, as its page says it. */
export function nextOnPage(referral: ReferralView, address: string): string[] {
  const { route, state } = referral;
  const lines = whatHappensToReferral(referral).map((line) =>
    line
      .replace('You are told here when it is decided. ', '')
      .replace('A coordinator tells you the outcome', 'A coordinator tells you what was decided'),
  );
  const undecided = state === 'submitted' || state === 'information-requested';
  const own = route === 'self' ? lines.map(toSelf).map(inPlain) : route === 'carer' ? lines.map(inPlain) : lines;
  return undecided ? [...own, askingWords.mailed(address)] : own;
}

function toSelf(line: string): string {
  if (line.startsWith('The person, or whoever speaks for them, is told the outcome too')) {
    return 'We tell you what was decided in the way you asked for, also if the register is not right for you.';
  }
  if (line.startsWith('The person, or whoever speaks for them, is told that'))
    return 'We write to you that it was withdrawn.';
  return line;
}

/** For people who have never heard of a DSR team, or of what is set locally. */
function inPlain(line: string): string {
  return line
    .replaceAll('The DSR team', 'The team')
    .replace('reads the referral and decides', 'reads what you sent and decides')
    .replace('No time for this is set locally.', 'There is no fixed time for this.');
}

/** Everything that was sent, in the words in which it was asked. */
export function detailsOnPage(referral: ReferralView, policy: AreaPolicy): AnswerLine[] {
  const own = referral.route === 'self' || referral.route === 'carer' ? ownLabels[referral.route] : {};
  const asked = Object.entries(own).map(
    ([field, words]) => [referralFieldLabel(field as ReferralField, { policy }), words] as const,
  );
  return referralDetails(referral, policy).map(({ title, text }) => ({
    title: asked.find(([label]) => label === title)?.[1] ?? title,
    text,
  }));
}

/** The state of somebody's own referral, without the sign before it. */
export function stateOnPage({
  state,
  referrerTold,
  route,
}: Pick<ReferralView, 'state' | 'referrerTold' | 'route'>): string {
  if (state === 'not-eligible' && referrerTold && route === 'self') return 'The register is not right for you';
  const words = referrerState(state, referrerTold).words.replace(/^\S+ /, '');
  return route === 'self' || route === 'carer' ? words.replace('the DSR team', 'the team') : words;
}
