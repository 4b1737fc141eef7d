import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import { recordEvents } from '../register/entry-store.ts';
import type { NewRegisterEvent } from '../register/model.ts';
import type { RegisterMeetingKind } from './model.ts';
import type { OpenMeeting } from './open-meeting.ts';

/** What a meeting of each kind is to the register. A LAEP meeting is never a C(E)TR (domain.md §5). */
const eventOf = {
  cetr: 'cetr-held',
  laep: 'laep-held',
  'oversight-visit': 'oversight-visit',
  'dsr-review': 'discussed',
} as const satisfies Record<RegisterMeetingKind, NewRegisterEvent['kind']>;

/**
 * Records on the register that a meeting held for it took place, on the meeting's own day, in the transaction that records
 * it of the meeting: its clocks run from there. An entry that had ended by that day is left as it is.
 */
export async function recordThatItTookPlace(
  tx: Transaction,
  deps: Deps,
  { view, rows }: OpenMeeting,
  byId: string,
): Promise<void> {
  if (view.kind === 'mbe' || view.entryId === null || view.startsAt === null) return;
  const day = dayOf(view.startsAt);
  if (rows.register?.toDay != null) return;
  const event = { kind: eventOf[view.kind], day, detail: {}, meetingId: view.id };
  await recordEvents(tx, deps, view.entryId, [event], { byId });
}
