import type { ClockKind } from '../services/clocks/model.ts';
import { type CalendarDay, formatDay } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { clockLabel } from './clocks.ts';
import { versionWords } from './policy.ts';

type KindChange = {
  kind: ClockKind;
  earlier: number;
  later: number;
  appear: number;
  disappear: number;
  newlyDue: { count: number; references: readonly string[] };
  noLongerDue: number;
};

/** What a simulation found: services/policies/simulate-policy.ts. */
export type SimulationView = {
  current: AreaPolicy;
  tried: AreaPolicy;
  today: CalendarDay;
  result: { entries: number; referrals: number; unchanged: number; kinds: readonly KindChange[] };
};

const counted = new Intl.NumberFormat('en-GB');
const many = (count: number, one: string, more = `${one}s`) =>
  `${count === 0 ? 'no' : counted.format(count)} ${count === 1 ? one : more}`;
const capital = (text: string) => text.replace(/^./, (first) => first.toUpperCase());
const sum = (kinds: readonly KindChange[], of: (kind: KindChange) => number) =>
  kinds.reduce((total, kind) => total + of(kind), 0);

function counts({ earlier, later, appear, disappear }: Pick<KindChange, 'earlier' | 'later' | 'appear' | 'disappear'>) {
  return [
    ...(earlier > 0 ? [`${many(earlier, 'date')} earlier`] : []),
    ...(later > 0 ? [`${many(later, 'date')} later`] : []),
    ...(appear > 0 ? [`${many(appear, 'new date')}`] : []),
    ...(disappear > 0 ? [`${many(disappear, 'date')} no longer there`] : []),
  ];
}

function kindLines(change: KindChange): string[] {
  const { newlyDue, noLongerDue } = change;
  const left = newlyDue.count - newlyDue.references.length;
  const more = left > 0 ? ` and ${counted.format(left)} more` : '';
  return [
    '',
    `${clockLabel(change.kind)}: ${counts(change).join(', ') || 'no date moves'}`,
    ...(newlyDue.count > 0
      ? [`  Newly due or overdue (${counted.format(newlyDue.count)}): ${newlyDue.references.join(', ')}${more}`]
      : []),
    ...(noLongerDue > 0 ? [`  No longer due or overdue: ${counted.format(noLongerDue)}`] : []),
  ];
}

/** Which two policies were compared, on what day, and what is to be known of that. */
function opening({ current, tried, today, result }: SimulationView): string[] {
  return [
    `If ${tried.name}, version ${tried.version}, held today, ${formatDay(today)}, instead of ${current.name}, version ${current.version}:`,
    ...(tried.area === current.area ? [] : [`These are two areas: this register is served under ${current.name}.`]),
    ...(tried.effectiveFrom > today ? [`The file takes effect later. ${versionWords(tried)}.`] : []),
    '',
    `${capital(many(result.entries, 'person', 'people'))} on the register and ${many(result.referrals, 'referral')} were looked at.`,
  ];
}

/** What another policy would change, for whoever thinks of changing it. References and counts, no names. */
export function simulationText(view: SimulationView): string {
  const { kinds, unchanged } = view.result;
  const moved = sum(kinds, ({ earlier, later }) => earlier + later);
  const due = sum(kinds, ({ newlyDue }) => newlyDue.count);
  const total = kinds.length === 0 ? 'No due date would change.' : `${capital(many(moved, 'due date'))} would move.`;
  return [
    ...opening(view),
    `${total} ${capital(many(unchanged, 'date'))} would stay. ${capital(many(due, 'deadline'))} would newly be due or overdue.`,
    ...kinds.flatMap(kindLines),
    '',
    'Nothing was changed.',
  ].join('\n');
}
