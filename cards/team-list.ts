import { type ActionButton, actionButton, filterButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { pagerButtons } from './pages.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

/** One record of a list that waits for the team. Names are typed text and are escaped here. */
export type TeamListRow = {
  title: string;
  /** What is urgent or late, in words. */
  marks: readonly string[];
  state: { words: string; tone: string } | null;
  lines: readonly string[];
  detail: string;
  open: ActionButton;
};

export type TeamListView = {
  heading: string;
  said: string;
  filters: readonly (ActionButton & { isChosen: boolean })[];
  rows: readonly TeamListRow[];
  page: number;
  pages: number;
  /** Leads to a page of this list. */
  turn: Pick<ActionButton, 'verb'> & { data: Record<string, string | number> };
  /** Ways to other lists. */
  also: readonly ActionButton[];
  notice?: CardNotice | undefined;
};

const NAME_ON_CARD = 80;
const LINE = 160;
const expand = cardTemplate(import.meta.dirname, 'team-list');

/** A list of what waits for the DSR team, a page at a time. */
export function teamListCard(view: TeamListView): AdaptiveCard {
  return expand({
    summary: view.heading,
    heading: view.heading,
    notice: noticeBox(view.notice),
    said: view.said,
    filters: view.filters.map(({ isChosen, ...filter }) => filterButton(filter, isChosen)),
    rows: view.rows.map((row) => ({
      title: plain(oneLine(row.title, NAME_ON_CARD)),
      marks: row.marks.length > 0 ? row.marks.join(' · ') : null,
      state: row.state,
      lines: row.lines.map((line) => plain(oneLine(line, LINE))),
      detail: plain(oneLine(row.detail, LINE)),
      open: actionButton(row.open),
    })),
    actions: [...pagerButtons(view, view.turn), ...view.also.map(actionButton)],
  });
}
