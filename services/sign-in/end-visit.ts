import type { Deps } from '../platform/deps.ts';
import { digestOf } from './secrets.ts';
import { endSession } from './session-store.ts';

/** Somebody leaves: their browser is forgotten at once. Without a session nothing happens. */
export async function endVisit(deps: Pick<Deps, 'db' | 'clock'>, sessionSecret: string | undefined): Promise<void> {
  if (sessionSecret) await endSession(deps.db, digestOf(sessionSecret), deps.clock.now());
}
