import type { CardNotice } from '../../cards/adaptive-card.ts';
import { registerCard } from '../../cards/register.card.ts';
import { listRegister } from '../../services/register/list-register.ts';
import type { RegisterFilter } from '../../services/register/model.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showEntryRefusal } from './person.ts';

/** One page of the register, for the DSR team. */
export async function showRegisterPage(
  viewing: Viewing,
  filter: RegisterFilter,
  page: number,
  notice?: CardNotice,
): Promise<ShownCard> {
  const { deps, actor } = viewing;
  const view = await listRegister(deps, { actor, filter, page });
  if (!view.ok) return showEntryRefusal(view);
  return { card: registerCard({ view: view.value, policy: deps.policy, notice }), summary: 'The register' };
}
