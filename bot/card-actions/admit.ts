import { admit as record } from '../../services/register/admit.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { hospitalForm } from './open-hospital.ts';

/** Records an admission to a mental health hospital. */
export const admit = cardAction(
  'admit',
  changeOfEntry.extend({ setting: typedText, day: typedText, note: typedText }),
  async (turn, { entryId, version, press, ...fields }) => {
    const { deps, actor } = turn;
    const answer = await record(deps, { actor, entryId, version, press, ...fields });
    return settle(turn, entryId, 'admit', answer, (again) => hospitalForm(turn, 'admit', entryId, fields, again));
  },
);
