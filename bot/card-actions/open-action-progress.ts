import { z } from 'zod';
import { actionProgressFormCard } from '../../cards/entry-forms.ts';
import type { Typed } from '../../cards/rating-forms.ts';
import { type Again, aboutEntry, openEntryForm } from '../entry-forms.ts';
import { cardAction, type Turn } from '../turn.ts';

/** The form of what became of an agreed action, with what was typed before. */
export function actionProgressForm(
  turn: Turn,
  about: { entryId: string; actionKey: string },
  typed: Typed,
  { problems, notice }: Again,
) {
  return openEntryForm(
    turn,
    'record-action-progress',
    about.entryId,
    (person) => {
      const action = person.actions.find(({ key }) => key === about.actionKey);
      if (action === undefined) return null;
      return actionProgressFormCard({ entry: person, typed, problems, notice, action, press: turn.deps.newId() });
    },
    { alsoEnded: true },
  );
}

/** "What became of it?" */
export const openActionProgress = cardAction(
  'open-action-progress',
  aboutEntry.extend({ actionKey: z.guid() }),
  (turn, about) => actionProgressForm(turn, about, {}, { problems: [] }),
);
