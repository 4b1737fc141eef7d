import { aboutNeeds, showNeedsOf } from '../communication-needs.ts';
import { cardAction } from '../turn.ts';

/** "Communication needs", on the card of somebody on the register or of a meeting. */
export const openCommunicationNeeds = cardAction('open-communication-needs', aboutNeeds, (turn, about) =>
  showNeedsOf(turn, about),
);
