import type { PrimaryOf } from '../microsoft/primary-addresses.ts';
import type { CalendarEvent, EventNow } from './port.ts';

/**
 * The event as Exchange will have it: an attendee who is invited under one of their other addresses stands there under their
 * primary one. Written so from the start, nobody looks like a newcomer or a stranger the next time it is read.
 */
export async function underPrimaryAddresses(event: CalendarEvent, primaryOf: PrimaryOf): Promise<CalendarEvent> {
  const attendees = [];
  for (const attendee of event.attendees) attendees.push({ ...attendee, email: await primaryOf(attendee.email) });
  const notInvited = [];
  for (const address of event.notInvited ?? []) notInvited.push(await primaryOf(address));
  return { ...event, attendees, ...(event.notInvited ? { notInvited } : {}) };
}

/**
 * The answers under the addresses that people were invited under. The directory is asked only where somebody has answered
 * whom nobody knows by that address. Where two are invited under addresses of one mailbox, as for two organisations, nobody
 * can tell which of them it speaks for: the answer stays under its own address.
 *
 * @param invited the addresses on record
 */
export async function underInvitedAddresses(
  now: EventNow,
  invited: readonly string[],
  primaryOf: PrimaryOf,
): Promise<EventNow> {
  const known = new Set(invited.map((address) => address.toLowerCase()));
  if (now.responses.every(({ address }) => known.has(address))) return now;
  const answered = new Set(now.responses.map(({ address }) => address));
  const names = new Map<string, string[]>();
  for (const address of known) {
    if (answered.has(address)) continue;
    const primary = await primaryOf(address);
    names.set(primary, [...(names.get(primary) ?? []), address]);
  }
  const responses = now.responses.map((response) => {
    const [name, another] = known.has(response.address) ? [] : (names.get(response.address) ?? []);
    return name === undefined || another !== undefined ? response : { ...response, address: name };
  });
  return { ...now, responses };
}
