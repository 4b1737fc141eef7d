import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { buttonsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { answered, forged, only, pressForged, shown, valueIn } from '../support/in-teams.ts';
import { aConsentEvent, anEntry } from '../support/register-builders.ts';

let conversation: Conversation;
let cora: Chat;
let dev: Chat;

beforeAll(async () => {
  conversation = await startConversation();
  cora = await conversation.channel('cora');
  dev = await conversation.channel('dev');
  await loadSampleAgencies(conversation.service.deps);
});

afterAll(async () => {
  await conversation.stop();
});

/** Somebody in hospital since 4 January 2027, and a card on which a coordinator asks for a meeting about them. */
async function someone() {
  const { deps } = conversation.service;
  const admitted = { kind: 'admitted', day: '2027-01-04', detail: { setting: 'adult' } } as const;
  return anEntry(deps, { rating: 'red', events: [admitted] });
}

async function card(chat: Chat = cora): Promise<PostedMessage> {
  return only(await chat.say('queue'));
}

const titles = (message: PostedMessage) => buttonsOf(message.card ?? {}).map(({ title }) => title);

const typed = {
  'Which organisations must be there': 'Example Police',
  purposeCategory: 'A place to live',
};

/** A C(E)TR that was asked for from the person's card: its own card, in the message that was worked on. */
async function arranged() {
  const { entryId, personId } = await someone();
  const message = await card();
  const forgedMessage = forged(message, 'open-register-meeting', { entryId });
  await cora.press(forgedMessage, 'Forged');
  return { entryId, personId, message: forgedMessage };
}

describe('a C(E)TR, from the person’s card to its summaries', () => {
  test('is arranged, booked, recorded and sent, and is a C(E)TR on the register', async () => {
    const { entryId, message } = await arranged();
    expect(shown(message)).toContain('Care (Education) and Treatment Review');
    expect(shown(message)).toContain('It never counts as a C(E)TR');
    expect(shown(message)).toContain('Offer of a first C(E)TR: due Monday 1 February 2027.');

    await cora.press(message, 'Arrange: C(E)TR');
    expect(valueIn(message, 'neededBy')).toBe('2027-02-01');
    expect(valueIn(message, 'people')).toBe('person');
    const sent = await cora.press(message, 'Arrange this meeting', typed);
    const reference = /MTG-2027-\d{4}/.exec(answered(sent))?.[0] ?? '';
    expect(reference).not.toBe('');
    await conversation.settled();
    // The card in the channel was brought up to date by itself.
    const tracked = () => shown(cora.messages().find(({ activityId }) => activityId === message.activityId));
    // An update that was broken off is made again some seconds later.
    await expect.poll(tracked, { timeout: 30_000 }).toMatch(/\d times found/);
    expect(tracked()).toContain('Must happen by');

    await cora.press(message, 'Choose a time');
    const booked = await cora.press(message, 'Book this time', { time: '1.' });
    expect(answered(booked)).toContain('Booked for');
    await conversation.settled();
    const invitations = conversation.mailer.sent.filter((mail) => JSON.stringify(mail).includes(reference));
    expect(invitations.length).toBeGreaterThan(0);
    for (const mail of invitations) {
      const whole = JSON.stringify(mail);
      expect(whole).not.toMatch(/Jordan|C\(E\)TR|CETR|Treatment Review|hospital/);
    }

    const { endsAt } = await conversation.service.deps.db.meeting.findFirstOrThrow({ where: { reference } });
    conversation.clock.moveTo(new Date((endsAt ?? new Date(0)).getTime() + 60_000));
    const [again] = await cora.say(reference);
    if (again === undefined) throw new Error('the meeting is not shown');
    await cora.press(again, 'Record the outcome');
    const came = Object.fromEntries(inputsNamed(again, 'came').map((id) => [id, 'Came']));
    await cora.press(again, 'Continue', came);
    await cora.press(again, 'Continue', { recommendedRating: 'Amber', nextStep: 'We meet again in March.' });
    await cora.press(again, 'See the summaries');
    const done = await cora.press(again, sendTitle(again));
    expect(answered(done)).toContain(reference);
    expect(answered(done)).toContain('Outcome sent');

    const held = await conversation.service.deps.db.registerEvent.findMany({ where: { entryId, kind: 'cetr-held' } });
    expect(held).toHaveLength(1);
    const entry = await conversation.service.deps.db.registerEntry.findUniqueOrThrow({ where: { id: entryId } });
    expect(entry.rating).toBe('blue');
    await conversation.settled();
    expect(conversation.faults).toEqual([]);
  });

  test('two coordinators who ask at once are shown one meeting', async () => {
    const { entryId } = await someone();
    const cards = [await card(cora), await card(dev)] as const;
    const forms = cards.map((one) => forged(one, 'open-register-meeting', { entryId, kind: 'laep' }));
    const [hers, his] = [forms[0] as PostedMessage, forms[1] as PostedMessage];
    await cora.press(hers, 'Forged');
    await dev.press(his, 'Forged');
    const answers = await Promise.all([
      cora.press(hers, 'Arrange this meeting', typed),
      dev.press(his, 'Arrange this meeting', typed),
    ]);
    const references = answers.map((answer) => /MTG-2027-\d{4}/.exec(answered(answer))?.[0]);
    expect(new Set(references).size).toBe(1);
    expect(await conversation.service.deps.db.meeting.count({ where: { entryId } })).toBe(1);
  });

  test('without consent the way that is left is named, and no meeting is offered', async () => {
    const { entryId, personId } = await someone();
    await aConsentEvent(conversation.service.deps, personId, { kind: 'withdrawn', day: '2027-01-12' });
    const message = await card();
    const answer = await pressForged(cora, message, 'open-register-meeting', { entryId });
    expect(answered(answer)).toContain('Consent to the register was withdrawn');
    expect(answered(answer)).toContain('Meeting by Exception');
    expect(buttonsOf(answer.card ?? {}).map(({ title }) => title)).toEqual(['Back']);
  });

  test('what was typed wrong stands in the form with what to put right', async () => {
    const { entryId } = await someone();
    const message = forged(await card(), 'open-register-meeting', { entryId, kind: 'dsr-review' });
    await cora.press(message, 'Forged');
    await cora.press(message, 'Arrange this meeting', { ...typed, place: 'Jordan’s flat', neededBy: '2027-01-02' });
    expect(shown(message)).toContain('Error: Invitations carry the place');
    expect(shown(message)).toContain('Error: Choose today or a later day.');
    expect(valueIn(message, 'place')).toBe('Jordan’s flat');
  });

  test('cancelling says nothing of a requester, and the meeting’s own card comes back', async () => {
    const { entryId } = await someone();
    const message = forged(await card(), 'open-register-meeting', { entryId, kind: 'oversight-visit' });
    await cora.press(message, 'Forged');
    await cora.press(message, 'Arrange this meeting', typed);
    await cora.press(message, 'Cancel meeting');
    expect(shown(message)).not.toContain('requester');
    await cora.press(message, 'Back');
    expect(titles(message)).toContain('Choose a time');
    await cora.press(message, 'Cancel meeting');
    const answer = await cora.press(message, 'Cancel the meeting', {
      note: 'The visit is not needed.',
      cancelReason: 'The meeting is no longer needed',
      next: 'Arrange no other meeting now',
    });
    expect(answered(answer)).toContain('The meeting is cancelled.');
  });
});

describe('who may', () => {
  test('somebody outside the team is shown nothing, whatever they press', async () => {
    const { entryId } = await someone();
    const asha = await conversation.chat('asha');
    const [message] = await asha.say('help');
    if (message === undefined) throw new Error('there is no card');
    const verbs: [string, Record<string, unknown>][] = [
      ['open-register-meeting', { entryId }],
      ['open-register-meeting', { entryId, kind: 'cetr' }],
      ['request-register-meeting', { entryId, kind: 'cetr', press: entryId }],
      ['show-panel', {}],
      ['open-panel-person', { entryId }],
      ['next-panel-person', {}],
      ['record-panel-discussion', { entryId, version: 0, press: entryId, go: 'next' }],
    ];
    for (const [verb, data] of verbs) {
      const answer = await pressForged(asha, message, verb, data);
      expect(answered(answer)).not.toContain('Jordan');
      expect(answered(answer)).toContain('Only the DSR team');
    }
    expect(shown(only(await asha.say('panel')))).not.toContain('Jordan');
  });
});

describe('the panel', () => {
  test('goes through the people in order, remembers who takes part, and sends what was agreed', async () => {
    const first = await someone();
    const message = only(await cora.say('panel'));
    expect(shown(message)).toContain('in order of risk');
    expect(titles(message)).toContain('Start with the first');
    const person = forged(message, 'open-panel-person', { entryId: first.entryId });
    await cora.press(person, 'Forged');
    expect(shown(person)).toContain('Never discussed');
    await cora.press(person, 'Record, then the next person', {});
    expect(shown(person)).toContain('Error: Tick the organisations that take part.');
    expect(shown(person)).toContain('Error: Write down in a sentence or two what was said.');
    await cora.press(person, 'Record, then decisions and actions', {
      'Who takes part (organisations with a sharing agreement)': 'Example Police',
      note: 'They may lose their flat.',
    });
    expect(shown(person)).toContain('Step 2 of 3');
    await cora.press(person, 'Continue', { nextStep: 'The council looks for a flat.' });
    await cora.press(person, 'See the summaries');
    const sent = await cora.press(person, sendTitle(person));
    expect(answered(sent)).toContain('DSR review');
    const next = await cora.press(person, 'Next person at the panel');
    expect(valueIn(person, 'organisationIds')).not.toBe('');
    expect(answered(next)).toContain('The panel');
    await conversation.settled();
    expect(conversation.faults).toEqual([]);
  });
});

function inputsNamed(message: PostedMessage, part: string): string[] {
  return [...JSON.stringify(message.card).matchAll(/"id":"([^"]+)"/g)].flatMap(([, id]) =>
    id?.startsWith(part) ? [id] : [],
  );
}

function sendTitle(message: PostedMessage): string {
  const title = titles(message).find((one) => /^Send/.test(one));
  if (title === undefined) throw new Error(`nothing can be sent: ${titles(message).join(', ')}`);
  return title;
}
