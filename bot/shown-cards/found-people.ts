import { foundPeopleCard } from '../../cards/found-people.card.ts';
import { findPerson } from '../../services/register/find-person.ts';
import { foundSaid } from '../../wording/register.ts';
import { entryRefusalText } from '../../wording/register-forms.ts';
import type { ShownCard, Turn } from '../turn.ts';
import { showEntryRefusal, showPerson } from './person.ts';

/** Whoever is meant: their card where it is one person, else the list to choose from. */
export async function showFoundPeople(turn: Turn, sought: string): Promise<ShownCard> {
  const { deps, actor } = turn;
  const answer = await findPerson(deps, { actor, sought });
  if (!answer.ok && answer.reason === 'not-allowed') return showEntryRefusal(answer);
  const found = answer.ok ? answer.value.found : [];
  const [only, ...others] = found;
  if (only && others.length === 0) return showPerson(turn, only.entryId, undefined, { opened: true });
  const said = answer.ok ? foundSaid(found.length, answer.value.more) : entryRefusalText(answer);
  return { card: foundPeopleCard({ sought, said, found }), summary: 'Find somebody on the register' };
}
