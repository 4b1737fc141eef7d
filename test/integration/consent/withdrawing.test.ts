import { beforeEach, describe, expect, test } from 'vitest';
import { listWhoWasTold } from '../../../services/consent/list-who-was-told.ts';
import { viewConsent } from '../../../services/consent/view-consent.ts';
import { recordBasis } from '../../../services/mbe-requests/record-basis.ts';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import { cancelWithdrawnMeeting } from '../../../services/meetings/cancel-withdrawn-meeting.ts';
import { completeTodo } from '../../../services/meetings/complete-todo.ts';
import { listTodos } from '../../../services/meetings/list-todos.ts';
import { shareWithoutConsent } from '../../../services/meetings/share-without-consent.ts';
import { readEntry, recordEvents } from '../../../services/register/entry-store.ts';
import { aCoordinator, anApprovedRequest, aProfessional, type TestActor } from '../../support/builders.ts';
import { aRegisterMeeting, aWaitingReferral, record, withdraw } from '../../support/consent-builders.ts';
import { aClinicalLead, granted, meetingNow } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { aConsentEvent, anEntry, aPerson } from '../../support/register-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let cora: TestActor;

beforeEach(async () => {
  deps = world.fresh();
  cora = await aCoordinator(deps);
});

const view = async (personId: string) => granted(await viewConsent(deps, { actor: cora, personId }));
const todos = (where: object) => deps.db.teamTodo.findMany({ where, orderBy: { eventKey: 'asc' } });

/** An approved MbE request about somebody who is, or was, on the register too. */
async function anMbeAbout(personId: string) {
  const request = await anApprovedRequest(deps);
  const row = await deps.db.mbeRequest.findUniqueOrThrow({ where: { id: request.id } });
  await deps.db.person.update({ where: { id: row.personId ?? '' }, data: { sameAsId: personId } });
  return request;
}

describe('withdrawing consent', () => {
  test('is an event of its own beside the consent, which stays on record', async () => {
    const { personId } = await anEntry(deps, { fromDay: '2026-09-01' });
    granted(await withdraw(deps, cora, personId, { typed: { note: 'Does not want meetings any more' } }));
    expect(await view(personId)).toMatchObject({
      state: { state: 'withdrawn', on: '2027-01-12' },
      history: [
        { kind: 'withdrawn', route: 'person', form: 'phone', note: 'Does not want meetings any more' },
        { kind: 'given', day: '2026-09-01' },
      ],
    });
  });

  test('ends the entry that day, with its clocks', async () => {
    const { entryId, personId } = await anEntry(deps, { fromDay: '2026-09-01' });
    expect(await deps.db.clock.count({ where: { subjectId: entryId } })).toBeGreaterThan(0);
    granted(await withdraw(deps, cora, personId, { typed: { day: '2027-01-08' } }));
    expect(await readEntry(deps.db, entryId)).toMatchObject({
      toDay: '2027-01-08',
      endReason: 'consent-withdrawn',
      nextDue: null,
    });
    expect(await deps.db.clock.count({ where: { subjectId: entryId } })).toBe(0);
    const ended = { entryId, kind: 'ended' };
    expect(await deps.db.registerEvent.findMany({ where: ended })).toMatchObject([
      { detail: { reason: 'consent-withdrawn' }, byId: cora.id },
    ]);
  });

  test('of an earlier day ends the entry after what was recorded on it meanwhile', async () => {
    const { entryId, personId } = await anEntry(deps, { fromDay: '2026-09-01' });
    const discussed = { kind: 'discussed', day: '2027-01-11', detail: {} } as const;
    await deps.db.$transaction((tx) => recordEvents(tx, deps, entryId, [discussed], { byId: null }));
    granted(await withdraw(deps, cora, personId, { typed: { day: '2027-01-08' } }));
    expect(await readEntry(deps.db, entryId)).toMatchObject({ toDay: '2027-01-11' });
    expect(await view(personId)).toMatchObject({ state: { state: 'withdrawn', on: '2027-01-08' } });
    const letter = await deps.db.letter.findFirstOrThrow({ where: { entryId } });
    expect(letter).toMatchObject({ kind: 'consent-withdrawn', facts: { day: '2027-01-11' } });
  });

  test('cancels the register’s meetings for everybody, in whatever state they are, and the calendar follows', async () => {
    const { entryId, personId } = await anEntry(deps);
    const booked = await aRegisterMeeting(deps, entryId);
    const arranged = await aRegisterMeeting(deps, entryId, { kind: 'dsr-review', state: 'being-arranged' });
    expect((await view(personId)).effects).toMatchObject({ endsEntry: true, cancelled: 2, toDecide: 0 });
    granted(await withdraw(deps, cora, personId));
    for (const { id } of [booked, arranged]) {
      expect(await deps.db.meeting.findUnique({ where: { id } })).toMatchObject({
        state: 'cancelled',
        endReason: 'consent-withdrawn',
        sequence: 1,
      });
      expect(deps.jobs.enqueued).toContainEqual({ name: 'sync-calendar', data: { meetingId: id } });
      const audited = { nounId: id, useCase: 'withdraw-consent', toState: 'cancelled' };
      expect(await deps.db.auditEvent.count({ where: audited })).toBe(1);
    }
  });

  test('leaves a meeting alone that is over: it took place', async () => {
    const { entryId, personId } = await anEntry(deps);
    const over = await aRegisterMeeting(deps, entryId, { startsAt: new Date('2027-01-11T10:00:00Z') });
    granted(await withdraw(deps, cora, personId));
    expect(await meetingNow(deps, over.id)).toMatchObject({
      state: 'booked',
      sharing: { may: false, because: 'withdrawn' },
    });
    expect(await todos({ meetingId: over.id })).toEqual([]);
  });

  test('ends the basis of the person’s MbE requests, and a new basis counts again', async () => {
    const { personId } = await anEntry(deps);
    const request = await anMbeAbout(personId);
    expect((await view(personId)).effects.requests).toEqual([request.reference]);
    granted(await withdraw(deps, cora, personId));
    expect((await meetingNow(deps, request.meetingId)).sharing).toEqual({ may: false, because: 'withdrawn' });
    expect(deps.jobs.enqueued).toContainEqual({ name: 'refresh-cards', data: { nounId: request.id } });
    const said = { basis: 'consents', detail: '', day: '' };
    granted(await recordBasis(deps, { actor: cora, requestId: request.id, press: deps.newId(), ...said }));
    expect((await meetingNow(deps, request.meetingId)).sharing).toEqual({ may: true, because: 'consent' });
  });

  test('leaves MbE requests about somebody else as they are', async () => {
    const { personId } = await anEntry(deps);
    const other = await anApprovedRequest(deps);
    granted(await withdraw(deps, cora, personId));
    expect((await meetingNow(deps, other.meetingId)).sharing).toEqual({ may: true, because: 'consent' });
  });

  test('drafts a letter that confirms it, and letters that would say something else are not needed any more', async () => {
    const { entryId, personId } = await anEntry(deps);
    const letter = {
      ...{ kind: 'consent-renewal', receiver: 'person', receiverName: 'Jordan Example', via: 'post', format: 'plain' },
      ...{ state: 'drafted', facts: { until: '2027-09-01' }, personId, entryId, createdAt: deps.clock.now() },
    };
    await deps.db.letter.create({ data: { id: deps.newId(), eventKey: deps.newId(), ...letter } });
    granted(await withdraw(deps, cora, personId));
    const letters = await deps.db.letter.findMany({ where: { personId }, orderBy: { kind: 'asc' } });
    expect(letters).toMatchObject([
      { kind: 'consent-renewal', state: 'not-needed' },
      { kind: 'consent-withdrawn', state: 'drafted', facts: { day: '2027-01-12' }, receiver: 'person' },
    ]);
  });

  test('tells nobody that they were taken off the register who was not on it', async () => {
    const personId = await aPerson(deps);
    await aConsentEvent(deps, personId, { kind: 'given', day: '2027-01-04' });
    granted(await withdraw(deps, cora, personId));
    const letter = await deps.db.letter.findFirstOrThrow({ where: { personId } });
    expect(letter).toMatchObject({ kind: 'consent-withdrawn', facts: { day: '2027-01-12', wasNotOn: true } });
  });

  test('tells the team of referrals that wait, and of who has already received something', async () => {
    const { entryId, personId } = await anEntry(deps);
    const referralId = await aWaitingReferral(deps, personId, cora.id);
    granted(await withdraw(deps, cora, personId));
    expect(await todos({ referralId })).toMatchObject([{ kind: 'referral-without-consent' }]);
    expect(await todos({ entryId })).toMatchObject([{ kind: 'tell-of-withdrawal' }]);
  });

  test('at renewal a refusal ends what a withdrawal ends; of a referral alone it ends nothing else', async () => {
    const { entryId, personId } = await anEntry(deps);
    granted(await record(deps, cora, personId, { who: { answer: 'refuses' } }));
    expect(await readEntry(deps.db, entryId)).toMatchObject({ toDay: '2027-01-12', endReason: 'consent-withdrawn' });

    const referred = await aPerson(deps);
    const request = await anMbeAbout(referred);
    const referralId = await aWaitingReferral(deps, referred, cora.id);
    granted(await record(deps, cora, referred, { who: { answer: 'refuses' } }));
    expect(await todos({ referralId })).toMatchObject([{ kind: 'referral-without-consent' }]);
    expect((await meetingNow(deps, request.meetingId)).sharing).toEqual({ may: true, because: 'consent' });
  });

  test('says what is missing, and what cannot be', async () => {
    const { personId } = await anEntry(deps, { fromDay: '2026-09-01' });
    expect(
      await withdraw(deps, cora, personId, { typed: { saidBy: '', consenterName: '', day: '1 August 2026' } }),
    ).toEqual({
      ok: false,
      reason: 'incomplete',
      problems: [
        { field: 'saidBy', problem: 'missing' },
        { field: 'consenterName', problem: 'missing' },
      ],
    });
    expect(await withdraw(deps, cora, personId, { typed: { day: '2026-08-01' } })).toMatchObject({
      problems: [{ field: 'day', problem: 'before-consent' }],
    });
    expect(await withdraw(deps, cora, await aPerson(deps))).toEqual({ ok: false, reason: 'nothing-to-withdraw' });
  });

  test('the same press twice does everything once; a second withdrawal finds nothing to withdraw', async () => {
    const { entryId, personId } = await anEntry(deps);
    const meeting = await aRegisterMeeting(deps, entryId);
    const press = deps.newId();
    const answers = await Promise.all([
      withdraw(deps, cora, personId, { press }),
      withdraw(deps, cora, personId, { press }),
    ]);
    answers.push(await withdraw(deps, cora, personId, { press }));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await deps.db.consentEvent.count({ where: { personId, kind: 'withdrawn' } })).toBe(1);
    expect(await deps.db.meeting.findUnique({ where: { id: meeting.id } })).toMatchObject({ sequence: 1 });
    expect(await withdraw(deps, cora, personId)).toEqual({ ok: false, reason: 'nothing-to-withdraw' });
  });

  test('two coordinators at once: one event, one end', async () => {
    for (let round = 0; round < 3; round++) {
      const { entryId, personId } = await anEntry(deps);
      await aRegisterMeeting(deps, entryId);
      const dev = await aCoordinator(deps, 'Dev Coordinator');
      const answers = await Promise.all([withdraw(deps, cora, personId), withdraw(deps, dev, personId)]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await deps.db.consentEvent.count({ where: { personId, kind: 'withdrawn' } })).toBe(1);
      expect(await deps.db.registerEvent.count({ where: { entryId, kind: 'ended' } })).toBe(1);
    }
  });

  test('is the team’s alone', async () => {
    const { entryId, personId } = await anEntry(deps);
    const rosa = await aProfessional(deps);
    expect(await withdraw(deps, rosa, personId)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await readEntry(deps.db, entryId)).toMatchObject({ toDay: null });
  });
});

describe('a meeting within 48 hours of the withdrawal', () => {
  const soon = new Date('2027-01-14T09:30:00Z');

  async function withdrawnBefore(startsAt: Date) {
    const { entryId, personId } = await anEntry(deps);
    const meeting = await aRegisterMeeting(deps, entryId, { startsAt });
    const effects = (await view(personId)).effects;
    granted(await withdraw(deps, cora, personId));
    return { entryId, personId, effects, meetingId: meeting.id };
  }

  test('is shown to the clinical lead and not cancelled before; nothing leaves until they decide', async () => {
    const { meetingId, personId, effects } = await withdrawnBefore(soon);
    expect(effects).toMatchObject({ cancelled: 0, toDecide: 1 });
    expect(await meetingNow(deps, meetingId)).toMatchObject({
      state: 'booked',
      sharing: { may: false, because: 'withdrawn' },
    });
    expect(await todos({ meetingId })).toMatchObject([{ kind: 'decide-withdrawn-meeting', doneAt: null }]);
    const letter = await deps.db.letter.findFirstOrThrow({ where: { personId } });
    expect(letter.facts).toEqual({ day: '2027-01-12', meetingSoon: true });
    const cards = granted(await listTodos(deps, { actor: cora, todoId: (await todos({ meetingId }))[0]?.id ?? '' }));
    expect(cards).toMatchObject([{ toDecide: true }]);
  });

  test('a minute further off it is cancelled with the others', async () => {
    const { meetingId } = await withdrawnBefore(new Date(soon.getTime() + 60_000));
    expect(await meetingNow(deps, meetingId)).toMatchObject({ state: 'cancelled' });
  });

  test('nobody marks the decision as done: it is made', async () => {
    const { meetingId } = await withdrawnBefore(soon);
    const todoId = (await todos({ meetingId }))[0]?.id ?? '';
    const done = await completeTodo(deps, { actor: cora, todoId, note: '', press: deps.newId() });
    expect(done).toEqual({ ok: false, reason: 'to-be-decided' });
  });

  test('the clinical lead cancels it, with a reason; a coordinator may not', async () => {
    const { meetingId } = await withdrawnBefore(soon);
    const { version } = await meetingNow(deps, meetingId);
    const input = { meetingId, version, note: 'Nobody is at risk.', press: deps.newId() };
    expect(await cancelWithdrawnMeeting(deps, { actor: cora, ...input })).toEqual({ ok: false, reason: 'not-allowed' });
    const lead = await aClinicalLead(deps);
    expect(await cancelWithdrawnMeeting(deps, { actor: lead, ...input, note: ' ' })).toMatchObject({
      problems: [{ field: 'note', problem: 'missing' }],
    });
    const cancelled = granted(await cancelWithdrawnMeeting(deps, { actor: lead, ...input }));
    expect(cancelled).toMatchObject({ state: 'cancelled', endNote: 'Nobody is at risk.' });
    expect(granted(await cancelWithdrawnMeeting(deps, { actor: lead, ...input }))).toMatchObject({
      state: 'cancelled',
    });
    expect(await todos({ meetingId, kind: 'decide-withdrawn-meeting' })).toMatchObject([{ doneById: lead.id }]);
    const audited = { nounId: meetingId, useCase: 'cancel-withdrawn-meeting', result: 'done' };
    expect(await deps.db.auditEvent.count({ where: audited })).toBe(1);
  });

  test('is cancelled by no coordinator in the ordinary way while the clinical lead has not decided', async () => {
    const { meetingId } = await withdrawnBefore(soon);
    const { version } = await meetingNow(deps, meetingId);
    const why = {
      meetingId,
      version,
      note: 'Consent has ended.',
      cancelReason: 'not-needed',
      next: 'end-request',
    } as const;
    const refused = { ok: false, reason: 'clinical-lead-decides' };
    expect(await cancelMeeting(deps, { actor: cora, ...why, press: deps.newId() })).toEqual(refused);
    expect(await meetingNow(deps, meetingId)).toMatchObject({ state: 'booked', waitsForLead: true });
    expect(await todos({ meetingId })).toMatchObject([{ kind: 'decide-withdrawn-meeting', doneAt: null }]);

    const lead = await aClinicalLead(deps);
    granted(await cancelMeeting(deps, { actor: lead, ...why, press: deps.newId() }));
    expect(await meetingNow(deps, meetingId)).toMatchObject({ state: 'cancelled', waitsForLead: false });
    expect(await todos({ meetingId, kind: 'decide-withdrawn-meeting' })).toMatchObject([{ doneById: lead.id }]);
  });

  test('a coordinator’s cancellation and the withdrawal at once: one of them, and never past the clinical lead', async () => {
    const { entryId, personId } = await anEntry(deps);
    const { id: meetingId } = await aRegisterMeeting(deps, entryId, { startsAt: soon });
    const { version } = await meetingNow(deps, meetingId);
    const why = {
      meetingId,
      version,
      note: 'The chair is ill.',
      cancelReason: 'not-needed',
      next: 'end-request',
    } as const;
    const [cancelled, withdrawn] = await Promise.all([
      cancelMeeting(deps, { actor: cora, ...why, press: deps.newId() }),
      withdraw(deps, cora, personId),
    ]);
    if (!withdrawn.ok) granted(await withdraw(deps, cora, personId));
    const open = { meetingId, kind: 'decide-withdrawn-meeting', doneAt: null };
    expect(await todos(open)).toHaveLength(cancelled.ok ? 0 : 1);
    expect(await meetingNow(deps, meetingId)).toMatchObject({ state: cancelled.ok ? 'cancelled' : 'booked' });
  });

  test('once the clinical lead lets it be held, a coordinator may cancel it', async () => {
    const { meetingId } = await withdrawnBefore(soon);
    const lead = await aClinicalLead(deps);
    const decision = { reason: 'serious-risk-of-harm', note: 'Risk of admission tonight', untilDay: '2027-01-15' };
    granted(await shareWithoutConsent(deps, { actor: lead, meetingId, press: deps.newId(), ...decision }));
    const { version } = await meetingNow(deps, meetingId);
    const why = {
      meetingId,
      version,
      note: 'The chair is ill.',
      cancelReason: 'not-needed',
      next: 'end-request',
    } as const;
    granted(await cancelMeeting(deps, { actor: cora, ...why, press: deps.newId() }));
  });

  test('or lets it be held without consent, for that meeting and until a day: the entry stays over', async () => {
    const { meetingId, entryId } = await withdrawnBefore(soon);
    const lead = await aClinicalLead(deps);
    const decision = { reason: 'serious-risk-of-harm', note: 'Risk of admission tonight', untilDay: '2027-01-15' };
    const press = deps.newId();
    const shared = granted(await shareWithoutConsent(deps, { actor: lead, meetingId, press, ...decision }));
    expect(shared).toMatchObject({ state: 'booked', sharing: { may: true, because: 'clinical-lead' } });
    expect(await todos({ meetingId, kind: 'decide-withdrawn-meeting' })).toMatchObject([{ doneById: lead.id }]);
    expect(await readEntry(deps.db, entryId)).toMatchObject({ toDay: '2027-01-12' });
    deps.clock.moveTo(new Date('2027-01-16T09:00:00Z'));
    expect((await meetingNow(deps, meetingId)).sharing).toEqual({ may: false, because: 'decision-ended' });
  });
});

describe('who has already received what', () => {
  test('is read from the delivery log, the letters and what the team told by hand, newest first', async () => {
    const { entryId, personId } = await anEntry(deps);
    const request = await anMbeAbout(personId);
    const { id: meetingId, inviteeIds } = await aRegisterMeeting(deps, entryId);
    const [agency = '', individual = ''] = inviteeIds;
    const mail = (kind: string, over: object) => ({
      ...{ id: deps.newId(), kind, eventKey: deps.newId(), state: 'sent', channel: 'mail', meetingId },
      ...{ inviteeId: agency, createdAt: deps.clock.now(), ...over },
    });
    const mbe = await deps.db.invitee.findFirstOrThrow({ where: { meetingId: request.meetingId } });
    await deps.db.delivery.createMany({
      data: [
        mail('invitation', { sentAt: new Date('2027-01-04T09:00:00Z'), detail: { part: 'purpose-and-reference' } }),
        mail('invitation', {
          ...{ inviteeId: individual, sentAt: new Date('2027-01-05T09:00:00Z'), state: 'may-have-been-sent' },
          detail: { part: 'reference-only' },
        }),
        mail('summary', {
          ...{ meetingId: request.meetingId, inviteeId: mbe.id, sentAt: new Date('2027-01-08T09:00:00Z') },
          detail: { part: 'summary', version: 2 },
        }),
        mail('summary', { state: 'failed', detail: { part: 'summary', version: 1 } }),
      ],
    });
    await deps.db.letter.create({
      data: {
        ...{ id: deps.newId(), kind: 'referral-accepted', eventKey: deps.newId(), personId, entryId, state: 'told' },
        ...{ receiver: 'representative', receiverName: 'Grace Example', via: 'post', format: 'plain', facts: {} },
        ...{ createdAt: deps.clock.now(), releasedAt: deps.clock.now(), toldOn: new Date('2027-01-06') },
      },
    });
    const { told } = granted(await listWhoWasTold(deps, { actor: cora, personId }));
    expect(told).toMatchObject([
      { what: 'summary', reference: request.reference, version: 2, receiver: mbe.name, certain: true },
      { what: 'letter', receiver: 'Grace Example', at: new Date('2027-01-06T00:00:00Z') },
      { what: 'invitation-reference-only', receiver: 'Jordan Example', certain: false },
      { what: 'invitation', receiver: 'Priya Example', organisation: expect.stringContaining('Example organisation') },
    ]);
  });

  test('is empty where nothing has left', async () => {
    const personId = await aPerson(deps);
    await aConsentEvent(deps, personId, { kind: 'given', day: '2027-01-01' });
    expect(granted(await listWhoWasTold(deps, { actor: cora, personId })).told).toEqual([]);
  });
});
