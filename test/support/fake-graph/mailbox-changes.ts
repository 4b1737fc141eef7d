import { announce } from './subscribers.ts';
import type { Change, Mailbox, StoredEvent, World } from './world.ts';
import { newGuid, newId, newImmutableId } from './world.ts';

/** Notes a change: for whoever asks with a delta token, and for those who have subscribed. */
export function changed(world: World, mailbox: Mailbox, change: Change): void {
  mailbox.changes.push(change);
  announce(world, mailbox, change);
}

/** Notes that an event was made, changed or deleted. */
export function eventChanged(
  world: World,
  mailbox: Mailbox,
  event: StoredEvent,
  kind: 'created' | 'updated' | 'deleted',
): void {
  event.version += 1;
  event.modifiedAt = world.clock.now();
  changed(world, mailbox, { about: 'event', id: event.id, immutableId: event.immutableId, folderId: null, kind });
}

/** The event with an id of either kind. */
export function findEvent(mailbox: Mailbox, id: string): StoredEvent | undefined {
  if (!id.startsWith('AAkALg')) return mailbox.events.get(id);
  return [...mailbox.events.values()].find(({ immutableId }) => immutableId === id);
}

/** The mails Exchange sends because of an event, to those given. */
export function invite(
  world: World,
  mailbox: Mailbox,
  event: StoredEvent,
  kind: 'request' | 'update' | 'cancellation',
  addresses: readonly string[],
): void {
  const at = world.clock.now();
  for (const address of addresses) mailbox.invitations.push({ eventId: event.id, address, kind, at });
}

/** Takes an event away; whoever was invited hears of it. */
export function removeEvent(world: World, mailbox: Mailbox, event: StoredEvent): void {
  mailbox.events.delete(event.id);
  invite(
    world,
    mailbox,
    event,
    'cancellation',
    event.attendees.map(({ address }) => address),
  );
  eventChanged(world, mailbox, event, 'deleted');
}

/** The answers go when the time moves: everybody is asked again. */
export function askAgain(event: StoredEvent): void {
  event.attendees = event.attendees.map((one) => ({ ...one, response: 'none', at: null, proposed: null }));
}

/** A join link, and the block with it that Teams puts at the end of the body. */
export function makeOnline(world: World, event: StoredEvent): void {
  event.online = true;
  event.joinUrl = `https://teams.example.org/l/meetup-join/${newGuid(world, 'join')}`;
  event.joinUrlFrom = new Date(world.clock.now().getTime() + world.joinUrlDelayMs);
  const block = `<div class="me-email-text"><a href="${event.joinUrl}">Join the meeting now</a></div>`;
  event.body = { ...event.body, content: `${event.body.content}${block}` };
}

/** An event that holds nothing yet but its ids. */
export function blankEvent(world: World, start: Date, end: Date, timeZone: string): StoredEvent {
  const now = world.clock.now();
  const id = newId(world, 'event');
  return {
    id,
    immutableId: newImmutableId(world, 'event'),
    iCalUId: `040000008200E00074C5B7101A82E008${Buffer.from(id.slice(6, 22)).toString('hex').toUpperCase()}`,
    version: 0,
    createdAt: now,
    modifiedAt: now,
    start,
    end,
    timeZone,
    attendees: [],
    body: { contentType: 'html', content: '' },
    online: false,
    joinUrl: null,
    joinUrlFrom: now,
    hideAttendees: false,
    transactionId: null,
    createdFrom: '',
    other: {},
  };
}
