import { expect, test } from 'vitest';
import type { EventFacts } from '../../../services/calendar/words-port.ts';
import { eventTexts, sharedEventTexts } from '../../../wording/event-texts.ts';

const online: EventFacts = {
  reference: 'MBE-2026-0042',
  purpose: null,
  start: new Date('2027-01-20T10:00:00Z'),
  end: new Date('2027-01-20T11:00:00Z'),
  place: null,
  placeWithheld: false,
  joinUrl: null,
  receiver: 'several',
};

test('an entry that people read alone says that the link is still to come', () => {
  expect(eventTexts(online).body).toContain('We send you the link before the meeting.');
});

test('an entry to which the calendar adds the link does not promise another one', () => {
  const { body } = sharedEventTexts(null)(online);
  expect(body).toContain('The link to join is in this invitation.');
  expect(body).not.toContain('We send you the link');
});

test('where people meet in a place, an entry speaks of no link', () => {
  const { body, location } = sharedEventTexts(null)({ ...online, place: 'Room 2, Example House' });
  expect(body).not.toMatch(/link/i);
  expect(location).toBe('Room 2, Example House');
});

test('an entry that everybody shares leads to the start page, and says so only where there are pages', () => {
  expect(sharedEventTexts('https://roundtable.example.org')(online).body).toContain('https://roundtable.example.org/');
  expect(sharedEventTexts(null)(online).body).not.toContain('https://');
});

test('a shared entry names the purpose in its subject alone, and only where every reader may know it', () => {
  const known = sharedEventTexts(null)({ ...online, purpose: 'A place to live' });
  expect(known.subject).toBe('Meeting MBE-2026-0042: A place to live');
  expect(sharedEventTexts(null)(online).subject).toBe('Meeting MBE-2026-0042');
});
