import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { type EntryFormField, fieldOf, formLimits } from './entry-form.card.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type RecordFormView = {
  heading: string;
  /** Reference and state at most: it shows in notifications. */
  summary: string;
  about: { reference: string; name: string };
  /** What is said before the fields; may hold what somebody typed. */
  intro: readonly string[];
  fields: readonly EntryFormField[];
  notice?: CardNotice | undefined;
  send: ActionButton;
  back: ActionButton;
};

const NAME_ON_CARD = 80;
const INTRO = 700;
const expand = cardTemplate(import.meta.dirname, 'entry-form');

/** A form of the DSR team about a referral or a letter: short, with what was typed put back and errors above their inputs. */
export function recordFormCard(view: RecordFormView): AdaptiveCard {
  const { about } = view;
  return fitCard(formLimits, (limit) =>
    expand({
      summary: view.summary,
      heading: view.heading,
      about: `${about.reference} · ${plain(oneLine(about.name, NAME_ON_CARD))}`,
      notice: noticeBox(view.notice),
      intro: view.intro.map((line) => cutProse(line, INTRO)),
      fields: view.fields.map((field) => fieldOf(field, limit)),
      actions: [actionButton(view.send), actionButton(view.back)],
    }),
  );
}
