import { recordDone } from '../audit/record.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { carryOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { textProblems } from '../platform/typed-problems.ts';
import type { FamilyTextProblem } from './family-meeting.ts';
import { keepAdvanceWords } from './family-store.ts';
import { MAX_ADVANCE_WORDS } from './model.ts';
import { openAsFamily } from './open-as-family.ts';
import type { AsInvitee } from './open-as-invitee.ts';
import { shownWith } from './rules.ts';

type Refusal =
  | { reason: 'incomplete'; problems: FamilyTextProblem[] }
  /** It has begun, is over or is off: nothing is said in advance any more. */
  | { reason: 'too-late' };

/**
 * The person, a parent or a carer says before a meeting what they want to be heard. The chair gets it in Teams at once. It
 * can be changed, and taken back with an empty text, until the meeting begins.
 *
 * @param input.text as typed
 */
export async function sayInAdvance(
  deps: Deps,
  input: AsInvitee & { text: string; press: string },
): Promise<Result<null, NotAllowed | NotFound | Refusal>> {
  const { actor, inviteeId } = input;
  const opened = await openAsFamily(deps, 'say-in-advance', input);
  if (!opened.ok) return opened;
  const { view } = opened.value.meeting;
  const now = deps.clock.now();
  const isAhead = view.state === 'being-arranged' || view.state === 'booked';
  if (!isAhead || (view.startsAt !== null && view.startsAt <= now)) return refuse({ reason: 'too-late' });
  const text = cleanText(input.text);
  const problems = textProblems('text' as const, text, { required: 'optional', longest: MAX_ADVANCE_WORDS });
  if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
  const press = { key: input.press, useCase: 'say-in-advance', actor, asked: { inviteeId, text } } as const;
  await carryOut(deps, press, async (tx) => {
    await keepAdvanceWords(tx, { meetingId: view.id, inviteeId, text, at: now });
    const about = { noun: 'meeting', nounId: view.id, detail: { inviteeId } } as const;
    await recordDone(tx, now, { useCase: 'say-in-advance', actor, ...about });
    if (text !== '') {
      const eventKey = `advance-words:${view.id}:${inviteeId}:${input.press}`;
      await addDeliveries(tx, deps, [
        { kind: 'advance-words', eventKey, channel: 'teams', meetingId: view.id, inviteeId },
      ]);
    }
    await refreshCards(tx, deps, shownWith(view));
    return true;
  });
  return ok(null);
}
