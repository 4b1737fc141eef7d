import { aboutEntry } from '../entry-forms.ts';
import { showPerson as show } from '../shown-cards/person.ts';
import { cardAction } from '../turn.ts';

/** "Open" and "Back": somebody on the register as they stand now. */
export const showPerson = cardAction('show-person', aboutEntry, (turn, { entryId }) =>
  show(turn, entryId, undefined, { opened: true }),
);
