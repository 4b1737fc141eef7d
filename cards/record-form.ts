import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedDay, typedField } from './typed-field.ts';

/** One input of a form: how it looks, what was typed, and what is wrong with it. */
export type FormInput = {
  id: string;
  label: string;
  /** Of 'several' the codes, joined by commas. */
  typed?: string | null | undefined;
  errors?: readonly string[];
  /** Begins a part of the form. Names may stand in it. */
  heading?: string | undefined;
} & (
  | { as: 'line' | 'text' | 'day' | 'time' }
  /** 'choice' shows every answer, 'list' one at a time; 'several' takes as many as are so. */
  | { as: 'choice' | 'list' | 'several'; choices: readonly { code: string; label: string }[] }
);

/** Something to choose or to know, with what speaks for it and against it. */
export type FormBox = { title: string; lines: readonly { text: string; tone: string }[] };

export type RecordFormView = {
  heading: string;
  /** Reference and state at most: it shows in notifications. */
  summary: string;
  /** Whom or what it is about; a reference is null where there is none yet. */
  about: { reference: string | null; name: string };
  /** What is said before the inputs, a paragraph each; may hold what somebody typed. */
  intro: readonly string[];
  /** What is chosen between, each with its reasons; escaped by the caller. */
  boxes?: readonly FormBox[];
  fields: readonly FormInput[];
  notice?: CardNotice | undefined;
  buttons: readonly ActionButton[];
};

const NAME_ON_CARD = 80;
const INTRO = 700;
/** Longest label of a choice, in characters: an area's definition of a rating is a sentence. */
const LONGEST_CHOICE = 240;
/** A form of many inputs is filled with less of each. */
const limits = [...inputLimits, 60, 20] as const;
const expand = cardTemplate(import.meta.dirname, 'record-form');

/** A form in which the DSR team records something: short, with what was typed put back and errors above their inputs. */
export function recordFormCard(view: RecordFormView): AdaptiveCard {
  const { reference, name } = view.about;
  return fitCard(limits, (limit) =>
    expand({
      summary: view.summary,
      heading: view.heading,
      about: [...(reference === null ? [] : [reference]), plain(oneLine(cutText(name, NAME_ON_CARD).text))].join(' · '),
      notice: noticeBox(view.notice),
      intro: view.intro.map((line) => cutProse(line, INTRO)),
      boxes: view.boxes ?? [],
      fields: view.fields.map((field) => inputOf(field, limit)),
      actions: view.buttons.map(actionButton),
    }),
  );
}

function inputOf(field: FormInput, limit: number) {
  const { id, as, label, typed, errors } = field;
  const shown = { label: oneLine(label), typed, ...(errors ? { errors } : {}) };
  const heading = field.heading === undefined ? null : plain(oneLine(field.heading));
  const filled = { ...(as === 'day' ? typedDay(shown) : typedField(shown, limit)), heading };
  if (!('choices' in field)) return { ...filled, id, as, choices: [] };
  const choices = field.choices.map((one) => ({ title: oneLine(one.label, LONGEST_CHOICE), value: one.code }));
  // An answer that is no longer offered would stand in the input without being seen.
  const known = (typed ?? '').split(',').filter((code) => choices.some((one) => one.value === code));
  return { ...filled, id, as, value: as === 'several' ? known.join(',') : (known[0] ?? ''), choices };
}
