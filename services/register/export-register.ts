import { createHash } from 'node:crypto';
import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, ok, type Result, refuse } from '../platform/result.ts';
import { addExport } from './export-store.ts';
import type { RegisterFilter } from './model.ts';

/** Long enough to open a browser; too short to be found later in a history. */
const MINUTES_TO_DOWNLOAD = 10;

/** What is kept of a link's secret. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/**
 * Lets a coordinator download a list of the register once, within ten minutes, by a link with a secret that is shown to
 * them alone and not kept. A press that comes twice makes two links: either can be used, and each of them once.
 *
 * Refused where this service does not know under which address it can be reached ('no-public-url').
 */
export async function exportRegister(
  deps: Deps,
  input: { actor: Extract<Actor, { kind: 'professional' }>; filter: RegisterFilter },
): Promise<Result<{ secret: string; expiresAt: Date; publicUrl: string }, NotAllowed | { reason: 'no-public-url' }>> {
  const { actor, filter } = input;
  const about = { noun: 'register-entry', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'export-register', actor, about);
  if (refusal) return refusal;
  const { publicUrl } = deps;
  if (!publicUrl) return refuse({ reason: 'no-public-url' });
  const secret = `${deps.newId()}${deps.newId()}`.replaceAll('-', '');
  const id = deps.newId();
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + MINUTES_TO_DOWNLOAD * 60_000);
  await deps.db.$transaction(async (tx) => {
    await addExport(tx, { id, digest: digestOf(secret), professionalId: actor.id, filter, now, expiresAt });
    const { keyProfessional, ...codes } = filter;
    const detail = { exportId: id, ...codes, byKeyProfessional: keyProfessional !== '' };
    await recordDone(tx, now, { useCase: 'export-register', actor, noun: 'register-entry', nounId: null, detail });
  });
  return ok({ secret, expiresAt, publicUrl });
}
