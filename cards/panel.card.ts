import { formatDayShort } from '../services/platform/time.ts';
import { type PanelFilter, panelFilters } from '../services/register/model.ts';
import type { PanelItem, PanelView } from '../services/register/panel-model.ts';
import {
  actionsInBrief,
  consentMark,
  lastDiscussedWords,
  nextDueWords,
  panelFilterLabels,
  panelSaid,
  panelWords,
} from '../wording/panel.ts';
import { ratingMark } from '../wording/register.ts';
import { actionButton, filterButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { pagerButtons } from './pages.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type PanelCardView = { panel: PanelView; notice?: CardNotice | undefined };

const NAME_ON_CARD = 80;
const expand = cardTemplate(import.meta.dirname, 'panel');

/** Whom the panel is to discuss, in one card: in order of risk, then of who was discussed longest ago. */
export function panelCard({ panel, notice }: PanelCardView): AdaptiveCard {
  return expand({
    summary: panelWords.summary,
    title: panelWords.title,
    notice: noticeBox(notice),
    said: panelSaid(panel),
    filters: panelFilters.map((one) => filterOf(one, panel)),
    rows: panel.items.map((item) => row(item, panel)),
    actions: [
      ...(panel.items.length > 0 ? [startButton(panel)] : []),
      ...pagerButtons(panel, { verb: 'show-panel', data: { filter: panel.filter } }),
    ],
  });
}

function startButton({ filter, discussedToday }: PanelView): CardElement {
  const title = discussedToday === 0 ? panelWords.start : panelWords.goOn;
  return actionButton({ title, verb: 'next-panel-person', data: { filter }, style: 'positive' });
}

function filterOf(filter: PanelFilter, panel: PanelView): CardElement {
  const title = `${panelFilterLabels[filter]} (${panel.counts[filter]})`;
  return filterButton({ title, verb: 'show-panel', data: { filter, page: 1 } }, filter === panel.filter);
}

function row(item: PanelItem, { filter, today }: PanelView) {
  return {
    name: `${plain(cutText(item.personName, NAME_ON_CARD).text)} · ${item.reference}`,
    rating: `${ratingMark(item.rating)} since ${formatDayShort(item.ratingSince)}`,
    discussed: lastDiscussedWords(item.lastDiscussed, today),
    consent: {
      words: consentMark(item.consent),
      tone: item.consent.state === 'valid' ? 'default' : 'attention',
    },
    due: nextDueWords(item, today),
    actions: actionsInBrief(item.actions),
    open: actionButton({
      title: 'Discuss',
      verb: 'open-panel-person',
      data: { entryId: item.entryId, filter },
      tooltip: `Discuss ${item.reference}`,
    }),
  };
}
