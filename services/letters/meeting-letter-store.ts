import { z } from 'zod';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { letterKinds, letterStates } from './model.ts';

const rows = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(letterKinds),
    state: z.enum(letterStates),
    inviteeId: z.string().nullable(),
    createdAt: z.date(),
  }),
);

/** A letter about a meeting, as far as another one must know of it. */
export type MeetingLetterRow = z.infer<typeof rows>[number];

/** Every letter about one meeting, first to last. */
export async function lettersOfMeeting(db: DatabaseOrTransaction, meetingId: string): Promise<MeetingLetterRow[]> {
  const found = await db.letter.findMany({
    where: { meetingId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, kind: true, state: true, inviteeId: true, createdAt: true },
  });
  return rows.parse(found);
}

/** What was agreed, in the words of the last letter to one invitee that a coordinator has released; null before that. */
export async function releasedAgreed(
  db: DatabaseOrTransaction,
  inviteeId: string,
): Promise<{ id: string; text: string; on: Date } | null> {
  const found = await db.letter.findFirst({
    where: { inviteeId, kind: 'meeting-agreed', releasedAt: { not: null }, releasedText: { not: null } },
    orderBy: [{ releasedAt: 'desc' }, { id: 'desc' }],
    select: { id: true, releasedText: true, releasedAt: true },
  });
  if (found?.releasedText == null || found.releasedAt === null) return null;
  return { id: found.id, text: found.releasedText, on: found.releasedAt };
}

/** What the professionals who were invited do, by their invitee’s id, as the directory says. */
export async function jobsOfInvitees(
  db: DatabaseOrTransaction,
  invitees: readonly { id: string; contactId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const contacts = await db.agencyContact.findMany({
    where: { id: { in: invitees.flatMap(({ contactId }) => contactId ?? []) } },
    select: { id: true, jobTitle: true },
  });
  const titles = new Map(contacts.map(({ id, jobTitle }) => [id, jobTitle]));
  return new Map(
    invitees.flatMap(({ id, contactId }) => {
      const title = contactId === null ? undefined : titles.get(contactId);
      return title === undefined || title.trim() === '' ? [] : [[id, title] as const];
    }),
  );
}
