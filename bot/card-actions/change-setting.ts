import { changeSetting as change } from '../../services/register/change-setting.ts';
import { changeOfEntry, settle, typed } from '../entry-forms.ts';
import { cardAction } from '../turn.ts';
import { hospitalForm } from './open-hospital.ts';

/** Records a move to another kind of hospital. */
export const changeSetting = cardAction(
  'change-setting',
  changeOfEntry.extend({ setting: typed, day: typed, note: typed }),
  async (turn, { entryId, version, press, ...fields }) => {
    const { deps, actor } = turn;
    const answer = await change(deps, { actor, entryId, version, press, ...fields });
    return settle(turn, entryId, 'change-setting', answer, (again) =>
      hospitalForm(turn, 'change-setting', entryId, fields, again),
    );
  },
);
