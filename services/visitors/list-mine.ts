import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { partOfInvitee } from '../meetings/calendar-event.ts';
import { readMeeting } from '../meetings/open-meeting.ts';
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
  const [invitedTo, owed, consents] = await Promise.all([
    meetingsOfAddress(deps.db, { address, now, heldSince }),
    owedByAddress(deps.db, address),
    consentsOfAddress(deps.db, address),
  ]);
  const meetings = await withoutHeld(deps, invitedTo);
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

/** The person and their family hear of no meeting before there is a ground for sharing: somebody speaks to them first. */
async function withoutHeld(deps: Deps, rows: readonly MyMeetingRow[]): Promise<MyMeetingRow[]> {
  const shown: MyMeetingRow[] = [];
  for (const row of rows) if (!(await isHeld(deps, row))) shown.push(row);
  return shown;
}

async function isHeld(deps: Deps, { kind, meetingId, inviteeId }: MyMeetingRow): Promise<boolean> {
  if (kind !== 'individual' && kind !== 'carer') return false;
  const view = (await readMeeting(deps, meetingId))?.view;
  const invitee = view?.invitees.find(({ id }) => id === inviteeId);
  return view === undefined || invitee === undefined || partOfInvitee(view, invitee) === 'held-until-basis';
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
