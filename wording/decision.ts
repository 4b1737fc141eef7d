import type { RequestView } from '../services/mbe-requests/model.ts';
import { formatDayShort, isCalendarDay } from '../services/platform/time.ts';
import { type AreaPolicy, labelOf } from '../services/policies/model.ts';
import { lengthWords } from './team-request.ts';

/** What was decided and why, without who and when: 'Declined: Hold an MDT meeting first'. */
export function decisionWords(
  request: Pick<RequestView, 'decision' | 'state'>,
  policy: Pick<AreaPolicy, 'declineReasons' | 'purposeCategories'>,
): string | null {
  const { decision } = request;
  if (decision === null) return null;
  if (decision.reason !== null) return `Declined: ${labelOf(policy.declineReasons.value, decision.reason)}`;
  if (decision.purposeCategory === null) return 'Approved';
  return `Approved as: ${labelOf(policy.purposeCategories.value, decision.purposeCategory)}`;
}

const fieldNames: Record<string, string> = {
  organisationIds: 'Organisations',
  organisations: 'Organisations',
  furtherPeople: 'Further people',
  lengthMinutes: 'Length',
  neededBy: 'Needed by',
};

/** What separates the entries of a list in a correction. */
const separators: Record<string, string> = { organisationIds: ', ', furtherPeople: '\n' };

/**
 * One thing that was changed on approval: 'Length: 1 hour 30 minutes (was: 1 hour)'. Of a list only what differs, so that
 * nobody has to compare: 'Organisations: added Example Police'. Free text: escape it for a card.
 */
export function correctionWords(correction: { field: string; before: string | null; after: string | null }): string {
  const value = (text: string | null) => {
    if (text === null || text === '') return 'none';
    if (correction.field === 'lengthMinutes' && /^\d+$/.test(text)) return lengthWords(Number(text));
    return isCalendarDay(text) ? formatDayShort(text) : text;
  };
  const name = fieldNames[correction.field] ?? correction.field;
  const separator = separators[correction.field];
  const differs = separator === undefined ? '' : listChange(correction, separator);
  if (differs !== '') return `${name}: ${differs}`;
  return `${name}: ${value(correction.after)} (was: ${value(correction.before)})`;
}

function listChange({ before, after }: { before: string | null; after: string | null }, separator: string): string {
  const entries = (text: string | null) => (text ?? '').split(separator).filter((entry) => entry !== '');
  const without = (some: string[], others: string[]) => some.filter((entry) => !others.includes(entry)).join(', ');
  const added = without(entries(after), entries(before));
  const removed = without(entries(before), entries(after));
  return [...(added ? [`added ${added}`] : []), ...(removed ? [`removed ${removed}`] : [])].join('; ');
}
