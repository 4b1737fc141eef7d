import type { Availability, Calendar } from '../calendar/port.ts';
import { findTimes } from '../meetings/find-times.ts';
import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { addDays, dayOf, instantAt } from '../platform/time.ts';
import { mergeDraft } from './draft-store.ts';
import { readColleagues, writeMdtTimes } from './mdt-invitation.ts';
import { draftForMdt, invitationToMake, mdtInvitationKey } from './mdt-store.ts';
import { typedRequestSchema } from './model.ts';

/** An MDT is to come soon: two weeks are looked through. Decided by us. */
const WINDOW_DAYS = 14;
const TIMES_WANTED = 3;
const STEP_MINUTES = 30;

/**
 * Looks for times when the requester and their own colleagues are free, keeps them with the draft, and sends the ready
 * invitation to the requester, once for each time that they ask for it. A job; a calendar that can't be read counts as unknown, never as free. Nobody but the
 * requester is written to.
 *
 * @param input.lastTry the calendar has failed before: the invitation goes without times
 * @throws what the calendar throws, on any try but the last
 */
export async function prepareMdtInvitation(
  deps: Deps & { calendar: Calendar },
  input: { draftId: string; lastTry: boolean },
): Promise<void> {
  const { draftId } = input;
  const chosenAt = await invitationToMake(deps.db, draftId);
  const draft = chosenAt === null ? null : await draftForMdt(deps.db, draftId);
  if (chosenAt === null || draft === null) return;
  const typed = typedRequestSchema.parse(draft.typed);
  const colleagues = readColleagues(typed.mdtColleagues ?? '');
  if ('problem' in colleagues) return;
  const own = draft.requester.email?.toLowerCase();
  const addresses = [...new Set([...(own ? [own] : []), ...colleagues.addresses])];
  const available = await freeBusy(deps, addresses, input.lastTry);
  const minutes = Number(typed.lengthMinutes) || deps.policy.defaultMeetingLength.value;
  const now = deps.clock.now();
  const seats = addresses.map((id) => ({
    id,
    need: 'required' as const,
    people: [{ id, availability: available.get(id) ?? ({ known: false } as const) }],
  }));
  const found = findTimes({
    now,
    earliest: now,
    latestDay: addDays(dayOf(now), WINDOW_DAYS),
    lengthMinutes: minutes,
    workingHours: deps.policy.workingHours.value,
    stepMinutes: STEP_MINUTES,
    wanted: TIMES_WANTED,
    minimumNoticeWorkingDays: 1,
    seats,
    quorum: seats.map(({ id }) => ({ seats: [id], atLeast: 1 })),
  });
  const times = found.filter(({ cannot }) => cannot.length === 0).map(({ start, end }) => ({ start, end }));
  const unread = addresses.filter((one) => available.get(one)?.known !== true).length;
  await deps.db.$transaction(async (tx) => {
    const kept = { id: draftId, requesterId: draft.requesterId, copiedFromId: null, at: now };
    const row = await mergeDraft(tx, { ...kept, typed: { mdtTimes: writeMdtTimes({ times, unread }) } });
    if (row === undefined) return;
    await addDeliveries(tx, deps, [
      {
        kind: 'mdt-invitation',
        eventKey: mdtInvitationKey(draftId, chosenAt),
        channel: 'teams',
        professionalId: draft.requesterId,
        detail: { draftId },
      },
    ]);
  });
  deps.jobs.wake();
}

async function freeBusy(
  deps: Deps & { calendar: Calendar },
  addresses: readonly string[],
  lastTry: boolean,
): Promise<Map<string, Availability>> {
  const now = deps.clock.now();
  try {
    const window = { start: now, end: instantAt(addDays(dayOf(now), WINDOW_DAYS + 1), '00:00') };
    const found = await deps.calendar.freeBusy(addresses, window);
    return new Map([...found].map(([mailbox, availability]) => [mailbox.toLowerCase(), availability]));
  } catch (fault) {
    if (!lastTry) throw fault;
    deps.log.fault('free-busy-unknown', fault, { what: 'mdt' });
    return new Map();
  }
}
