import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Chat } from '../../app/walk/teams-stand-in.ts';
import { type AgencyMeeting, anAgencyMeeting } from '../support/agency-meetings.ts';
import { answered, forged, shown } from '../support/in-teams.ts';
import { book, inviteeOf, meetingNow } from '../support/meeting-builders.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

let world: OutsideWorld;
let cora: Chat;
let meeting: AgencyMeeting;

beforeAll(async () => {
  world = await startOutside();
  cora = await world.channel('cora');
  const { deps } = world.service;
  meeting = await anAgencyMeeting(deps);
  await book(deps, meeting);
  await world.settled();
});
afterAll(() => world?.stop());
afterEach(() => expect(world.faults.splice(0)).toEqual([]));

const theirs = async () => inviteeOf(await meetingNow(world.service.deps, meeting.meetingId), 'individual');
const inChannel = () => cora.messages().map(shown).join('\n');

test('what somebody says before a meeting comes to Teams at once', async () => {
  const { id, email } = await theirs();
  const visitor = await world.signIn(email ?? '');
  const said = await visitor.post(`/meetings/${id}/say`, { text: 'I want to stay at *home*.' });
  expect(said).toMatchObject({ status: 303, location: `/meetings/${id}?done=say` });
  await world.settled();
  expect(inChannel()).toContain('something to be heard at the meeting');
  expect(inChannel()).toContain('I want to stay at');
});

test('what somebody needs is recorded from the meeting’s card, and stands on it', async () => {
  const { meetingId, requestId } = meeting;
  const card = cora.messages().at(-1);
  if (card === undefined) throw new Error('the channel is empty');
  const open = forged(card, 'open-communication-needs', { meetingId, requestId });
  const form = await cora.press(open, 'Forged');
  expect(answered(form)).toContain('What the person needs to take part');
  const recorded = await cora.press(open, 'Record', {
    'In which format do they read? (required)': 'Easy Read',
    'Do they need an interpreter? Which one? (leave empty if not)': 'British Sign Language',
  });
  expect(answered(recorded)).toContain('Recorded. Meetings that are booked follow it.');
  expect(answered(recorded)).toContain('Interpreter: British Sign Language');
  await world.settled();
  expect(inChannel()).toContain('Book an interpreter');
});
