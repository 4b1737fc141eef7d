import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import { idOf } from '../meetings/open-meeting.ts';
import { shownWith } from '../meetings/rules.ts';
import { refreshCards } from '../notifications/store.ts';
import { addTodos, todoKeys } from '../notifications/todos.ts';
import { carryOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { familyOf } from '../register/person-store.ts';
import { isSharedInbox } from '../sign-in/shared-inbox-store.ts';
import { closeActionTodos, entriesShowing } from './action-store.ts';
import { type CheckedReport, checkReport } from './check-report.ts';
import type { ReportProblem, TypedReport } from './model.ts';
import { type OpenAction, openAction } from './open-action.ts';
import { saveProgress } from './progress-store.ts';

/**
 * Somebody whose party is to do an agreed action says what became of it: done, on which day; under way; or that it cannot
 * be done, and why. What was said before is replaced. The DSR team's cards show it at once; of what cannot be done the team
 * gets a to-do, and what it was to do about an action that is done is closed.
 *
 * Refused for what was typed ('incomplete').
 *
 * @param input.address in small letters, as it was confirmed
 */
export async function reportAction(
  deps: Deps,
  input: { actor: Actor; address: string; actionKey: string; press: string } & TypedReport,
): Promise<Result<null, NotAllowed | NotFound | { reason: 'incomplete'; problems: ReportProblem[] }>> {
  const { actor, address, actionKey, press: key, ...typed } = input;
  const opened = await openAction(deps, 'report-action', input);
  if (!opened.ok) return opened;
  const today = dayOf(deps.clock.now());
  const sharedInbox = await isSharedInbox(deps.db, address);
  const { report, problems } = checkReport(typed, { today, sharedInbox });
  if (report === null) return refuse({ reason: 'incomplete', problems });
  const press = { key, useCase: 'report-action', actor, asked: { actionKey, ...typed } } as const;
  const shown = await cardsShowing(deps, opened.value);
  await carryOut(deps, press, (tx) => save(tx, deps, actor, opened.value, report, shown));
  return ok(null);
}

/** The records whose cards show the action: the meeting's, and the person's on the register. */
async function cardsShowing(deps: Pick<Deps, 'db'>, { meeting, rows }: OpenAction): Promise<string[]> {
  const personId = rows.register?.personId ?? rows.request?.personId ?? null;
  const entries = personId === null ? [] : await entriesShowing(deps.db, await familyOf(deps.db, personId));
  return [...new Set([...shownWith(meeting), ...entries])];
}

async function save(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  { action, meeting }: OpenAction,
  report: CheckedReport,
  shown: readonly string[],
): Promise<boolean> {
  const now = deps.clock.now();
  const { key, meetingId } = action;
  await saveProgress(tx, key, { meetingId, ...report, recordedById: idOf(actor), recordedAt: now });
  await recordDone(tx, now, {
    ...{ useCase: 'report-action', actor, noun: 'meeting', nounId: meetingId },
    ...(action.state === null ? {} : { from: action.state }),
    to: report.state,
    detail: { actionKey: key, fromSharedInbox: report.answeredBy !== null },
  });
  const closed = report.state === 'done' ? await closeActionTodos(tx, key, now) : [];
  if (report.state === 'cannot' && action.state !== 'cannot') {
    const eventKey = todoKeys.actionCannot(key, now);
    const about = { requestId: meeting.requestId, entryId: meeting.entryId, meetingId, actionKey: key };
    await addTodos(tx, deps, [{ kind: 'action-cannot', eventKey, ...about }]);
  }
  await refreshCards(tx, deps, [...shown, ...closed]);
  return true;
}
