import { z } from 'zod';
import { disclosureBases } from '../meetings/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { type DisclosureView, disclosedThings } from './model.ts';

/** The newest: more than these nobody reads on a card. */
const MOST_LISTED = 200;

const things = z.array(z.enum(disclosedThings));
const viaCode = z.enum(['mail', 'page', 'letter']);
const basisCode = z.enum(['agreement', 'family', ...disclosureBases]);

/** What left about the person of a meeting: of this one, and of what belongs to the same request or entry. Newest first. */
export async function findDisclosures(
  db: DatabaseOrTransaction,
  about: { meetingId: string; requestId: string | null; entryId: string | null },
): Promise<DisclosureView[]> {
  const { meetingId, requestId, entryId } = about;
  const related = await db.meeting.findMany({
    where: {
      OR: [{ id: meetingId }, ...(requestId ? [{ requestId }] : []), ...(entryId ? [{ entryId }] : [])],
    },
    select: { id: true },
  });
  const rows = await db.disclosure.findMany({
    where: { OR: [{ meetingId: { in: related.map(({ id }) => id) } }, ...(entryId ? [{ entryId }] : [])] },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: MOST_LISTED,
  });
  const [invitees, organisations] = await Promise.all([
    db.invitee.findMany({
      where: { id: { in: rows.flatMap((row) => row.inviteeId ?? []) } },
      select: { id: true, name: true },
    }),
    db.organisation.findMany({
      where: { id: { in: rows.flatMap((row) => row.organisationId ?? []) } },
      select: { id: true, name: true },
    }),
  ]);
  const nameOf = (of: readonly { id: string; name: string }[], id: string | null) =>
    of.find((one) => one.id === id)?.name ?? null;
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    to: {
      name: nameOf(invitees, row.inviteeId),
      organisation: nameOf(organisations, row.organisationId),
      address: row.address,
    },
    what: things.parse(row.what),
    via: viaCode.parse(row.via),
    basis: basisCode.parse(row.basis),
    thisMeeting: row.meetingId === meetingId,
  }));
}
