import type { Basis, BasisEnd, SharingGround } from '../services/consent/rules.ts';
import { type CalendarDay, formatDay } from '../services/platform/time.ts';

/** The three answers to "does the person know and agree?", in the order they are offered. */
export const basisChoices: readonly { basis: Basis; label: string }[] = [
  { basis: 'consents', label: 'Yes, they know and agree' },
  { basis: 'best-interest', label: 'A best-interest decision was made' },
  { basis: 'not-yet', label: 'Not yet' },
];

/** What was answered, with who decided and when, or why not yet. The detail is free text: escape the result for a card. */
export function basisWords(basis: { basis: Basis; detail: string | null; day: CalendarDay | null }): string {
  const detail = basis.detail ? `: ${basis.detail}` : '';
  const day = basis.day ? ` (${formatDay(basis.day)})` : '';
  if (basis.basis === 'consents') return `Yes, they know and agree${day}`;
  if (basis.basis === 'best-interest') return `Best-interest decision${day}${detail}`;
  return `Not yet${detail}`;
}

const basisEnded: Record<BasisEnd | 'register-only', string> = {
  'register-only': 'The person agrees to being on the register, and not to sharing anything outside the DSR team.',
  withdrawn: 'The person’s consent was withdrawn or refused after this was recorded.',
  lapsed: 'The person’s consent has run out since this was recorded.',
  'found-invalid': 'The consent that was recorded was found not to be valid.',
};
const untilNewBasis =
  'Nothing about the person leaves the team until consent or another basis is recorded anew, or the clinical lead decides to share without consent for this meeting.';

/** What the present ground means for what the team may tell others. */
export function sharingWords(ground: SharingGround): string {
  if (ground.may && ground.because === 'clinical-lead') {
    return 'The clinical lead has decided that information may be shared without consent, for this meeting only.';
  }
  if (ground.may) return 'Information about the person may go to organisations with a sharing agreement.';
  if (ground.because === 'decision-ended') {
    return 'The clinical lead’s decision to share without consent has ended. Nothing about the person leaves the team until a new basis is recorded.';
  }
  if (ground.because !== 'not-yet') return `${basisEnded[ground.because]} ${untilNewBasis}`;
  return 'Nothing about the person leaves the team until it is recorded that they agree, a best-interest decision, or the clinical lead’s decision to share without consent. You can look for a time meanwhile.';
}
