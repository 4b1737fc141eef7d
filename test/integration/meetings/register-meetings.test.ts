import { beforeEach, describe, expect, test } from 'vitest';
import { cancelInTransaction, readMeetingsUnderWay } from '../../../services/meetings/cancel-in-transaction.ts';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import { lookForTimes } from '../../../services/meetings/look-for-times.ts';
import type { RegisterMeetingKind } from '../../../services/meetings/model.ts';
import { prepareRegisterMeeting } from '../../../services/meetings/prepare-register-meeting.ts';
import { previewSummaries } from '../../../services/meetings/preview-summaries.ts';
import { saveOutcome } from '../../../services/meetings/save-outcome.ts';
import { sendSummaries } from '../../../services/meetings/send-summaries.ts';
import { shareWithoutConsent } from '../../../services/meetings/share-without-consent.ts';
import { viewMeeting } from '../../../services/meetings/view-meeting.ts';
import { viewRegisterMeeting } from '../../../services/meetings/view-register-meeting.ts';
import { ownReference } from '../../../services/notifications/facts-store.ts';
import { sweep } from '../../../services/notifications/sweep.ts';
import { recordEvents } from '../../../services/register/entry-store.ts';
import type { NewRegisterEvent } from '../../../services/register/model.ts';
import { viewPerson } from '../../../services/register/view-person.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';
import { granted } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { aConsentEvent } from '../../support/register-builders.ts';
import {
  arranged,
  ask,
  bookedFor,
  type OnRegister,
  someoneOnRegister,
  tookPlace,
} from '../../support/register-meeting-builders.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let actor: TestActor;
let who: OnRegister;

/** In hospital since 4 January 2027: a first C(E)TR is due by 1 February. */
const admitted: NewRegisterEvent = { kind: 'admitted', day: '2027-01-04', detail: { setting: 'adult' } };

beforeEach(async () => {
  deps = world.fresh();
  actor = await aCoordinator(deps);
  who = await someoneOnRegister(deps, actor, { events: [admitted] });
});

const events = (kind: string) => deps.db.registerEvent.findMany({ where: { entryId: who.entryId, kind } });
const entry = () => deps.db.registerEntry.findUniqueOrThrow({ where: { id: who.entryId } });
const lapse = () => deps.clock.moveTo(new Date('2028-01-12T09:30:00Z'));
const withdraw = () => aConsentEvent(deps, who.personId, { kind: 'withdrawn', day: '2027-01-12' });

describe('what is offered from a person’s card', () => {
  test('the day a C(E)TR must happen by is that of the clock that runs, with the clock', async () => {
    const offer = granted(await prepareRegisterMeeting(deps, { actor, entryId: who.entryId }));
    expect(offer.mustHappenBy.cetr).toMatchObject({ day: '2027-02-01', clock: { kind: 'cetr-first-offer' } });
    expect(offer.mustHappenBy['oversight-visit'].clock?.kind).toBe('oversight-visit');
  });

  test('a LAEP meeting answers no clock and is wanted by the next working day', async () => {
    const offer = granted(await prepareRegisterMeeting(deps, { actor, entryId: who.entryId }));
    expect(offer.mustHappenBy.laep).toEqual({ day: '2027-01-13', clock: null });
  });

  test('what is overdue is wanted by the next working day, and still says what was due when', async () => {
    deps.clock.moveTo(new Date('2027-03-05T09:30:00Z'));
    const offer = granted(await prepareRegisterMeeting(deps, { actor, entryId: who.entryId }));
    expect(offer.mustHappenBy.cetr).toMatchObject({ day: '2027-03-08', clock: { due: '2027-02-01' } });
  });

  test('people of the record are offered with how they hear of it', async () => {
    await deps.db.person.update({
      where: { id: who.personId },
      data: { contactVia: 'phone', contactDetail: '01632 960 456' },
    });
    const row = { id: deps.newId(), personId: who.personId, name: 'Grace Carer', relation: 'parent' };
    await deps.db.representative.create({ data: { ...row, contactVia: 'email', contactDetail: 'grace@example.org' } });
    const nurse = { id: deps.newId(), personId: who.personId, name: 'Noor Nurse', nameKey: 'noornurse' };
    await deps.db.keyProfessional.create({
      data: { ...nurse, organisation: who.agency.name, email: 'noor@example.org' },
    });
    const { people } = granted(await prepareRegisterMeeting(deps, { actor, entryId: who.entryId }));
    expect(people).toMatchObject([
      { key: 'person', kind: 'individual', email: null, otherContact: '01632 960 456' },
      { kind: 'carer', name: 'Grace Carer', email: 'grace@example.org', as: { relation: 'parent' } },
      { kind: 'agency', name: 'Noor Nurse', organisationId: who.agency.id },
    ]);
  });

  test('only the DSR team is offered anything', async () => {
    const nobody = await aProfessional(deps);
    const offer = await prepareRegisterMeeting(deps, { actor: nobody, entryId: who.entryId });
    expect(offer).toEqual({ ok: false, reason: 'not-allowed' });
  });
});

describe('asking for a meeting', () => {
  test('carries over its kind, who must be there and the day it must happen by, under a reference of its own', async () => {
    const meeting = granted(await ask(deps, who, { neededBy: '2027-02-01' }));
    expect(meeting).toMatchObject({
      kind: 'cetr',
      state: 'being-arranged',
      requestId: null,
      entryId: who.entryId,
      reference: expect.stringMatching(/^MTG-2027-\d{4}$/),
      personName: 'Jordan Example',
      neededBy: '2027-02-01',
      purposeCategory: 'placement',
      sharing: { may: true, because: 'consent' },
      chair: { id: actor.id },
    });
    expect(meeting.invitees.map(({ kind }) => kind)).toEqual(['agency', 'individual']);
    expect(deps.jobs.enqueued).toContainEqual({ name: 'look-for-times', data: { meetingId: meeting.id } });
    const [audit] = await deps.db.auditEvent.findMany({ where: { nounId: meeting.id } });
    expect(audit).toMatchObject({ useCase: 'request-register-meeting', toState: 'being-arranged' });
  });

  test('is refused without consent, after it has lapsed, and once the entry has ended', async () => {
    const none = await someoneOnRegister(deps, actor, { consent: false });
    expect(await ask(deps, none)).toMatchObject({ reason: 'no-consent', consent: 'none' });
    await withdraw();
    expect(await ask(deps, who)).toMatchObject({ reason: 'no-consent', consent: 'withdrawn' });
    lapse();
    const other = await someoneOnRegister(deps, actor);
    expect(await ask(deps, other)).toMatchObject({ reason: 'no-consent', consent: 'lapsed' });
  });

  test('of two who ask for the same kind at once one makes it, and the other is told which', async () => {
    const both = await Promise.all([ask(deps, who), ask(deps, who)]);
    const made = both.filter((one) => one.ok);
    const told = both.filter((one) => !one.ok);
    expect([made.length, told.length]).toEqual([1, 1]);
    expect(told[0]).toMatchObject({ reason: 'under-way', reference: made[0]?.ok ? made[0].value.reference : '' });
    expect(await deps.db.meeting.count({ where: { entryId: who.entryId } })).toBe(1);
  });

  test('another kind can be arranged beside it', async () => {
    await arranged(deps, who, 'cetr');
    expect((await arranged(deps, who, 'laep')).kind).toBe('laep');
  });

  test('a press that is delivered twice makes one meeting', async () => {
    const press = deps.newId();
    const first = granted(await ask(deps, who, { press }));
    expect(granted(await ask(deps, who, { press })).id).toBe(first.id);
    expect(await deps.db.meeting.count({ where: { entryId: who.entryId } })).toBe(1);
  });

  test('names every field that is to be put right, and a place that says who it is about', async () => {
    const refused = await ask(deps, who, {
      kind: '',
      organisationIds: [],
      people: [],
      purposeCategory: 'gossip',
      neededBy: '2027-01-11',
      place: 'Jordan Example’s flat',
    });
    expect(refused).toMatchObject({ reason: 'incomplete' });
    expect(refused.ok ? [] : 'problems' in refused && refused.problems).toEqual([
      { field: 'kind', problem: 'missing' },
      { field: 'organisationIds', problem: 'missing' },
      { field: 'purposeCategory', problem: 'unknown-choice' },
      { field: 'neededBy', problem: 'in-the-past' },
      { field: 'place', problem: 'says-who' },
    ]);
  });

  test('a LAEP meeting is looked for without the notice that others are given', async () => {
    const meeting = granted(await ask(deps, who, { kind: 'laep', neededBy: '2027-01-13' }));
    const found = granted(
      await lookForTimes({ ...deps, calendar: fakeCalendar() }, { actor: { kind: 'system' }, meetingId: meeting.id }),
    );
    expect(found.proposedTimes?.length).toBeGreaterThan(0);
  });
});

describe('the gate of consent', () => {
  test('is asked when something is about to leave, not when the meeting was asked for', async () => {
    const meeting = await bookedFor(deps, who);
    const look = async () => granted(await viewMeeting(deps, { actor, meetingId: meeting.id })).sharing;
    expect(await look()).toEqual({ may: true, because: 'consent' });
    await withdraw();
    expect(await look()).toEqual({ may: false, because: 'withdrawn' });
  });

  test('is closed by a lapse, and opened for one meeting by the clinical lead', async () => {
    const { id: meetingId } = await arranged(deps, who);
    lapse();
    const look = async () => granted(await viewMeeting(deps, { actor, meetingId })).sharing;
    expect(await look()).toEqual({ may: false, because: 'lapsed' });
    const lead = await aProfessional(deps, { dsrRole: 'clinical-lead' });
    const because = { reason: 'safeguarding', note: 'Risk of serious harm', untilDay: '2028-01-20' };
    granted(await shareWithoutConsent(deps, { actor: lead, meetingId, ...because, press: deps.newId() }));
    expect(await look()).toEqual({ may: true, because: 'clinical-lead' });
  });

  test('consent that was recorded for a linked row of the same person counts', async () => {
    const none = await someoneOnRegister(deps, actor, { consent: false });
    const linked = deps.newId();
    const person = { id: linked, fullName: 'Jordan Example', nameKey: 'jordanexample', sameAsId: none.personId };
    await deps.db.person.create({ data: { ...person, createdAt: deps.clock.now() } });
    await aConsentEvent(deps, linked, { kind: 'given', day: '2027-01-10', route: 'best-interest' });
    expect((await arranged(deps, none)).sharing).toEqual({ may: true, because: 'best-interest' });
  });

  test('a summary is not sent once consent is withdrawn between Send and its job', async () => {
    const meeting = await bookedFor(deps, who);
    deps.clock.moveTo(new Date('2027-01-20T12:00:00Z'));
    granted(await tookPlace(deps, who, meeting));
    const agencyMail = meeting.invitees.find(({ kind }) => kind === 'agency')?.email?.toLowerCase() ?? '';
    await deps.db.secureAddress.create({
      data: { address: agencyMail, markedById: actor.id, markedAt: deps.clock.now() },
    });
    const seen = granted(await previewSummaries(deps, { actor, meetingId: meeting.id }));
    expect(seen.previews.map(({ part }) => part.what)).toContain('summary');
    const { outcome, fingerprint } = seen;
    const sent = { outcomeId: outcome.id, saves: outcome.saves, fingerprint, press: deps.newId() };
    granted(await sendSummaries(deps, { actor, meetingId: meeting.id, ...sent }));
    await aConsentEvent(deps, who.personId, { kind: 'withdrawn', day: '2027-01-20' });
    const service = deliveryService(deps);
    await service.runAll();
    expect(service.mailer.sent.length).toBeGreaterThan(0);
    for (const mail of service.mailer.sent) expect(JSON.stringify(mail)).not.toContain('Jordan');
  });
});

describe('what took place', () => {
  const kinds: [RegisterMeetingKind, string][] = [
    ['cetr', 'cetr-held'],
    ['laep', 'laep-held'],
    ['oversight-visit', 'oversight-visit'],
    ['dsr-review', 'discussed'],
  ];
  test.each(kinds)('a meeting of kind %s is recorded once as %s, on its own day', async (kind, event) => {
    const meeting = await bookedFor(deps, who, kind);
    deps.clock.moveTo(new Date('2027-01-22T09:00:00Z'));
    const saved = granted(await tookPlace(deps, who, meeting));
    expect(await events(event)).toMatchObject([{ day: new Date('2027-01-20'), meetingId: meeting.id, byId: actor.id }]);
    const { saves } = saved.outcome;
    granted(await saveOutcome(deps, { actor, meetingId: meeting.id, saves, press: deps.newId(), nextStep: 'Again' }));
    expect(await events(event)).toHaveLength(1);
    const others = kinds.map(([, one]) => one).filter((one) => one !== event);
    for (const other of others) expect(await events(other)).toEqual([]);
  });

  test('of two who record at once one does, and the register says it once', async () => {
    const meeting = await bookedFor(deps, who);
    deps.clock.moveTo(new Date('2027-01-20T12:00:00Z'));
    await Promise.all([tookPlace(deps, who, meeting), tookPlace(deps, who, meeting)]);
    expect(await events('cetr-held')).toHaveLength(1);
  });

  test('a recommended rating is never applied by itself', async () => {
    const meeting = await bookedFor(deps, who, 'dsr-review');
    deps.clock.moveTo(new Date('2027-01-20T12:00:00Z'));
    const before = (await entry()).rating;
    granted(await tookPlace(deps, who, meeting, { recommendedRating: 'red' }));
    expect((await entry()).rating).toBe(before);
    const person = granted(await viewPerson(deps, { actor, entryId: who.entryId }));
    expect(person.recommendation).toEqual({
      rating: 'red',
      kind: 'dsr-review',
      reference: meeting.reference,
      day: '2027-01-20',
    });
    expect(person.rating.rating).toBe(before);
    deps.clock.moveBy(60_000);
    const discharged = {
      kind: 'discharged',
      day: '2027-01-20',
      detail: { rating: 'amber', decidedBy: 'MDT' },
    } as const;
    await deps.db.$transaction((tx) => recordEvents(tx, deps, who.entryId, [discharged], { byId: actor.id }));
    const decided = granted(await viewPerson(deps, { actor, entryId: who.entryId }));
    expect([decided.rating.rating, decided.recommendation]).toEqual(['amber', null]);
    expect((await entry()).lastDiscussed).toEqual(new Date('2027-01-20'));
  });
});

describe('calling a meeting off', () => {
  test('what ends consent cancels it in its own transaction, and no other is left behind', async () => {
    const meeting = await bookedFor(deps, who);
    await deps.db.$transaction(async (tx) => {
      for (const opened of await readMeetingsUnderWay(tx, deps, who.entryId)) {
        const why = {
          useCase: 'cancel-meeting',
          actor,
          reason: 'consent-withdrawn',
          note: 'Consent was withdrawn',
          cancelReason: 'not-needed',
        } as const;
        expect(await cancelInTransaction(tx, deps, opened, why)).toBe(true);
      }
    });
    const row = await deps.db.meeting.findUniqueOrThrow({ where: { id: meeting.id } });
    expect(row).toMatchObject({ state: 'cancelled', endReason: 'consent-withdrawn', sequence: 1 });
    expect(deps.jobs.enqueued).toContainEqual({ name: 'sync-calendar', data: { meetingId: meeting.id } });
  });

  test('another time is looked for under a new reference, with the same people', async () => {
    const { id: meetingId, version, reference } = await bookedFor(deps, who);
    const asked = {
      meetingId,
      version,
      note: 'The chair is ill',
      cancelReason: 'not-needed',
      next: 'arrange-again',
      press: deps.newId(),
    } as const;
    granted(await cancelMeeting(deps, { actor, ...asked }));
    const [again] = await deps.db.meeting.findMany({
      where: { entryId: who.entryId, state: 'being-arranged' },
      include: { invitees: true },
    });
    expect(again).toMatchObject({ kind: 'cetr', requestId: null });
    expect(again?.reference).not.toBe(reference);
    expect(again?.invitees).toHaveLength(2);
  });

  test('no other time is looked for without consent', async () => {
    const { id: meetingId, version } = await bookedFor(deps, who);
    await withdraw();
    const asked = { meetingId, version, note: 'No consent any more', cancelReason: 'not-needed', press: deps.newId() };
    expect(await cancelMeeting(deps, { actor, ...asked, next: 'arrange-again' })).toMatchObject({
      reason: 'no-consent',
    });
    granted(await cancelMeeting(deps, { actor, ...asked, next: 'end-request' }));
  });
});

test('a meeting whose end has passed asks its chair for the outcome, by its own reference', async () => {
  const meeting = await bookedFor(deps, who);
  deps.clock.moveTo(new Date('2027-01-20T12:00:00Z'));
  await sweep(deps);
  const [delivery] = await deps.db.delivery.findMany({ where: { meetingId: meeting.id, kind: 'record-outcome' } });
  expect(delivery).toMatchObject({ requestId: null, professionalId: actor.id });
  expect(deps.jobs.enqueued).toContainEqual({ name: 'refresh-cards', data: { nounId: meeting.id } });
  expect(await ownReference(deps.db, meeting.id)).toBe(meeting.reference);
});

test('its card has the clock it answers as it stands today', async () => {
  const { id: meetingId } = await arranged(deps, who);
  const view = granted(await viewRegisterMeeting(deps, { actor, meetingId }));
  expect(view).toMatchObject({ clock: { kind: 'cetr-first-offer', due: '2027-02-01' }, atPanel: false });
});
