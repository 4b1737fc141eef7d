import type { CardNotice } from '../../cards/adaptive-card.ts';
import { messageCard } from '../../cards/message.card.ts';
import { personCard } from '../../cards/person.card.ts';
import { viewPerson } from '../../services/register/view-person.ts';
import { type EntryRefusalReason, entryRefusalText } from '../../wording/register-forms.ts';
import { personSummary } from '../../wording/register-person.ts';
import type { ShownCard, Viewing } from '../turn.ts';

const NOT_POSSIBLE = 'That was not possible';

/** Why something about somebody on the register was not done, where there is no card of theirs to say it on. */
export function showEntryRefusal(refusal: EntryRefusalReason): ShownCard {
  const card = messageCard({ heading: NOT_POSSIBLE, text: [entryRefusalText(refusal)], buttons: [] });
  return { card, summary: NOT_POSSIBLE };
}

/**
 * Somebody on the register in their present state.
 *
 * @param opened somebody opened the card to look, which is put on record
 */
export async function showPerson(
  viewing: Viewing,
  entryId: string,
  notice?: CardNotice,
  { opened = false }: { opened?: boolean } = {},
): Promise<ShownCard> {
  const { deps, actor } = viewing;
  const person = await viewPerson(deps, { actor, entryId, opened });
  if (!person.ok) return showEntryRefusal(person);
  return {
    card: personCard({ person: person.value, policy: deps.policy, notice }),
    summary: personSummary(person.value),
    shows: { card: 'person', nounId: entryId, revision: String(person.value.version) },
  };
}
