import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { cast, demoDsrTeam } from '../../app/demo/tenant.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { cardActions } from '../../bot/card-actions.ts';
import { setDsrTeam } from '../../services/professionals/store.ts';
import { acceptReferral } from '../../services/referrals/accept-referral.ts';
import { closeDuplicateReferral } from '../../services/referrals/close-duplicate-referral.ts';
import { decideDuplicate } from '../../services/referrals/decide-duplicate.ts';
import type { ReferralView } from '../../services/referrals/model.ts';
import { withdrawReferral } from '../../services/referrals/withdraw-referral.ts';
import { setKeyProfessionals } from '../../services/register/set-key-professionals.ts';
import type { TestActor } from '../support/builders.ts';
import { record, withdraw } from '../support/consent-builders.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import { answered, only, pressForged, shown } from '../support/in-teams.ts';
import { aSentReferral, typedReferral } from '../support/referral-builders.ts';
import { anEntry, aPerson } from '../support/register-builders.ts';
import { type RegisterIds, registerButtons } from '../support/register-buttons.ts';

let conversation: Conversation;
let cora: Chat;
let asha: Chat;
let ben: Chat;
let coordinator: TestActor;

beforeAll(async () => {
  conversation = await startConversation();
  await conversation.channel('cora');
  await loadSampleAgencies(deps());
  cora = await conversation.chat('cora');
  asha = await conversation.chat('asha');
  ben = await conversation.chat('ben');
  coordinator = { ...(await actorOf('Cora Example')), dsrRole: 'coordinator' };
});
afterAll(() => conversation?.stop());
afterEach(async () => {
  await conversation.settled();
  expect(conversation.faults.splice(0)).toEqual([]);
});

const deps = () => conversation.service.deps;
const HOUR = 3_600_000;
/** Many presses, each a turn of the whole service, on a busy machine. */
const LONG = 300_000;

async function actorOf(name: string): Promise<TestActor> {
  const row = await deps().db.professional.findFirstOrThrow({ where: { name } });
  return { kind: 'professional', id: row.id, dsrRole: null, name };
}

const herself = { jobRole: 'Nurse', organisation: 'Example NHS Trust', phone: '01632 960 456' };

async function referralOf(name: string, over: Parameters<typeof typedReferral>[0] = {}): Promise<ReferralView> {
  const typed = typedReferral({ ...herself, nhsNumber: '', ...over });
  const sent = await aSentReferral(deps(), { referrer: await actorOf(name), typed });
  deps().jobs.wake();
  await conversation.settled();
  return sent;
}

const decided = { rating: 'amber', setting: '', admittedOn: '', locality: 'staffordshire', decidedBy: 'The panel' };

async function accepted(referral: ReferralView): Promise<string> {
  const { id: referralId, person } = referral;
  const { version } = await deps().db.referral.findUniqueOrThrow({ where: { id: referralId } });
  const press = deps().newId();
  const done = await acceptReferral(deps(), {
    ...{ actor: coordinator, referralId, version, press, ...decided, reviewLater: true },
  });
  if (!done.ok) throw new Error(`it was not accepted: ${JSON.stringify(done)}`);
  await conversation.settled();
  return (await deps().db.registerEntry.findFirstOrThrow({ where: { personId: person.id } })).id;
}

/** Any card of somebody's own, to press on. */
const own = (chat: Chat): PostedMessage => {
  const message = chat.messages().at(-1);
  if (!message) throw new Error('there is no message to press on');
  return message;
};

/** All that a card holds, what is folded away in it too. Ids and keys of presses are new each time. */
const whole = (card: unknown) => JSON.stringify(card).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…');

/** Everything a referrer can find out about a referral of theirs: what was sent to them, and what they see when they ask. */
async function seenBy(chat: Chat, { id: referralId }: ReferralView) {
  await conversation.settled();
  const about = { path: ['referralId'], equals: referralId };
  const sent = await deps().db.delivery.findMany({ where: { detail: about, channel: 'teams', kind: 'referral-news' } });
  const list = only(await chat.say('my referrals'));
  const answer = await pressForged(chat, list, 'show-my-referral', { referralId });
  return {
    news: sent.map(({ state }) => state),
    opened: whole(answer.card),
    list: shown(only(await chat.say('my referrals'))),
  };
}

describe('a referrer who wants to know whether somebody is on the register', () => {
  it('sees nothing of what happens to the person once the referral is decided', async () => {
    const referral = await referralOf('Asha Example', { personName: 'Kit Oracle' });
    const entryId = await accepted(referral);
    const before = await seenBy(asha, referral);
    conversation.clock.moveBy(60_000);
    const { version } = await deps().db.registerEntry.findUniqueOrThrow({ where: { id: entryId } });
    const one = { name: 'Nadia Newcomer', jobRole: '', organisation: '', email: 'nadia@example.org', phone: '' };
    const change = { actor: coordinator, entryId, version, press: deps().newId() };
    expect(await setKeyProfessionals(deps(), { ...change, professionals: [one] })).toMatchObject({ ok: true });
    const personId = referral.person.id;
    expect(await record(deps(), coordinator, personId, { referralId: referral.id })).toMatchObject({ ok: true });
    conversation.clock.moveBy(60_000);
    expect(await withdraw(deps(), coordinator, personId)).toMatchObject({ ok: true });
    const after = await seenBy(asha, referral);
    expect({ ...after, list: '' }).toEqual({ ...before, list: '' });
    expect(after.opened).toContain('Sam Example');
    expect(after.opened).not.toMatch(/Nadia|Renewed|Withdrew/);
    expect(after.list).toContain('Changed 2 minutes ago');
  });

  it('does not learn that somebody was found, whichever way it is decided whether they are the same', async () => {
    const first = await referralOf('Asha Example', { personName: 'Robin Oracle' });
    await accepted(first);
    const second = await referralOf('Ben Example', { personName: 'Oracle Robin' });
    const before = await seenBy(ben, second);
    conversation.clock.moveBy(2 * HOUR);
    const input = { actor: coordinator, referralId: second.id, otherId: first.person.id, press: deps().newId() };
    expect(await decideDuplicate(deps(), { ...input, same: true })).toMatchObject({ ok: true });
    const after = await seenBy(ben, second);
    expect({ ...after, list: '' }).toEqual({ ...before, list: '' });
    expect(after.list).toContain('Changed 2 hours ago');
  });

  it('cannot tell a referral closed as a duplicate from one that the team withdrew', async () => {
    const first = await referralOf('Asha Example', { personName: 'Noor Oracle' });
    await accepted(first);
    const theirs = { personDetail: 'mallory@example.org' };
    const duplicate = await referralOf('Ben Example', { personName: 'Noor Oracle', ...theirs });
    const stranger = await referralOf('Ben Example', { personName: 'Pat Stranger', ...theirs });
    const link = { actor: coordinator, referralId: duplicate.id, otherId: first.person.id, press: deps().newId() };
    await decideDuplicate(deps(), { ...link, same: true });
    const { version } = await deps().db.referral.findUniqueOrThrow({ where: { id: duplicate.id } });
    const close = { actor: coordinator, referralId: duplicate.id, version, press: deps().newId() };
    expect(await closeDuplicateReferral(deps(), close)).toMatchObject({ ok: true });
    const end = { actor: coordinator, referralId: stranger.id, note: '', press: deps().newId() };
    expect(await withdrawReferral(deps(), end)).toMatchObject({ ok: true });
    const asOne = (seen: Awaited<ReturnType<typeof seenBy>>) =>
      JSON.stringify({ ...seen, list: '' }).replace(/REF-\d{4}-\d{4}|Noor Oracle|Pat Stranger/g, '…');
    expect(asOne(await seenBy(ben, duplicate))).toBe(asOne(await seenBy(ben, stranger)));
    const lettersOf = (referralId: string) =>
      deps().db.letter.findMany({ where: { referralId }, orderBy: { receiver: 'asc' } });
    const about = (letters: Awaited<ReturnType<typeof lettersOf>>) => letters.map((one) => [one.kind, one.receiver]);
    const letters = await lettersOf(duplicate.id);
    expect(about(letters)).toEqual(about(await lettersOf(stranger.id)));
    // "You are on the register" goes where the team has written to the person, not where the newcomer says they live.
    expect(letters.find(({ receiver }) => receiver === 'person')).toMatchObject({ address: 'jordan@example.org' });
  });

  it('gets no letter for the person by giving an address of their own where none is known', async () => {
    const nhsNumber = '9990000026';
    const { personId } = await anEntry(deps(), {
      personId: await aPerson(deps(), { fullName: 'Ash Oracle', nhsNumber }),
    });
    const referral = await referralOf('Ben Example', {
      ...{ personName: 'Ash Oracle', nhsNumber, personDetail: 'mallory@example.org' },
    });
    const link = { actor: coordinator, referralId: referral.id, otherId: personId, press: deps().newId() };
    expect(await decideDuplicate(deps(), { ...link, same: true })).toMatchObject({ ok: true });
    const { version } = await deps().db.referral.findUniqueOrThrow({ where: { id: referral.id } });
    const close = { actor: coordinator, referralId: referral.id, version, press: deps().newId() };
    expect(await closeDuplicateReferral(deps(), close)).toMatchObject({ ok: true });
    const letters = await deps().db.letter.findMany({ where: { referralId: referral.id, receiver: 'person' } });
    expect(letters).toMatchObject([{ via: 'in-person', address: null }]);
  });

  it('gets the same answer for a reference that there is and for one that there is not', async () => {
    const id = await aPerson(deps(), { fullName: 'Lee Oracle' });
    await anEntry(deps(), { personId: id });
    const person = await deps().db.person.update({ where: { id }, data: { dsrReference: 'DSR-0777' } });
    const theirs = await referralOf('Asha Example', { personName: 'Sky Oracle' });
    const asked = async (words: string) => {
      const said = await ben.say(words);
      return said.map((message) => shown(message).replaceAll(/[A-Z]{3}-[\d-]+/g, '…'));
    };
    expect(await asked(String(person.dsrReference))).toEqual(await asked('DSR-9876'));
    expect(await asked(`status ${person.dsrReference}`)).toEqual(await asked('status DSR-9876'));
    expect(await asked(`status ${theirs.reference}`)).toEqual(await asked('status REF-2027-9876'));
    expect(await asked('meeting MTG-2027-0001')).toEqual(await asked('meeting MTG-2027-9876'));
  });

  it('who asks openly is answered in the same words whoever it is about, and sees nobody’s question but their own', async () => {
    await anEntry(deps(), { personId: await aPerson(deps(), { fullName: 'Val Oracle' }) });
    const ask = async (personName: string) => {
      const data = { press: deps().newId(), personName, dateOfBirth: '', nhsNumber: '', why: 'I plan support.' };
      return answered(await pressForged(ben, own(ben), 'ask-if-on-register', data));
    };
    expect(await ask('Val Oracle')).toBe(await ask('Nobody Atall'));
    const { id: enquiryId } = await deps().db.registerEnquiry.findFirstOrThrow({ where: { personName: 'Val Oracle' } });
    const mine = answered(await pressForged(ben, own(ben), 'show-register-enquiry', { enquiryId }));
    expect(mine).not.toMatch(/DSR-\d|same name|May be/i);
    const theirs = answered(await pressForged(asha, own(asha), 'show-register-enquiry', { enquiryId }));
    expect(theirs).not.toContain('Val');
    const answer = { enquiryId, press: deps().newId(), answer: 'on-register', note: '' };
    expect(answered(await pressForged(ben, own(ben), 'answer-register-enquiry', answer))).toContain(
      'Only the DSR team',
    );
  });
});

describe('whoever leaves the team', () => {
  it('keeps what they read of somebody on the register, and is shown nothing that happens after', async () => {
    const dev = await conversation.chat('dev');
    const { entryId } = await anEntry(deps(), { personId: await aPerson(deps(), { fullName: 'Fay Left' }) });
    const [person, list] = [only(await dev.say('person Fay Left')), only(await dev.say('register'))];
    const before = shown(person);
    await setDsrTeam(
      deps(),
      demoDsrTeam.filter((member) => member.aadObjectId !== cast.dev.id),
    );
    const change = { entryId, version: 1, press: deps().newId(), rating: 'red', decidedBy: 'Me', note: 'Why' };
    await pressForged(cora, own(cora), 'change-rating', { ...change, day: '2027-01-12' });
    await conversation.settled();
    expect(await deps().db.registerEntry.findUniqueOrThrow({ where: { id: entryId } })).toMatchObject({
      rating: 'red',
    });
    expect(shown(person)).toBe(before);
    expect(person.updates).toBe(0);
    for (const [verb, data] of [
      ['show-person', { entryId }],
      ['export-register', { rating: 'all' }],
      ['show-register', { rating: 'all', page: 1 }],
    ] as const) {
      expect(answered(await pressForged(dev, list, verb, data))).toContain('Only the DSR team');
    }
    await setDsrTeam(deps(), demoDsrTeam);
  });
});

/** Fresh records for presses that change them. */
async function records(): Promise<RegisterIds> {
  const fullName = `Victim ${deps().newId().slice(0, 8)}`;
  const person = await aPerson(deps(), { fullName });
  const { entryId } = await anEntry(deps(), { personId: person });
  const referral = await referralOf('Asha Example', { personName: fullName });
  await pressForged(ben, own(ben), 'ask-if-on-register', {
    ...{ press: deps().newId(), personName: fullName, dateOfBirth: '', nhsNumber: '', why: 'I wonder.' },
  });
  const enquiry = await deps().db.registerEnquiry.findFirstOrThrow({ where: { personName: fullName } });
  const letter = await deps().db.letter.findFirst({ orderBy: { createdAt: 'desc' } });
  return {
    ...{ entry: entryId, person, possible: person, referral: referral.id, enquiry: enquiry.id },
    ...{ letter: letter?.id ?? deps().newId(), registerMeeting: deps().newId(), referralDraft: deps().newId() },
    ...{ question: deps().newId(), mail: deps().newId() },
  };
}

const entryVerbs: [string, (ids: RegisterIds) => Record<string, unknown>][] = (
  [
    ['change-rating', { rating: 'red', decidedBy: 'Me' }],
    ['record-review', { kind: 'cetr-held' }],
    ['admit', { setting: 'adult' }],
    ['change-setting', { setting: 'secure' }],
    ['discharge', { rating: 'green', decidedBy: 'Me' }],
    ['set-key-professionals', { 'name-0': 'Mallory' }],
    ['end-entry', { reason: 'moved-away' }],
  ] as const
).map(([verb, more]) => [
  verb,
  ({ entry }) => ({ entryId: entry, version: 1, press: crypto.randomUUID(), day: '2027-01-12', note: 'Why', ...more }),
]);
const anyIds = {} as RegisterIds;
const all = [...Object.entries(registerButtons).map(([verb, { data }]) => [verb, data] as const), ...entryVerbs];

/** What changes something: every button with the key of a press. */
const changing = all.filter(([, data]) => 'press' in data(anyIds));

describe('somebody who edits what a card sends', () => {
  it.each(changing)('%s pressed a second time does nothing more', async (verb, data) => {
    const sent = data(await records());
    await pressForged(cora, own(cora), verb, sent);
    const before = await databaseState(conversation);
    expect((await pressForged(cora, own(cora), verb, sent)).status).toBe(200);
    expect(await databaseState(conversation)).toEqual(before);
  });

  it(
    'with ids of nothing, or of another kind of record, changes nothing',
    async () => {
      const ids = await records();
      const keys = Object.keys(ids) as (keyof RegisterIds)[];
      const nowhere = Object.fromEntries(keys.map((key) => [key, deps().newId()])) as RegisterIds;
      // An entry's id where a person's is asked for, a letter's where an entry's is, and so on.
      const turned = Object.fromEntries(keys.map((key, at) => [key, ids[keys[(at + 1) % keys.length] ?? key]]));
      // A draft of an id that nobody has is a new one of one's own; a question names nobody's record.
      const about = all.filter(
        ([verb]) => !/referral-(?:step|draft)|key-professional|^ask-if/.test(verb) || verb.startsWith('set-'),
      );
      const before = await databaseState(conversation);
      for (const [verb, data] of about) {
        for (const forgedIds of [nowhere, { ...(turned as RegisterIds), person: ids.entry, possible: ids.entry }]) {
          const answer = await pressForged(cora, own(cora), verb, data(forgedIds));
          expect(answer.status, verb).toBe(200);
        }
      }
      expect(await databaseState(conversation)).toEqual(before);
    },
    LONG,
  );

  it(
    'takes any text, type and key without a fault, and answers with a card that Teams can show',
    async () => {
      const ids = await records();
      const markup = '**b** [l](https://example.org) <script>alert(1)</script> =cmd()|calc {{x}}';
      const text = `${markup}a\u0000b\u0007\u001b[31m\u202e\ud83d${'x'.repeat(50_000)}`;
      const isGuid = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}-/.test(value);
      const proto = JSON.parse('{"__proto__":{"dsrRole":"clinical-lead"},"constructor":{"prototype":{"x":1}}}');
      for (const [verb, data] of all) {
        const filled = (put: unknown) => {
          const sent = Object.entries({ ...data(ids), note: 'x', day: 'x' });
          return Object.fromEntries(sent.map(([key, value]) => [key, isGuid(value) ? value : put]));
        };
        const bad = { entryId: "'; DROP TABLE person; --", press: 1 };
        for (const sent of [
          filled(text),
          filled({ $ne: null }),
          { ...data(ids), ...proto },
          filled(null),
          null,
          [],
          bad,
        ]) {
          const answer = await pressForged(cora, own(cora), verb, sent);
          expect(answer.status, verb).toBe(200);
          expect(JSON.stringify(answer.card ?? '').length, verb).toBeLessThan(28_000);
        }
      }
      expect(({} as Record<string, unknown>).dsrRole).toBeUndefined();
      expect(conversation.faults).toEqual([]);
    },
    LONG,
  );

  it('knows of no other verb of the register than these', () => {
    const tried = new Set(all.map(([verb]) => verb));
    const registerVerbs = cardActions
      .map(({ verb }) => verb)
      .filter((verb) => /referral|letter|panel|(?<!without-)consent/.test(verb));
    expect(registerVerbs.filter((verb) => !tried.has(verb))).toEqual([]);
  });
});

describe('who saw it', () => {
  it('is on record for everything of the register that somebody opens, and for a search by whom it showed', async () => {
    const ids = await records();
    const look: [string, Record<string, unknown>, string][] = [
      ['show-person', { entryId: ids.entry }, 'view-person'],
      ['show-entry-history', { entryId: ids.entry }, 'view-entry-history'],
      ['show-dates', { subject: 'entry', subjectId: ids.entry }, 'view-clock'],
      ['open-panel-person', { entryId: ids.entry, filter: 'all' }, 'open-panel-person'],
      ['open-consent', { personId: ids.person }, 'view-consent'],
      ['show-who-was-told', { personId: ids.person, page: 1 }, 'list-who-was-told'],
      ['show-triage', { referralId: ids.referral }, 'view-referral-triage'],
      ['show-register-enquiry', { enquiryId: ids.enquiry }, 'view-register-enquiry'],
      ['show-letter', { letterId: ids.letter }, 'view-letter'],
    ];
    const actorId = coordinator.id;
    for (const [verb, data, useCase] of look) {
      const seen = { useCase, actorId, result: 'done' };
      const before = await deps().db.auditEvent.count({ where: seen });
      await pressForged(cora, own(cora), verb, data);
      expect(await deps().db.auditEvent.count({ where: seen }), verb).toBe(before + 1);
    }
    await pressForged(cora, own(cora), 'find-person', { sought: 'Victim' });
    const [search] = await deps().db.auditEvent.findMany({
      where: { useCase: 'find-person' },
      orderBy: { id: 'desc' },
    });
    expect(search?.detail).toMatchObject({ entryIds: expect.arrayContaining([expect.any(String)]) });
    expect(JSON.stringify(search?.detail)).not.toContain('Victim');
  });
});

describe('the link of an export', () => {
  const address = (path: string) => `${conversation.service.url}/register-export/${path}`;
  it.each(['0'.repeat(64), 'a'.repeat(5_000), '%00', '%2e%2e%2f', "'%20OR%201=1", '__proto__'])(
    'guessed as %s opens nothing and breaks nothing',
    async (secret) => {
      const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' };
      for (const init of [{}, { method: 'HEAD' }, { method: 'POST', headers: sameOrigin }]) {
        const response = await fetch(address(secret), init);
        expect([400, 404]).toContain(response.status);
        expect(response.headers.get('Content-Disposition')).toBeNull();
      }
    },
  );

  it('is used up by no way of looking, and lies nowhere in the service but as a digest', async () => {
    const list = only(await cora.say('register'));
    const answer = await cora.press(list, 'Export CSV');
    const secret = /register-export\/([0-9a-f]+)/.exec(JSON.stringify(answer.card))?.[1] ?? '';
    expect(secret.length).toBeGreaterThanOrEqual(64);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) await fetch(address(secret), { method });
    for (const site of ['cross-site', 'same-site', 'none']) {
      const crossed = await fetch(address(secret), { method: 'POST', headers: { 'Sec-Fetch-Site': site } });
      expect(crossed.status).toBe(403);
    }
    for (const table of ['register_export', 'audit_event', 'delivery', 'idempotency_key', 'sent_card', 'pgboss.job']) {
      const rows = await deps().db.$queryRawUnsafe<{ text: string }[]>(`SELECT t::text AS text FROM ${table} t`);
      expect(rows.map(({ text }) => text).join('\n')).not.toContain(secret);
    }
    const file = await fetch(address(secret), { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } });
    expect(file.status).toBe(200);
    expect(file.headers.get('Cache-Control')).toBe('no-store');
    expect(file.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});
