import type { EntryField, EntryProblem } from '../services/register/model.ts';
import { entryProblemText } from '../wording/register-forms.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedDay, typedField } from './typed-field.ts';

/** The entry that a form is about, as its card said it. */
export type FormEntry = { entryId: string; version: number; reference: string; name: string };

/** One input of a form: how it looks, what was typed, and what is wrong with it. */
export type EntryFormField = {
  id: string;
  label: string;
  typed?: string | null | undefined;
  errors?: readonly string[];
} & (
  | { as: 'line' | 'text' | 'day' }
  /** 'choice' shows every answer, 'list' one at a time. */
  | { as: 'choice' | 'list'; choices: readonly { code: string; label: string }[] }
);

export type EntryFormView = {
  heading: string;
  entry: FormEntry;
  /** What is said before the fields; may hold what somebody typed. */
  intro: readonly string[];
  fields: readonly EntryFormField[];
  notice?: CardNotice | undefined;
  send: Omit<ActionButton, 'data'> & { data: Record<string, string | number> };
  /** Where "Back" leads, if not to the person's card. */
  back?: ActionButton;
};

const NAME_ON_CARD = 80;
const INTRO = 700;
/** A form of many lines is filled with less of each. */
export const formLimits = [...inputLimits, 60, 20] as const;
const expand = cardTemplate(import.meta.dirname, 'entry-form');

/** A form about somebody on the register: short, with what was typed put back and errors above their inputs. */
export function entryFormCard(view: EntryFormView): AdaptiveCard {
  return fitCard(formLimits, (limit) => render(view, limit));
}

function render(view: EntryFormView, limit: number): AdaptiveCard {
  const { entry, send } = view;
  const back = view.back ?? { title: 'Back', verb: 'show-person', data: { entryId: entry.entryId } };
  return expand({
    summary: `${entry.reference}: ${view.heading}`,
    heading: view.heading,
    about: `${entry.reference} · ${plain(oneLine(cutText(entry.name, NAME_ON_CARD).text))}`,
    notice: noticeBox(view.notice),
    intro: view.intro.map((line) => cutProse(line, INTRO)),
    fields: view.fields.map((field) => fieldOf(field, limit)),
    actions: [
      actionButton({ ...send, data: { entryId: entry.entryId, version: entry.version, ...send.data } }),
      actionButton(back),
    ],
  });
}

/** One input as its template shows it: what was typed put back, errors above it. */
export function fieldOf(field: EntryFormField, limit: number) {
  const { id, as, label, typed, errors } = field;
  const shown = { label, typed, ...(errors ? { errors } : {}) };
  const filled = as === 'day' ? typedDay(shown) : typedField(shown, limit);
  const choices =
    'choices' in field ? field.choices.map(({ code, label: title }) => ({ title: oneLine(title), value: code })) : [];
  // An answer that is no longer offered would stand in the input without being seen.
  const value =
    as === 'choice' || as === 'list' ? (choices.find((one) => one.value === typed)?.value ?? '') : filled.value;
  return { ...filled, id, as, value, choices };
}

/** The lines above one field. */
export function errorsOf(problems: readonly EntryProblem[], field: EntryField, which?: string): string[] {
  return problems
    .filter((one) => one.field === field && (which === undefined || one.which === which))
    .map(entryProblemText);
}
