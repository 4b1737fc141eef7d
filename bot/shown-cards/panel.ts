import { z } from 'zod';
import type { CardNotice } from '../../cards/adaptive-card.ts';
import { panelCard } from '../../cards/panel.card.ts';
import { panelPersonCard } from '../../cards/panel-person.card.ts';
import { searchOrganisations } from '../../services/agencies/store.ts';
import { dayOf, isCalendarDay } from '../../services/platform/time.ts';
import { listPanel } from '../../services/register/list-panel.ts';
import { type PanelFilter, panelFilters } from '../../services/register/model.ts';
import { openPanelPerson } from '../../services/register/open-panel-person.ts';
import type { PanelDiscussionProblem, PanelPlace } from '../../services/register/panel-model.ts';
import { panelRefusal, panelWords } from '../../wording/panel.ts';
import type { ShownCard, Turn } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

export const panelFilter = z.enum(panelFilters).default('all');

/** Where somebody stood in the panel's order when their card was made. */
export const panelPlace = z.object({
  rank: z.coerce.number().int().min(0).max(9).optional(),
  last: z.string().default(''),
  after: z.guid().optional(),
});

/** The place that a card carries; null for the beginning. */
export function readPlace({ rank, last, after }: z.infer<typeof panelPlace>): PanelPlace | null {
  if (rank === undefined || after === undefined) return null;
  return { rank, lastDiscussed: isCalendarDay(last) ? last : null, entryId: after };
}

/** One page of whom the panel is to discuss. */
export async function showPanel(
  { deps, actor }: Turn,
  filter: PanelFilter,
  page: number,
  notice?: CardNotice,
): Promise<ShownCard> {
  const panel = await listPanel(deps, { actor, filter, page });
  if (!panel.ok) return showTeamRefusal(panel);
  return { card: panelCard({ panel: panel.value, notice }), summary: panelWords.summary };
}

type Shown = {
  typed?: { organisationIds: readonly string[]; note: string };
  problems?: readonly PanelDiscussionProblem[];
  query?: string;
  notice?: CardNotice | undefined;
};

/**
 * One person at the panel; the list where nobody is left.
 *
 * @param shown.typed left out at first: then those who took part in today's last discussion are ticked
 */
export async function showPanelPerson(
  turn: Turn,
  which: Parameters<typeof openPanelPerson>[1]['which'],
  filter: PanelFilter,
  shown: Shown = {},
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const opened = await openPanelPerson(deps, { actor, which, filter });
  if (!opened.ok) {
    if (opened.reason === 'not-allowed') return showTeamRefusal(opened);
    const said = opened.reason === 'nobody-left' ? panelWords.nobody : panelRefusal(opened.reason);
    const before = shown.notice ? `${shown.notice.text} ` : '';
    return showPanel(turn, filter, 1, { tone: shown.notice?.tone ?? 'warning', text: `${before}${said}` });
  }
  const person = opened.value;
  const { query = '', problems = [], notice } = shown;
  const found = query.trim() === '' ? [] : await searchOrganisations(deps.db, dayOf(deps.clock.now()), query);
  const card = panelPersonCard({
    person,
    typed: shown.typed ?? { organisationIds: person.participants, note: '' },
    problems,
    search: query.trim() === '' ? undefined : { query, found: found.filter((one) => one.agreementInForce) },
    notice,
    press: deps.newId(),
  });
  return { card, summary: `${person.item.reference}: the panel` };
}
