import type { Typed } from '../../cards/rating-forms.ts';
import { changeRatingFormCard } from '../../cards/rating-forms.ts';
import { type Again, aboutEntry, openEntryForm } from '../entry-forms.ts';
import { cardAction, type Turn } from '../turn.ts';

/** The form of a new rating, with what was typed before. */
export function changeRatingForm(turn: Turn, entryId: string, typed: Typed, { problems, notice }: Again) {
  const { deps } = turn;
  return openEntryForm(turn, 'change-rating', entryId, (person) =>
    changeRatingFormCard({
      entry: person,
      typed: { day: person.today, ...typed },
      problems,
      policy: deps.policy,
      notice,
      press: deps.newId(),
    }),
  );
}

/** Opens the form for another rating. */
export const openChangeRating = cardAction('open-change-rating', aboutEntry, (turn, { entryId }) =>
  changeRatingForm(turn, entryId, {}, { problems: [] }),
);
