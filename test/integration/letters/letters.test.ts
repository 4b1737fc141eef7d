import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listLetters } from '../../../services/letters/list-letters.ts';
import type { LetterView, NewLetter } from '../../../services/letters/model.ts';
import { readdressLetter } from '../../../services/letters/readdress-letter.ts';
import { recordLetterTold } from '../../../services/letters/record-letter-told.ts';
import { releaseLetter } from '../../../services/letters/release-letter.ts';
import { setAsideLetter } from '../../../services/letters/set-aside-letter.ts';
import { addLetters, closeLetters, peopleToTell } from '../../../services/letters/store.ts';
import { viewLetter } from '../../../services/letters/view-letter.ts';
import { wordLetter } from '../../../services/letters/word-letter.ts';
import { runDelivery } from '../../../services/notifications/run-delivery.ts';
import { refuseReferral } from '../../../services/referrals/refuse-referral.ts';
import { letterWords } from '../../../wording/letters/letter-words.ts';
import { deliveryWords } from '../../../wording/mails/delivery-words.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { fakeMailer } from '../../support/fake-mailer.ts';
import { fakeNotifier } from '../../support/fake-notifier.ts';
import { aSentReferral, typedReferral } from '../../support/referral-builders.ts';

let database: TestDatabase;
let base: ReturnType<typeof testDeps>;
let deps: ReturnType<typeof testDeps> & { letterWords: typeof letterWords };
let cora: TestActor;
let dev: TestActor;
let referrer: TestActor;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  base = testDeps({ url: database.url });
  deps = { ...base, letterWords };
  cora = await aCoordinator(deps);
  dev = await aCoordinator(deps, 'Dev Coordinator');
  referrer = await aProfessional(deps, { name: 'Robin Referrer', email: 'robin@example.org' });
});
beforeEach(() => deps.clock.moveTo(ordinaryMorning));
afterAll(async () => {
  await base?.close();
  await database?.drop();
});

/** A referral that was not accepted, and its letters as they were drafted. */
async function refused(over: Parameters<typeof typedReferral>[0] = {}) {
  count += 1;
  const typed = typedReferral({ personName: `Jordan Example ${'y'.repeat(count)}`, nhsNumber: '', ...over });
  const referral = await aSentReferral(deps, { referrer, typed });
  const asked = { actor: cora, referralId: referral.id, version: referral.version, press: deps.newId() };
  const why = { reason: 'not-at-risk', note: '', whatElseHelps: 'The community team can visit.', decidedBy: 'Panel' };
  const done = await refuseReferral(deps, { ...asked, ...why, reviewLater: false });
  if (!done.ok) throw new Error(`not refused: ${JSON.stringify(done)}`);
  const rows = await deps.db.letter.findMany({ where: { referralId: referral.id }, orderBy: { receiver: 'asc' } });
  const [person, toReferrer] = await Promise.all(rows.map((row) => view(row.id)));
  if (!person || !toReferrer) throw new Error('two letters were drafted');
  return { referral, person, toReferrer };
}

async function view(letterId: string): Promise<LetterView> {
  const found = await viewLetter(deps, { actor: cora, letterId });
  if (!found.ok) throw new Error('the team may look');
  return found.value;
}

const about = (letter: LetterView, actor = cora) => ({
  actor,
  letterId: letter.id,
  version: letter.version,
  press: deps.newId(),
});
const release = (letter: LetterView, actor = cora) =>
  releaseLetter(deps, { ...about(letter, actor), digest: letter.digest });

/** Carries out the mail of a letter. */
async function deliver(letterId: string, over: { mailer?: ReturnType<typeof fakeMailer>; lastTry?: boolean } = {}) {
  const mailer = over.mailer ?? fakeMailer();
  const row = await deps.db.delivery.findUniqueOrThrow({ where: { eventKey: `letter:${letterId}` } });
  const running = { ...deps, notifier: fakeNotifier(), mailer, words: deliveryWords };
  await runDelivery(running, { deliveryId: row.id, lastTry: over.lastTry ?? false });
  return { mailer, delivery: await deps.db.delivery.findUniqueOrThrow({ where: { id: row.id } }) };
}

describe('a letter', () => {
  it('is sent as it was read, and is told with the day and how', async () => {
    const { person } = await refused();
    expect(person).toMatchObject({ state: 'drafted', via: 'email', part: 'text', format: 'easy-read' });
    expect(await release(person)).toMatchObject({ ok: true, value: { state: 'released', mail: 'under-way' } });
    const { mailer } = await deliver(person.id);
    const [mail] = mailer.sent;
    expect(mail?.to.address).toBe('jordan@example.org');
    expect(mail?.subject).toBe(`${person.reference}: a letter for you`);
    expect(mail?.text.trim()).toBe(person.text.trim());
    expect(await view(person.id)).toMatchObject({ state: 'told', told: { on: '2027-01-12', how: 'email', by: null } });
  });

  it('goes out once, however often it is released and delivered', async () => {
    const { person } = await refused();
    const press = deps.newId();
    const again = () => releaseLetter(deps, { ...about(person), press, digest: person.digest });
    const answers = await Promise.all([again(), again(), release(person, dev)]);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    const mailer = fakeMailer();
    await deliver(person.id, { mailer });
    await deliver(person.id, { mailer });
    expect(mailer.sent).toHaveLength(1);
  });

  it('with other words than those that were read is not released', async () => {
    const { person } = await refused();
    expect(await releaseLetter(deps, { ...about(person), digest: 'of another text' })).toMatchObject({
      reason: 'changed-meanwhile',
    });
    await wordLetter(deps, { ...about(person), ownWords: 'Call me on Monday.' });
    expect(await release(person)).toMatchObject({ reason: 'changed-meanwhile' });
    const fresh = await view(person.id);
    expect(fresh.text).toContain('Call me on Monday.');
    expect(await release(fresh)).toMatchObject({ ok: true });
    expect((await deliver(person.id)).mailer.sent[0]?.text).toContain('Call me on Monday.');
  });

  it('that became needless between release and sending is not sent', async () => {
    const { person } = await refused();
    await release(person);
    await deps.db.$transaction((tx) =>
      closeLetters(tx, deps, { personIds: [person.referralId ?? ''] }, 'no-longer-so'),
    );
    const released = await view(person.id);
    await setAsideLetter(deps, { ...about(released), why: 'They have been told by phone.' });
    const { mailer, delivery } = await deliver(person.id);
    expect(mailer.sent).toEqual([]);
    expect(delivery.state).toBe('not-needed');
    expect(await view(person.id)).toMatchObject({
      state: 'not-needed',
      notNeededBecause: 'They have been told by phone.',
    });
  });

  it('of a referral, closed because of what happened since, can no longer be released', async () => {
    const { referral, person } = await refused();
    await deps.db.$transaction((tx) => closeLetters(tx, deps, { referralId: referral.id }, 'consent-withdrawn'));
    expect(await release(person)).toMatchObject({ reason: 'too-late', state: 'not-needed' });
  });

  it('that could not be delivered comes back as a to-do, and is told by hand', async () => {
    const { person } = await refused();
    await release(person);
    const mailer = fakeMailer();
    mailer.weather('refused');
    await deliver(person.id, { mailer });
    expect(await deps.db.teamTodo.findFirst({ where: { letterId: person.id } })).toMatchObject({
      kind: 'delivery-failed',
    });
    const failed = await view(person.id);
    expect(failed).toMatchObject({ state: 'released', mail: 'failed' });
    const tell = (toldOn: string, toldHow: string) => recordLetterTold(deps, { ...about(failed), toldOn, toldHow });
    expect(await tell('', '')).toMatchObject({
      problems: [{ field: 'toldOn', problem: 'missing' }, { field: 'toldHow' }],
    });
    expect(await tell('2027-01-13', 'phone')).toMatchObject({ problems: [{ problem: 'in-the-future' }] });
    expect(await tell('2027-01-11', 'phone')).toMatchObject({ problems: [{ problem: 'before-release' }] });
    expect(await tell('12/1/2027', 'phone')).toMatchObject({
      value: { state: 'told', told: { on: '2027-01-12', how: 'phone', by: 'Cora Coordinator' } },
    });
  });

  it('that may have been sent is asked after, not sent again', async () => {
    const { person } = await refused();
    await release(person);
    await deps.db.delivery.update({ where: { eventKey: `letter:${person.id}` }, data: { state: 'sending' } });
    const { mailer, delivery } = await deliver(person.id);
    expect(mailer.sent).toEqual([]);
    expect(delivery.state).toBe('may-have-been-sent');
    expect(await deps.db.teamTodo.findFirst({ where: { letterId: person.id } })).toMatchObject({
      kind: 'delivery-unclear',
    });
  });
});

describe('an address that somebody else gave', () => {
  it('gets a notice that says nothing; the referrer reads the outcome in their chat and counts as told', async () => {
    const { referral, toReferrer } = await refused();
    expect(toReferrer).toMatchObject({ receiver: 'referrer', part: 'notice-and-chat' });
    await release(toReferrer);
    const { mailer } = await deliver(toReferrer.id);
    expect(mailer.sent[0]?.text).not.toMatch(/eligible|accepted|the register|Jordan/i);
    expect(await view(toReferrer.id)).toMatchObject({ state: 'told', told: { how: 'teams' } });
    const news = { kind: 'referral-news', detail: { path: ['referralId'], equals: referral.id } };
    expect(await deps.db.delivery.count({ where: { ...news, professionalId: referrer.id } })).toBe(1);
  });

  it('of somebody who speaks for the person gets a notice, and the team a to-do; marked secure, it gets the text', async () => {
    for (const secure of [false, true]) {
      const { person } = await refused();
      await deps.db.letter.update({
        where: { id: person.id },
        data: { receiver: 'representative', address: 'alex@example.org' },
      });
      if (secure) {
        const mark = { address: 'alex@example.org', markedById: cora.id, markedAt: deps.clock.now() };
        await deps.db.secureAddress.create({ data: mark });
      }
      await release(await view(person.id));
      const { mailer } = await deliver(person.id);
      expect(mailer.sent[0]?.text.includes('Jordan')).toBe(secure);
      expect(await deps.db.teamTodo.count({ where: { letterId: person.id, kind: 'tell-letter' } })).toBe(
        secure ? 0 : 1,
      );
      expect((await view(person.id)).state).toBe(secure ? 'told' : 'released');
    }
  });
});

describe('how a letter goes', () => {
  it('can be put right before it is released, not after', async () => {
    const { person } = await refused();
    const to = { via: 'post', address: '1 Example Street', format: 'large-print' };
    expect(await readdressLetter(deps, { ...about(person), ...to, via: 'email' })).toMatchObject({
      problems: [{ problem: 'bad-email' }],
    });
    const changed = await readdressLetter(deps, { ...about(person), ...to });
    expect(changed).toMatchObject({
      value: { via: 'post', address: '1 Example Street', format: 'large-print', part: null },
    });
    const fresh = await view(person.id);
    await release(fresh);
    expect(await deps.db.delivery.count({ where: { eventKey: `letter:${person.id}` } })).toBe(0);
    const late = await view(person.id);
    expect(await readdressLetter(deps, { ...about(late), ...to })).toMatchObject({
      reason: 'too-late',
      state: 'released',
    });
  });

  it('is found out where nobody has said: there is always one letter to the person or for them', async () => {
    const { referral } = await refused();
    await deps.db.person.update({ where: { id: referral.person.id }, data: { contactVia: null, contactDetail: null } });
    expect(await peopleToTell(deps.db, referral.person.id)).toMatchObject({ told: null });
  });
});

describe('the list of letters', () => {
  it('has what waits to be released or told, oldest first, and nothing that is on its way or told', async () => {
    const { person, toReferrer } = await refused();
    const ids = async () => {
      const all: string[] = [];
      for (let page = 1; ; page += 1) {
        const list = await listLetters(deps, { actor: cora, page });
        if (!list.ok) throw new Error('the team may look');
        all.push(...list.value.items.map(({ id }) => id));
        if (page >= list.value.pages) return all;
      }
    };
    expect(await ids()).toEqual(expect.arrayContaining([person.id, toReferrer.id]));
    await release(person);
    expect(await ids()).not.toContain(person.id);
    expect(await listLetters(deps, { actor: referrer, page: 1 })).toMatchObject({ reason: 'not-allowed' });
  });

  it('a letter is drafted once for one event and one receiver', async () => {
    const letter: NewLetter = {
      kind: 'consent-withdrawn',
      facts: { day: '2027-01-12' },
      eventKey: 'consent-withdrawn:x:person',
      receiver: 'person',
      receiverName: 'Jordan Example',
      via: 'post',
      address: '1 Example Street',
      format: 'plain',
    };
    for (const _ of [1, 2]) await deps.db.$transaction((tx) => addLetters(tx, deps, [letter]));
    expect(await deps.db.letter.count({ where: { eventKey: letter.eventKey } })).toBe(1);
  });
});
