import type { Actor } from '../access/actor.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { letterFor } from './letter-for-actor.ts';
import { type LetterDeps, letterView } from './letter-view.ts';
import type { LetterView } from './model.ts';

/** Shows a letter in its present state, for the DSR team: exactly as it was released, or as it would go now. */
export async function viewLetter(
  deps: LetterDeps,
  input: { actor: Actor; letterId: string },
): Promise<Result<LetterView, NotAllowed | NotFound>> {
  const found = await letterFor(deps, 'view-letter', input.actor, input.letterId);
  return found.ok ? ok(letterView(deps, found.value)) : found;
}
