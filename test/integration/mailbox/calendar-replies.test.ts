import { beforeEach, expect, test } from 'vitest';
import { aBookedMeeting, type BookedMeeting } from '../../support/booked-meeting.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { beginAnew, mailboxService } from './mailbox-fixture.ts';

const PRIYA = 'priya.example@council.example.org';

const deps = await ownDeps();
let meeting: BookedMeeting;
let number = 0;

beforeEach(async () => {
  await beginAnew(deps);
  number += 1;
  meeting = await aBookedMeeting(deps, { number });
  deps.clock.moveBy(60_000);
});

/** What a calendar program mails when somebody has pressed “Accept”, “Maybe” or “Decline”. */
function reply(
  about: { uid?: string; sequence?: number; attendee?: string; partstat?: string; comment?: string } = {},
) {
  const { uid = meeting.transactionId, sequence = 0, attendee = PRIYA, partstat = 'ACCEPTED', comment } = about;
  const calendar = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', 'METHOD:REPLY', 'BEGIN:VEVENT', `UID:${uid}`],
    ...[`SEQUENCE:${sequence}`, 'DTSTAMP:20270112T093000Z', `ATTENDEE;PARTSTAT=${partstat}:mailto:${attendee}`],
    ...(comment === undefined ? [] : [`COMMENT:${comment}`]),
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\n');
  return { subject: 'Accepted', text: calendar, headers: { 'Content-Type': 'text/calendar; method=REPLY' } };
}

const from = (address: string) => ({ from: `Somebody <${address}>` });
const answerOf = (key: string) => deps.db.invitee.findUniqueOrThrow({ where: { id: meeting.invitee(key) } });

test('what a calendar program answers to an invitation by mail is recorded, with what was written, and nobody is answered', async () => {
  const service = mailboxService(deps);
  const answer = reply({ partstat: 'DECLINED', comment: 'On leave' });
  const message = await service.take({ ...answer, ...from(PRIYA) });
  expect(message).toMatchObject({ state: 'left-alone', because: 'calendar-answer', text: null });
  expect(await answerOf('agency')).toMatchObject({ response: 'declined', responseNote: 'On leave' });
  expect((await answerOf('open')).response).toBeNull();
});

test('an answer counts for the address it comes from, and for nobody else', async () => {
  const service = mailboxService(deps);
  await service.take({ ...reply({ attendee: PRIYA }), ...from('ellis@school.example.org') });
  expect((await answerOf('agency')).response).toBeNull();
  expect((await answerOf('school')).response).toBeNull();
});

test('an answer whose sender the mailbox has not checked is recorded for nobody: the team is shown it, once', async () => {
  const service = mailboxService(deps);
  const subject = 'Declined: Meeting';
  const forged = { ...reply({ partstat: 'DECLINED', comment: 'Not coming' }), subject, ...from(PRIYA), checked: false };
  const message = await service.take(forged);
  expect(message).toMatchObject({ state: 'to-triage', because: 'reply-not-checked', subject, senderChecked: false });
  expect(await answerOf('agency')).toMatchObject({ response: null, responseNote: null });
  // What answers no invitation of ours is nobody's business, whoever sent it.
  const stranger = { ...reply({ uid: '2b0f0c9e-8a56-4c7a-9a1e-5f1d2c3b4a59' }), ...from(PRIYA), checked: false };
  expect((await service.take(stranger)).state).toBe('left-alone');
});

test('an answer to the time before the meeting was moved is not taken', async () => {
  const service = mailboxService(deps);
  await deps.db.meeting.update({ where: { id: meeting.id }, data: { sequence: 1 } });
  await service.take({ ...reply({ sequence: 0 }), ...from(PRIYA) });
  expect((await answerOf('agency')).response).toBeNull();
  await service.take({ ...reply({ sequence: 1 }), ...from(PRIYA) });
  expect((await answerOf('agency')).response).toBe('accepted');
});

test('the latest answer stands, also where an earlier one is handled after it', async () => {
  const service = mailboxService(deps);
  const early = service.receive({ ...reply(), ...from(PRIYA) }, new Date(deps.clock.now().getTime() + 1_000));
  const late = service.receive(
    { ...reply({ partstat: 'DECLINED' }), ...from(PRIYA) },
    new Date(deps.clock.now().getTime() + 2_000),
  );
  await service.poll();
  await service.handle(late);
  await service.handle(early);
  expect((await answerOf('agency')).response).toBe('declined');
});

test.each([
  ['of no meeting of ours', { uid: '2b0f0c9e-8a56-4c7a-9a1e-5f1d2c3b4a59' }],
  ['with a UID of another program', { uid: "040000008200E00074C5B7101A82E008'; --" }],
  ['that is none', { partstat: 'NEEDS-ACTION' }],
])('an answer %s changes nothing and is put aside', async (_what, about) => {
  const service = mailboxService(deps);
  const message = await service.take({ ...reply(about), ...from(PRIYA) });
  expect(message.state).toBe('left-alone');
  expect((await answerOf('agency')).response).toBeNull();
});
