import type { EntryField, EntryProblem } from '../services/register/model.ts';
import { entryProblemText } from '../wording/register-forms.ts';
import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { type FormInput, recordFormCard } from './record-form.ts';

/** The entry that a form is about, as its card said it. */
export type FormEntry = { entryId: string; version: number; reference: string; name: string };

type EntryFormView = {
  heading: string;
  entry: FormEntry;
  /** What is said before the fields; may hold what somebody typed. */
  intro: readonly string[];
  fields: readonly FormInput[];
  notice?: CardNotice | undefined;
  send: Omit<ActionButton, 'data'> & { data: Record<string, string | number> };
  /** Where "Back" leads, if not to the person's card. */
  back?: ActionButton;
};

/** A form about somebody on the register: its buttons carry the entry, and the version that it was opened on. */
export function entryFormCard({ entry, send, back, ...form }: EntryFormView): AdaptiveCard {
  const { entryId, version, reference, name } = entry;
  return recordFormCard({
    ...form,
    summary: `${reference}: ${form.heading}`,
    about: { reference, name },
    buttons: [
      { ...send, data: { entryId, version, ...send.data } },
      back ?? { title: 'Back', verb: 'show-person', data: { entryId } },
    ],
  });
}

/** The lines above one field. */
export function errorsOf(problems: readonly EntryProblem[], field: EntryField, which?: string): string[] {
  return problems
    .filter((one) => one.field === field && (which === undefined || one.which === which))
    .map(entryProblemText);
}
