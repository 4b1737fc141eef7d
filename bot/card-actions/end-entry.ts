import { endEntry as end } from '../../services/register/end-entry.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { endEntryForm } from './open-end-entry.ts';

/** Ends the entry. */
export const endEntry = cardAction(
  'end-entry',
  changeOfEntry.extend({ reason: typedText, day: typedText, note: typedText }),
  async (turn, { entryId, version, press, ...fields }) => {
    const { deps, actor } = turn;
    const answer = await end(deps, { actor, entryId, version, press, ...fields });
    return settle(turn, entryId, 'end-entry', answer, (again) => endEntryForm(turn, entryId, fields, again));
  },
);
