import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

/** A line with a tone that only repeats what its words say. Typed text is escaped by whoever makes the line. */
export type RowLine = { text: string; tone: 'default' | 'attention' | 'accent' };

/** Somebody, some time or something that the card lists. */
export type MeetingRow = { title: string; lines: readonly RowLine[]; buttons: readonly ActionButton[] };

export type MeetingRowsView = {
  heading: string;
  /** Reference and state at most: it shows in notifications. */
  summary: string;
  about: { reference: string; name: string | null };
  said: readonly RowLine[];
  rows: readonly MeetingRow[];
  notice?: CardNotice | undefined;
  actions: readonly ActionButton[];
};

const NAME_ON_CARD = 80;
const TITLE = 160;
const expand = cardTemplate(import.meta.dirname, 'meeting-rows');

/** A line that says no more than its words. */
export function line(text: string): RowLine {
  return { text, tone: 'default' };
}

/** Something of a meeting as a list: its people, the times asked about, what was told to whom. */
export function meetingRowsCard(view: MeetingRowsView): AdaptiveCard {
  const { reference, name } = view.about;
  return expand({
    heading: view.heading,
    summary: view.summary,
    about: name === null ? reference : `${reference} · ${plain(oneLine(name, NAME_ON_CARD))}`,
    notice: noticeBox(view.notice),
    said: view.said,
    rows: view.rows.map(({ title, lines, buttons }) => ({
      title: plain(oneLine(title, TITLE)),
      lines,
      buttons: buttons.map(actionButton),
    })),
    actions: view.actions.map(actionButton),
  });
}
