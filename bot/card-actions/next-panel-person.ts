import { panelFilter, panelPlace, readPlace, showPanelPerson } from '../shown-cards/panel.ts';
import { cardAction } from '../turn.ts';

/** "Start", "Skip" and "Next person": whoever comes next in the panel's order and was not discussed today. */
export const nextPanelPerson = cardAction(
  'next-panel-person',
  panelPlace.extend({ filter: panelFilter }),
  (turn, { filter, ...place }) => showPanelPerson(turn, { after: readPlace(place) }, filter),
);
