import { discharge as record } from '../../services/register/discharge.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { hospitalForm } from './open-hospital.ts';

/** Records that somebody left hospital, with the rating decided for the time after it. */
export const discharge = cardAction(
  'discharge',
  changeOfEntry.extend({ day: typedText, rating: typedText, decidedBy: typedText, note: typedText }),
  async (turn, { entryId, version, press, ...fields }) => {
    const { deps, actor } = turn;
    const answer = await record(deps, { actor, entryId, version, press, ...fields });
    return settle(turn, entryId, 'discharge', answer, (again) =>
      hospitalForm(turn, 'discharge', entryId, fields, again),
    );
  },
);
