import type { DigestView } from '../services/register/digest-model.ts';
import { digestHeading, digestItemWords, digestLines, digestSummary } from '../wording/digest.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement } from './adaptive-card.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

const expand = cardTemplate(import.meta.dirname, 'digest');
const LONGEST_TITLE = 160;

/** What is due on the register today: the numbers, and those that have waited longest by name. */
export function digestCard({ digest }: { digest: DigestView }): AdaptiveCard {
  const { counts, items, day } = digest;
  const named = counts.overdue + counts.today - items.length;
  return expand({
    summary: digestSummary,
    heading: digestHeading(digest),
    lines: digestLines(digest),
    rows: items.map((item) => {
      const { title, when } = digestItemWords(item, day);
      return { title: plain(oneLine(title, LONGEST_TITLE)), when, late: item.due < day, button: openButton(item) };
    }),
    more: named > 0 ? `${named} more: see all that is overdue and due today.` : null,
    actions: [
      actionButton({ title: 'Overdue', verb: 'show-due', data: { view: 'overdue', page: 1 } }),
      actionButton({ title: 'This week', verb: 'show-due', data: { view: 'week', page: 1 } }),
    ],
  });
}

function openButton(item: DigestView['items'][number]): CardElement {
  const to =
    item.subject === 'entry'
      ? actionButton({ title: 'Open', verb: 'show-person', data: { entryId: item.subjectId } })
      : actionButton({ title: 'Open', verb: 'show-triage', data: { referralId: item.subjectId } });
  return { ...to, tooltip: `Open ${item.reference}` };
}
