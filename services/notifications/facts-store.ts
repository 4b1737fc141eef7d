import { z } from 'zod';
import type { DsrRole } from '../access/actor.ts';
import { requestStates } from '../mbe-requests/model.ts';
import type { OutcomeContent } from '../meetings/disclosure.ts';
import { meetingStates } from '../meetings/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { fromDateColumn } from '../platform/date-column.ts';
import { referralStates } from '../referrals/model.ts';

const requestState = z.enum(requestStates);
const meetingState = z.enum(meetingStates);
const dsrRole: z.ZodType<DsrRole | null> = z.enum(['coordinator', 'clinical-lead']).nullable();

/** What a delivery about a request needs of it: states and ids, and where its requester gets mail. */
export async function requestFacts(db: DatabaseOrTransaction, requestId: string | null) {
  if (requestId === null) return null;
  const found = await db.mbeRequest.findUnique({
    where: { id: requestId },
    select: {
      reference: true,
      state: true,
      decideBy: true,
      requesterId: true,
      ownerId: true,
      meetings: { orderBy: { createdAt: 'desc' }, take: 1, select: { state: true, startsAt: true } },
    },
  });
  if (found === null) return null;
  const { meetings, state, ...request } = found;
  const [meeting] = meetings;
  return {
    ...request,
    state: requestState.parse(state),
    meeting: meeting ? { state: meetingState.parse(meeting.state), startsAt: meeting.startsAt } : null,
  };
}

/**
 * Somebody who uses the bot or the web pages, as far as a delivery must know them; null when there is nobody to find.
 * `outsideAt`: the address that somebody without Teams has confirmed; null in Teams.
 */
export async function professionalFacts(db: DatabaseOrTransaction, professionalId: string | null) {
  if (professionalId === null) return null;
  const found = await db.professional.findUnique({
    where: { id: professionalId },
    select: { id: true, name: true, email: true, dsrRole: true, confirmedAddress: true },
  });
  if (found === null) return null;
  const { confirmedAddress, ...professional } = found;
  return { ...professional, dsrRole: dsrRole.parse(found.dsrRole), outsideAt: confirmedAddress };
}

/**
 * Who of the tenant has this address and a chat that the bot can write to; of several the one who used it last. Null where
 * there is nobody: they are written to by mail.
 */
export async function chatOfAddress(db: DatabaseOrTransaction, address: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM professional p JOIN conversation_reference c ON c.professional_id = p.id
    WHERE p.aad_object_id IS NOT NULL AND lower(p.email) = ${address.toLowerCase()}
      AND c.kind = 'personal' AND c.unreachable_since IS NULL
    ORDER BY c.updated_at DESC LIMIT 1`;
  return row?.id ?? null;
}

/** The reference of a meeting that serves no request; null where it has none. */
export async function ownReference(db: DatabaseOrTransaction, meetingId: string | null): Promise<string | null> {
  if (meetingId === null) return null;
  return (await db.meeting.findUnique({ where: { id: meetingId }, select: { reference: true } }))?.reference ?? null;
}

/** Whether a to-do waits to be done. */
export async function isOpenTodo(db: DatabaseOrTransaction, todoId: string): Promise<boolean> {
  return (await db.teamTodo.count({ where: { id: todoId, doneAt: null } })) === 1;
}

/** What a delivery about a referral needs of it; null when it is not there, or only a draft. */
export async function referralFacts(db: DatabaseOrTransaction, referralId: unknown) {
  const id = z.uuid().safeParse(referralId);
  if (!id.success) return null;
  const found = await db.referral.findFirst({
    where: { id: id.data, state: { not: 'draft' } },
    select: { id: true, reference: true, state: true, enteredById: true },
  });
  if (found === null) return null;
  const { enteredById, state, ...referral } = found;
  return { ...referral, state: z.enum(referralStates).parse(state), referrerId: enteredById };
}

/** What a delivery about an enquiry needs of it: who asked, and whether it was answered. */
export async function enquiryFacts(db: DatabaseOrTransaction, enquiryId: unknown) {
  const id = z.uuid().safeParse(enquiryId);
  if (!id.success) return null;
  const found = await db.registerEnquiry.findUnique({
    where: { id: id.data },
    select: { id: true, askedById: true, answeredAt: true },
  });
  return found && { id: found.id, askedById: found.askedById, answered: found.answeredAt !== null };
}

export type SentOutcome = { id: string; version: number; content: OutcomeContent };

/** Every version of a meeting's outcome that was sent, first to last. */
export async function sentOutcomes(db: DatabaseOrTransaction, meetingId: string): Promise<SentOutcome[]> {
  const rows = await db.outcome.findMany({
    where: { meetingId, state: 'sent' },
    orderBy: { version: 'asc' },
    select: {
      id: true,
      version: true,
      nextStep: true,
      decisions: { orderBy: { position: 'asc' }, select: { key: true, text: true, parties: true } },
      actions: {
        orderBy: { position: 'asc' },
        select: { key: true, what: true, party: true, who: true, dueDay: true },
      },
    },
  });
  return rows.map(({ id, version, nextStep, decisions, actions }) => ({
    id,
    version,
    content: {
      nextStep,
      decisions,
      actions: actions.map(({ dueDay, ...action }) => ({ ...action, dueDay: fromDateColumn(dueDay) })),
    },
  }));
}
