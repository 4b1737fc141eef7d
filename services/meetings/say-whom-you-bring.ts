import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanLine } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { textProblems } from '../platform/typed-problems.ts';
import type { FamilyTextProblem } from './family-meeting.ts';
import { keepBringing } from './family-store.ts';
import { MAX_BRINGING } from './model.ts';
import { openAsFamily } from './open-as-family.ts';
import type { AsInvitee } from './open-as-invitee.ts';
import { shownWith } from './rules.ts';

type Refusal =
  | { reason: 'incomplete'; problems: FamilyTextProblem[] }
  /** The meeting has begun, is over or is off. */
  | { reason: 'too-late' };

/**
 * The person, a parent or a carer says whom they bring to a meeting: the team sees it on the meeting's card. An empty text
 * says that they come alone.
 *
 * @param input.text as typed
 */
export async function sayWhomYouBring(
  deps: Deps,
  input: AsInvitee & { text: string; press: string },
): Promise<Result<null, NotAllowed | NotFound | Refusal>> {
  const { actor, inviteeId } = input;
  const opened = await openAsFamily(deps, 'say-whom-you-bring', input);
  if (!opened.ok) return opened;
  const { view } = opened.value.meeting;
  const now = deps.clock.now();
  const isAhead = view.state === 'being-arranged' || view.state === 'booked';
  if (!isAhead || (view.startsAt !== null && view.startsAt <= now)) return refuse({ reason: 'too-late' });
  const text = cleanLine(input.text);
  const problems = textProblems('text' as const, text, { required: 'optional', longest: MAX_BRINGING });
  if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
  const press = { key: input.press, useCase: 'say-whom-you-bring', actor, asked: { inviteeId, text } } as const;
  await carryOut(deps, press, async (tx) => {
    await keepBringing(tx, inviteeId, text || null);
    const about = { noun: 'meeting', nounId: view.id, detail: { inviteeId } } as const;
    await recordDone(tx, now, { useCase: 'say-whom-you-bring', actor, ...about });
    await refreshCards(tx, deps, shownWith(view));
    return true;
  });
  return ok(null);
}
