import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { admit } from '../../../services/register/admit.ts';
import { changeRating } from '../../../services/register/change-rating.ts';
import { changeSetting } from '../../../services/register/change-setting.ts';
import { discharge } from '../../../services/register/discharge.ts';
import { endEntry } from '../../../services/register/end-entry.ts';
import { recordReview } from '../../../services/register/record-review.ts';
import { setKeyProfessionals } from '../../../services/register/set-key-professionals.ts';
import { viewEntryHistory } from '../../../services/register/view-entry-history.ts';
import { viewPerson } from '../../../services/register/view-person.ts';
import { voidRegisterEvent } from '../../../services/register/void-register-event.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { aConsentEvent, anEntry, aPerson } from '../../support/register-builders.ts';

const TODAY = '2027-01-12';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let cora: TestActor;
let cai: TestActor;
let requester: TestActor;
let numbers = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  cora = await aCoordinator(deps);
  cai = await aCoordinator(deps, 'Cai Coordinator');
  requester = await aProfessional(deps);
});

beforeEach(() => deps.clock.moveTo(ordinaryMorning));

afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

/** Somebody on the register since September, with a reference and the entry's present version. */
async function onRegister(as: Parameters<typeof anEntry>[1] = {}) {
  const { entryId, personId } = await anEntry(deps, as);
  numbers += 1;
  const dsrReference = `DSR-${String(numbers).padStart(4, '0')}`;
  await deps.db.person.update({ where: { id: personId }, data: { dsrReference } });
  return { entryId, personId, reference: dsrReference, version: await versionOf(entryId) };
}

async function versionOf(entryId: string): Promise<number> {
  return (await deps.db.registerEntry.findUniqueOrThrow({ where: { id: entryId } })).version;
}

async function person(entryId: string) {
  const seen = await viewPerson(deps, { actor: cora, entryId });
  if (!seen.ok) throw new Error(`not shown: ${seen.reason}`);
  return seen.value;
}

type Entry = { entryId: string };
/** A change made on the entry's present card, unless told otherwise. */
async function on({ entryId }: Entry, actor = cora, over: { version?: number; press?: string } = {}) {
  return { actor, entryId, version: over.version ?? (await versionOf(entryId)), press: over.press ?? deps.newId() };
}
const rate = async (entry: Entry, over: Record<string, unknown> = {}) =>
  changeRating(deps, {
    ...(await on(entry)),
    ...{ rating: 'red', decidedBy: 'Dr Mina Example, psychiatrist', note: 'Placement gave notice.', day: TODAY },
    ...over,
  });

async function recorded(entryId: string, useCase: string) {
  const rows = await deps.db.auditEvent.findMany({ where: { nounId: entryId, useCase }, orderBy: { id: 'asc' } });
  return rows.map(({ result, fromState, toState, reason }) => [result, fromState, toState, reason]);
}

describe('the rating', () => {
  test('is changed from a day on, with the reason and who decided; what it was on any day before stays', async () => {
    const entry = await onRegister();
    expect(await rate(entry)).toEqual({ ok: true, value: { entryId: entry.entryId } });
    expect(await person(entry.entryId)).toMatchObject({
      rating: {
        rating: 'red',
        since: TODAY,
        decidedBy: 'Dr Mina Example, psychiatrist',
        why: 'Placement gave notice.',
        recordedBy: 'Cora Coordinator',
      },
    });
    const before = await viewEntryHistory(deps, { actor: cora, entryId: entry.entryId, page: 1, day: '11/01/2027' });
    expect(before).toMatchObject({ value: { asked: { day: '2027-01-11', rating: 'amber' } } });
    expect(await recorded(entry.entryId, 'change-rating')).toEqual([['done', 'amber', 'red', null]]);
  });

  test('needs a reason, who decided, and a day that has come and lies within the entry', async () => {
    const entry = await onRegister();
    const empty = { rating: '', decidedBy: ' ', note: '', day: '' };
    expect(await rate(entry, empty)).toMatchObject({
      reason: 'incomplete',
      problems: ['rating', 'decidedBy', 'note', 'day'].map((field) => ({ field, problem: 'missing' })),
    });
    for (const [day, problem] of [
      ['2027-01-13', 'in-the-future'],
      ['2026-08-31', 'before-entry'],
      ['soon', 'not-a-date'],
    ]) {
      expect(await rate(entry, { day })).toMatchObject({ problems: [{ field: 'day', problem }] });
    }
    expect(await rate(entry, { rating: 'blue' })).toMatchObject({ problems: [{ problem: 'unknown-choice' }] });
  });

  test('is refused where the person has it already', async () => {
    expect(await rate(await onRegister(), { rating: 'amber' })).toMatchObject({ reason: 'same-rating' });
  });

  test('is refused while the person is in hospital: Blue follows from being there', async () => {
    const entry = await onRegister({
      events: [{ kind: 'admitted', day: '2027-01-04', detail: { setting: 'adult' } }],
    });
    expect(await rate(entry)).toMatchObject({ ok: false, reason: 'in-hospital' });
  });

  test('is changed once by a press that comes twice, and the second is answered as done', async () => {
    const entry = await onRegister();
    const press = await on(entry);
    const asked = { ...press, rating: 'red', decidedBy: 'The team', note: 'Why', day: TODAY };
    const both = await Promise.all([changeRating(deps, asked), changeRating(deps, asked)]);
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    expect(await changeRating(deps, asked)).toMatchObject({ ok: true });
    expect(await deps.db.registerEvent.count({ where: { entryId: entry.entryId, kind: 'rating-changed' } })).toBe(1);
    expect(await recorded(entry.entryId, 'change-rating')).toHaveLength(1);
  });

  test('of two who change it at once, one is told that the entry has changed', async () => {
    const entry = await onRegister();
    const [a, b] = [await on(entry), await on(entry, cai)];
    const by = { decidedBy: 'The team', note: 'Why', day: TODAY };
    const answers = await Promise.all([
      changeRating(deps, { ...a, rating: 'red', ...by }),
      changeRating(deps, { ...b, rating: 'green', ...by }),
    ]);
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.reason)).toSorted()).toEqual([
      'changed-meanwhile',
      'done',
    ]);
    expect(await deps.db.registerEvent.count({ where: { entryId: entry.entryId } })).toBe(2);
  });

  test('on a card that is out of date it is not changed', async () => {
    const entry = await onRegister();
    expect(await rate(entry, { version: entry.version - 1 })).toMatchObject({ reason: 'changed-meanwhile' });
  });

  test('is no business of a requester, and the attempt is on record', async () => {
    const entry = await onRegister();
    expect(await rate(entry, { actor: requester })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await recorded(entry.entryId, 'change-rating')).toEqual([['refused', null, null, 'not-allowed']]);
    expect(await viewPerson(deps, { actor: requester, entryId: entry.entryId })).toMatchObject({
      reason: 'not-allowed',
    });
  });

  test('can be recorded while consent has lapsed: it is a fact about risk, and tells nobody', async () => {
    const entry = await onRegister({ fromDay: '2026-01-05' });
    deps.clock.moveTo(new Date('2027-01-08T09:00:00Z'));
    expect(await person(entry.entryId)).toMatchObject({ suspended: true, consent: { state: 'lapsed' } });
    expect(await rate(entry, { day: '2027-01-08' })).toMatchObject({ ok: true });
    expect((await person(entry.entryId)).suspended).toBe(true);
  });
});

describe('hospital', () => {
  test('admission makes the rating Blue, a move keeps the stay, and leaving takes a decided rating', async () => {
    const entry = await onRegister();
    await admit(deps, { ...(await on(entry)), setting: 'adult', day: '2027-01-04', note: '' });
    expect(await person(entry.entryId)).toMatchObject({
      rating: { rating: 'blue', since: '2027-01-04' },
      setting: { setting: 'adult', since: '2027-01-04' },
    });
    const again = await admit(deps, { ...(await on(entry)), setting: 'secure', day: '2027-01-06', note: '' });
    expect(again).toMatchObject({ reason: 'does-not-fit', because: 'in-hospital' });
    const move = { setting: 'secure', day: '2027-01-06', note: '' };
    expect(await changeSetting(deps, { ...(await on(entry)), ...move })).toMatchObject({ ok: true });
    expect(await changeSetting(deps, { ...(await on(entry)), ...move })).toMatchObject({ reason: 'same-setting' });
    const out = { rating: 'green', decidedBy: 'Ward round', note: 'Support is in place.', day: '2027-01-11' };
    expect(await discharge(deps, { ...(await on(entry)), ...out })).toMatchObject({ ok: true });
    expect(await person(entry.entryId)).toMatchObject({
      rating: { rating: 'green', since: '2027-01-11', decidedBy: 'Ward round' },
      setting: { setting: 'community' },
    });
    expect(await discharge(deps, { ...(await on(entry)), ...out })).toMatchObject({ because: 'not-in-hospital' });
  });

  test('an admission may be before the entry: the person came onto the register Blue', async () => {
    const entry = await onRegister();
    const early = { setting: 'tier-4', day: '2026-08-20', note: '' };
    expect(await admit(deps, { ...(await on(entry)), ...early })).toMatchObject({ ok: true });
    expect(await person(entry.entryId)).toMatchObject({ rating: { rating: 'blue', since: '2026-09-01' } });
  });
});

describe('reviews', () => {
  const kinds = [
    ['cetr-offered', { answer: 'declined' }],
    ['cetr-held', {}],
    ['cetr-plan-reviewed', {}],
    ['oversight-visit', {}],
    ['laep-held', {}],
    ['discussed', {}],
    ['intensive-treatment', { status: 'planned' }],
  ] as const;
  test.each(kinds)('%s is recorded as what it is', async (kind, detail) => {
    const entry = await onRegister();
    const asked = { ...(await on(entry)), kind, day: '2027-01-11', note: 'By phone.', ...detail };
    expect(await recordReview(deps, asked)).toMatchObject({ ok: true });
    const event = await deps.db.registerEvent.findFirstOrThrow({ where: { entryId: entry.entryId, kind } });
    expect(event).toMatchObject({ detail, note: 'By phone.', byId: cora.id });
    expect(await deps.db.registerEvent.count({ where: { entryId: entry.entryId } })).toBe(2);
  });

  test('a LAEP meeting meets no date of a C(E)TR', async () => {
    const entry = await onRegister({
      events: [{ kind: 'admitted', day: '2027-01-04', detail: { setting: 'adult' } }],
    });
    const due = async () => (await person(entry.entryId)).clocks.filter(({ kind }) => kind.startsWith('cetr'));
    const before = await due();
    expect(before.length).toBeGreaterThan(0);
    await recordReview(deps, { ...(await on(entry)), kind: 'laep-held', day: '2027-01-08', note: '' });
    expect(await due()).toEqual(before);
  });

  test('what the policy does not name can’t be recorded', async () => {
    const entry = await onRegister();
    const measure = { kind: 'measure-considered', measure: 'made-up', result: 'arranged', day: TODAY, note: '' };
    expect(await recordReview(deps, { ...(await on(entry)), ...measure })).toMatchObject({
      problems: [{ field: 'measure', problem: 'unknown-choice' }],
    });
    const scored = { kind: 'discharge-plan-scored', day: TODAY, note: '', scores: { housing: '3' } };
    expect(await recordReview(deps, { ...(await on(entry)), ...scored })).toMatchObject({ reason: 'incomplete' });
    const ended = { kind: 'ended', day: TODAY, note: '' };
    expect(await recordReview(deps, { ...(await on(entry)), ...ended })).toMatchObject({ reason: 'unknown-review' });
  });
});

describe('taking back a mistake', () => {
  const eventOf = async (entryId: string, kind: string) =>
    (await deps.db.registerEvent.findFirstOrThrow({ where: { entryId, kind }, orderBy: { seq: 'desc' } })).id;
  const takeBack = async (entry: Entry, kind: string, note = 'Wrong person.') => {
    const eventId = await eventOf(entry.entryId, kind);
    return voidRegisterEvent(deps, { ...(await on(entry)), eventId, note });
  };

  test('works everything out anew without it, and keeps both in the history', async () => {
    const entry = await onRegister();
    await rate(entry);
    expect(await takeBack(entry, 'rating-changed')).toMatchObject({ ok: true });
    expect(await person(entry.entryId)).toMatchObject({ rating: { rating: 'amber', since: '2026-09-01' } });
    const history = await viewEntryHistory(deps, { actor: cora, entryId: entry.entryId, page: 1 });
    if (!history.ok) throw new Error('there is a history');
    expect(history.value.lines.map(({ kind }) => kind)).toEqual(['voided', 'rating-changed', 'entered']);
    expect(history.value.lines[1]).toMatchObject({ voided: { by: 'Cora Coordinator', why: 'Wrong person.' } });
    expect(history.value.lines.map(({ mayBeVoided }) => mayBeVoided)).toEqual([false, false, false]);
    expect(await takeBack(entry, 'rating-changed')).toMatchObject({ reason: 'not-an-event' });
  });

  test('needs a reason, and never takes back the entry itself', async () => {
    const entry = await onRegister();
    await rate(entry);
    expect(await takeBack(entry, 'rating-changed', ' ')).toMatchObject({ reason: 'incomplete' });
    expect(await takeBack(entry, 'entered')).toMatchObject({ reason: 'cannot-void-entry' });
  });

  test('is refused where a later event depends on it', async () => {
    const entry = await onRegister({
      events: [
        { kind: 'admitted', day: '2026-10-01', detail: { setting: 'adult' } },
        { kind: 'discharged', day: '2026-11-01', detail: { rating: 'green', decidedBy: 'Ward round' } },
      ],
    });
    expect(await takeBack(entry, 'admitted')).toMatchObject({ reason: 'does-not-fit', because: 'not-in-hospital' });
    expect(await takeBack(entry, 'discharged')).toMatchObject({ ok: true });
    expect((await person(entry.entryId)).rating.rating).toBe('blue');
  });

  test('of an end puts the person back, but not without consent, and not beside a new entry', async () => {
    const entry = await onRegister();
    const end = { reason: 'moved-away', day: TODAY, note: '' };
    await endEntry(deps, { ...(await on(entry)), ...end });
    expect(await takeBack(entry, 'ended')).toMatchObject({ ok: true });
    expect((await person(entry.entryId)).ended).toBeNull();
    await endEntry(deps, { ...(await on(entry)), ...end });
    await anEntry(deps, { personId: entry.personId, fromDay: TODAY, consent: false });
    expect(await takeBack(entry, 'ended')).toMatchObject({ reason: 'on-register-again' });
    const other = await onRegister();
    await endEntry(deps, { ...(await on(other)), ...end });
    await aConsentEvent(deps, other.personId, { kind: 'withdrawn', day: TODAY });
    expect(await takeBack(other, 'ended')).toMatchObject({ reason: 'consent-ended' });
  });
});

describe('the end of an entry', () => {
  const end = async (entry: Entry, over: Record<string, unknown> = {}) =>
    endEntry(deps, { ...(await on(entry)), reason: 'risk-managed', day: TODAY, note: '', ...over });

  test('has a reason of the policy, and drafts a letter to the person', async () => {
    const entry = await onRegister();
    expect(await end(entry, { reason: '' })).toMatchObject({ problems: [{ field: 'reason', problem: 'missing' }] });
    expect(await end(entry, { reason: 'other' })).toMatchObject({ problems: [{ field: 'note' }] });
    expect(await end(entry, { reason: 'consent-withdrawn' })).toMatchObject({ problems: [{ field: 'reason' }] });
    expect(await end(entry)).toMatchObject({ ok: true });
    expect(await person(entry.entryId)).toMatchObject({
      ended: { on: TODAY, reason: 'risk-managed' },
      clocks: [],
      suspended: false,
    });
    const letters = await deps.db.letter.findMany({ where: { entryId: entry.entryId } });
    expect(letters.map(({ kind, receiver, state }) => [kind, receiver, state])).toEqual([
      ['entry-ended', 'person', 'drafted'],
    ]);
    expect(await rate(entry)).toEqual({ ok: false, reason: 'entry-ended', on: TODAY });
  });

  test('after a death nobody writes to the person, and letters that wait are not sent any more', async () => {
    const entry = await onRegister();
    const letter = {
      ...{
        kind: 'referral-accepted',
        receiver: 'person',
        receiverName: 'Jordan Example',
        via: 'post',
        format: 'plain',
      },
      ...{ state: 'drafted', facts: {}, personId: entry.personId, createdAt: deps.clock.now(), eventKey: deps.newId() },
    };
    await deps.db.letter.create({ data: { id: deps.newId(), ...letter } });
    expect(await end(entry, { reason: 'died' })).toMatchObject({ ok: true });
    expect(await deps.db.letter.count({ where: { entryId: entry.entryId } })).toBe(0);
    const waiting = { personId: entry.personId, state: { in: ['drafted', 'released'] } };
    expect(await deps.db.letter.count({ where: waiting })).toBe(0);
  });

  test('waits until no meeting about the person is left to be held', async () => {
    const entry = await onRegister();
    const at = deps.clock.now();
    await deps.db.meeting.create({
      data: {
        ...{ id: deps.newId(), kind: 'dsr-review', entryId: entry.entryId, reference: 'MTG-2027-9001' },
        ...{ state: 'being-arranged', lengthMinutes: 60, transactionId: deps.newId(), createdAt: at, updatedAt: at },
      },
    });
    expect(await end(entry)).toMatchObject({ reason: 'meeting-under-way' });
  });

  test('is not before something that happened later', async () => {
    const entry = await onRegister();
    await rate(entry);
    expect(await end(entry, { day: '2027-01-10' })).toMatchObject({ reason: 'does-not-fit', because: 'after-end' });
  });
});

describe('key professionals', () => {
  const one = { name: 'Nadia Example', jobRole: 'Nurse', organisation: 'Example Trust', email: '', phone: '' };
  test('are replaced as a list; those before stay on record as former ones, over all rows of one individual', async () => {
    const entry = await onRegister();
    const linked = await aPerson(deps, { sameAsId: entry.personId });
    const former = { id: deps.newId(), personId: linked, name: 'Old Example', nameKey: 'oldexample' };
    await deps.db.keyProfessional.create({ data: former });
    const set = { professionals: [one, { ...one, name: '', jobRole: '', organisation: '' }] };
    expect(await setKeyProfessionals(deps, { ...(await on(entry)), ...set })).toMatchObject({ ok: true });
    expect((await person(entry.entryId)).keyProfessionals).toEqual([
      { name: 'Nadia Example', jobRole: 'Nurse', organisation: 'Example Trust', email: null, phone: null, lead: false },
    ]);
    expect(await deps.db.keyProfessional.count({ where: { personId: linked, active: false } })).toBe(1);
    expect(await versionOf(entry.entryId)).toBe(entry.version + 1);
  });

  test('have a name, and an address that mail can go to', async () => {
    const entry = await onRegister();
    const wrong = [
      { ...one, name: '' },
      { ...one, email: 'nadia at example' },
    ];
    const set = { professionals: wrong };
    expect(await setKeyProfessionals(deps, { ...(await on(entry)), ...set })).toMatchObject({
      problems: [
        { field: 'professionals', problem: 'not-a-professional', which: '1' },
        { field: 'professionals', problem: 'not-an-email', which: '2' },
      ],
    });
  });
});
