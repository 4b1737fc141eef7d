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

/** One thing that was changed on approval: 'Length: 1 hour, was 1 hour 30 minutes'. Free text: escape it for a card. */
export function correctionWords(correction: { field: string; before: string | null; after: string | null }): string {
  const value = (text: string | null) => {
    if (text === null || text === '') return 'none';
    if (correction.field === 'lengthMinutes' && /^\d+$/.test(text)) return lengthWords(Number(text));
    return isCalendarDay(text) ? formatDayShort(text) : text;
  };
  const name = fieldNames[correction.field] ?? correction.field;
  return `${name}: ${value(correction.after)} (was: ${value(correction.before)})`;
}
