import { keyProfessionalsFormCard, professionalRows } from '../../cards/entry-forms.ts';
import type { Typed } from '../../cards/rating-forms.ts';
import { type Again, aboutEntry, openEntryForm } from '../entry-forms.ts';
import { cardAction, type Turn } from '../turn.ts';

/** The form of who knows the person, with what was typed before. */
export function keyProfessionalsForm(turn: Turn, entryId: string, typed: Typed, { problems, notice }: Again) {
  return openEntryForm(turn, 'set-key-professionals', entryId, (person) =>
    keyProfessionalsFormCard({
      entry: person,
      typed,
      problems,
      notice,
      professionals: person.keyProfessionals,
      rows: professionalRows(person.keyProfessionals.length),
      press: turn.deps.newId(),
    }),
  );
}

/** "Key professionals": those there are, with room for others. */
export const openKeyProfessionals = cardAction('open-key-professionals', aboutEntry, (turn, { entryId }) =>
  keyProfessionalsForm(turn, entryId, {}, { problems: [] }),
);
