import { expect, it } from 'vitest';
import { typedText } from '../../../bot/activity.ts';
import { commands } from '../../../bot/commands.ts';
import { plain } from '../../../cards/plain-text.ts';
import { cutProse } from '../../../cards/prose.ts';
import { calendarFile } from '../../../services/calendar/calendar-file.ts';
import { readCalendarFile } from '../../../services/calendar/read-calendar-file.ts';
import { readInviteeLines } from '../../../services/mbe-requests/invitee-lines.ts';
import { inviteesOf } from '../../../services/mbe-requests/meeting-invitees.ts';
import { readPastedRequest } from '../../../services/mbe-requests/read-pasted-request.ts';
import { placeToWrite } from '../../../services/notifications/place-to-write.ts';
import { nameKey } from '../../../services/people/name-key.ts';
import { isEmailAddress } from '../../../services/platform/email-address.ts';
import { cleanText } from '../../../services/platform/free-text.ts';

const LENGTH = 100_000;
/** Far above what any of them takes here (0.3 s), far below what a pattern that goes astray takes (10 s and more). */
const MOST_MS = 4_000;

const repeated = ['\n', ' ', 'a', '@', '-', '.', ',', '<at>', '"', '’', '\u2028', '1)', 'Aa', 'A:', 'a@', ' -', '\n- '];
const texts = repeated.flatMap((part) => {
  const text = part.repeat(Math.ceil(LENGTH / part.length));
  return [text, `x${text}x`, `Full name: x\nPurpose: ${text}`];
});

const at = new Date('2027-01-12T09:00:00Z');
const family = { individualAnswer: 'invite', carerAnswer: 'invite', organisations: [], furtherPeople: [] } as const;
function invitation(text: string) {
  const person = { name: text, email: 'sam@example.org' };
  const when = { now: at, start: at, end: new Date(at.getTime() + 3_600_000) };
  const texts = { summary: text, description: text, location: text };
  return calendarFile({
    method: 'REQUEST',
    uid: 'u',
    sequence: 0,
    ...when,
    ...texts,
    organiser: person,
    attendee: person,
  });
}

const readers: Record<string, (text: string) => unknown> = {
  'what was typed': (text) => typedText({ text } as Parameters<typeof typedText>[0]),
  'a command': (text) => commands.map((command) => command.matches(text)),
  'a pasted request': (text) => readPastedRequest(text, [{ id: '1', name: 'a a' }]),
  'free text': cleanText,
  'a text on a card': (text) => [plain(text), cutProse(text, 4_000)],
  'a name': nameKey,
  'an email address': isEmailAddress,
  'further people': (text) => readInviteeLines(text),
  'contact details': (text) => inviteesOf({ ...family, personName: 'x', individualDetail: text, carerDetail: text }),
  'a place': (text) => placeToWrite(text, { fullName: 'Jamie Okafor' }),
  'a calendar file': (text) => readCalendarFile(invitation(text)),
};

it.each(Object.keys(readers))('reads %s of 100,000 characters in a moment, whatever they are', (name) => {
  for (const text of texts) {
    const began = performance.now();
    readers[name]?.(text);
    expect(performance.now() - began, JSON.stringify(text.slice(0, 30))).toBeLessThan(MOST_MS);
  }
});

it('reads back a name with every sign that ends something in a calendar file', () => {
  const entry = readCalendarFile(invitation('Sam;X=1:mailto:eve@example.org,"B"\r\nATTENDEE:mailto:eve@example.org'));
  expect(entry.attendees).toHaveLength(1);
  expect(entry.attendees[0]).toMatch(/, sam@example\.org$/);
  expect(entry.summary).toContain('ATTENDEE:mailto:eve@example.org');
});
