import { recordDone } from '../audit/record.ts';
import { addTodos, todoKeys } from '../notifications/todos.ts';
import { carryOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { textProblems } from '../platform/typed-problems.ts';
import type { FamilyTextProblem } from './family-meeting.ts';
import { MAX_HELPS } from './model.ts';
import { openAsFamily } from './open-as-family.ts';
import type { AsInvitee } from './open-as-invitee.ts';

type Refusal = { reason: 'incomplete'; problems: FamilyTextProblem[] };

/**
 * The person, a parent or a carer says what helps them to take part. It becomes a to-do of the team, which talks to them
 * where it must, and records it with the person's communication needs: what anybody typed is not obeyed unread.
 *
 * @param input.text as typed
 */
export async function sayWhatHelps(
  deps: Deps,
  input: AsInvitee & { text: string; press: string },
): Promise<Result<null, NotAllowed | NotFound | Refusal>> {
  const { actor, inviteeId } = input;
  const opened = await openAsFamily(deps, 'say-what-helps', input);
  if (!opened.ok) return opened;
  const { id: meetingId, requestId } = opened.value.meeting.view;
  const text = cleanText(input.text);
  const problems = textProblems('text' as const, text, { required: 'required', longest: MAX_HELPS });
  if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
  const press = { key: input.press, useCase: 'say-what-helps', actor, asked: { inviteeId, text } } as const;
  await carryOut(deps, press, async (tx) => {
    const eventKey = todoKeys.needsSaid(inviteeId, input.press);
    await addTodos(tx, deps, [{ kind: 'needs-said', eventKey, requestId, meetingId, inviteeId, note: text }]);
    const about = { noun: 'meeting', nounId: meetingId, detail: { inviteeId } } as const;
    await recordDone(tx, deps.clock.now(), { useCase: 'say-what-helps', actor, ...about });
    return true;
  });
  return ok(null);
}
