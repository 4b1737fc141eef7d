import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { instantAt } from '../../services/platform/time.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { answered, copyOf, only, pressForged, shown } from '../support/in-teams.ts';
import { anEntry, aPerson } from '../support/register-builders.ts';

let conversation: Conversation;
let cora: Chat;
let dev: Chat;
let asha: Chat;
let numbers = 100;

beforeAll(async () => {
  conversation = await startConversation();
  await conversation.channel('cora');
  cora = await conversation.chat('cora');
  dev = await conversation.chat('dev');
  asha = await conversation.chat('asha');
});
beforeEach(() => conversation.clock.moveTo(instantAt('2027-01-12', '09:30')));
afterAll(() => conversation?.stop());
afterEach(async () => {
  await conversation.settled();
  expect(conversation.faults.splice(0)).toEqual([]);
});

/** Somebody on the register since September, unless told otherwise. */
async function onRegister(fullName = 'Jordan Example', as: Parameters<typeof anEntry>[1] = {}) {
  const { deps } = conversation.service;
  numbers += 1;
  const reference = `DSR-0${numbers}`;
  const personId = await aPerson(deps, { fullName, dateOfBirth: '1996-05-04' });
  await deps.db.person.update({ where: { id: personId }, data: { dsrReference: reference } });
  const { entryId } = await anEntry(deps, { personId, ...as });
  return { entryId, personId, reference };
}
const titles = (message: PostedMessage) => buttonsOf(message.card ?? {}).map(({ title }) => title);
const open = async (chat: Chat, reference: string) => only(await chat.say(`person ${reference}`));
const newRating = {
  'Rating (required)': '▲ Red',
  'Who decided': 'Dr Mina Example',
  'Why?': 'The placement gave notice.',
};

describe('the register', () => {
  it('shows the team who is on it, by rating, and is filtered by what is typed', async () => {
    await onRegister('Robin Sample', { rating: 'red' });
    await onRegister('Kit Sample', { rating: 'green', locality: 'stoke-on-trent' });
    const card = only(await cora.say('register'));
    expect(shown(card)).toMatch(/^The register\n/);
    expect(titles(card)).toEqual(expect.arrayContaining([expect.stringMatching(/^▲ Red \d/), 'Export CSV', 'Show']));
    const red = await cora.press(card, titles(card).find((title) => title.startsWith('▲ Red')) ?? '');
    expect(answered(red)).toContain('Robin Sample');
    expect(answered(red)).not.toContain('Kit Sample');
    await cora.press(card, '✓ ▲ Red 1');
    const filtered = await cora.press(only(await cora.say('register')), 'Show', { 'Part of the area': 'Stoke' });
    expect(answered(filtered)).toContain('Kit Sample');
    expect(answered(filtered)).not.toContain('Robin Sample');
    expect(card.summary).not.toContain('Sample');
  });

  it('is no business of anybody else, and each attempt is on record', async () => {
    const { entryId, reference } = await onRegister('Unseen Person');
    const refusals = () => conversation.service.deps.db.auditEvent.count({ where: { result: 'refused' } });
    const before = await refusals();
    for (const words of ['register', 'due', reference]) {
      const answer = shown(only(await asha.say(words)));
      expect(answer).toContain('Only the DSR team can do this.');
      expect(answer).not.toContain('Unseen');
    }
    const [card] = asha.messages();
    if (!card) throw new Error('there is a card');
    const change = { entryId, version: 1, press: crypto.randomUUID(), rating: 'red', decidedBy: 'Me', note: 'Why' };
    expect(answered(await pressForged(asha, card, 'change-rating', { ...change, day: '2027-01-12' }))).toContain(
      'Only the DSR team can do this.',
    );
    expect(answered(await pressForged(asha, card, 'show-person', { entryId }))).not.toContain('Unseen');
    expect(await refusals()).toBe(before + 5);
  });

  it('reads what somebody outside the team writes about a person as what it is', async () => {
    const answer = shown(only(await asha.say('person wants to die')));
    expect(answer).toContain('999');
  });
});

describe('a person', () => {
  it('is found by reference, and by a part of the name in any spelling', async () => {
    const { reference } = await onRegister('Zoë O’Sample-Brown');
    for (const words of [
      reference,
      `person ${reference}`,
      reference.toLowerCase(),
      'person osample',
      'find person zoe',
    ]) {
      expect(shown(only(await cora.say(words)))).toContain('Zoë O’Sample-Brown');
    }
    expect(shown(only(await cora.say('person Nobody Likethis')))).toContain('Nobody found.');
    await onRegister('Twin Example');
    await onRegister('Twin Example');
    const list = only(await cora.say('person Twin'));
    expect(shown(list)).toContain('2 people found.');
    expect(answered(await cora.press(list, 'Open'))).toContain('Twin Example');
  });

  it('gets another rating with a reason, and every copy of the card says so', async () => {
    const { reference } = await onRegister();
    const [card, other] = [await open(cora, reference), await open(dev, reference)];
    await cora.press(card, 'Change rating');
    const missing = await cora.press(card, 'Change rating', { 'Rating (required)': '▲ Red' });
    expect(answered(missing)).toContain('Error: Say why');
    expect(answered(missing)).toContain('Error: Say who decided');
    const done = await cora.press(card, 'Change rating', newRating);
    expect(answered(done)).toContain('The rating is changed.');
    expect(answered(done)).toContain('▲ Red since Tue 12 Jan 2027');
    expect(answered(done)).toContain('Why: The placement gave notice.');
    await conversation.settled();
    expect(shown(other)).toContain('▲ Red since Tue 12 Jan 2027');
  });

  it('of two who decide at once, the second looks again, and loses nothing of what was typed', async () => {
    const { reference } = await onRegister();
    const card = await open(cora, reference);
    await cora.press(card, 'Change rating');
    const late = copyOf(card);
    await cora.press(card, 'Change rating', newRating);
    const second = await cora.press(late, 'Change rating', { ...newRating, 'Rating (required)': '● Green' });
    expect(answered(second)).toContain('Somebody changed this entry while you had it open.');
    expect(inputsOf(second.card ?? {}).map(({ value }) => value)).toEqual([
      'green',
      'Dr Mina Example',
      'The placement gave notice.',
      '2027-01-12',
    ]);
    const again = await cora.press(late, 'Change rating');
    expect(answered(again)).toContain('● Green since Tue 12 Jan 2027');
  });

  it('goes to hospital, moves and leaves; Blue follows from it', async () => {
    const { reference } = await onRegister();
    const card = await open(cora, reference);
    await cora.press(card, 'Hospital');
    const admitted = await cora.press(card, 'Record admission', {
      'What kind of hospital': 'In hospital (adult)',
      'On which day': '2027-01-04',
    });
    expect(answered(admitted)).toContain('■ Blue since Mon 4 Jan 2027');
    expect(answered(admitted)).toContain('Offer of a first C(E)TR');
    await cora.press(card, 'Hospital');
    await cora.press(card, 'Moved to another kind of hospital');
    const moved = await cora.press(card, 'Record move', { 'What kind of hospital': 'In hospital (adult, secure)' });
    expect(answered(moved)).toContain('In hospital (adult, secure) since Tue 12 Jan 2027');
    await cora.press(card, 'Hospital');
    await cora.press(card, 'Left hospital');
    const left = await cora.press(card, 'Record leaving', { ...newRating, 'Rating (required)': '◆ Amber' });
    expect(answered(left)).toContain('◆ Amber since Tue 12 Jan 2027');
  });

  it('has reviews recorded as what they are, and says why each date is that date', async () => {
    const { reference } = await onRegister('Blue Example', {
      events: [{ kind: 'admitted', day: '2026-12-01', detail: { setting: 'adult' } }],
    });
    const card = await open(cora, reference);
    await cora.press(card, 'Record review');
    await cora.press(card, 'C(E)TR offered');
    const refused = await cora.press(card, 'Record', { 'On which day': '2027-02-01' });
    expect(answered(refused)).toContain('Error: Choose how the offer was answered.');
    expect(answered(refused)).toContain('Error: This day has not come yet.');
    const done = await cora.press(card, 'Record', { 'How was the offer': 'Declined', 'On which day': '2026-12-20' });
    expect(answered(done)).toContain('Recorded.');
    const why = await cora.press(card, 'Why these dates?');
    expect(answered(why)).toContain('Next C(E)TR');
    expect(answered(why)).toContain('20 December 2026');
  });

  it('has mistakes taken back with a reason, and its rating on any day asked for', async () => {
    const { reference } = await onRegister();
    const card = await open(cora, reference);
    await cora.press(card, 'Change rating');
    await cora.press(card, 'Change rating', { ...newRating, 'On which day': '2027-01-05' });
    await cora.press(card, 'History');
    const past = await cora.press(card, 'Show rating', { 'Rating on this day': '2027-01-04' });
    expect(answered(past)).toContain('On Monday 4 January 2027 the rating was ◆ Amber.');
    await cora.press(card, 'Recorded by mistake');
    expect(answered(await cora.press(card, 'Take back'))).toContain('Error: Say why');
    const back = await cora.press(card, 'Take back', { 'Why was this': 'It was somebody else.' });
    expect(answered(back)).toContain('Taken back. Both stay in the history.');
    expect(answered(back)).toContain('◆ Amber since Tue 1 Sep 2026');
  });

  it('has key professionals that can be changed', async () => {
    const { reference } = await onRegister();
    const card = await open(cora, reference);
    await cora.press(card, 'Key professionals');
    const wrong = await cora.press(card, 'Save', { 'name-0': 'Nadia Example', 'email-0': 'not an address' });
    expect(answered(wrong)).toContain('Error: Person 1: This is no email address.');
    const saved = await cora.press(card, 'Save', { 'email-0': 'nadia@example.org' });
    expect(answered(saved)).toContain('Nadia Example · nadia@example.org');
    const found = await cora.press(only(await cora.say('register')), 'Show', { 'Key professional': 'nadia ex' });
    expect(answered(found)).toContain(reference);
  });

  it('leaves the register for a reason, and what happened stays', async () => {
    const { reference } = await onRegister();
    const card = await open(cora, reference);
    await cora.press(card, 'End');
    expect(answered(await cora.press(card, 'End entry'))).toContain('Error: Choose a reason.');
    const ended = await cora.press(card, 'End entry', { 'Why do they leave': 'The risk is managed' });
    expect(answered(ended)).toContain('Left the register on Tue 12 Jan 2027: The risk is managed without the register');
    expect(titles(await open(cora, reference))).not.toContain('Change rating');
  });

  it('is shown as suspended once consent has lapsed, with its dates', async () => {
    const { reference } = await onRegister('Lapsed Example', { fromDay: '2026-01-05' });
    const card = await open(cora, reference);
    expect(shown(card)).toContain('SUSPENDED: consent lapsed.');
    expect(shown(card)).toContain('Renewal of consent');
    expect(titles(card)).not.toContain('Meeting');
    const due = only(await cora.say('due'));
    expect(shown(due)).toContain('! Suspended: consent has lapsed');
    expect(shown(due)).toContain(reference);
  });
});

describe('the export', () => {
  const link = (card: PostedMessage['card']) =>
    /"url":"(http:\/\/127\.0\.0\.1:\d+\/register-export\/[0-9a-f]+)"/.exec(JSON.stringify(card))?.[1] ?? '';
  const post = (url: string, headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' }) =>
    fetch(url, { method: 'POST', headers });

  it('is downloaded once, by a press on the page its link opens; looking at the page uses nothing up', async () => {
    await onRegister('=cmd() Example', { rating: 'red' });
    const card = only(await cora.say('register'));
    const answer = await cora.press(card, 'Export CSV');
    const url = link(answer.card);
    expect(url).not.toBe('');
    for (const _look of [1, 2]) {
      const page = await fetch(url);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('Download');
      expect(page.headers.get('Cache-Control')).toBe('no-store');
      expect(page.headers.get('Referrer-Policy')).toBe('no-referrer');
    }
    expect((await post(url, {})).status).toBe(403);
    const file = await post(url);
    expect(file.headers.get('Content-Type')).toContain('text/csv');
    expect(file.headers.get('Content-Disposition')).toBe('attachment; filename=register-2027-01-12.csv');
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toContain(`"'=cmd() Example"`);
    for (const again of [await post(url), await fetch(url)]) {
      expect(again.status).toBe(404);
      expect(await again.text()).toContain('This link can no longer be used');
    }
    const events = await conversation.service.deps.db.auditEvent.findMany({ where: { useCase: 'export-register' } });
    expect(events.map(({ result }) => result)).toEqual(['done', 'done']);
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain('Example');
  });

  it('is over after ten minutes, and with the coordinator’s place in the team', async () => {
    const card = only(await dev.say('register'));
    const late = link((await dev.press(copyOf(card), 'Export CSV')).card);
    conversation.clock.moveBy(10 * 60_000);
    expect((await post(late)).status).toBe(404);
    const url = link((await dev.press(copyOf(card), 'Export CSV')).card);
    const { db } = conversation.service.deps;
    const { dsrRole, id } = await db.professional.findFirstOrThrow({ where: { name: 'Dev Example' } });
    await db.professional.update({ where: { id }, data: { dsrRole: null } });
    expect((await post(url)).status).toBe(404);
    await db.professional.update({ where: { id }, data: { dsrRole } });
  });

  it('is not offered where a whole channel could use it', async () => {
    const channel = await conversation.channel('cora');
    const card = only(await channel.say('register'));
    const answer = await channel.press(card, 'Export CSV');
    expect(answered(answer)).toContain('Everybody in a channel could use the link.');
    expect(link(answer.card)).toBe('');
  });
});
