import type { HistoryView } from '../services/mbe-requests/model.ts';
import { dayOf, formatDayShort, formatTime } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { announcedRequest, historyReason, historySentence } from '../wording/history.ts';
import { requesterRequestState } from '../wording/request-states.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type HistoryCardView = {
  history: HistoryView;
  policy: Pick<AreaPolicy, 'declineReasons'>;
  /** From 1; beyond the last it is the last. */
  page: number;
};

const LINES_A_PAGE = 12;
const expand = cardTemplate<object>(import.meta.dirname, 'history');

/** Everything that happened to a request, oldest first, in plain words: for its requester and for the team alike. */
export function historyCard(view: HistoryCardView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render({ history, policy, page }: HistoryCardView, measure: Measure): AdaptiveCard {
  const { request, lines } = history;
  const pages = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
  const shown = Math.min(Math.max(1, page), pages);
  const onPage = lines.slice((shown - 1) * LINES_A_PAGE, shown * LINES_A_PAGE);
  const ids = { requestId: request.id, reference: request.reference };
  const buttons: (ActionButton | false)[] = [
    shown > 1 && { title: 'Earlier', verb: 'show-history', data: { ...ids, page: shown - 1 } },
    shown < pages && { title: 'Later', verb: 'show-history', data: { ...ids, page: shown + 1 } },
    { title: 'Show request', verb: 'show-request', data: { requestId: request.id } },
  ];
  return expand({
    reference: request.reference,
    state: requesterRequestState(request.state),
    about: `History of the request about ${plain(cutText(request.personName, 80).text)}`,
    paging: pages > 1 ? `Page ${shown} of ${pages}` : '',
    lines: onPage.map((line) => ({
      when: `${formatDayShort(dayOf(line.at))}, ${formatTime(line.at)}`,
      what: plain(cutText(historySentence(line), 200).text),
      why: cutProse(historyReason(line, policy), measure.text),
    })),
    actions: buttons.flatMap((button) => (button ? [actionButton(button)] : [])),
    fallbackText: announcedRequest(request),
  });
}
