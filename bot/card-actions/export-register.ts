import { exportLinkCard } from '../../cards/export-link.card.ts';
import { exportRegister as makeLink } from '../../services/register/export-register.ts';
import { registerFilterSchema } from '../../services/register/model.ts';
import { exportRefusals } from '../../wording/register-export.ts';
import { showEntryRefusal } from '../shown-cards/person.ts';
import { showRegisterPage } from '../shown-cards/register.ts';
import { cardAction } from '../turn.ts';

/** "Export CSV": a link that works once, for whoever pressed. In a channel everybody could use it. */
export const exportRegister = cardAction('export-register', registerFilterSchema, async (turn, filter) => {
  const { deps, actor, where } = turn;
  const because = (text: string) => showRegisterPage(turn, filter, 1, { tone: 'warning', text });
  if (where === 'channel') return because(exportRefusals['in-channel']);
  const link = await makeLink(deps, { actor, filter });
  if (!link.ok && link.reason === 'no-public-url') return because(exportRefusals['no-public-url']);
  if (!link.ok) return showEntryRefusal(link);
  return { card: exportLinkCard({ ...link.value, filter, policy: deps.policy }), summary: 'Export of the register' };
});
