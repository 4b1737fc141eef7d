import { type Answer, type Call, checkQuery, jsonOf } from './call.ts';
import { type Body, checkBody } from './check-body.ts';
import { badRequest } from './refusal.ts';
import type { Mailbox, World } from './world.ts';
import { instantOf, zoned } from './zoned-time.ts';

/** Microsoft's limits of getSchedule: mailboxes a call, days a call (fewer than 42 are safe), minutes of a slot. */
const MOST_MAILBOXES = 20;
const MOST_MS = 42 * 24 * 60 * 60 * 1000;
const SLOT_MINUTES = { least: 5, most: 1440, usual: 30 };

type Item = { start: Date; end: Date; status: string };

/** POST …/calendar/getSchedule */
export function getSchedule(world: World, call: Call): Answer {
  checkQuery(call, []);
  const body = checkBody('getSchedule', jsonOf(call));
  const schedules = body.schedules as string[];
  const { at: start } = instantOf(body.startTime, 'startTime');
  const { at: end } = instantOf(body.endTime, 'endTime');
  const slot = (body.availabilityViewInterval as number | null | undefined) ?? SLOT_MINUTES.usual;
  if (schedules.length === 0) throw badRequest('The schedules are missing.', 'ErrorInvalidParameter');
  if (schedules.length > MOST_MAILBOXES) {
    throw badRequest(`At most ${MOST_MAILBOXES} schedules can be asked for at once.`, 'ErrorInvalidParameter');
  }
  if (end <= start) throw badRequest('The end time is not later than the start time.', 'ErrorInvalidTimeInterval');
  if (end.getTime() - start.getTime() >= MOST_MS) {
    throw badRequest('The requested time duration is too long: fewer than 42 days.', 'ErrorTimeIntervalTooBig');
  }
  if (slot < SLOT_MINUTES.least || slot > SLOT_MINUTES.most) {
    throw badRequest('The interval is outside its limits.', 'ErrorInvalidMergedFreeBusyInterval');
  }
  const value = schedules.map((address) => scheduleOf(world, call, address, { start, end, slot }));
  return {
    status: 200,
    json: { '@odata.context': `${call.origin}/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)`, value },
  };
}

function scheduleOf(world: World, call: Call, address: string, window: { start: Date; end: Date; slot: number }): Body {
  const mailbox = world.mailboxes.get(address.toLowerCase());
  if (mailbox === undefined) {
    return {
      scheduleId: address,
      availabilityView: '',
      error: {
        message: 'Unable to resolve e-mail address to an Active Directory object.',
        responseCode: 'ErrorMailRecipientNotFound',
      },
    };
  }
  const items = itemsOf(world, mailbox).filter(({ start, end }) => start < window.end && end > window.start);
  items.sort((one, other) => one.start.getTime() - other.start.getTime());
  return {
    scheduleId: address,
    availabilityView: viewOf(items, window),
    scheduleItems: items.map(({ start, end, status }) => ({
      isPrivate: false,
      status,
      // Graph tells these too, where the application may read the mailbox: nobody is to keep them.
      subject: 'Subject that is nobody’s business',
      location: 'Place that is nobody’s business',
      start: zoned(start, call),
      end: zoned(end, call),
    })),
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '09:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: 'GMT Standard Time' },
    },
  };
}

/** Everything in a calendar: what was busy from the start, own events, and meetings others invited its owner to. */
function itemsOf(world: World, mailbox: Mailbox): Item[] {
  const items: Item[] = mailbox.busy.map(({ start, end, status }) => ({ start, end, status: status ?? 'busy' }));
  for (const event of mailbox.events.values()) {
    items.push({ start: event.start, end: event.end, status: String(event.other.showAs ?? 'busy') });
  }
  for (const other of world.mailboxes.values()) {
    if (other === mailbox) continue;
    for (const event of other.events.values()) {
      const attendee = event.attendees.find(({ address }) => address.toLowerCase() === mailbox.address);
      if (attendee === undefined || attendee.response === 'declined') continue;
      const status = attendee.response === 'accepted' ? String(event.other.showAs ?? 'busy') : 'tentative';
      items.push({ start: event.start, end: event.end, status });
    }
  }
  return items;
}

const DIGITS: Record<string, string> = { free: '0', tentative: '1', busy: '2', oof: '3', workingElsewhere: '4' };

function viewOf(items: readonly Item[], { start, end, slot }: { start: Date; end: Date; slot: number }): string {
  let view = '';
  for (let at = start.getTime(); at < end.getTime(); at += slot * 60_000) {
    const here = items.filter((item) => item.start.getTime() < at + slot * 60_000 && item.end.getTime() > at);
    const digits = here.map(({ status }) => DIGITS[status] ?? '2').filter((digit) => digit !== '4');
    view += digits.sort().at(-1) ?? (here.length > 0 ? '4' : '0');
  }
  return view;
}
