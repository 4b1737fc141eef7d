import { beforeEach, describe, expect, test } from 'vitest';
import { findTodos } from '../../../services/meetings/todo-store.ts';
import { viewMeeting } from '../../../services/meetings/view-meeting.ts';
import { findDelivery } from '../../../services/notifications/delivery-store.ts';
import { todoAbout } from '../../../services/notifications/fallback.ts';
import { addTodos } from '../../../services/notifications/todos.ts';
import { todoWords } from '../../../wording/todos.ts';
import { aBookedMeeting, type BookedMeeting } from '../../support/booked-meeting.ts';
import { bounceOf, mailboxFacts } from '../../support/mailed-messages.ts';
import { granted, theService } from '../../support/meeting-builders.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { beginAnew, mailboxService } from './mailbox-fixture.ts';

const deps = await ownDeps();
let meeting: BookedMeeting;
let number = 100;

beforeEach(async () => {
  await beginAnew(deps);
  number += 1;
  meeting = await aBookedMeeting(deps, { number });
  deps.jobs.enqueued.length = 0;
});

/** A mail of ours that has left. */
async function sent(
  over: { kind?: string; inviteeId?: string | null; meetingId?: string | null; detail?: object } = {},
) {
  const { kind = 'invitation', inviteeId = meeting.invitee('agency'), meetingId = meeting.id, detail } = over;
  const id = deps.newId();
  await deps.db.delivery.create({
    data: {
      ...{ id, kind, eventKey: `${kind}:${id}`, state: 'sent', channel: 'mail', meetingId, inviteeId },
      ...{ requestId: meetingId === null ? null : meeting.requestId, messageId: `<${id}@example.org>` },
      ...{ createdAt: deps.clock.now(), sentAt: deps.clock.now(), ...(detail ? { detail } : {}) },
    },
  });
  return { id, messageId: `<${id}@example.org>` };
}

const todosAbout = (deliveryId: string) => deps.db.teamTodo.findMany({ where: { deliveryId } });
const refreshed = () => deps.jobs.enqueued.flatMap((job) => (job.name === 'refresh-cards' ? [job.data.nounId] : []));

describe('a mail of ours that came back', () => {
  test('is noted on its delivery with its code, shows on the request, and gives the team one to-do', async () => {
    const service = mailboxService(deps);
    const mail = await sent();
    const report = await service.take(bounceOf(mail));
    expect(report).toMatchObject({ state: 'bounce-noted', deliveryId: mail.id, text: null });
    expect(service.box.folderOf(report.mailboxId)).toBe('handled');
    const delivery = await deps.db.delivery.findUniqueOrThrow({ where: { id: mail.id } });
    expect(delivery).toMatchObject({ bouncedAt: report.receivedAt, bounceCode: '5.1.1' });
    const [todo, ...more] = await todosAbout(mail.id);
    expect(more).toEqual([]);
    expect(todo).toMatchObject({
      ...{ kind: 'bounced', requestId: meeting.requestId, meetingId: meeting.id },
      inviteeId: meeting.invitee('agency'),
    });
    expect(refreshed()).toContain(meeting.requestId);
    const [view] = await findTodos(deps.db, todo?.id);
    const words = view === undefined ? null : todoWords(view);
    expect(words?.heading).toBe('An email to Priya Example came back');
    expect(words?.text.join(' ')).toContain('there is no such address');
    const seen = granted(await viewMeeting(deps, { actor: theService, meetingId: meeting.id }));
    expect(seen.invitees.find(({ id }) => id === meeting.invitee('agency'))?.invitation).toBe('bounced');
  });

  test('is found by our own header where Message-IDs were changed on the way', async () => {
    const service = mailboxService(deps);
    const mail = await sent();
    const report = await service.take(bounceOf({ messageId: '<other@mx.example.org>', deliveryId: mail.id }));
    expect(report).toMatchObject({ state: 'bounce-noted', deliveryId: mail.id });
  });

  test('changes nothing more when it is reported a second time', async () => {
    const service = mailboxService(deps);
    const mail = await sent();
    await service.take(bounceOf(mail));
    const first = await deps.db.delivery.findUniqueOrThrow({ where: { id: mail.id } });
    deps.clock.moveBy(60_000);
    const again = await service.take(bounceOf({ ...mail, status: '5.2.2' }));
    expect(again).toMatchObject({ state: 'bounce-noted' });
    expect(await deps.db.delivery.findUniqueOrThrow({ where: { id: mail.id } })).toEqual(first);
    expect(await todosAbout(mail.id)).toHaveLength(1);
  });

  test('answers the question whether it arrived', async () => {
    const service = mailboxService(deps);
    const mail = await sent();
    const row = await findDelivery(deps.db, mail.id);
    if (row === null) throw new Error('no delivery');
    await deps.db.$transaction((tx) => addTodos(tx, deps, [todoAbout(row, 'unclear')]));
    await service.take(bounceOf(mail));
    const kinds = (await todosAbout(mail.id)).map(({ kind, doneAt }) => [kind, doneAt === null]);
    expect(kinds.toSorted()).toEqual([
      ['bounced', true],
      ['delivery-unclear', false],
    ]);
  });

  test('of which it is only said that it is late is left alone: it may still arrive', async () => {
    const service = mailboxService(deps);
    const mail = await sent();
    const report = await service.take(bounceOf({ ...mail, action: 'delayed', status: '4.4.1' }));
    expect(report).toMatchObject({ state: 'left-alone', because: 'delayed' });
    expect(await deps.db.delivery.findUniqueOrThrow({ where: { id: mail.id } })).toMatchObject({ bouncedAt: null });
    expect(await todosAbout(mail.id)).toEqual([]);
  });

  test('gives the team nothing to do where it brought a code that somebody asked for', async () => {
    const service = mailboxService(deps);
    const mail = await sent({ kind: 'sign-in-code', inviteeId: null, meetingId: null });
    expect(await service.take(bounceOf(mail))).toMatchObject({ state: 'bounce-noted' });
    expect(await todosAbout(mail.id)).toEqual([]);
  });
});

describe('an invitation that the calendar itself has sent and that came back', () => {
  const reference = () => `MBE-2027-${String(number).padStart(4, '0')}`;

  test('gives a to-do about who was invited there under that address', async () => {
    const service = mailboxService(deps);
    const about = { messageId: '<x@outlook.example.org>', subject: `${reference()}: meeting` };
    const report = await service.take(bounceOf({ ...about, to: 'Priya.Example@council.example.org', checked: true }));
    expect(report).toMatchObject({ state: 'bounce-noted', deliveryId: null });
    const todos = await deps.db.teamTodo.findMany({ where: { meetingId: meeting.id, kind: 'bounced' } });
    expect(todos).toMatchObject([{ inviteeId: meeting.invitee('agency'), requestId: meeting.requestId }]);
    const [view] = await findTodos(deps.db, todos[0]?.id);
    expect(view && todoWords(view).text.join(' ')).toContain('the invitation');
  });

  test('is for the team to judge where nobody vouches for its sender: reference and address are known to many', async () => {
    const service = mailboxService(deps);
    const forged = {
      messageId: '<x@outlook.example.org>',
      subject: reference(),
      to: 'priya.example@council.example.org',
    };
    expect(await service.take(bounceOf(forged))).toMatchObject({ state: 'to-triage', because: 'bounce-unknown' });
    // What a message says of itself vouches for nothing.
    const claims = bounceOf({ ...forged, messageId: '<y@outlook.example.org>', checked: true });
    const foreign = claims
      .replace('mx.dsr.example.org;', 'mx.elsewhere.example.org;')
      .replaceAll('bounce-1', 'bounce-2');
    expect(await service.take(foreign)).toMatchObject({ state: 'to-triage', because: 'bounce-unknown' });
    expect(await deps.db.teamTodo.count({ where: { meetingId: meeting.id } })).toBe(0);
  });

  test('is for the team to judge where another organisation reports it, however well it is vouched for', async () => {
    const service = mailboxService(deps);
    const about = { subject: reference(), to: 'priya.example@council.example.org', checked: true };
    const report = (by: string) => bounceOf({ ...about, messageId: `<${by}>`, by }).replaceAll('bounce-1', by);
    for (const by of ['elsewhere.example.org', 'notcouncil.example.org', 'example.org.evil.example']) {
      expect(await service.take(report(by))).toMatchObject({ state: 'to-triage', because: 'bounce-unknown' });
    }
    expect(await deps.db.teamTodo.count({ where: { meetingId: meeting.id } })).toBe(0);
    expect(await service.take(report('mx.council.example.org'))).toMatchObject({ state: 'bounce-noted' });
  });

  test('counts as Exchange’s own where Exchange says that it comes from within: there is nothing else to check of it', async () => {
    const service = mailboxService(deps, { ...mailboxFacts, resultsOf: { kind: 'exchange' } });
    const to = 'priya.example@council.example.org';
    const report = bounceOf({ messageId: '<x@outlook.example.org>', subject: reference(), to });
    for (const says of ['', 'X-MS-Exchange-Organization-AuthAs: Anonymous\r\n']) {
      expect(await service.take(`${says}${report.replaceAll('bounce-1', `outside-${says.length}`)}`)).toMatchObject({
        ...{ state: 'to-triage', because: 'bounce-unknown' },
      });
    }
    expect(await service.take(`X-MS-Exchange-Organization-AuthAs: Internal\r\n${report}`)).toMatchObject({
      state: 'bounce-noted',
    });
    const todos = await deps.db.teamTodo.findMany({ where: { meetingId: meeting.id, kind: 'bounced' } });
    expect(todos).toMatchObject([{ inviteeId: meeting.invitee('agency') }]);
  });

  test('is shown to the team where nobody was invited under that address, or no reference is given', async () => {
    const service = mailboxService(deps);
    const stranger = bounceOf({
      messageId: '<x@o.example.org>',
      subject: reference(),
      to: 'no@elsewhere.example.org',
      checked: true,
    });
    expect(await service.take(stranger)).toMatchObject({ state: 'to-triage', because: 'bounce-unknown' });
    const nothing = bounceOf({
      messageId: '<y@o.example.org>',
      to: 'priya.example@council.example.org',
      checked: true,
    });
    expect(await service.take(nothing)).toMatchObject({ state: 'to-triage', because: 'bounce-unknown' });
    expect(await deps.db.teamTodo.count({ where: { meetingId: meeting.id } })).toBe(0);
  });
});
