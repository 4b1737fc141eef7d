import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

/** A draft or something that was sent. */
export type MyListRow = {
  /** Null for a draft. */
  reference: string | null;
  personName: string | null;
  state: { words: string; tone: string };
  /** What else is said of it, in words. */
  detail: readonly string[];
  ids: Record<string, string>;
  /** What can be done with it: of a draft to go on and to delete it, else to open it and, while it can be, to withdraw it. */
  verbs: { goOn: string; discard: string } | { open: string; withdraw: string | null };
};

export type MyListView = {
  heading: string;
  /** How many there are, without the page. */
  said: string;
  rows: readonly MyListRow[];
  page: number;
  pages: number;
  pageVerb: string;
  start: { title: string; verb: string };
  notice?: CardNotice | undefined;
};

const NAME_ON_CARD = 80;
const expand = cardTemplate<object>(import.meta.dirname, 'my-list');

/** Somebody's own drafts and what they sent, with their state. */
export function myListCard(view: MyListView): AdaptiveCard {
  const { page, pages } = view;
  const turn = (title: string, to: number) => actionButton({ title, verb: view.pageVerb, data: { page: to } });
  return expand({
    heading: view.heading,
    notice: noticeBox(view.notice),
    said: pages > 1 ? `${view.said}, page ${page} of ${pages}` : view.said,
    items: view.rows.map(rowOf),
    actions: [
      actionButton(view.start),
      ...(page > 1 ? [turn('Newer', page - 1)] : []),
      ...(page < pages ? [turn('Older', page + 1)] : []),
    ],
  });
}

function rowOf(row: MyListRow) {
  const name = cutText(row.personName ?? '', NAME_ON_CARD).text;
  const about = name === '' ? 'No name yet' : `About ${plain(name)}`;
  return {
    title: row.reference ?? about,
    state: row.state,
    detail: [...(row.reference === null ? [] : [about]), ...row.detail].join(' · '),
    buttons: buttons(row, name),
  };
}

/** The same words on every row: a tooltip says which row. */
function buttons({ verbs, reference, ids: data }: MyListRow, name: string): CardElement[] {
  const button = (title: string, verb: string, which: string) =>
    actionButton({ title, verb, data, tooltip: `${title} ${which}` });
  if ('goOn' in verbs) {
    const draft = name === '' ? 'the draft without a name' : `the draft about ${name}`;
    return [button('Continue', verbs.goOn, draft), button('Delete', verbs.discard, draft)];
  }
  const which = reference ?? '';
  return [
    button('Open', verbs.open, which),
    ...(verbs.withdraw === null ? [] : [button('Withdraw', verbs.withdraw, which)]),
  ];
}
