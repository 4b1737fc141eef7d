import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { fromDateColumn, toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { ratings } from '../register/model.ts';
import type { CheckedOutcome } from './check-outcome.ts';
import { attendanceAnswers, type OutcomeView } from './model.ts';
import { findNamed } from './store.ts';

const stateCode = z.enum(['draft', 'sent']);
const cameCode = z.enum(attendanceAnswers);
const ratingCode = z.enum(ratings).nullable();

/** The latest version of a meeting's outcome. Null where none was begun. */
export async function findOutcome(db: DatabaseOrTransaction, meetingId: string): Promise<OutcomeView | null> {
  const row = await db.outcome.findFirst({
    where: { meetingId },
    orderBy: { version: 'desc' },
    include: {
      attendance: true,
      decisions: { orderBy: { position: 'asc' } },
      actions: { orderBy: { position: 'asc' } },
    },
  });
  if (row === null) return null;
  const recordedBy = await findNamed(db, row.recordedById);
  if (recordedBy === null) throw new Error('An outcome was recorded by nobody');
  return {
    id: row.id,
    meetingId,
    version: row.version,
    state: stateCode.parse(row.state),
    saves: row.saves,
    attendance: row.attendance.map(({ inviteeId, came, standInName }) => ({
      inviteeId,
      came: cameCode.parse(came),
      standInName,
    })),
    decisions: row.decisions.map(({ key, text, parties }) => ({ key, text, parties })),
    actions: row.actions.map(({ key, what, party, who, dueDay }) => ({
      key,
      what,
      party,
      who,
      dueDay: fromDateColumn(dueDay),
    })),
    recommendedRating: ratingCode.parse(row.recommendedRating),
    nextStep: row.nextStep,
    themes: row.themes,
    gaps: row.gaps,
    recordedBy,
    sentAt: row.sentAt,
  };
}

type Writing = { byId: string; at: Date };

/** Begins a version of a meeting's outcome as a draft that was saved once. */
export async function insertOutcome(
  tx: Transaction,
  deps: Pick<Deps, 'newId'>,
  draft: { meetingId: string; version: number; content: CheckedOutcome },
  { byId, at }: Writing,
): Promise<string> {
  const id = deps.newId();
  const { meetingId, version, content } = draft;
  await tx.outcome.create({
    data: { id, meetingId, version, state: 'draft', saves: 1, ...columns(content), recordedById: byId, recordedAt: at },
    select: { id: true },
  });
  await insertEntries(tx, deps, id, content);
  return id;
}

/**
 * Saves a draft over what it held.
 *
 * @param seen the draft as the card showed it
 * @returns false when it was saved or sent meanwhile: nothing is written
 */
export async function replaceOutcome(
  tx: Transaction,
  deps: Pick<Deps, 'newId'>,
  seen: { id: string; saves: number },
  content: CheckedOutcome,
  { byId, at }: Writing,
): Promise<boolean> {
  const { count } = await tx.outcome.updateMany({
    where: { id: seen.id, saves: seen.saves, state: 'draft' },
    data: { ...columns(content), saves: { increment: 1 }, recordedById: byId, recordedAt: at },
  });
  if (count === 0) return false;
  const ofThis = { where: { outcomeId: seen.id } };
  await tx.attendance.deleteMany(ofThis);
  await tx.decision.deleteMany(ofThis);
  await tx.agreedAction.deleteMany(ofThis);
  await insertEntries(tx, deps, seen.id, content);
  return true;
}

/** Marks a draft as sent; from here on it is never changed. False when it was saved or sent meanwhile. */
export async function markOutcomeSent(
  tx: Transaction,
  seen: { id: string; saves: number },
  { byId, at }: Writing,
): Promise<boolean> {
  const { count } = await tx.outcome.updateMany({
    where: { id: seen.id, saves: seen.saves, state: 'draft' },
    data: { state: 'sent', sentById: byId, sentAt: at },
  });
  return count === 1;
}

/** Who sent the latest version, and when. */
export async function findSender(
  db: DatabaseOrTransaction,
  outcomeId: string,
): Promise<{ by: { id: string; name: string } | null; at: Date | null }> {
  const row = await db.outcome.findUnique({ where: { id: outcomeId }, select: { sentById: true, sentAt: true } });
  return { by: await findNamed(db, row?.sentById ?? null), at: row?.sentAt ?? null };
}

function columns(content: CheckedOutcome) {
  const { recommendedRating, nextStep, themes, gaps } = content;
  return { recommendedRating, nextStep, themes, gaps };
}

async function insertEntries(
  tx: Transaction,
  deps: Pick<Deps, 'newId'>,
  outcomeId: string,
  content: CheckedOutcome,
): Promise<void> {
  await tx.attendance.createMany({ data: content.attendance.map((one) => ({ ...one, outcomeId })) });
  await tx.decision.createMany({
    data: content.decisions.map((one, position) => ({ ...one, id: deps.newId(), outcomeId, position })),
  });
  await tx.agreedAction.createMany({
    data: content.actions.map((one, position) => ({
      ...one,
      id: deps.newId(),
      outcomeId,
      position,
      dueDay: toDateColumn(one.dueDay),
    })),
  });
}
