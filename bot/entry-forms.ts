import { z } from 'zod';
import type { AdaptiveCard, CardNotice } from '../cards/adaptive-card.ts';
import type { UseCase } from '../services/access/access-table.ts';
import { authorise } from '../services/access/authorise.ts';
import type { EntryProblem } from '../services/register/model.ts';
import type { PersonView } from '../services/register/register-view.ts';
import { viewPerson } from '../services/register/view-person.ts';
import { type EntryRefusalReason, entryDone, entryRefusalText } from '../wording/register-forms.ts';
import { pressKey, versionSeen } from './press-data.ts';
import { showEntryRefusal, showPerson } from './shown-cards/person.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The entry's id, which every button about somebody on the register carries. */
export const aboutEntry = z.object({ entryId: z.guid() });
/** A change of it: with the key of its press, and the version of the card it was decided on. */
export const changeOfEntry = aboutEntry.extend({ press: pressKey, version: versionSeen });
/**
 * Opens a form in place of a person's card. Whoever may not do what the form is for does not get it: the attempt is on
 * record.
 *
 * @param useCase what the form is for
 * @param options.alsoEnded for what can be done after the entry has ended
 */
export async function openEntryForm(
  turn: Turn,
  useCase: UseCase,
  entryId: string,
  form: (person: PersonView) => AdaptiveCard | Promise<AdaptiveCard | null> | null,
  { alsoEnded = false }: { alsoEnded?: boolean } = {},
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, useCase, actor, about);
  if (refusal) return showEntryRefusal(refusal);
  const person = await viewPerson(deps, { actor, entryId });
  if (!person.ok) return showEntryRefusal(person);
  const { ended, reference } = person.value;
  if (ended !== null && !alsoEnded) {
    const text = entryRefusalText({ reason: 'entry-ended', on: ended.on });
    return showPerson(turn, entryId, { tone: 'warning', text });
  }
  const card = await form(person.value);
  return card === null ? showPerson(turn, entryId) : { card, summary: reference };
}

/** What a form is made again with. */
export type Again = { problems: readonly EntryProblem[]; notice?: CardNotice };

type Answer =
  | { ok: true }
  | ({ ok: false } & (EntryRefusalReason | { reason: 'incomplete'; problems: readonly EntryProblem[] }));

/** Refusals after which the same form, put right or looked at again, may well be taken. */
const WORTH_ANOTHER_TRY = new Set(['changed-meanwhile', 'does-not-fit', 'same-rating', 'same-setting']);

/** Shows what became of a form: the person with what was done, the form again with what to put right, or why not. */
export function settle(
  turn: Turn,
  entryId: string,
  what: keyof typeof entryDone,
  answer: Answer,
  again: (again: Again) => Promise<ShownCard>,
): Promise<ShownCard> | ShownCard {
  if (answer.ok) return showPerson(turn, entryId, { tone: 'good', text: entryDone[what] });
  if (answer.reason === 'incomplete') return again({ problems: answer.problems });
  if (answer.reason === 'not-allowed' || answer.reason === 'not-found') return showEntryRefusal(answer);
  const notice = { tone: 'warning', text: entryRefusalText(answer) } as const;
  if (WORTH_ANOTHER_TRY.has(answer.reason)) return again({ problems: [], notice });
  return showPerson(turn, entryId, notice);
}
