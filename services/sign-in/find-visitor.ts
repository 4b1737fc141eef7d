import type { Deps } from '../platform/deps.ts';
import { SECRET_LENGTH, type Visitor } from './model.ts';
import { digestOf } from './secrets.ts';
import { findSession } from './session-store.ts';

/** Who is behind a browser's session; null where there is none, or it has ended. */
export async function findVisitor(
  deps: Pick<Deps, 'db' | 'clock'>,
  sessionSecret: string | undefined,
): Promise<Visitor | null> {
  if (sessionSecret?.length !== SECRET_LENGTH) return null;
  const found = await findSession(deps.db, digestOf(sessionSecret), deps.clock.now());
  if (found === null) return null;
  const { professionalId, address, name, jobRole, organisation, phone, sharedInbox } = found;
  return {
    actor: { kind: 'professional', id: professionalId, dsrRole: null, outside: true },
    address,
    name,
    profile: { jobRole, organisation, phone },
    sharedInbox,
  };
}
