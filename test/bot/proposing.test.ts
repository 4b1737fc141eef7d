import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { answered, only, shown, valueIn } from '../support/in-teams.ts';
import { type Arranged, type MeetingTeam, startMeetingTeam } from '../support/meeting-team.ts';

let team: MeetingTeam;
let cora: Chat;
let ella: Chat;
let arranged: Arranged;
const db = () => team.conversation.service.deps.db;
const meetingNow = () => db().meeting.findFirstOrThrow({ where: { requestId: arranged.requestId } });
const newest = (chat: Chat, says: string): PostedMessage => {
  const found = chat.messages().findLast((message) => shown(message).includes(says));
  if (!found) throw new Error(`nothing says ${says}: ${chat.messages().map(shown).join('\n---\n')}`);
  return found;
};
/** The labels of an input whose id begins so. */
const slotInputs = (message: PostedMessage) => inputsOf(message.card ?? {}).filter(({ id }) => id?.startsWith('slot-'));

beforeAll(async () => {
  team = await startMeetingTeam();
  ({ cora } = team);
  ella = await team.conversation.chat('ella');
  // She is known to the service once she has written to it.
  await ella.say('help');
  arranged = await team.arranged({ furtherPeople: 'Ella Example, ella.example@trust.example.org' });
});
afterAll(() => team?.conversation.stop());
afterEach(() => expect(team.conversation.faults).toEqual([]));

it('who must be there is said on a form, page by page, and how many of which', async () => {
  const { card } = arranged;
  await cora.press(card, 'People and quorum');
  await cora.press(card, 'Who must be there');
  const needs = inputsOf(card.card ?? {}).filter(({ id }) => id?.startsWith('need-'));
  expect(needs.length).toBeGreaterThan(2);
  const { id: elsa } = await db().invitee.findFirstOrThrow({ where: { email: 'ella.example@trust.example.org' } });
  const saved = await cora.press(card, 'Save, then how many of which', {
    [`need-${elsa}`]: 'Required',
    [`bring-${elsa}`]: 'The sleep diary',
  });
  expect(answered(saved)).toContain('Saved. We are looking for times again');
  const refused = await cora.press(card, 'Save', { 'seats-0': 'Ella Example' });
  expect(answered(refused)).toContain('Error: Choose how many of them must be there.');
  const done = await cora.press(card, 'Save', { 'at-least-0': '1 of these' });
  expect(answered(done)).toContain('These must be there:');
  expect(answered(done)).toContain('Asked to bring: The sleep diary');
  await cora.press(card, 'Back');
  await team.conversation.settled();
  expect(shown(card)).toContain('Must be there: Ella Example');
});

it('the question about times keeps what was typed when it is refused, and is asked in Teams', async () => {
  const { card } = arranged;
  await cora.press(card, 'Ask about times');
  expect(valueIn(card, 'deadlineAt')).toMatch(/^\d\d:\d\d$/);
  const half = await cora.press(card, 'Ask them', { 'day-1': '2027-01-21' });
  expect(answered(half)).toContain('Error: Enter both the day and the time.');
  expect(valueIn(card, 'day-1')).toBe('2027-01-21');
  const sent = await cora.press(card, 'Ask them', { times: '', 'at-1': '10:00' });
  expect(answered(sent)).toContain('Everybody is being asked which times suit them.');
  expect(answered(sent)).toContain('● Asked which times suit');
  await team.conversation.settled();
  expect(shown(newest(ella, 'Which of these times suit you?'))).toContain('Thursday 21 January 2027, 10am to 11am');
});

it('somebody invited answers every time, is told what is missing, and can change it', async () => {
  const asked = newest(ella, 'Which of these times suit you?');
  const [first, ...others] = slotInputs(asked);
  const refused = await ella.press(asked, 'Send my answer', { note: 'Mornings only' });
  expect(answered(refused)).toContain('Error: Say whether this time suits you.');
  expect(valueIn(asked, 'note')).toBe('Mornings only');
  const said = Object.fromEntries([[first?.id ?? '', 'Yes'], ...others.map(({ id }) => [id ?? '', 'No'])]);
  const done = await ella.press(asked, 'Send my answer', said);
  expect(answered(done)).toContain('Thank you. Your answer is recorded.');
  expect(answered(done)).toContain('Change my answer');
  const listed = only(await ella.say('invitations'));
  expect(shown(listed)).toContain('✓ You have answered.');
});

it('the chair is told once enough people can come, and books in one press', async () => {
  await team.conversation.settled();
  const told = [cora, ...(await Promise.all(['dev', 'cora'].map((who) => team.conversation.chat(who as 'cora'))))]
    .flatMap((chat) => chat.messages())
    .find((message) => shown(message).includes('Enough people can come at one of the times.'));
  if (!told) throw new Error('nobody was told');
  expect(shown(told)).toContain('✓ Quorate');
  const booked = await cora.press(told, 'Book this time');
  expect(answered(booked)).toContain('Booked for');
  await team.conversation.settled();
  expect((await meetingNow()).state).toBe('booked');
  expect(shown(newest(ella, 'Which of these times suit you?'))).toContain('A time was chosen');
});

it('somebody invited says that they can’t come, and the chair is shown what is missing and the way to another time', async () => {
  const listed = only(await ella.say('what am I invited to'));
  await ella.press(listed, 'Answer');
  const refused = await ella.press(listed, 'Send my answer');
  expect(answered(refused)).toContain('Error: Say whether you can come.');
  const said = await ella.press(listed, 'Send my answer', { response: 'No, I can’t come', note: 'Court that day' });
  expect(answered(said)).toContain('You said: No, I can’t come');
  await team.conversation.settled();
  const lost = [cora, await team.conversation.chat('cora')]
    .flatMap((chat) => chat.messages())
    .find((message) => shown(message).includes('Too few people can come'));
  if (!lost) throw new Error('the chair was not told');
  expect(shown(lost)).toContain('Court that day');
  const form = await cora.press(lost, 'Find another time');
  expect(answered(form)).toContain('Move the meeting');
});

it('what was told to whom is a list, and somebody without an agreement is let know more on a basis only', async () => {
  const { card } = arranged;
  await cora.press(card, 'People and quorum');
  await cora.press(card, 'Let them know more');
  const refused = await cora.press(card, 'Let them know more');
  expect(answered(refused)).toContain('Error: Choose on what basis.');
  const byLead = await cora.press(card, 'Let them know more', { basis: 'The clinical lead', note: 'Rang on Monday' });
  expect(answered(byLead)).toContain('Only the clinical lead can record that they decide it.');
  const done = await cora.press(card, 'Let them know more', { basis: 'The person agrees', note: 'Rang on Monday' });
  expect(answered(done)).toContain('They may now know more');
  const list = await cora.press(card, 'What was told to whom');
  expect(answered(list)).toContain('What was told to whom');
});
