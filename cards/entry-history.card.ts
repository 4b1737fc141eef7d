import { dayOf, formatDay, formatDayShort, formatTime } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import type { EntryHistoryView, HistoryLine } from '../services/register/register-view.ts';
import { ratingMark } from '../wording/register.ts';
import { entryFields } from '../wording/register-forms.ts';
import { eventWords } from '../wording/register-person.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedDay } from './typed-field.ts';

export type EntryHistoryCardView = {
  history: EntryHistoryView;
  policy: Pick<AreaPolicy, 'localities' | 'endReasons' | 'ratingMeasures' | 'dischargePlanPoints'>;
  /** The day as typed, and whether it is none. */
  typedPast?: string | undefined;
  notice?: CardNotice | undefined;
};

const EVENT_WORDS = 300;
const expand = cardTemplate(import.meta.dirname, 'entry-history');

/** What happened to somebody on the register, the latest recording first, and their rating on any day before. */
export function entryHistoryCard(view: EntryHistoryCardView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render(view: EntryHistoryCardView, measure: Measure): AdaptiveCard {
  const { history, typedPast } = view;
  const { entryId, page, pages } = history;
  const pageTo = (title: string, to: number) =>
    actionButton({ title, verb: 'show-entry-history', data: { entryId, page: to } });
  const unread = typedPast !== undefined && typedPast.trim() !== '' && history.asked === null;
  return expand({
    summary: `${history.reference}: history`,
    heading: 'History',
    about: `${history.reference} · ${plain(oneLine(history.name, 80))}`,
    notice: noticeBox(view.notice),
    paging: pages > 1 ? `Page ${page} of ${pages}, the latest recording first` : null,
    lines: history.lines.map((line) => lineOf(line, view, measure)),
    past: typedDay({
      label: entryFields.pastDay,
      typed: typedPast,
      errors: unread ? ['Write the day like 27/01/2027.'] : [],
    }),
    asked: askedWords(history),
    ask: actionButton({ title: 'Show rating', verb: 'show-entry-history', data: { entryId, page } }),
    actions: [
      ...(page > 1 ? [pageTo('Later', page - 1)] : []),
      ...(page < pages ? [pageTo('Earlier', page + 1)] : []),
      actionButton({ title: 'Back', verb: 'show-person', data: { entryId } }),
    ],
  });
}

function askedWords({ asked }: EntryHistoryView): string | null {
  if (asked === null) return null;
  return asked.rating === null
    ? `On ${formatDay(asked.day)} the person was not on the register in this entry.`
    : `On ${formatDay(asked.day)} the rating was ${ratingMark(asked.rating)}.`;
}

function lineOf(line: HistoryLine, { history, policy }: EntryHistoryCardView, measure: Measure) {
  const { entryId } = history;
  const recordedAt = `${formatDayShort(dayOf(line.at))}, ${formatTime(line.at)}`;
  const what = line.voids ? `Taken back: ${eventWords(line.voids, policy)}` : eventWords(line, policy);
  return {
    when: formatDayShort(line.day),
    what: plain(oneLine(what, EVENT_WORDS)),
    why: cutProse(line.note ?? '', measure.text) || null,
    voided: line.voided === null ? null : '✗ Taken back later: it counts for nothing',
    recorded: plain(`Recorded by ${oneLine(line.by ?? 'the service', 80)}, ${recordedAt}`),
    takeBack: line.mayBeVoided
      ? actionButton({ title: 'Recorded by mistake', verb: 'open-void-event', data: { entryId, eventId: line.id } })
      : null,
  };
}
