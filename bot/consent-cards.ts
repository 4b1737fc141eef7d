import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { consentCard } from '../cards/consent.card.ts';
import { consentToldCard } from '../cards/consent-told.card.ts';
import { listWhoWasTold } from '../services/consent/list-who-was-told.ts';
import { viewConsent } from '../services/consent/view-consent.ts';
import type { ConsentView } from '../services/consent/view-model.ts';
import { consentRefusalText } from '../wording/consent.ts';
import { pressKey, tickedValues, typedText } from './press-data.ts';
import { showTeamRefusal } from './shown-cards/team-refusal.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The person that every button about consent carries, and the referral it was opened from. */
export const aboutConsent = z.object({ personId: z.guid(), referralId: z.guid().optional() });
/** A button that changes something: with the key of its press. */
export const pressOnConsent = aboutConsent.extend({ press: pressKey });
export type AboutConsent = z.infer<typeof aboutConsent>;

/** Codes, which are short: the buttons of a card carry them, and a longer one that somebody sent is none. */
const LONGEST_CODE = 60;
const code = typedText.transform((text) => text?.slice(0, LONGEST_CODE));
const codes = tickedValues.transform((values) => values.slice(0, 10).map((text) => text.slice(0, LONGEST_CODE)));

/** Who says what: the first step's answers, which the second step's buttons carry. */
export const whoAnswers = z.object({
  answer: code,
  route: code,
  ageBand: code,
  capacity: code,
  authority: codes,
  flags: codes,
});
export type WhoAnswers = z.infer<typeof whoAnswers>;

/** The answers as a button carries them. */
export function carriedWho({ authority, flags, ...answers }: WhoAnswers): Record<string, string> {
  return { ...answers, authority: authority.join(','), flags: flags.join(',') };
}

/** The ids that every button about this person carries. */
export function consentIds({ personId, referralId }: AboutConsent): Record<string, string> {
  return { personId, ...(referralId === undefined ? {} : { referralId }) };
}

/** What a notification may say of a consent card or form. */
export function consentSummary({ dsrReference }: Pick<ConsentView, 'dsrReference'>, what = 'consent'): string {
  return `${dsrReference ?? 'Consent'}: ${what}`;
}

/** Somebody's consent in its present state. `opened`: they opened it to look, which is put on record. */
export async function showConsent(
  turn: Turn,
  about: AboutConsent,
  notice?: CardNotice,
  { opened = false }: { opened?: boolean } = {},
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const found = await viewConsent(deps, { actor, personId: about.personId, opened });
  if (!found.ok) return showTeamRefusal(found);
  const card = consentCard({ consent: found.value, referralId: about.referralId ?? null, notice, press: deps.newId() });
  return { card, summary: consentSummary(found.value), shows: staysAsShown(about) };
}

/** In the place of a person's or a referral's card, which would otherwise come back with the change that was just made. */
function staysAsShown({ personId }: AboutConsent): NonNullable<ShownCard['shows']> {
  return { card: 'consent', nounId: personId, revision: '' };
}

/** The present state with why a press was refused; without it where they may not see it. */
export function showConsentRefused(
  turn: Turn,
  about: AboutConsent,
  refusal: { reason: string },
): Promise<ShownCard> | ShownCard {
  const { reason } = refusal;
  if (reason === 'not-allowed' || reason === 'not-found') return showTeamRefusal({ reason });
  return showConsent(turn, about, { tone: 'warning', text: consentRefusalText(refusal) });
}

/** Opens a form about somebody's consent, for those who may see it. */
export async function openConsentForm(
  turn: Turn,
  about: AboutConsent,
  form: (consent: ConsentView) => ShownCard | Promise<ShownCard>,
): Promise<ShownCard> {
  const found = await viewConsent(turn.deps, { actor: turn.actor, personId: about.personId });
  return found.ok ? form(found.value) : showTeamRefusal(found);
}

/** Who has already received what. */
export async function showWhoWasTold(
  turn: Turn,
  about: AboutConsent,
  page: number,
  notice?: CardNotice,
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const found = await listWhoWasTold(deps, { actor, personId: about.personId });
  if (!found.ok) return showTeamRefusal(found);
  const card = consentToldCard({ ...found.value, referralId: about.referralId ?? null, page, notice });
  return { card, summary: consentSummary(found.value, 'who was told'), shows: staysAsShown(about) };
}
