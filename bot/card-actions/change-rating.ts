import { changeRating as change } from '../../services/register/change-rating.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { changeRatingForm } from './open-change-rating.ts';

/** Changes the rating, with the reason and who decided. */
export const changeRating = cardAction(
  'change-rating',
  changeOfEntry.extend({ rating: typedText, decidedBy: typedText, note: typedText, day: typedText }),
  async (turn, { entryId, version, press, ...fields }) => {
    const { deps, actor } = turn;
    const answer = await change(deps, { actor, entryId, version, press, ...fields });
    return settle(turn, entryId, 'change-rating', answer, (again) => changeRatingForm(turn, entryId, fields, again));
  },
);
