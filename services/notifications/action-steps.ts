import { addDays, type CalendarDay, dayOf, lastWorkingDayOnOrBefore } from '../platform/time.ts';
import { actionReminder, type OpenDue } from './action-reminder-store.ts';

/** What the area's policy says of reminders of agreed actions. */
type ActionRule = { daysBefore: readonly number[]; escalateAfterDays: number };

/** Who is to do an action, as it matters for reminding: an agency, the person or their family, or the DSR team. */
type ActionSide = 'agency' | 'family' | 'dsr-team';

/** On which side the owner of an action stands, by its party. */
export function sideOf(party: string): ActionSide {
  if (party === 'individual' || party === 'carer') return 'family';
  return party === 'dsr-team' ? 'dsr-team' : 'agency';
}

/** How many days before its day the DSR team is told of an action of its own. */
const TEAM_LEAD = 1;

/** What the reminder rows of every step before the end are called, whoever's the action is. */
export function stepsOf(rule: ActionRule): string[] {
  return [TEAM_LEAD, ...rule.daysBefore].map(actionReminder);
}

/**
 * What has come of an action by today: the step to raise now, and the earlier ones that are passed over with it. A step
 * falls on the last working day on or before its own, so that nobody hears on a Monday what was due on Saturday. What falls
 * on the day on which the outcome was sent, or before, was said in the summary. Null: nothing new.
 *
 * The family is not chased: only the end is reached, the day after theirs. Nor is the DSR team before the day before its own.
 */
export function stepReached(
  action: Pick<OpenDue, 'party' | 'dueDay' | 'sentAt' | 'reminded'>,
  rule: ActionRule,
  today: CalendarDay,
): { step: number | 'overdue'; claims: string[] } | null {
  const side = sideOf(action.party);
  const overdueFrom = addDays(action.dueDay, side === 'agency' ? rule.escalateAfterDays : 1);
  const told = dayOf(action.sentAt);
  if (today >= overdueFrom) return { step: 'overdue', claims: [actionReminder('overdue')] };
  const leads = side === 'family' ? [] : side === 'dsr-team' ? [TEAM_LEAD] : rule.daysBefore;
  const reached = leads.filter((lead) => {
    const day = lastWorkingDayOnOrBefore(addDays(action.dueDay, -lead));
    return day <= today && day > told;
  });
  const raised = new Set(action.reminded);
  const step = reached.length > 0 ? Math.min(...reached) : undefined;
  if (step === undefined || raised.has(actionReminder(step))) return null;
  return { step, claims: reached.map(actionReminder).filter((kind) => !raised.has(kind)) };
}
