import { endEntryFormCard } from '../../cards/entry-forms.ts';
import type { Typed } from '../../cards/rating-forms.ts';
import { type Again, aboutEntry, openEntryForm } from '../entry-forms.ts';
import { cardAction, type Turn } from '../turn.ts';

/** The form of an end, with what was typed before. */
export function endEntryForm(turn: Turn, entryId: string, typed: Typed, { problems, notice }: Again) {
  const { deps } = turn;
  return openEntryForm(turn, 'end-entry', entryId, (person) =>
    endEntryFormCard({
      entry: person,
      typed: { day: person.today, ...typed },
      problems,
      policy: deps.policy,
      notice,
      press: deps.newId(),
    }),
  );
}

/** "End": why and when somebody leaves the register. */
export const openEndEntry = cardAction('open-end-entry', aboutEntry, (turn, { entryId }) =>
  endEntryForm(turn, entryId, {}, { problems: [] }),
);
