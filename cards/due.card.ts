import { formatDayShort } from '../services/platform/time.ts';
import { type DueTab, dueTabs } from '../services/register/model.ts';
import type { DueItem, DueView } from '../services/register/register-view.ts';
import { clockLabel, dueWords } from '../wording/clocks.ts';
import { dueSaid, dueTabLabels, ratingMark, registerWords } from '../wording/register.ts';
import { actionButton, filterButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { pagerButtons } from './pages.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type DueCardView = { view: DueView; notice?: CardNotice | undefined };

const expand = cardTemplate(import.meta.dirname, 'due');

/** What falls due, a tab at a time. Dates from which something may be considered have a tab of their own. */
export function dueCard(card: DueCardView): AdaptiveCard {
  return fitCard([80, 40, 20], (limit) => render(card, limit));
}

function render({ view, notice }: DueCardView, limit: number): AdaptiveCard {
  return expand({
    title: 'What is due',
    notice: noticeBox(notice),
    tabs: dueTabs.map((one) => tabButton(one, view)),
    said: dueSaid(view),
    rows: view.items.map((item) => row(item, view, limit)),
    actions: [
      ...pagerButtons(view, { verb: 'show-due', data: { view: view.tab } }),
      actionButton({ title: 'The register', verb: 'show-register', data: { rating: 'all', page: 1 } }),
    ],
  });
}

function tabButton(tab: DueTab, view: DueView): CardElement {
  const title = `${dueTabLabels[tab]} ${view.counts[tab]}`;
  return filterButton({ title, verb: 'show-due', data: { view: tab, page: 1 } }, tab === view.tab);
}

function row(item: DueItem, view: DueView, limit: number) {
  const nature = view.tab === 'earliest' ? 'earliest' : 'deadline';
  const late = nature === 'deadline' && item.due < view.today;
  const marks = [
    ...(late ? [registerWords.overdue] : []),
    ...(item.suspended ? [registerWords.suspended] : []),
    ...(item.pausedSince === null ? [] : [`Paused since ${formatDayShort(item.pausedSince)}`]),
  ];
  const rating = item.rating === null ? [] : [ratingMark(item.rating)];
  return {
    what: clockLabel(item.kind),
    marks: marks.length > 0 ? marks.join(' · ') : null,
    who: plain([oneLine(item.name, limit), item.reference, ...rating].join(' · ')),
    when: `${nature === 'deadline' ? 'Due' : 'It may be considered'} ${dueWords({ due: item.due, nature })}`,
    why: `Counted from ${formatDayShort(item.startDay)}`,
    buttons: [openButton(item), whyButton(item)],
  };
}

function openButton(item: DueItem): CardElement {
  const to =
    item.subject === 'entry'
      ? { verb: 'show-person', data: { entryId: item.subjectId } }
      : { verb: 'show-triage', data: { referralId: item.subjectId } };
  return actionButton({ title: 'Open', ...to, tooltip: `Open ${item.reference}` });
}

function whyButton({ subject, subjectId }: DueItem): CardElement {
  return actionButton({ title: 'Why this date?', verb: 'show-dates', data: { subject, subjectId } });
}
