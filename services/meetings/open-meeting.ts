import type { UseCase } from '../access/access-table.ts';
import type { Actor, Relation } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { meetingView } from './meeting-view.ts';
import type { MeetingState, MeetingView } from './model.ts';
import { findMeeting, type MeetingRows } from './store.ts';

/** A meeting as a use case works on it: as it is shown, and as it is stored. */
export type OpenMeeting = { view: MeetingView; rows: MeetingRows };

/** The change does not fit the meeting's present state. */
export type WrongState = { reason: 'wrong-state'; state: MeetingState };
/** The meeting's end has not passed. */
export type NotEnded = { reason: 'not-ended' };
/** Somebody else changed the record after the card was shown. */
export type ChangedMeanwhile = { reason: 'changed-meanwhile' };

function relationsOf(actor: Actor, rows: MeetingRows | null): Relation[] {
  const relations: Relation[] = [];
  if (actor.kind === 'system' || rows === null) return ['none'];
  if (rows.request?.requesterId === actor.id) relations.push('requester');
  if (rows.request?.ownerId === actor.id) relations.push('owner');
  if (rows.chairId === actor.id) relations.push('chair');
  return relations.length > 0 ? relations : ['none'];
}

/** Reads a meeting without asking who wants it: for a use case that has opened it already, and for jobs. */
export async function readMeeting(
  deps: Pick<Deps, 'clock' | 'policy'> & { db: DatabaseOrTransaction },
  meetingId: string,
): Promise<OpenMeeting | null> {
  const now = deps.clock.now();
  const rows = await findMeeting(deps.db, meetingId, dayOf(now));
  return rows === null ? null : { rows, view: meetingView(rows, now, deps.policy) };
}

/** The first two steps of every use case on a meeting: load it, ask the access table. */
export async function openMeeting(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  useCase: UseCase,
  actor: Actor,
  meetingId: string,
): Promise<Result<OpenMeeting, NotAllowed | NotFound>> {
  const now = deps.clock.now();
  const rows = await findMeeting(deps.db, meetingId, dayOf(now));
  const about = { noun: 'meeting', nounId: meetingId, relations: relationsOf(actor, rows) } as const;
  const refusal = await authorise(deps, useCase, actor, about);
  if (refusal) return refusal;
  return rows === null ? refuse({ reason: 'not-found' }) : ok({ rows, view: meetingView(rows, now, deps.policy) });
}

/** The meeting in its present state, for the answer of a use case. It exists: the use case has just opened it. */
export async function presentMeeting(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  meetingId: string,
): Promise<OpenMeeting> {
  const meeting = await readMeeting(deps, meetingId);
  if (meeting === null) throw new Error('A meeting is gone');
  return meeting;
}

/** The id under which a professional's change is recorded. The access table lets nobody else make one. */
export function idOf(actor: Actor): string {
  if (actor.kind !== 'professional') throw new Error('Only a professional can do this');
  return actor.id;
}
