import { daysBetween, formatDay, formatDayShort } from '../services/platform/time.ts';
import type { DigestItem, DigestView } from '../services/register/digest-model.ts';
import { clockLabel } from './clocks.ts';

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** 'Due on the register: Tuesday 12 January 2027' */
export function digestHeading(digest: Pick<DigestView, 'day'>): string {
  return `Due on the register: ${formatDay(digest.day)}`;
}

/** What a notification may say of it. */
export const digestSummary = 'What is due on the register today';

/** "More" only where others were named before. */
function weekWords(before: number): [one: string, many: string] {
  return before > 0 ? ['more falls', 'more fall'] : ['date falls', 'dates fall'];
}

/** The numbers in sentences, the most pressing first. */
export function digestLines({ counts }: Pick<DigestView, 'counts'>): string[] {
  const { overdue, today, week, lapsed } = counts;
  if (overdue + today + week + lapsed === 0) {
    return [
      'Nothing is overdue, and nothing falls due this week. The next message like this comes when something does.',
    ];
  }
  return [
    ...(overdue > 0 ? [`! ${counted(overdue, 'date is', 'dates are')} overdue`] : []),
    ...(today > 0 ? [`${counted(today, 'date falls', 'dates fall')} due today`] : []),
    ...(week > 0 ? [`${counted(week, ...weekWords(overdue + today))} due this week`] : []),
    ...(lapsed > 0
      ? [
          `! Consent has run out for ${counted(lapsed, 'person', 'people')}: nothing about them may be shared until it is renewed`,
        ]
      : []),
  ];
}

/** One deadline: what, for whom, and how late. Names are free text: escape the result for a card. */
export function digestItemWords(item: DigestItem, today: string): { title: string; when: string } {
  const late = daysBetween(item.due, today);
  const when =
    late === 0 ? 'Due today' : `Overdue by ${counted(late, 'day', 'days')}, since ${formatDayShort(item.due)}`;
  return { title: `${item.reference} ${item.personName}: ${clockLabel(item.kind)}`, when };
}
