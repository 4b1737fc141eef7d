import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf, inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { answered, copyOf, dataOf, only, pressForged, shown, valueIn } from '../support/in-teams.ts';
import { type Arranged, type MeetingTeam, startMeetingTeam } from '../support/meeting-team.ts';

let team: MeetingTeam;
let asha: Chat;
let cora: Chat;
let dev: Chat;
const db = () => team.conversation.service.deps.db;

beforeAll(async () => {
  team = await startMeetingTeam();
  ({ asha, cora, dev } = team);
});
afterAll(() => team?.conversation.stop());
afterEach(() => expect(team.conversation.faults).toEqual([]));

const titles = (message: PostedMessage) => buttonsOf(message.card ?? {}).map((button) => button.title);

/** Answers the first step for everybody, with the same answer. */
const everybody = (message: PostedMessage, answer: string) =>
  Object.fromEntries(
    inputsOf(message.card ?? {}).flatMap((input) => (input.id.startsWith('came-') ? [[input.id, answer]] : [])),
  );

/** The second step of a fresh outcome. */
async function atDecisions(over: Record<string, string> = {}): Promise<Arranged> {
  const meeting = await team.ended(over);
  await cora.press(meeting.card, 'Record the outcome');
  await cora.press(meeting.card, 'Continue', everybody(meeting.card, 'Came'));
  expect(shown(meeting.card)).toContain('Step 2 of 3');
  return meeting;
}

const decisionsOf = (requestId: string) =>
  db().decision.findMany({ where: { outcome: { meeting: { requestId } } }, orderBy: { position: 'asc' } });

describe('the outcome', () => {
  it('asks who came, and for the names of stand-ins only once there are some', async () => {
    const { card, requestId } = await team.ended();
    await cora.press(card, 'Record the outcome');
    const [first] = inputsOf(card.card ?? {});
    const refused = await cora.press(card, 'Continue', { [first?.id ?? '']: 'Sent somebody else' });
    expect(answered(refused)).toContain('Now name the person who came instead.');
    expect(answered(refused)).toContain('Error: Say whether they came.');
    const again = await cora.press(card, 'Continue', {
      ...everybody(card, 'Came'),
      [first?.id ?? '']: 'Sent somebody else',
    });
    expect(answered(again)).toContain('Error: Enter the name of the person who came instead.');
    await cora.press(card, 'Continue', { 'Who came instead of': 'Bea Example' });
    expect(shown(card)).toContain('Step 2 of 3');
    const rows = await db().attendance.findMany({ where: { outcome: { meeting: { requestId } } } });
    expect(rows.map(({ came }) => came).sort()).toEqual([...rows.slice(1).map(() => 'came'), 'stand-in']);
  });

  it('keeps everything typed while decisions are added, changed and removed', async () => {
    const { card, requestId } = await atDecisions();
    expect(answered(await cora.press(card, 'Add this decision', { nextStep: 'We meet again.' }))).toContain(
      'Error: Write what was decided.',
    );
    expect(valueIn(card, 'nextStep')).toBe('We meet again.');
    await cora.press(card, 'Add this decision', { text: 'First', recommendedRating: 'Amber' });
    await cora.press(card, 'Add this decision', { text: 'Second', parties: 'Example Police' });
    await cora.press(card, 'Change', { row: '1.', text: 'Third' });
    expect(valueIn(card, 'text')).toBe('First');
    await cora.press(card, 'Keep this change', { text: 'First, put right' });
    await cora.press(card, 'Remove', { row: '2.', text: 'Half typed' });
    expect(valueIn(card, 'text')).toBe('Half typed');
    expect((await decisionsOf(requestId)).map(({ text }) => text)).toEqual(['First, put right', 'Third']);
    await cora.press(card, 'Continue');
    expect(shown(card)).toContain('Step 3 of 3');
    const outcome = await db().outcome.findFirstOrThrow({ where: { meeting: { requestId } } });
    expect(outcome).toMatchObject({ nextStep: 'We meet again.', recommendedRating: 'amber' });
    expect((await decisionsOf(requestId)).map(({ text }) => text)).toEqual(['First, put right', 'Third', 'Half typed']);
  });

  it('of a press that Teams delivers twice makes one decision', async () => {
    const { card, requestId } = await atDecisions();
    const before = copyOf(card);
    await cora.press(card, 'Add this decision', { text: 'Once' });
    const again = await cora.press(before, 'Add this decision', { text: 'Once' });
    expect(answered(again)).toContain('1. Once');
    expect(answered(again)).not.toContain('Somebody else');
    expect(await decisionsOf(requestId)).toHaveLength(1);
  });

  it('from a stale card keeps what was typed and shows what somebody else saved', async () => {
    const { card, requestId } = await atDecisions();
    const devs = copyOf(card);
    await cora.press(card, 'Add this decision', { text: 'By Cora' });
    const stale = await dev.press(devs, 'Add this decision', { text: 'By Dev' });
    expect(answered(stale)).toContain('Somebody else has changed this meanwhile');
    expect(valueIn(devs, 'text')).toBe('By Dev');
    await dev.press(devs, 'Add this decision');
    expect((await decisionsOf(requestId)).map(({ text }) => text)).toEqual(['By Cora', 'By Dev']);
  });

  it('of 50,000 characters is refused as too long, with its beginning put back', async () => {
    const { card } = await atDecisions();
    const refused = await cora.press(card, 'Add this decision', { text: '<b>=cmd()</b> '.repeat(3600) });
    expect(answered(refused)).toContain('Error: Shorten this to 4,000 characters or fewer.');
    expect(valueIn(card, 'text')).toMatch(/^<b>=cmd\(\)<\/b> /);
  });

  it('says above each field of an action what to put right', async () => {
    const { card } = await atDecisions();
    await cora.press(card, 'Continue');
    const refused = await cora.press(card, 'Add this action', { what: 'Find a flat', dueDay: '2020-01-01' });
    expect(answered(refused)).toContain('Error: Choose which organisation or person does it.');
    expect(answered(refused)).toContain('Error: Enter who there does it.');
    expect(answered(refused)).toContain('Error: This day is before the meeting.');
    expect(valueIn(card, 'what')).toBe('Find a flat');
  });

  it('can say that the meeting did not take place', async () => {
    const { card, requestId } = await team.ended();
    await cora.press(card, 'Record the outcome');
    await cora.press(card, 'It did not take place');
    expect(answered(await cora.press(card, 'Record that it did not take place'))).toContain('Error: Say why');
    const done = await cora.press(card, 'Record that it did not take place', {
      why: 'Nobody could join.',
      next: 'Arrange another time',
    });
    expect(answered(done)).toContain('We are looking for another time.');
    expect(await db().meeting.count({ where: { requestId } })).toBe(2);
  });

  it('can’t be recorded before the end', async () => {
    const { card, requestId } = await team.booked();
    const { id } = await db().meeting.findFirstOrThrow({ where: { requestId } });
    const early = await pressForged(cora, copyOf(card), 'open-outcome', { meetingId: id });
    expect(answered(early)).toContain('This meeting is not over yet.');
  });

  it('is nothing for somebody outside the team', async () => {
    const { requestId } = await team.ended();
    const { id } = await db().meeting.findFirstOrThrow({ where: { requestId } });
    const help = only(await asha.say('help'));
    for (const verb of ['open-outcome', 'open-summaries', 'open-correction', 'open-choose-time']) {
      const refused = await pressForged(asha, help, verb, { meetingId: id });
      expect(answered(refused)).toContain('Only the DSR team can do this.');
    }
    expect(shown(only(await asha.say('to do')))).toContain('Only the DSR team can do this.');
  });

  it.each(['save-attendance', 'save-decisions', 'save-actions'])(
    '%s of somebody outside the team is on record once',
    async (verb) => {
      const { requestId } = await team.ended();
      const { id: meetingId } = await db().meeting.findFirstOrThrow({ where: { requestId } });
      const help = only(await asha.say('help'));
      const refusals = () => db().auditEvent.count({ where: { result: 'refused', nounId: meetingId } });
      const before = await refusals();
      const data = { meetingId, saves: 0, press: randomUUID(), go: 'next' };
      const refused = await pressForged(asha, help, verb, data);
      expect(answered(refused)).toContain('Only the DSR team can do this.');
      expect(await refusals()).toBe(before + 1);
    },
  );
});

describe('the summaries', () => {
  /** The previews of an outcome with one decision and one action of the police. */
  async function atPreviews(): Promise<Arranged> {
    // The address of education is not marked as secure.
    const invited = 'Example Police + Oakfield Example School + Example County Council education';
    const meeting = await atDecisions({ 'Organisations to invite': invited });
    await cora.press(meeting.card, 'Add this decision', { text: 'Jamie stays until March.' });
    await cora.press(meeting.card, 'Continue');
    await cora.press(meeting.card, 'See the summaries', {
      what: 'Name one officer for Jamie',
      party: 'Example Police',
      who: 'Zoe',
      dueDay: '2027-12-01',
      themes: 'Housing',
    });
    expect(shown(meeting.card)).toContain('Nothing has been sent yet.');
    return meeting;
  }

  const mailsAbout = (reference: string) =>
    team.conversation.mailer.sent.filter((mail) => mail.subject.includes(`${reference}: what was agreed`));

  it('are previewed in the very words that are then sent, and leave only when “Send” is pressed', async () => {
    const { card, reference } = await atPreviews();
    await team.conversation.settled();
    expect(mailsAbout(reference)).toEqual([]);
    const preview = shown(card);
    const done = await cora.press(card, titles(card).find((title) => title.startsWith('Send ')) ?? '');
    expect(answered(done)).toContain('on the way.');
    await team.conversation.settled();
    const police = mailsAbout(reference).find((mail) => mail.to.address === 'zoe@police.example.org');
    // The link to their own page is made as the mail leaves.
    const lines = (police?.text ?? '')
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^-+$/.test(line) && !/your page|link is for you/i.test(line));
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(preview).toContain(line);
  });

  it('go in full to an address once it is marked as secure, and the mark can be taken back', async () => {
    const { card } = await atPreviews();
    expect(titles(card)).toContain('Send 1 summary');
    const marked = await cora.press(card, 'Mark address secure');
    expect(answered(marked)).toContain('is marked as secure.');
    expect(titles(card)).toContain('Send 2 summaries');
    await cora.press(card, 'Take the mark back');
    expect(titles(card)).toContain('Send 1 summary');
  });

  it('that could not be mailed are a to-do, which leads to what their receiver may know', async () => {
    const { card, reference } = await atPreviews();
    await cora.press(card, 'Send 1 summary');
    await team.conversation.settled();
    const todo = cora.messages().findLast((one) => shown(one).includes(reference) && titles(one).includes('Done'));
    if (!todo) throw new Error('the channel gets a to-do');
    const may = await cora.press(todo, 'What they may know');
    expect(answered(may)).toContain('Gets a notice with the reference only');
  });

  it('are shown again where they would no longer be what was seen', async () => {
    const { card, reference } = await atPreviews();
    const stale = copyOf(card);
    await cora.press(card, 'Mark address secure');
    const refused = await dev.press(stale, 'Send 1 summary');
    expect(answered(refused)).toContain('has changed since you looked');
    await cora.press(card, 'Take the mark back');
    await team.conversation.settled();
    expect(mailsAbout(reference)).toEqual([]);
  });

  it('can be corrected: only those whose part changed are told, and what changed', async () => {
    const { card, reference, requestId } = await atPreviews();
    await cora.press(card, 'Send 1 summary');
    await team.conversation.settled();
    await cora.press(card, 'Correct the outcome');
    expect(shown(card)).toContain('Correction (version 2)');
    await cora.press(card, 'Continue');
    await cora.press(card, 'Continue');
    expect(shown(card)).toContain('Name one officer for Jamie');
    await cora.press(card, 'Change', { row: '1.' });
    await cora.press(card, 'See the summaries', { who: 'Abe' });
    expect(shown(card)).toContain('Their part has not changed.');
    expect(shown(card)).toContain('What changed');
    await cora.press(card, 'Send 1 summary');
    await team.conversation.settled();
    expect(
      mailsAbout(reference)
        .filter((mail) => mail.subject.includes('corrected'))
        .map((mail) => mail.to.address),
    ).toEqual(['zoe@police.example.org']);
    expect(await db().outcome.count({ where: { meeting: { requestId }, state: 'sent' } })).toBe(2);
  });
});

describe('what is to be done by hand', () => {
  it('is listed, and done with a note; the second to press sees who was first', async () => {
    const list = only(await cora.say('to do'));
    expect(shown(list)).toContain('To do by hand');
    await cora.press(list, 'Open');
    const theirs = copyOf(list);
    const todoId = String(dataOf(list.card, 'complete-todo').todoId);
    const done = await cora.press(list, 'Done', { note: 'Rang the key worker.' });
    expect(answered(done)).toContain('Thank you. It is marked as done.');
    expect(answered(done)).toContain('Rang the key worker.');
    expect(answered(await dev.press(theirs, 'Done'))).toContain('Cora Example was first');
    expect((await db().teamTodo.findUniqueOrThrow({ where: { id: todoId } })).note).toBe('Rang the key worker.');
  });

  it.each(['to do', 'todos', 'To-do', 'what is there to do?', 'show our todos'])('“%s” lists it', async (words) => {
    expect(shown(only(await cora.say(words)))).toContain('To do by hand');
  });
});
