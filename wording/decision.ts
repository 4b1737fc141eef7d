import { inviteAnswers, type RequestView } from '../services/mbe-requests/model.ts';
import { formatDayShort, isCalendarDay } from '../services/platform/time.ts';
import { type AreaPolicy, labelOf } from '../services/policies/model.ts';
import { inviteWords } from './invite-answers.ts';
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
  place: 'Place',
  individualAnswer: 'The person',
  carerAnswer: 'Parent or carer',
};

/** Corrections that are lists, one entry a line. */
const lists: ReadonlySet<string> = new Set(['organisationIds', 'furtherPeople']);

/**
 * One thing that was changed on approval: 'Length: 1 hour 30 minutes (was: 1 hour)'. Of a list only what differs, so that
 * nobody has to compare: 'Organisations: added Example Police'. Free text: escape it for a card.
 */
export function correctionWords(correction: { field: string; before: string | null; after: string | null }): string {
  const value = (text: string | null) => {
    if (text === null || text === '') return correction.field === 'place' ? 'online' : 'none';
    if (correction.field === 'individualAnswer' || correction.field === 'carerAnswer') return answerWords(text);
    if (correction.field === 'lengthMinutes' && /^\d+$/.test(text)) return lengthWords(Number(text));
    return isCalendarDay(text) ? formatDayShort(text) : text;
  };
  const name = fieldNames[correction.field] ?? correction.field;
  const differs = lists.has(correction.field) ? listChange(correction) : '';
  if (differs !== '') return `${name}: ${differs}`;
  return `${name}: ${value(correction.after)} (was: ${value(correction.before)})`;
}

/** An answer's code stands in the first line, what was said to it below. */
function answerWords(text: string): string {
  const [code, ...detail] = text.split('\n');
  const answer = inviteAnswers.find((one) => one === code);
  return answer === undefined ? text : inviteWords({ answer, detail: detail.join('\n') });
}

function listChange({ before, after }: { before: string | null; after: string | null }): string {
  // A person's line is "name, address": in a list of several the address stands in brackets.
  const shown = (entry: string) => entry.replace(/, (\S+@\S+)$/, ' ($1)');
  const entries = (text: string | null) =>
    (text ?? '')
      .split('\n')
      .filter((entry) => entry !== '')
      .map(shown);
  const without = (some: string[], others: string[]) => some.filter((entry) => !others.includes(entry)).join(', ');
  const added = without(entries(after), entries(before));
  const removed = without(entries(before), entries(after));
  return [...(added ? [`added ${added}`] : []), ...(removed ? [`removed ${removed}`] : [])].join('; ');
}
