import { beforeEach, describe, expect, test } from 'vitest';
import type { LetterView } from '../../../services/letters/model.ts';
import { releaseLetter } from '../../../services/letters/release-letter.ts';
import { viewLetter } from '../../../services/letters/view-letter.ts';
import { rescheduleMeeting } from '../../../services/meetings/reschedule-meeting.ts';
import { sendSummaries } from '../../../services/meetings/send-summaries.ts';
import { viewFamilyMeeting } from '../../../services/meetings/view-family-meeting.ts';
import { setCommunicationNeeds } from '../../../services/people/set-communication-needs.ts';
import { viewCommunicationNeeds } from '../../../services/people/view-communication-needs.ts';
import { letterWords } from '../../../wording/letters/letter-words.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  aSavedOutcome,
  book,
  granted,
  inviteeOf,
  meetingNow,
  sync,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { aVisitor } from '../../support/visitor-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps & { letterWords: typeof letterWords };
let arranged: ArrangedMeeting;
let calendar: ReturnType<typeof fakeCalendar>;

beforeEach(async () => {
  deps = { ...world.fresh(), letterWords };
  calendar = fakeCalendar();
});

const now = () => meetingNow(deps, arranged.meetingId);
const letters = async (kind: string) =>
  deps.db.letter.findMany({ where: { meetingId: arranged.meetingId, kind }, orderBy: { createdAt: 'asc' } });

async function view(letterId: string): Promise<LetterView> {
  return granted(await viewLetter(deps, { actor: arranged.coordinator, letterId }));
}

async function release(letterId: string) {
  const { version, digest } = await view(letterId);
  const input = { actor: arranged.coordinator, letterId, version, digest, press: deps.newId() };
  return releaseLetter(deps, input);
}

async function needs(format: string): Promise<void> {
  const { coordinator: actor } = arranged;
  const personId = (await now()).personId ?? '';
  const { seen } = granted(await viewCommunicationNeeds(deps, { actor, personId }));
  const typed = { format, interpreter: '', phoneFirst: 'no', other: '' };
  granted(await setCommunicationNeeds(deps, { actor, personId, typed, seen, press: deps.newId() }));
}

describe('an invitation by letter', () => {
  test('is drafted once for who has no email address, and not for who reads plain words in a mail', async () => {
    arranged = await anArrangedMeeting(deps);
    const meeting = await book(deps, arranged);
    for (const _ of [1, 2]) await sync(deps, calendar, arranged.meetingId);
    const drafted = await letters('meeting-invitation');
    const carer = inviteeOf(meeting, 'carer');
    expect(drafted).toMatchObject([{ inviteeId: carer.id, receiver: 'representative', state: 'drafted' }]);
    const { text, via, address, reference } = await view(drafted[0]?.id ?? '');
    expect({ via, reference }).toEqual({ via: 'phone', reference: arranged.reference });
    expect(address).toContain('07700 900123');
    expect(text).toContain('Wednesday 20 January 2027');
    expect(text).toContain('You do not have to come.');
    expect(text).not.toMatch(/Jamie/);
  });

  test('is drafted in the format that the person reads, and anew when the meeting moves', async () => {
    arranged = await anArrangedMeeting(deps);
    await needs('easy-read');
    await book(deps, arranged);
    await sync(deps, calendar, arranged.meetingId);
    const mine = async () => {
      const { id } = inviteeOf(await now(), 'individual');
      return (await letters('meeting-invitation')).filter(({ inviteeId }) => inviteeId === id);
    };
    expect(await mine()).toMatchObject([{ format: 'easy-read', via: 'email', state: 'drafted' }]);
    deps.clock.moveBy(60_000);
    const { version } = await now();
    const time = { day: '2027-01-21', at: '14:00' };
    const moved = { actor: arranged.coordinator, meetingId: arranged.meetingId, version, time, press: deps.newId() };
    granted(await rescheduleMeeting(deps, moved));
    await sync(deps, calendar, arranged.meetingId);
    expect((await mine()).map(({ state }) => state)).toEqual(['not-needed', 'drafted']);
    const { text } = await view((await mine())[1]?.id ?? '');
    expect(text).toContain('Thursday 21 January 2027');
  });

  test('is not drafted before there is a ground for sharing', async () => {
    arranged = await anArrangedMeeting(deps, { basis: 'not-yet' });
    await book(deps, arranged);
    await sync(deps, calendar, arranged.meetingId);
    expect(await letters('meeting-invitation')).toEqual([]);
  });
});

describe('what was agreed', () => {
  async function sent(): Promise<void> {
    arranged = await anArrangedMeeting(deps);
    const saved = await aSavedOutcome(deps, arranged, (meeting) => ({
      decisions: [
        { key: null, text: 'Jamie stays at home', parties: [] },
        { key: null, text: 'For the council alone', parties: [`organisation:${arranged.council.id}`] },
      ],
      actions: [
        { key: null, what: 'Visit', party: inviteeOf(meeting, 'other').party, who: 'Sam', dueDay: '2027-01-29' },
      ],
    }));
    const { coordinator: actor, meetingId } = arranged;
    const { id: outcomeId, saves } = saved.outcome;
    const asSeen = { outcomeId, saves, fingerprint: saved.fingerprint };
    granted(await sendSummaries(deps, { actor, meetingId, ...asSeen, press: deps.newId() }));
  }

  async function thePage() {
    const { id: inviteeId, email } = inviteeOf(await now(), 'individual');
    const address = email ?? '';
    return granted(await viewFamilyMeeting(deps, { actor: await aVisitor(deps, address), address, inviteeId }));
  }

  async function toPerson(): Promise<string> {
    const { id } = inviteeOf(await now(), 'individual');
    return (await letters('meeting-agreed')).find(({ inviteeId }) => inviteeId === id)?.id ?? '';
  }

  test('is on the page only once a coordinator has released the letter, in the very words they read', async () => {
    await sent();
    expect(await thePage()).toMatchObject({ stage: 'over', agreed: null });
    const { text } = await view(await toPerson());
    expect(text).toContain('Jamie stays at home');
    expect(text).toContain('Sam will do this by Friday 29 January 2027');
    expect(text).not.toContain('For the council alone');
    granted(await release(await toPerson()));
    expect(await thePage()).toMatchObject({ stage: 'told', agreed: { text } });
  });

  test('tells a carer no action of anybody else', async () => {
    await sent();
    const { id } = inviteeOf(await now(), 'carer');
    const letter = (await letters('meeting-agreed')).find(({ inviteeId }) => inviteeId === id);
    expect((await view(letter?.id ?? '')).text).not.toMatch(/Sam|For the council alone/);
  });

  test('is put on record as it is released, and does not go while there is no ground', async () => {
    await sent();
    const letterId = await toPerson();
    await deps.db.mbeRequest.update({ where: { id: arranged.requestId }, data: { basis: 'not-yet' } });
    expect(await release(letterId)).toMatchObject({ ok: false, reason: 'no-ground' });
    const told = () => deps.db.disclosure.findMany({ where: { meetingId: arranged.meetingId, via: 'letter' } });
    expect(await told()).toEqual([]);
    await deps.db.mbeRequest.update({ where: { id: arranged.requestId }, data: { basis: 'consents' } });
    granted(await release(letterId));
    expect(await told()).toMatchObject([{ basis: 'family', what: ['decisions', 'actions', 'next-step'] }]);
  });

  test('goes by mail as text only to an address that is marked secure', async () => {
    await sent();
    const letterId = await toPerson();
    expect((await view(letterId)).part).toBe('notice');
    const { email } = inviteeOf(await now(), 'individual');
    const row = {
      address: email?.toLowerCase() ?? '',
      markedById: arranged.coordinator.id,
      markedAt: deps.clock.now(),
    };
    await deps.db.secureAddress.createMany({ data: [row], skipDuplicates: true });
    expect((await view(letterId)).part).toBe('text');
    await deps.db.secureAddress.delete({ where: { address: row.address } });
  });
});
