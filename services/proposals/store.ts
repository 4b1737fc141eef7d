import { z } from 'zod';
import { type AuditEntry, recordDone } from '../audit/record.ts';
import type { Span } from '../calendar/port.ts';
import { refreshCards } from '../notifications/store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import { type ProposalState, proposalStates, type SlotAnswerCode, slotAnswers } from './model.ts';
import { type ProposalChange, proposalTransitions } from './rules.ts';

const answerCode = z.enum(slotAnswers);
const stateCode = z.enum(proposalStates);

/** A proposal that is to be sent. `holds`: whose calendars its times are to be kept free in, where they can be read. */
type NewProposal = {
  meetingId: string;
  slots: readonly Span[];
  deadline: Date;
  autoBook: boolean;
  createdById: string;
  holds: readonly { inviteeId: string; mailbox: string }[];
};

/**
 * Writes an open proposal with its times. What somebody has answered before to the very same time stands again; they are
 * asked all the same. A unique index lets one proposal of a meeting be open.
 *
 * @returns its id
 */
export async function insertProposal(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock'>,
  proposal: NewProposal,
): Promise<string> {
  const { holds, slots: spans, ...columns } = proposal;
  const id = deps.newId();
  const createdAt = await laterThanAny(tx, proposal.meetingId, deps.clock.now());
  const slots = spans.map(({ start, end }, position) => ({ id: deps.newId(), startsAt: start, endsAt: end, position }));
  await tx.proposal.create({
    data: { ...columns, id, state: 'open', createdAt, slots: { create: slots } },
    select: { id: true },
  });
  await keepAnswers(tx, proposal.meetingId, slots);
  await tx.calendarHold.createMany({
    data: slots.flatMap(({ id: slotId, startsAt, endsAt }) =>
      holds.map(({ inviteeId, mailbox }) => ({
        ...{ id: deps.newId(), slotId, inviteeId, startsAt, endsAt, createdAt },
        mailbox: mailbox.toLowerCase(),
      })),
    ),
  });
  return id;
}

/** Now, or just after the latest proposal of the meeting: which is the latest must never be in doubt. */
async function laterThanAny(tx: Transaction, meetingId: string, now: Date): Promise<Date> {
  const latest = await tx.proposal.aggregate({ where: { meetingId }, _max: { createdAt: true } });
  return new Date(Math.max(now.getTime(), (latest._max.createdAt?.getTime() ?? 0) + 1));
}

async function keepAnswers(
  tx: Transaction,
  meetingId: string,
  slots: readonly { id: string; startsAt: Date; endsAt: Date }[],
): Promise<void> {
  const last = new Map<string, { slotId: string; inviteeId: string; answer: SlotAnswerCode }>();
  for (const { start, end, inviteeId, answer } of await earlierAnswers(tx, meetingId)) {
    const same = slots.find(
      (slot) => slot.startsAt.getTime() === start.getTime() && slot.endsAt.getTime() === end.getTime(),
    );
    if (same) last.set(`${same.id} ${inviteeId}`, { slotId: same.id, inviteeId, answer });
  }
  await tx.slotAnswer.createMany({ data: [...last.values()] });
}

/** What everybody has answered to times of this meeting, in all its proposals, oldest proposal first. */
export async function earlierAnswers(
  db: DatabaseOrTransaction,
  meetingId: string,
): Promise<{ inviteeId: string; start: Date; end: Date; answer: SlotAnswerCode }[]> {
  const rows = await db.slotAnswer.findMany({
    where: { slot: { proposal: { meetingId } } },
    orderBy: [{ slot: { proposal: { createdAt: 'asc' } } }, { slot: { position: 'asc' } }],
    select: { inviteeId: true, answer: true, slot: { select: { startsAt: true, endsAt: true } } },
  });
  return rows.map(({ inviteeId, answer, slot }) => ({
    inviteeId,
    start: slot.startsAt,
    end: slot.endsAt,
    answer: answerCode.parse(answer),
  }));
}

/**
 * Ends a proposal, if it is still in a state from which it can end so: with its audit event, and the job that gives back the
 * times that were held for it.
 *
 * @returns false when it can't: nothing is written
 */
export async function endProposal(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'jobs'>,
  end: { proposalId: string; change: ProposalChange; chosenSlotId?: string },
  by: Pick<AuditEntry, 'useCase' | 'actor'>,
): Promise<boolean> {
  const { proposalId, change, chosenSlotId } = end;
  const { from, to } = proposalTransitions[change];
  // What it was before is told by the row itself, once it is ours to change.
  const found = await lockProposal(tx, proposalId);
  if (found === null || !from.includes(found.state)) return false;
  await tx.proposal.update({
    where: { id: proposalId },
    data: { state: to, version: { increment: 1 }, ...(chosenSlotId === undefined ? {} : { chosenSlotId }) },
    select: { id: true },
  });
  const about = { noun: 'proposal', nounId: proposalId, from: found.state, to } as const;
  const detail = chosenSlotId === undefined ? {} : { detail: { slotId: chosenSlotId } };
  await recordDone(tx, deps.clock.now(), { ...about, ...by, ...detail });
  await deps.jobs.enqueue(tx, [{ name: 'sync-holds', data: { proposalId } }]);
  await refreshCards(tx, deps, await cardsOf(tx, found.meetingId));
  return true;
}

/** Holds a proposal's row until the transaction ends. Null when it is not there. */
async function lockProposal(
  tx: Transaction,
  proposalId: string,
): Promise<{ state: ProposalState; meetingId: string } | null> {
  const [row] = await tx.$queryRaw<{ state: string; meetingId: string }[]>`
    SELECT state, meeting_id AS "meetingId" FROM proposal WHERE id = ${proposalId}::uuid FOR UPDATE`;
  return row === undefined ? null : { ...row, state: stateCode.parse(row.state) };
}

/** What shows a proposal: its answers, as the team has them, and the card of each who is asked in Teams. */
async function cardsOf(tx: Transaction, meetingId: string): Promise<string[]> {
  const invitees = await tx.invitee.findMany({ where: { meetingId }, select: { id: true } });
  return [meetingId, ...invitees.map(({ id }) => id)];
}

/**
 * What the booking of a time means for a meeting's latest proposal: one of its times is chosen; at any other time, or when
 * the meeting is off (`null`), there is nothing left to ask.
 */
export async function settleProposal(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'jobs'>,
  proposal: { id: string } | null,
  chosenSlotId: string | null,
  by: Pick<AuditEntry, 'useCase' | 'actor'>,
): Promise<void> {
  if (proposal === null) return;
  const { id: proposalId } = proposal;
  if (chosenSlotId === null) await endProposal(tx, deps, { proposalId, change: 'withdraw' }, by);
  else await endProposal(tx, deps, { proposalId, change: 'choose', chosenSlotId }, by);
}

/** What somebody answers to a proposal. */
type NewAnswer = {
  proposalId: string;
  inviteeId: string;
  answers: Readonly<Record<string, SlotAnswerCode>>;
  note: string | null;
  answeredBy: AnsweredBy | null;
  professionalId: string | null;
};

/** Puts somebody's answer in place of the one they gave before. */
export async function storeAnswer(tx: Transaction, answer: NewAnswer, at: Date): Promise<void> {
  const { proposalId, inviteeId, answers, note, answeredBy, professionalId } = answer;
  await tx.slotAnswer.deleteMany({ where: { inviteeId, slot: { proposalId } } });
  await tx.slotAnswer.createMany({
    data: Object.entries(answers).map(([slotId, code]) => ({ slotId, inviteeId, answer: code })),
  });
  await tx.proposalAnswer.deleteMany({ where: { proposalId, inviteeId } });
  await tx.proposalAnswer.create({
    data: {
      ...{ proposalId, inviteeId, note, professionalId, answeredAt: at },
      ...(answeredBy === null ? {} : { answeredBy }),
    },
    select: { proposalId: true },
  });
  await tx.proposal.update({ where: { id: proposalId }, data: { version: { increment: 1 } }, select: { id: true } });
}

/** No area asks about so many meetings at once; those whose deadline comes first have their turn in any case. */
const MOST_OPEN = 500;

/** Proposals that are open, the next deadline first: their meetings, and what reminders go by. */
export async function openProposals(db: DatabaseOrTransaction) {
  return db.proposal.findMany({
    where: { state: 'open' },
    orderBy: [{ deadline: 'asc' }, { id: 'asc' }],
    take: MOST_OPEN,
    select: { id: true, meetingId: true, deadline: true, createdAt: true },
  });
}
