import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCalendarReply } from '../../../services/calendar/read-calendar-reply.ts';

const UID = '2b0f0c9e-8a56-4c7a-9a1e-5f1d2c3b4a59';

function reply(over: Record<string, string> = {}, more: string[] = []): string {
  const lines: Record<string, string> = {
    METHOD: 'METHOD:REPLY',
    UID: `UID:${UID}`,
    SEQUENCE: 'SEQUENCE:1',
    ATTENDEE: 'ATTENDEE;PARTSTAT=ACCEPTED;CN="Ravi Example":mailto:Ravi@city-council.example.org',
    ...over,
  };
  const { METHOD, ...event } = lines;
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', METHOD, 'BEGIN:VEVENT'],
    ...['DTSTAMP:20270112T093000Z', 'DTSTART:20270120T100000Z', ...Object.values(event), ...more],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n');
}

test.each([
  ['ACCEPTED', 'accepted'],
  ['TENTATIVE', 'tentative'],
  ['declined', 'declined'],
])('PARTSTAT=%s is the answer %s of whoever gives it, to the invitation of that SEQUENCE', (partstat, response) => {
  const attendee = `ATTENDEE;PARTSTAT=${partstat}:MAILTO:Ravi@city-council.example.org`;
  expect(readCalendarReply(reply({ ATTENDEE: attendee }))).toEqual({
    ...{ uid: UID, sequence: 1, address: 'ravi@city-council.example.org', response, comment: null },
  });
});

test('what they wrote with it is kept in one line', () => {
  expect(readCalendarReply(reply({}, ['COMMENT:On leave that week.\\nSian comes']))?.comment).toBe(
    'On leave that week. Sian comes',
  );
});

test('long lines that were folded are read whole', () => {
  const folded =
    'ATTENDEE;CN=A very long name of somebody at the Example City Council;PART\r\n STAT=DECLINED:mailto:sian@\r\n city-council.example.org';
  expect(readCalendarReply(reply({ ATTENDEE: folded }))).toMatchObject({
    address: 'sian@city-council.example.org',
    response: 'declined',
  });
});

test.each([
  ['an invitation', reply({ METHOD: 'METHOD:REQUEST' })],
  ['a proposal of another time', reply({ METHOD: 'METHOD:COUNTER' })],
  ['nobody’s answer', reply({ ATTENDEE: 'X-NOTHING:1' })],
  ['two people’s answers', reply({}, ['ATTENDEE;PARTSTAT=DECLINED:mailto:sian@city-council.example.org'])],
  [
    'an answer that is none',
    reply({ ATTENDEE: 'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ravi@city-council.example.org' }),
  ],
  ['an address that is none', reply({ ATTENDEE: 'ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1' })],
  ['no meeting', reply({ UID: 'X-NOTHING:1' })],
  ['a negative SEQUENCE', reply({ SEQUENCE: 'SEQUENCE:-1' })],
  ['a SEQUENCE that no meeting reaches', reply({ SEQUENCE: 'SEQUENCE:99999999999' })],
  ['an empty text', ''],
  ['no calendar', 'Dear team, yes I can come.'],
])('%s is not read as an answer', (_what, content) => {
  expect(readCalendarReply(content)).toBeNull();
});

test('nothing that may stand in a mail makes it throw', () => {
  const bent = fc.tuple(fc.nat(400), fc.string()).map(([at, put]) => reply().slice(0, at) + put + reply().slice(at));
  fc.assert(
    fc.property(fc.oneof(fc.string(), bent), (content) => {
      const read = readCalendarReply(content);
      expect(read === null || read.uid.length > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
});
