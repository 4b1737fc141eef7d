import { consentStateOn } from '../consent/consent-state.ts';
import type { ConsentState } from '../consent/model.ts';
import type { Deps } from '../platform/deps.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { PanelItem } from './panel-model.ts';
import { type PanelRow, panelActions, panelConsent } from './panel-store.ts';

/** The people of a page with what the panel looks at, in the order given. Two queries, however many they are. */
export async function panelItems(
  deps: Pick<Deps, 'db' | 'policy'>,
  rows: readonly PanelRow[],
  today: CalendarDay,
): Promise<PanelItem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.entryId);
  const [consent, actions] = await Promise.all([panelConsent(deps.db, ids), panelActions(deps.db, ids, today)]);
  return rows.map(({ rank, ...row }) => ({
    ...row,
    consent: consentStateOn(consent.get(row.entryId) ?? [], today, deps.policy),
    actions: actions.get(row.entryId) ?? [],
    place: { rank, lastDiscussed: row.lastDiscussed, entryId: row.entryId },
  }));
}

/** Whether somebody may be discussed with agencies: on consent that holds, and to sharing as well (domain.md §10). */
export function mayBeDiscussed(consent: ConsentState): boolean {
  return consent.state === 'valid' && consent.registerOnly !== true;
}
