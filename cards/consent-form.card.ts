import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedDay, typedField } from './typed-field.ts';

/** One input of a form: how it looks, what was typed, and what is wrong with it. */
export type ConsentFormField = {
  id: string;
  label: string;
  /** Of 'several' the codes, joined by commas. */
  typed?: string | undefined;
  errors?: readonly string[];
} & (
  | { as: 'line' | 'text' | 'day' }
  /** 'choice' takes one answer, 'several' as many as are so. */
  | { as: 'choice' | 'several'; choices: readonly { code: string; label: string }[] }
);

export type ConsentFormView = {
  heading: string;
  /** DSR-0123 or MTG-2027-0007; null where the person has none yet. */
  reference: string | null;
  personName: string;
  /** What is said before the fields, a paragraph each. */
  intro: readonly string[];
  fields: readonly ConsentFormField[];
  notice?: CardNotice | undefined;
  buttons: readonly ActionButton[];
};

const NO_REFERENCE = 'Consent';
const INTRO = 700;
/** Labels of choices that are whole sentences. */
const LONGEST_CHOICE = 160;
/** A form of many texts is filled with less of each. */
const limits = [...inputLimits, 60, 20] as const;
const expand = cardTemplate(import.meta.dirname, 'consent-form');

/** A form about somebody's consent: short, with what was typed put back and errors above their inputs. */
export function consentFormCard(view: ConsentFormView): AdaptiveCard {
  return fitCard(limits, (limit) => render(view, limit));
}

function render(view: ConsentFormView, limit: number): AdaptiveCard {
  const { heading, reference, personName } = view;
  return expand({
    summary: `${reference ?? NO_REFERENCE}: ${heading}`,
    heading,
    about: [...(reference === null ? [] : [reference]), plain(oneLine(personName))].join(' · '),
    notice: noticeBox(view.notice),
    intro: view.intro.map((line) => cutProse(line, INTRO)),
    fields: view.fields.map((field) => fieldOf(field, limit)),
    actions: view.buttons.map(actionButton),
  });
}

function fieldOf(field: ConsentFormField, limit: number) {
  const { id, as, label, typed, errors } = field;
  const shown = { label: oneLine(label), typed, ...(errors ? { errors } : {}) };
  const filled = as === 'day' ? typedDay(shown) : typedField(shown, limit);
  if (!('choices' in field)) return { ...filled, id, as, choices: [] };
  const choices = field.choices.map((one) => ({ title: oneLine(one.label, LONGEST_CHOICE), value: one.code }));
  // An answer that is not offered would stand in the input without being seen.
  const ticked = (typed ?? '').split(',').filter((code) => choices.some((one) => one.value === code));
  return { ...filled, id, as, value: as === 'several' ? ticked.join(',') : (ticked[0] ?? ''), choices };
}
