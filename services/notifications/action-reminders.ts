import { findAction } from '../agreed-actions/action-store.ts';
import { ownerAddresses } from '../agreed-actions/rules.ts';
import { readMeeting } from '../meetings/open-meeting.ts';
import { shownWith } from '../meetings/rules.ts';
import type { Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { addDays, type CalendarDay, dayOf } from '../platform/time.ts';
import { actionsDue, type OpenDue } from './action-reminder-store.ts';
import { sideOf, stepReached, stepsOf } from './action-steps.ts';
import { isTimeForReminders, THE_REGISTER } from './clock-reminders.ts';
import type { NewDelivery } from './model.ts';
import { addDeliveries, refreshCards } from './store.ts';
import { addTodos, type NewTodo, todoKeys } from './todos.ts';

/** How many are looked at in one query. */
const AT_ONCE = 200;
/** A week and a bank holiday weekend: a step may fall on a working day before its own. */
const EARLIER_DAYS = 7;
const HOUR_MS = 60 * 60 * 1000;
/** The name of the reminder row that lets an hour's reminders be raised once. */
export const ACTIONS_ROUND = 'action-reminders';

/**
 * Raises what agreed actions call for at this moment, on working days from the time of the digest: reminders to the addresses
 * behind which their owners are, and after the policy's days an escalation to the organisation's manager, or a to-do where
 * none is named. Of an action that is overdue the team gets a to-do in any case, of the family's too, who are not chased by
 * mail. Each once for a step and a due day, however often and by however many processes it is called.
 *
 * @returns how many were raised by this call
 */
export async function raiseActionReminders(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  if (!isTimeForReminders(deps.policy, now)) return 0;
  const rule = deps.policy.actionReminders.value;
  const today = dayOf(now);
  const by = addDays(today, Math.max(...rule.daysBefore) + EARLIER_DAYS);
  const kinds = stepsOf(rule);
  let raised = 0;
  for (let after: string | null = null; ; ) {
    const page: OpenDue[] = await actionsDue(deps.db, { by, kinds, after, take: AT_ONCE });
    for (const action of page) raised += await raiseLogged(deps, action, today);
    after = page.at(-1)?.key ?? null;
    if (page.length < AT_ONCE) break;
  }
  if (raised > 0) deps.jobs.wake();
  return raised;
}

/** The same once an hour, by whichever process comes first: days are what counts. */
export async function raiseActionRemindersHourly(deps: Deps): Promise<number> {
  const now = deps.clock.now();
  if (!isTimeForReminders(deps.policy, now)) return 0;
  const dueAt = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  const row = { kind: ACTIONS_ROUND, recordId: THE_REGISTER, dueAt, raisedAt: now };
  const { count } = await deps.db.reminder.createMany({ data: [row], skipDuplicates: true });
  return count === 0 ? 0 : raiseActionReminders(deps);
}

/** One that can't be raised is logged by its key; the others are raised, and the next hour tries it again. */
async function raiseLogged(deps: Deps, action: OpenDue, today: CalendarDay): Promise<number> {
  try {
    return await raise(deps, action, today);
  } catch (fault) {
    deps.log.fault('action-reminder-not-raised', fault, { actionKey: action.key });
    return 0;
  }
}

async function raise(deps: Deps, action: OpenDue, today: CalendarDay): Promise<number> {
  const reached = stepReached(action, deps.policy.actionReminders.value, today);
  if (reached === null) return 0;
  const { step, claims } = reached;
  const effects = step === 'overdue' ? overdueEffects(action) : await reminderEffects(deps, action, step);
  return deps.db.$transaction(async (tx) => {
    if (!(await claim(tx, deps, action, claims))) return 0;
    await addDeliveries(tx, deps, effects.deliveries);
    await addTodos(tx, deps, effects.todos);
    if (step === 'overdue') await refreshCards(tx, deps, shownWith({ id: action.meetingId, ...action }));
    return 1;
  });
}

/** Claims the steps; a unique index decides between processes. @returns whether they are this call's own */
async function claim(tx: Transaction, deps: Deps, action: OpenDue, kinds: readonly string[]): Promise<boolean> {
  const raisedAt = deps.clock.now();
  const { count } = await tx.reminder.createMany({
    data: kinds.map((kind) => ({ kind, recordId: action.key, dueAt: toDateColumn(action.dueDay), raisedAt })),
    skipDuplicates: true,
  });
  return count === kinds.length;
}

type Effects = { deliveries: NewDelivery[]; todos: NewTodo[] };

const aboutOf = ({ key, meetingId, requestId, entryId }: OpenDue) => ({
  meetingId,
  requestId,
  entryId,
  actionKey: key,
});

/** The DSR team gets a to-do of its own actions; everybody else a mail to each address that owns it. */
async function reminderEffects(deps: Deps, action: OpenDue, lead: number): Promise<Effects> {
  const { key, dueDay, meetingId } = action;
  if (sideOf(action.party) === 'dsr-team') {
    const eventKey = todoKeys.ofAction('team-action-due', key, dueDay);
    return { deliveries: [], todos: [{ kind: 'team-action-due', eventKey, ...aboutOf(action) }] };
  }
  const [found, meeting] = await Promise.all([findAction(deps.db, key), readMeeting(deps, meetingId)]);
  if (found === null || meeting === null) return { deliveries: [], todos: [] };
  const owners = ownerAddresses(found, meeting.view.invitees);
  const deliveries = owners.map(
    ({ inviteeId }): NewDelivery => ({
      kind: 'action-reminder',
      eventKey: `action-reminder:${key}:${dueDay}:${lead}:${inviteeId ?? 'duty'}`,
      channel: 'mail',
      meetingId,
      ...(inviteeId === null ? {} : { inviteeId }),
      detail: { actionKey: key, due: dueDay, lead },
    }),
  );
  return { deliveries, todos: [] };
}

function overdueEffects(action: OpenDue): Effects {
  const { key, dueDay, meetingId, managerEmail } = action;
  const isAgency = sideOf(action.party) === 'agency';
  const kind = isAgency && managerEmail === null ? 'escalate-action-by-hand' : 'action-overdue';
  const todos: NewTodo[] = [{ kind, eventKey: todoKeys.ofAction(kind, key, dueDay), ...aboutOf(action) }];
  if (!isAgency || managerEmail === null) return { deliveries: [], todos };
  const detail = { actionKey: key, due: dueDay };
  const eventKey = `action-escalation:${key}:${dueDay}`;
  return { deliveries: [{ kind: 'action-escalation', eventKey, channel: 'mail', meetingId, detail }], todos };
}
