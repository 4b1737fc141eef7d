import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import { digestOf } from './export-register.ts';
import { usableExport, useUpExport } from './export-store.ts';
import { keyProfessionalNames, listPage } from './list-store.ts';
import type { ListedPerson } from './register-view.ts';

/** More people than any area has on its register; the list is read in one statement. */
const MOST_EXPORTED = 200_000;

export type ExportedPerson = ListedPerson & { keyProfessional: string | null };

/** Whether a link can still be used. Looking uses nothing up: mail and chat programs open links before people do. */
export async function exportIsUsable(deps: Pick<Deps, 'db' | 'clock'>, secret: string): Promise<boolean> {
  return (await usableExport(deps.db, digestOf(secret), deps.clock.now())) !== null;
}

/**
 * The list that a link stands for, once. It is a coordinator's own: whoever has left the team since is refused, on record.
 * A link that was used, is too old or never was is 'gone': the three are not told apart.
 */
export async function redeemExport(
  deps: Deps,
  secret: string,
): Promise<Result<{ day: CalendarDay; people: ExportedPerson[] }, { reason: 'gone' }>> {
  const now = deps.clock.now();
  const link = await usableExport(deps.db, digestOf(secret), now);
  if (link === null) return refuse({ reason: 'gone' });
  const actor = { kind: 'professional', id: link.professionalId, dsrRole: link.dsrRole } as const;
  const about = { noun: 'register-entry', nounId: null, relations: ['none'] } as const;
  if (await authorise(deps, 'export-register', actor, about)) return refuse({ reason: 'gone' });
  const day = dayOf(now);
  const rows = await listPage(deps.db, {
    filter: link.filter,
    today: day,
    policy: deps.policy,
    skip: 0,
    take: MOST_EXPORTED,
  });
  const names = await keyProfessionalNames(
    deps.db,
    rows.map((row) => row.entryId),
  );
  const used = await deps.db.$transaction(async (tx) => {
    if (!(await useUpExport(tx, link.id, now))) return false;
    const detail = { exportId: link.id, downloaded: rows.length };
    await recordDone(tx, now, { useCase: 'export-register', actor, noun: 'register-entry', nounId: null, detail });
    return true;
  });
  if (!used) return refuse({ reason: 'gone' });
  return ok({ day, people: rows.map((row) => ({ ...row, keyProfessional: names.get(row.entryId) ?? null })) });
}
