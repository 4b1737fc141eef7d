import { isDeepStrictEqual } from 'node:util';
import type { DsrRole } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';

/** A professional as every turn knows them. */
export type Professional = { id: string; name: string; email: string | null; dsrRole: DsrRole | null };

const columns = { id: true, name: true, email: true, dsrRole: true } as const;

/**
 * Who sent an activity, by their Entra object id: looked up for every turn, so that a role taken away counts at once.
 * Somebody new is written down with the name Teams gives.
 *
 * @param readEmail asks Teams for their address; called for somebody whose address is not known yet
 */
export async function recogniseProfessional(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  from: { aadObjectId: string; name?: string | undefined },
  readEmail: () => Promise<string | null>,
): Promise<Professional> {
  const known = await deps.db.professional.findUnique({
    where: { aadObjectId: from.aadObjectId },
    select: columns,
  });
  const name = from.name?.trim();
  if (known) {
    const changed = { ...(name && name !== known.name ? { name } : {}), ...(await emailNowKnown(known, readEmail)) };
    if (Object.keys(changed).length > 0) {
      await deps.db.professional.update({ where: { id: known.id }, data: { ...changed, updatedAt: deps.clock.now() } });
    }
    return { ...known, ...changed, dsrRole: known.dsrRole as DsrRole | null };
  }
  const now = deps.clock.now();
  const email = await readEmail();
  // Two first messages at once: the second finds the row of the first.
  const row = await deps.db.professional.upsert({
    where: { aadObjectId: from.aadObjectId },
    create: {
      id: deps.newId(),
      aadObjectId: from.aadObjectId,
      name: name || 'Name not given',
      email,
      createdAt: now,
      updatedAt: now,
    },
    update: {},
    select: columns,
  });
  return { ...row, dsrRole: row.dsrRole as DsrRole | null };
}

/** The address of somebody who was written down before they wrote: by it they are known where they are invited. */
async function emailNowKnown(
  known: { email: string | null },
  readEmail: () => Promise<string | null>,
): Promise<{ email?: string }> {
  const email = known.email === null ? await readEmail() : null;
  return email === null ? {} : { email };
}

/** Somebody of the DSR team; name and address where the tenant's directory has been asked. */
export type DsrTeamMember = { aadObjectId: string; dsrRole: DsrRole; name?: string; address?: string | null };

/**
 * Makes these people the DSR team, and nobody else. A person who has not written yet is
 * written down, so that requests can be handed over to them. The team's cards in the own chat of somebody who is not of
 * the team any more are forgotten: they stay as they were read, and show nothing of what happens after.
 */
export async function setDsrTeam(
  deps: Pick<Deps, 'db' | 'clock' | 'newId'>,
  team: readonly DsrTeamMember[],
): Promise<void> {
  const now = deps.clock.now();
  await deps.db.$transaction(async (tx) => {
    await tx.professional.updateMany({
      where: { dsrRole: { not: null }, aadObjectId: { notIn: team.map((member) => member.aadObjectId) } },
      data: { dsrRole: null, updatedAt: now },
    });
    for (const { aadObjectId, dsrRole, name, address } of team) {
      const known = { ...(name ? { name } : {}), ...(address ? { email: address } : {}), dsrRole };
      const row = await tx.professional.findUnique({ where: { aadObjectId }, select: columns });
      // Asked every few minutes: a row that is as it should be is left alone.
      if (row !== null && isDeepStrictEqual(row, { ...row, ...known })) continue;
      const added = { id: deps.newId(), aadObjectId, name: 'DSR team member', createdAt: now, updatedAt: now };
      await tx.professional.upsert({
        where: { aadObjectId },
        create: { ...added, ...known },
        update: { ...known, updatedAt: now },
      });
    }
    await tx.$executeRaw`
      DELETE FROM sent_card s USING conversation_reference c, professional p
      WHERE s.card NOT IN ('request-for-requester', 'referral-for-referrer')
        AND c.conversation_id = s.conversation_id
        AND p.id = c.professional_id AND p.dsr_role IS NULL`;
  });
}
