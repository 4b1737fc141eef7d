import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inputsOf } from '../../app/walk/card-text.ts';
import type { Chat } from '../../app/walk/teams-stand-in.ts';
import { answered, copyOf, shown, valueIn } from '../support/in-teams.ts';
import { type MeetingTeam, startMeetingTeam } from '../support/meeting-team.ts';

let team: MeetingTeam;
let cora: Chat;
let dev: Chat;
let lena: Chat;
const db = () => team.conversation.service.deps.db;

beforeAll(async () => {
  team = await startMeetingTeam();
  ({ cora, dev, lena } = team);
});
afterAll(() => team?.conversation.stop());
afterEach(() => expect(team.conversation.faults).toEqual([]));

describe('choosing a time', () => {
  it('offers at least three times, each with who is free and who is not known', async () => {
    const { card } = await team.arranged();
    await cora.press(card, 'Choose a time');
    const times = inputsOf(card.card ?? {}).find((input) => input.id === 'time')?.choices ?? [];
    expect(times.length).toBeGreaterThanOrEqual(4);
    expect(shown(card)).toMatch(/\? Not known: /);
  });

  it('asks again, with what was typed, until a day and a time are clear', async () => {
    const { card } = await team.arranged();
    await cora.press(card, 'Choose a time');
    expect(answered(await cora.press(card, 'Book this time'))).toContain('Error: Choose a time from the list');
    const half = await cora.press(card, 'Book this time', { time: 'Another day', day: '2027-01-21' });
    expect(answered(half)).toContain('Error: Enter both the day and the time.');
    expect(valueIn(card, 'day')).toBe('2027-01-21');
    const both = await cora.press(card, 'Book this time', { time: '1.', at: '14:30' });
    expect(answered(both)).toContain('Error: You chose a time from the list and entered another.');
    const past = await cora.press(card, 'Book this time', { time: 'Another day', day: '2027-01-04' });
    expect(answered(past)).toContain('Error: This time has passed.');
    const done = await cora.press(card, 'Book this time', { day: '2027-01-21' });
    expect(answered(done)).toContain('Booked for Thursday 21 January 2027, 2:30pm to 3:30pm');
  });

  it('of two who book at once lets one, and tells the other who was first', async () => {
    const { card } = await team.arranged();
    await cora.press(card, 'Choose a time');
    const theirs = copyOf(card);
    const answers = await Promise.all([
      cora.press(card, 'Book this time', { time: '1.' }),
      dev.press(theirs, 'Book this time', { time: '2.' }),
    ]);
    const said = answers.map(answered).join('\n');
    expect(said).toContain('Booked for');
    expect(said).toMatch(/(Cora|Dev) Example booked a time on/);
  });

  it('moves a booked meeting, and cancels it with a reason and what is to follow', async () => {
    const { card, requestId } = await team.booked();
    await cora.press(card, 'Reschedule');
    const moved = await cora.press(card, 'Move to this time', { time: 'Another', day: '2027-01-25', at: '09:00' });
    expect(answered(moved)).toContain('Moved to Monday 25 January 2027, 9am to 10am');

    await cora.press(card, 'Cancel meeting');
    const refused = await cora.press(card, 'Cancel the meeting');
    expect(answered(refused)).toContain('Error: Choose what those invited are told.');
    expect(answered(refused)).toContain('Error: Say why');
    expect(answered(refused)).toContain('Error: Choose what is to happen next.');
    const cancelled = await cora.press(card, 'Cancel the meeting', {
      cancelReason: 'Another time has to be found',
      note: 'Snow',
      next: 'Arrange another time',
    });
    expect(answered(cancelled)).toContain('The meeting is cancelled. We are looking for another time.');
    const states = await db().meeting.findMany({ where: { requestId }, orderBy: { createdAt: 'asc' } });
    expect(states.map(({ state }) => state)).toEqual(['cancelled', 'being-arranged']);
  });

  it('from a stale card shows the present state instead', async () => {
    const { card } = await team.arranged();
    await cora.press(card, 'Choose a time');
    const stale = copyOf(card);
    await cora.press(card, 'Book this time', { time: '1.' });
    expect(answered(await dev.press(stale, 'Book this time', { time: '2.' }))).toContain('Cora Example booked a time');
  });
});

describe('sharing without consent', () => {
  const notYet = { basis: 'Not yet', basisDetail: 'Jamie is too upset to be asked.' };

  it('is the clinical lead’s decision: a coordinator is told so', async () => {
    const { card } = await team.arranged(notYet);
    const refused = await cora.press(copyOf(card), 'Share without consent (clinical lead)');
    expect(answered(refused)).toContain('Only the clinical lead can decide this. Nothing was changed.');
    await lena.press(card, 'Share without consent (clinical lead)');
    const stolen = await cora.press(copyOf(card), 'Record this decision', {
      reason: 'Safeguarding',
      note: 'x',
      untilDay: '2027-02-01',
    });
    expect(answered(stolen)).toContain('Only the clinical lead can decide this.');
    expect(await db().sharingDecision.count()).toBe(0);
  });

  it('needs a reason, a note and a last day, and holds for this meeting', async () => {
    const { card } = await team.arranged(notYet);
    await lena.press(card, 'Share without consent (clinical lead)');
    const refused = await lena.press(card, 'Record this decision', { note: 'Police report' });
    expect(answered(refused)).toContain('Error: Choose a reason.');
    expect(answered(refused)).toContain('Error: Enter the last day.');
    expect(valueIn(card, 'note')).toBe('Police report');
    const done = await lena.press(card, 'Record this decision', { reason: 'Safeguarding', untilDay: '2027-02-01' });
    expect(answered(done)).toContain('Recorded. What was held back can now be sent.');
  });
});
