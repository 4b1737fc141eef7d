import type { Actor } from '../access/actor.ts';
import { recordRead } from '../audit/record.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { letterFor } from './letter-for-actor.ts';
import { type LetterDeps, letterView } from './letter-view.ts';
import type { LetterView } from './model.ts';

/**
 * Shows a letter in its present state, for the DSR team: exactly as it was released, or as it would go now.
 *
 * @param input.opened somebody opened it to look, which is put on record
 */
export async function viewLetter(
  deps: LetterDeps,
  input: { actor: Actor; letterId: string; opened?: boolean },
): Promise<Result<LetterView, NotAllowed | NotFound>> {
  const { actor, letterId } = input;
  const found = await letterFor(deps, 'view-letter', actor, letterId);
  if (!found.ok) return found;
  if (input.opened) await recordRead(deps, { useCase: 'view-letter', actor, noun: 'letter', nounId: letterId });
  return ok(letterView(deps, found.value));
}
