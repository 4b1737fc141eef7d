import { beforeEach, describe, expect, test } from 'vitest';
import { bookMeeting } from '../../../services/meetings/book-meeting.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { sweepProposals } from '../../../services/proposals/sweep-proposals.ts';
import { withdrawProposal } from '../../../services/proposals/withdraw-proposal.ts';
import { aProfessional } from '../../support/builders.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  granted,
  inviteeOf,
  meetingNow,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { answer, proposalOf, propose } from '../../support/proposal-builders.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let service: ReturnType<typeof deliveryService>;

beforeEach(async () => {
  deps = world.fresh();
  await deps.db.delivery.deleteMany();
  await deps.db.proposal.updateMany({ where: { state: 'open' }, data: { state: 'withdrawn' } });
  arranged = await anArrangedMeeting(deps);
  await deps.db.delivery.deleteMany();
  service = deliveryService({ ...deps, publicUrl: 'https://roundtable.example.org' });
});

const emailOf = (view: MeetingView, organisationId: string) => inviteeOf(view, 'agency', organisationId).email ?? '';
const mailTo = (address: string) => service.mailer.sent.filter(({ to }) => to.address === address);
const cards = () => service.notifier.posted.filter(({ message }) => message.kind === 'proposal');

/** Somebody of the tenant with this address, who has a chat with the bot. */
async function inTeams(address: string): Promise<string> {
  const { id } = await aProfessional(deps, { email: address.toUpperCase() });
  await deps.db.conversationReference.create({
    data: {
      conversationId: deps.newId(),
      kind: 'personal',
      professionalId: id,
      reference: {},
      updatedAt: deps.clock.now(),
    },
  });
  return id;
}

describe('the question', () => {
  test('goes by mail with a personal link to whoever is not in Teams: the times in words, and nothing about the person', async () => {
    const view = await propose(deps, arranged);
    await service.runAll();
    const school = emailOf(view, arranged.school.id);
    const [mail] = mailTo(school);
    expect(mail?.subject).toBe(`Which time suits you? Meeting ${arranged.reference}`);
    expect(mail?.text).toContain('Wednesday 20 January 2027, 10am to 11am');
    expect(mail?.text).toContain('Thursday 21 January 2027, 2:30pm to 3:30pm');
    expect(mail?.text).toContain('Please answer by Friday 15 January 2027 at midday');
    expect(mail?.text).toMatch(/https:\/\/roundtable\.example\.org\/l\/[\w-]{43}/);
    const link = await deps.db.accessLink.findFirst({ where: { address: school.toLowerCase() } });
    expect(link).toMatchObject({ kind: 'meeting', targetId: inviteeOf(view, 'agency', arranged.school.id).id });
    for (const { subject, text, html } of service.mailer.sent) {
      expect(`${subject}${text}${html}`.replaceAll('jamie@example.org', '')).not.toMatch(/Jamie|placement/i);
    }
  });

  test('speaks to the person in words of their own', async () => {
    await propose(deps, arranged);
    await service.runAll();
    const [mail] = mailTo('jamie@example.org');
    expect(mail?.text).toContain('Which of these times are good for you?');
    expect(mail?.text).toContain('You do not have to come.');
    expect(mail?.text).not.toContain('Do not write names');
  });

  test('is a card for somebody of the tenant with that address and a chat, and no mail', async () => {
    const view = await propose(deps, arranged);
    const address = emailOf(view, arranged.council.id);
    const professionalId = await inTeams(address);
    await service.runAll();
    expect(cards()).toEqual([
      {
        receiver: { to: 'professional', professionalId },
        message: { kind: 'proposal', inviteeId: inviteeOf(view, 'agency', arranged.council.id).id },
      },
    ]);
    expect(mailTo(address)).toEqual([]);
  });

  test.each(['unreachable', 'unclear'] as const)(
    'that does not reach them in Teams (%s) goes by mail, never to the channel',
    async (because) => {
      const view = await propose(deps, arranged);
      const address = emailOf(view, arranged.council.id);
      await inTeams(address);
      service.notifier.answers({ sent: false, because });
      await service.runAll();
      expect(mailTo(address)).toHaveLength(1);
      expect(cards().every(({ receiver }) => receiver.to === 'professional')).toBe(true);
    },
  );

  test('is not sent any more once they have answered, a time is booked, or the deadline is past', async () => {
    const view = await propose(deps, arranged);
    const council = inviteeOf(view, 'agency', arranged.council.id).id;
    await answer(deps, arranged.meetingId, council, 'yes', 'yes');
    const { id } = proposalOf(view);
    expect(await service.run(`proposal:${id}:${council}`)).toMatchObject({
      state: 'not-needed',
      lastError: 'answered',
    });
    const { coordinator: actor, meetingId } = arranged;
    const time = { slotId: proposalOf(view).slots[0]?.id ?? '' };
    const { version } = await meetingNow(deps, meetingId);
    granted(await bookMeeting(deps, { actor, meetingId, version, time, press: deps.newId() }));
    await service.runAll();
    expect(service.mailer.sent.filter(({ subject }) => subject.startsWith('Which time'))).toEqual([]);
  });

  test('that was replaced is not sent: its successor has one of its own', async () => {
    const view = await propose(deps, arranged);
    const again = await propose(deps, arranged, { slots: [{ day: '2027-01-25', at: '9am' }] });
    await service.runAll();
    const mails = mailTo(emailOf(view, arranged.school.id));
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('Monday 25 January 2027, 9am to 10am');
    expect(proposalOf(again).id).not.toBe(proposalOf(view).id);
  });

  test('is held back from the family when the ground for sharing goes before it is sent', async () => {
    const view = await propose(deps, arranged);
    await deps.db.mbeRequest.update({ where: { id: arranged.requestId }, data: { basis: 'not-yet' } });
    await service.runAll();
    expect(mailTo('jamie@example.org')).toEqual([]);
    const jamie = inviteeOf(view, 'individual').id;
    expect((await service.todos()).filter(({ inviteeId }) => inviteeId === jamie).map(({ kind }) => kind)).toEqual([
      'speak-first',
    ]);
  });
});

test('the reminder says that it is one, and goes only to those who still have not answered when it leaves', async () => {
  const view = await propose(deps, arranged);
  await service.runAll();
  service.mailer.sent.length = 0;
  deps.clock.moveTo(new Date('2027-01-13T12:00:00Z'));
  await sweepProposals(deps);
  await answer(deps, arranged.meetingId, inviteeOf(view, 'agency', arranged.school.id).id, 'yes', 'no');
  await service.runAll();
  expect(mailTo(emailOf(view, arranged.school.id))).toEqual([]);
  const [mail] = mailTo(emailOf(view, arranged.council.id));
  expect(mail?.subject).toBe(`Reminder: which time suits you? Meeting ${arranged.reference}`);
  expect(mail?.text).toContain('We still need your answer');
});

describe('news for the chair or the owner', () => {
  const posted = () => service.notifier.posted.map(({ message }) => message.kind);

  test('says that enough people can come, unless a time is booked before it leaves', async () => {
    const view = await propose(deps, arranged);
    for (const { id } of [arranged.council, arranged.school]) {
      await answer(deps, arranged.meetingId, inviteeOf(view, 'agency', id).id, 'yes', 'no');
    }
    const key = `quorum-reached:${proposalOf(view).id}`;
    expect(await service.run(key)).toMatchObject({ state: 'sent' });
    expect(service.notifier.posted.at(-1)).toMatchObject({
      message: { kind: 'quorum-reached', meetingId: arranged.meetingId },
    });
  });

  test('says that no time suits, or that one was booked by itself', async () => {
    await propose(deps, arranged);
    deps.clock.moveTo(new Date('2027-01-15T12:00:00Z'));
    await sweepProposals(deps);
    await service.runAll();
    expect(posted()).toContain('proposal-closed');
  });

  test('goes to the channel where the chair can’t be reached, and by mail where a card may have arrived', async () => {
    const view = await propose(deps, arranged);
    for (const { id } of [arranged.council, arranged.school]) {
      await answer(deps, arranged.meetingId, inviteeOf(view, 'agency', id).id, 'yes', 'no');
    }
    service.notifier.answers(({ to }) =>
      to === 'channel' ? { sent: true, activityId: 'x' } : { sent: false, because: 'unreachable' },
    );
    await service.runAll();
    expect(service.notifier.posted.map(({ receiver, message }) => [receiver.to, message.kind])).toContainEqual([
      'channel',
      'quorum-reached',
    ]);
  });
});

test('whoever was asked is told that the question is taken back; whoever was not hears nothing', async () => {
  const view = await propose(deps, arranged);
  await service.run(`proposal:${proposalOf(view).id}:${inviteeOf(view, 'agency', arranged.school.id).id}`);
  const { coordinator: actor, meetingId } = arranged;
  granted(await withdrawProposal(deps, { actor, meetingId, version: view.version, press: deps.newId() }));
  await service.runAll();
  const told = service.mailer.sent.filter(
    ({ subject }) => subject === `No answer needed: meeting ${arranged.reference}`,
  );
  expect(told.map(({ to }) => to.address)).toEqual([emailOf(view, arranged.school.id)]);
});
