import { z } from 'zod';
import { tickedValues, typedText } from '../press-data.ts';
import { panelFilter, showPanelPerson } from '../shown-cards/panel.ts';
import { cardAction } from '../turn.ts';

/** The form's own "Find" sends what was typed so far along. */
const data = z.object({
  entryId: z.guid(),
  filter: panelFilter,
  filled: z.literal('yes').optional(),
  agencyQuery: typedText,
  organisationIds: tickedValues,
  foundOrganisationIds: tickedValues,
  note: typedText,
});

/** "Discuss": one person of the panel's list. */
export const openPanelPerson = cardAction('open-panel-person', data, (turn, pressed) => {
  const { entryId, filter, filled, agencyQuery, note } = pressed;
  const organisationIds = [...new Set([...pressed.organisationIds, ...pressed.foundOrganisationIds])];
  const shown = filled ? { typed: { organisationIds, note }, query: agencyQuery } : {};
  return showPanelPerson(turn, { entryId }, filter, shown);
});
