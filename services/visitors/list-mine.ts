import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { addDays, type CalendarDay, dayOf, instantAt } from '../platform/time.ts';
import {
  consentsOfAddress,
  type MyMeetingRow,
  meetingsOfAddress,
  type OwedRow,
  owedByAddress,
  readsAddress,
} from './mine-store.ts';
import type { Mine, MyMeeting } from './model.ts';

/** How long a meeting that was held stays on the list. The limit is ours: its actions stay until they are done. */
const HELD_DAYS = 90;

/**
 * Everything that an address is to answer, to attend or to do. It names references and dates, and nothing about any
 * person: what may be shown is asked on the page of each meeting and each action.
 *
 * @param input.address in small letters: the one that whoever asks has confirmed, or is known by in Teams
 */
export async function listMine(
  deps: Deps,
  input: { actor: Actor; address: string },
): Promise<Result<Mine, NotAllowed>> {
  const { actor, address } = input;
  const own = actor.kind === 'professional' && (await readsAddress(deps.db, actor.id, address));
  const about = { noun: 'meeting', nounId: null, relations: [own ? 'invitee' : 'none'] } as const;
  const refusal = await authorise(deps, 'list-mine', actor, about);
  if (refusal) return refusal;
  const now = deps.clock.now();
  const today = dayOf(now);
  const heldSince = instantAt(addDays(today, -HELD_DAYS), '00:00');
  const [meetings, owed, consents] = await Promise.all([
    meetingsOfAddress(deps.db, { address, now, heldSince }),
    owedByAddress(deps.db, address),
    consentsOfAddress(deps.db, address),
  ]);
  return ok({
    proposals: meetings.flatMap(({ inviteeId, reference, deadline, times, answered }) =>
      deadline === null ? [] : [{ inviteeId, reference, deadline, times: times ?? 0, answered }],
    ),
    meetings: meetings.filter(({ state }) => state === 'booked').flatMap(asMeeting),
    consents,
    held: meetings
      .filter(({ state }) => state === 'outcome-recorded')
      .flatMap(asMeeting)
      .toReversed(),
    ...partsOf(owed, today),
  });
}

function asMeeting({ startsAt, endsAt, ...row }: MyMeetingRow): MyMeeting[] {
  if (startsAt === null || endsAt === null) return [];
  const { inviteeId, kind, reference, online, response } = row;
  return [{ inviteeId, kind, reference, startsAt, endsAt, online, response }];
}

function partsOf(owed: readonly OwedRow[], today: CalendarDay): Pick<Mine, 'questions' | 'actions'> {
  const isOpen = ({ state }: OwedRow) => state === null || state === 'under-way';
  const overdue = (row: OwedRow) => isOpen(row) && row.dueDay < today;
  return {
    questions: owed
      .filter(({ what }) => what === 'question')
      .map((row) => ({ receiverId: row.id, reference: row.reference, dueDay: row.dueDay, overdue: overdue(row) })),
    actions: owed
      .filter(({ what }) => what === 'action')
      .map((row) => ({
        actionKey: row.id,
        reference: row.reference,
        dueDay: row.dueDay,
        state: row.state,
        overdue: overdue(row),
      })),
  };
}
