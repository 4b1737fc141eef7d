import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { readEntry } from '../../services/register/entry-store.ts';
import { aRegisterMeeting } from '../support/consent-builders.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { answered, only, pressForged, shown, valueIn } from '../support/in-teams.ts';
import { anEntry, aPerson } from '../support/register-builders.ts';

let conversation: Conversation;
let cora: Chat;
let lena: Chat;
let asha: Chat;

beforeAll(async () => {
  conversation = await startConversation();
  cora = await conversation.channel('cora');
  lena = await conversation.channel('lena');
  asha = await conversation.chat('asha');
});
afterAll(() => conversation?.stop());
afterEach(async () => {
  await conversation.settled();
  expect(conversation.faults.splice(0)).toEqual([]);
});

const deps = () => conversation.service.deps;
const titles = (message: { card: unknown }) => buttonsOf(message.card as never).map((button) => button.title);

/** A message whose card has become the consent card of this person. */
async function consentOf(chat: Chat, personId: string): Promise<PostedMessage> {
  const message = only(await chat.say('help'));
  message.card = (await pressForged(chat, message, 'open-consent', { personId })).card;
  return message;
}

const agreement = {
  form: 'In person',
  informationFormat: 'Easy Read',
  evidence: 'Signed form, shared folder',
  sharing: 'Yes',
};

describe('somebody’s consent', () => {
  it('is recorded, renewed and withdrawn in the channel, and the card says each time how it stands', async () => {
    const personId = await aPerson(deps());
    const card = await consentOf(cora, personId);
    expect(shown(card)).toContain('No consent is on record.');
    expect(titles(card)).toContain('Record consent');
    expect(titles(card)).not.toContain('Withdraw');

    const first = answered(await cora.press(card, 'Record consent'));
    expect(first).toContain('Explain it before you ask');
    expect(first).toContain('saying no changes nothing in their current support');
    expect(answered(await cora.press(card, 'Next'))).toContain('Error: Choose what to record.');
    const second = await cora.press(card, 'Next', { answer: 'They agree', route: 'The person' });
    expect(answered(second)).toContain('What was said counts from the day it was said');
    expect(valueIn(card, 'consenterName')).toBe('Jordan Example');
    expect(valueIn(card, 'day')).toBe('2027-01-12');

    const refused = await cora.press(card, 'Record', { evidence: 'Signed form, shared folder', day: '2027-01-30' });
    expect(answered(refused)).toContain('Error: This day is still to come.');
    expect(answered(refused)).toContain('Error: Choose how they said it.');
    expect(valueIn(card, 'evidence')).toBe('Signed form, shared folder');
    const recorded = await cora.press(card, 'Record', { ...agreement, day: '2027-01-04' });
    expect(answered(recorded)).toContain('Recorded.');
    expect(answered(recorded)).toContain('Consent holds, to the end of Tuesday 4 January 2028.');
    expect(answered(recorded)).toContain('Why this date?');
    expect(recorded.card).not.toBeNull();

    const { entryId } = await anEntry(deps(), { personId, consent: false, fromDay: '2027-01-05' });
    await cora.press(card, 'Record or renew consent');
    await cora.press(card, 'Next', { answer: 'They agree', route: 'The person' });
    const renewed = await cora.press(card, 'Record', agreement);
    expect(answered(renewed)).toContain('Consent holds, to the end of Wednesday 12 January 2028.');
    expect(await readEntry(deps().db, entryId)).toMatchObject({ consentUntil: '2028-01-12' });

    await aRegisterMeeting(deps(), entryId);
    await cora.press(card, 'Record or renew consent');
    const no = answered(await cora.press(card, 'Next', { answer: 'They say no', route: 'The person' }));
    expect(no).toContain('This no ends what rested on it.');
    expect(no).toContain('1 meeting is cancelled for everybody invited.');
    await cora.press(card, 'Back');
    await cora.press(card, 'Back');
    const invalid = answered(await cora.press(card, 'Found not to be valid'));
    expect(invalid).toContain('If their time on the register ends today:');
    expect(invalid).toContain('1 meeting is cancelled for everybody invited.');
    await cora.press(card, 'Back');
    const form = answered(await cora.press(card, 'Withdraw'));
    expect(form).toContain('Their time on the register ends that day.');
    expect(form).toContain('1 meeting is cancelled for everybody invited.');
    expect(valueIn(card, 'consenterName')).toBe('Jordan Example');
    expect(answered(await cora.press(card, 'Withdraw consent'))).toContain('Error: Choose how they said it.');
    const withdrawn = answered(await cora.press(card, 'Withdraw consent', { form: 'By phone' }));
    expect(withdrawn).toContain('consent is withdrawn');
    expect(withdrawn).toContain('Nobody outside the DSR team has received anything');
    expect(await readEntry(deps().db, entryId)).toMatchObject({ toDay: '2027-01-12', endReason: 'consent-withdrawn' });

    const after = answered(await cora.press(card, 'Consent'));
    expect(after).toContain('✕ Withdrawn on Tuesday 12 January 2027.');
    expect(after).toContain('Consent renewed');
    expect(after).toContain('Mon 4 Jan 2027: ✓ Consent given');
  });

  it('tells why somebody may not decide, and keeps what was chosen', async () => {
    const personId = await aPerson(deps());
    const card = await consentOf(cora, personId);
    await cora.press(card, 'Record consent');
    const answer = await cora.press(card, 'Next', { answer: 'They agree', route: 'A deputy' });
    expect(answered(answer)).toContain('Error: From 16 on the person decides');
    expect(valueIn(card, 'answer')).toBe('agrees');
  });

  it('is nobody’s to see or to change but the team’s', async () => {
    const personId = await aPerson(deps());
    const message = only(await asha.say('help'));
    for (const verb of ['open-consent', 'open-record-consent', 'open-withdraw-consent', 'show-who-was-told']) {
      const answer = answered(await pressForged(asha, message, verb, { personId, page: 1 }));
      expect(answer).toContain('Only the DSR team can do this.');
      expect(answer).not.toContain('Jordan');
    }
  });
});

describe('the clinical lead', () => {
  it('is asked where a young person can decide themself, and records the decision with a reason', async () => {
    const personId = await aPerson(deps(), { dateOfBirth: '2013-06-01', fullName: 'Robin Example' });
    await anEntry(deps(), { personId });
    const card = await consentOf(cora, personId);
    await cora.press(card, 'Record or renew consent');
    const competent = { answer: 'They agree', route: 'The person', flags: 'The young person is under 16' };
    const ask = answered(await cora.press(card, 'Next', competent));
    expect(ask).toContain('The clinical lead decides this');
    expect(ask).toContain('stops counting when you ask');
    expect(answered(await cora.press(card, 'Ask the clinical lead'))).toContain('The clinical lead has been asked.');
    await conversation.settled();
    const todo = cora.messages().findLast((one) => shown(one).includes('Clinical lead: who consents?'));
    if (!todo) throw new Error('there is a to-do in the channel');
    expect(titles(todo)).not.toContain('Done');
    expect(shown(todo)).not.toContain('Robin');

    const ofLena = await consentOf(lena, personId);
    await lena.press(ofLena, 'Record consent');
    expect(answered(await lena.press(ofLena, 'Next', competent))).toContain('You decide this as clinical lead.');
    expect(answered(await lena.press(ofLena, 'Record', agreement))).toContain('Error: Say why.');
    expect(answered(await lena.press(ofLena, 'Record', { note: 'Understands what it is for.' }))).toContain(
      'Recorded.',
    );
    await conversation.settled();
    expect(shown(todo)).toContain('✓ Done');
  });

  it('decides about a meeting within 48 hours, which nobody else can', async () => {
    const { entryId, personId } = await anEntry(deps());
    const { id: meetingId } = await aRegisterMeeting(deps(), entryId, { startsAt: new Date('2027-01-13T10:00:00Z') });
    const card = await consentOf(cora, personId);
    expect(answered(await cora.press(card, 'Withdraw'))).toContain(
      'the clinical lead is asked first, and nobody else can cancel it',
    );
    await cora.press(card, 'Withdraw consent', { form: 'By phone', consenterName: 'Jordan Example' });
    await conversation.settled();
    const todo = cora.messages().findLast((one) => shown(one).includes('is this meeting still held?'));
    if (!todo) throw new Error('there is a to-do in the channel');
    expect(shown(todo)).toContain('Wednesday 13 January 2027');

    const asCora = { ...todo, card: structuredClone(todo.card) };
    expect(answered(await cora.press(asCora, 'Decide'))).toContain('Only the clinical lead can decide this.');
    const around = answered(await pressForged(cora, asCora, 'open-cancel-meeting', { meetingId }));
    expect(around).toContain('the clinical lead decides whether this meeting is still held');
    const asLena = { ...todo, card: structuredClone(todo.card) };
    expect(answered(await lena.press(asLena, 'Decide'))).toContain('nothing about the person leaves the team');
    expect(answered(await lena.press(asLena, 'Cancel this meeting'))).toContain('Error: Say why.');
    const cancelled = await lena.press(asLena, 'Cancel this meeting', { note: 'Nobody is at risk.' });
    expect(answered(cancelled)).toContain('The meeting is cancelled for everybody invited.');
    expect(await deps().db.meeting.findUnique({ where: { id: meetingId } })).toMatchObject({ state: 'cancelled' });
    const asked = { meetingId, kind: 'decide-withdrawn-meeting' };
    expect(await deps().db.teamTodo.findMany({ where: asked })).toMatchObject([{ doneById: expect.any(String) }]);
  });
});
