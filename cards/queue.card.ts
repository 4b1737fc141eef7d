import { queueFilters } from '../services/mbe-requests/model.ts';
import type { QueueView } from '../services/mbe-requests/queue-model.ts';
import { formatAge } from '../services/platform/time.ts';
import { mdtCountWords } from '../wording/mdt-first.ts';
import { neededByWords } from '../wording/needed-by.ts';
import { queueCount, queueFilterLabels } from '../wording/queue.ts';
import { teamStateOf } from '../wording/team-request.ts';
import { waitingForWords } from '../wording/waiting-for.ts';
import { actionButton, filterButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { pagerButtons } from './pages.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

export type QueueCardView = { queue: QueueView; now: Date; notice?: CardNotice | undefined };

const NAME_ON_CARD = 80;
const expand = cardTemplate(import.meta.dirname, 'queue');

/** Open requests in one card: what is needed soonest first, who has it, and who we wait for. */
export function queueCard({ queue, now, notice }: QueueCardView): AdaptiveCard {
  return expand({
    notice: noticeBox(notice),
    said: queueCount(queue),
    mdtFirst: mdtCountWords(queue.mdtFirst),
    filters: queueFilters.map((filter) =>
      filterButton(
        { title: queueFilterLabels[filter], verb: 'show-queue', data: { filter, page: 1 } },
        filter === queue.filter,
      ),
    ),
    rows: queue.items.map((item) => row(item, now)),
    actions: pagerButtons(queue, { verb: 'show-queue', data: { filter: queue.filter } }),
  });
}

function row(item: QueueView['items'][number], now: Date) {
  const marks = [...(item.urgent ? ['! Urgent'] : []), ...(item.overdue ? ['! Overdue'] : [])];
  const neededBy = neededByWords(item.neededBy, now);
  const owner = item.owner !== null && item.waitingFor !== 'owner' ? [`owner ${name(item.owner.name)}`] : [];
  const waiting = `Waiting for ${name(waitingForWords(item))}`;
  return {
    personName: name(item.personName),
    marks: marks.length > 0 ? marks.join(' · ') : null,
    state: teamStateOf(item, item.meeting),
    neededBy: neededBy === null ? 'No needed-by date' : `Needed by ${neededBy}`,
    detail: [item.reference, waiting, ...owner, `asked ${formatAge(item.submittedAt, now)}`].join(' · '),
    open: actionButton({
      title: 'Open',
      verb: 'show-request',
      data: { requestId: item.id },
      tooltip: `Open ${item.reference}`,
    }),
  };
}

function name(text: string): string {
  return plain(cutText(text, NAME_ON_CARD).text);
}
