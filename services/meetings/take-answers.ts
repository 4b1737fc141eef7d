import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import type { CalendarResponse } from '../calendar/port.ts';
import { refreshCards } from '../notifications/store.ts';
import { addTodos, todoKeys } from '../notifications/todos.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { newAnswers } from './follow-rules.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { findAnswerers, storeResponse } from './responses-store.ts';
import { inviteInCalendar } from './stand-ins.ts';
import { closeTimeProposed } from './todo-store.ts';
import { watchQuorum } from './watch-quorum.ts';

/**
 * Takes what those invited have answered in their calendars, in the transaction that has seen it: the latest of each stands,
 * with another time that they would rather have, which the team is told of. What follows from an answer, such as the loss of
 * the quorum, follows here.
 *
 * @param from since when the event may have had its time: answers from before were to another
 * @returns how many were new
 */
export async function takeAnswers(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  { view }: OpenMeeting,
  responses: readonly CalendarResponse[],
  from: Date | null,
): Promise<number> {
  const answers = newAnswers(responses, await findAnswerers(tx, view.id), from);
  const by = { useCase: 'record-response', actor } as const;
  const closed: string[] = [];
  for (const { inviteeId, answer } of answers) {
    const { response, at, proposed } = answer;
    if (!(await storeResponse(tx, { meetingId: view.id, inviteeId, response, at, proposed }))) continue;
    await recordDone(tx, deps.clock.now(), {
      ...{ ...by, noun: 'meeting', nounId: view.id },
      detail: { inviteeId, response, ...(proposed ? { proposed: proposed.start.toISOString() } : {}) },
    });
    closed.push(...(await closeTimeProposed(tx, inviteeId, deps.clock.now())));
    if (proposed) {
      await addTodos(tx, deps, [
        {
          kind: 'time-proposed',
          eventKey: todoKeys.timeProposed(inviteeId, at),
          ...{ requestId: view.requestId, entryId: view.entryId, meetingId: view.id, inviteeId },
          ...{ startsAt: proposed.start, endsAt: proposed.end },
        },
      ]);
    }
    const joins = view.invitees.find(({ id }) => id === inviteeId)?.askedToStandIn && response !== 'declined';
    if (joins) await inviteInCalendar(tx, deps, view.id, inviteeId);
  }
  if (answers.length > 0) await watchQuorum(tx, deps, view.id, by);
  await refreshCards(tx, deps, closed);
  return answers.length;
}
