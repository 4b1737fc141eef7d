import { changeSetting as change } from '../../services/register/change-setting.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { hospitalForm } from './open-hospital.ts';

/** Records a move to another kind of hospital. */
export const changeSetting = cardAction(
  'change-setting',
  changeOfEntry.extend({ setting: typedText, day: typedText, note: typedText }),
  async (turn, { entryId, version, press, ...fields }) => {
    const { deps, actor } = turn;
    const answer = await change(deps, { actor, entryId, version, press, ...fields });
    return settle(turn, entryId, 'change-setting', answer, (again) =>
      hospitalForm(turn, 'change-setting', entryId, fields, again),
    );
  },
);
