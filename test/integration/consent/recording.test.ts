import { beforeEach, describe, expect, test } from 'vitest';
import { askClinicalLead } from '../../../services/consent/ask-clinical-lead.ts';
import { findConsentInvalid } from '../../../services/consent/find-consent-invalid.ts';
import { viewConsent } from '../../../services/consent/view-consent.ts';
import { readEntry } from '../../../services/register/entry-store.ts';
import { aCoordinator, anApprovedRequest, aProfessional, type TestActor } from '../../support/builders.ts';
import { aRegisterMeeting, aWaitingReferral, record, typedWho } from '../../support/consent-builders.ts';
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
const events = (personId: string) =>
  deps.db.consentEvent.findMany({ where: { personId }, orderBy: { seq: 'asc' }, select: { kind: true, route: true } });
const child = () => aPerson(deps, { dateOfBirth: '2013-06-01' });

describe('recording consent', () => {
  test('keeps who gave it, in what form, for what, when, the evidence and what they were told first', async () => {
    const personId = await aPerson(deps);
    granted(await record(deps, cora, personId));
    expect(await view(personId)).toMatchObject({
      state: { state: 'valid', route: 'person', since: '2027-01-12', until: '2028-01-12' },
      standing: {
        kind: 'given',
        consenterName: 'Jordan Example',
        form: 'in-person',
        scope: ['register', 'sharing'],
        evidence: 'Signed form in the shared folder',
        informationFormat: 'easy-read',
        by: 'Cora Coordinator',
      },
      renewal: { kind: 'consent-renewal', due: '2028-01-12', rule: 'consentRenewal' },
    });
  });

  test('counts from the day it was said, which may be earlier than today', async () => {
    const personId = await aPerson(deps);
    granted(await record(deps, cora, personId, { record: { day: '2027-01-04', form: 'paper' } }));
    expect(await view(personId)).toMatchObject({ state: { since: '2027-01-04', until: '2028-01-04' } });
  });

  test('of consent that runs is a renewal: a new year begins, and the entry’s date moves', async () => {
    const { entryId, personId } = await anEntry(deps, { fromDay: '2026-09-01' });
    expect(await readEntry(deps.db, entryId)).toMatchObject({ consentUntil: '2027-09-01' });
    granted(await record(deps, cora, personId));
    expect(await events(personId)).toMatchObject([{ kind: 'given' }, { kind: 'renewed' }]);
    expect(await readEntry(deps.db, entryId)).toMatchObject({ consentUntil: '2028-01-12' });
  });

  test('to the register alone lets nothing leave the team, also where there is a meeting', async () => {
    const { entryId, personId } = await anEntry(deps, { consent: false });
    granted(await record(deps, cora, personId, { record: { sharing: 'no' } }));
    expect(await view(personId)).toMatchObject({ state: { state: 'valid', registerOnly: true } });
    const { id } = await aRegisterMeeting(deps, entryId);
    expect((await meetingNow(deps, id)).sharing).toEqual({ may: false, because: 'register-only' });
    granted(await record(deps, cora, personId));
    expect((await meetingNow(deps, id)).sharing).toEqual({ may: true, because: 'consent' });
    expect(await record(deps, cora, personId, { record: { sharing: '' } })).toMatchObject({
      problems: [{ field: 'sharing', problem: 'missing' }],
    });
  });

  test('after a withdrawal is given anew, and stands', async () => {
    const personId = await aPerson(deps);
    await aConsentEvent(deps, personId, { kind: 'given', day: '2026-09-01' });
    await aConsentEvent(deps, personId, { kind: 'withdrawn', day: '2026-10-01' });
    granted(await record(deps, cora, personId));
    expect(await events(personId)).toMatchObject([{ kind: 'given' }, { kind: 'withdrawn' }, { kind: 'given' }]);
    expect(await view(personId)).toMatchObject({ state: { state: 'valid' } });
  });

  test('that was said before a later withdrawal is kept, and changes nothing', async () => {
    const personId = await aPerson(deps);
    await aConsentEvent(deps, personId, { kind: 'withdrawn', day: '2027-01-10' });
    granted(await record(deps, cora, personId, { record: { day: '2027-01-05' } }));
    expect(await view(personId)).toMatchObject({ state: { state: 'withdrawn', on: '2027-01-10' } });
  });

  test('that somebody was told about the register is nobody’s consent', async () => {
    const personId = await aPerson(deps);
    granted(await record(deps, cora, personId, { who: { answer: 'informed' } }));
    expect(await view(personId)).toMatchObject({
      state: { state: 'none' },
      history: [{ kind: 'informed', route: null }],
    });
  });

  test('is read over every row of the same individual, and stays on the row it was recorded for', async () => {
    const root = await aPerson(deps);
    const linked = await aPerson(deps, { sameAsId: root });
    granted(await record(deps, cora, linked));
    expect(await view(root)).toMatchObject({ state: { state: 'valid' } });
    expect(await events(root)).toEqual([]);
  });

  test('what is missing or cannot be is named, and nothing is recorded', async () => {
    const personId = await aPerson(deps, { dateOfBirth: '1996-05-04' });
    const typed = { day: '2027-01-13', consenterName: ' ', form: '', informationFormat: 'telepathy', evidence: '' };
    expect(await record(deps, cora, personId, { record: typed })).toEqual({
      ok: false,
      reason: 'incomplete',
      problems: [
        { field: 'consenterName', problem: 'missing' },
        { field: 'form', problem: 'missing' },
        { field: 'day', problem: 'in-the-future' },
        { field: 'informationFormat', problem: 'unknown-choice' },
        { field: 'evidence', problem: 'missing' },
      ],
    });
    expect(await record(deps, cora, personId, { record: { day: '1990-01-01' } })).toMatchObject({
      problems: [{ field: 'day', problem: 'before-birth' }],
    });
    expect(await events(personId)).toEqual([]);
  });

  test('an assessment of capacity is not later than the decision made on it', async () => {
    const personId = await aPerson(deps);
    const who = { route: 'best-interest', capacity: 'lacks' };
    expect(
      await record(deps, cora, personId, { who, record: { day: '2027-01-08', capacityAssessedOn: '2027-01-09' } }),
    ).toMatchObject({ problems: [{ field: 'capacityAssessedOn', problem: 'after-the-day' }] });
    granted(await record(deps, cora, personId, { who }));
    expect(await view(personId)).toMatchObject({
      state: { state: 'valid', route: 'best-interest' },
      standing: { consenterName: 'Jordan Example', decidedBy: 'Dr Example, consultant psychiatrist' },
    });
  });

  test('the same press twice records it once', async () => {
    const personId = await aPerson(deps);
    const press = deps.newId();
    const answers = await Promise.all([
      record(deps, cora, personId, { press }),
      record(deps, cora, personId, { press }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await events(personId)).toHaveLength(1);
    const where = { nounId: personId, useCase: 'record-consent', result: 'done' };
    expect(await deps.db.auditEvent.findMany({ where })).toMatchObject([
      { noun: 'consent', fromState: 'none', toState: 'given', actorId: cora.id },
    ]);
  });

  test('is the team’s alone, and an attempt of somebody else is on record', async () => {
    const personId = await aPerson(deps);
    const rosa = await aProfessional(deps);
    expect(await record(deps, rosa, personId)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await viewConsent(deps, { actor: rosa, personId })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await deps.db.auditEvent.count({ where: { nounId: personId, result: 'refused' } })).toBe(2);
  });
});

describe('who consents', () => {
  test('a parent’s consent stands at 16 until its renewal, which then needs the person’s own', async () => {
    const personId = await aPerson(deps, { dateOfBirth: '2010-12-01' });
    await aConsentEvent(deps, personId, { kind: 'given', day: '2026-03-01', route: 'parent' });
    expect(await view(personId)).toMatchObject({ age: 16, state: { state: 'valid', route: 'parent' } });
    expect(await record(deps, cora, personId, { who: { route: 'parent' } })).toMatchObject({
      reason: 'incomplete',
      problems: [{ field: 'route', problem: 'own-consent' }],
    });
    granted(await record(deps, cora, personId));
    expect(await view(personId)).toMatchObject({ state: { state: 'valid', route: 'person', until: '2028-01-12' } });
  });

  test('a best-interest decision is refused while a deputy holds authority', async () => {
    const personId = await aPerson(deps);
    const who = { route: 'best-interest', capacity: 'lacks', authority: ['deputy'] };
    expect(await record(deps, cora, personId, { who })).toMatchObject({
      problems: [{ field: 'route', problem: 'somebody-holds-authority' }],
    });
  });

  test('where nobody knows the date of birth the age is asked for', async () => {
    const personId = await aPerson(deps, { dateOfBirth: null });
    expect(await record(deps, cora, personId)).toMatchObject({ problems: [{ field: 'ageBand', problem: 'missing' }] });
    granted(await record(deps, cora, personId, { who: { ageBand: 'adult' } }));
  });

  test('of a child the young person’s own view is recorded beside the parent’s consent', async () => {
    const personId = await child();
    expect(await record(deps, cora, personId, { who: { route: 'parent' }, record: { personView: '' } })).toMatchObject({
      problems: [{ field: 'personView', problem: 'missing' }],
    });
    granted(await record(deps, cora, personId, { who: { route: 'parent' } }));
    expect(await view(personId)).toMatchObject({ standing: { personView: 'Would like to stay at home' } });
  });
});

describe('what the clinical lead decides', () => {
  const disagree = { route: 'parent', flags: ['parents-disagree'] };
  const ask = (personId: string, press = deps.newId()) =>
    askClinicalLead(deps, { actor: cora, personId, referralId: null, press, note: '', who: typedWho(disagree) });

  test('a coordinator cannot record consent of a competent young person, or where parents disagree', async () => {
    const personId = await child();
    expect(await record(deps, cora, personId, { who: disagree })).toEqual({
      ok: false,
      reason: 'clinical-lead-decides',
      because: 'parents-disagree',
    });
    const competent = { route: 'person', flags: ['competent-child'] };
    expect(await record(deps, cora, personId, { who: competent })).toMatchObject({ because: 'competent-child' });
    expect(await events(personId)).toEqual([]);
  });

  test('until they have, nothing is shared: a consent so far counts no more, and the entry is suspended, not over', async () => {
    const personId = await child();
    await anEntry(deps, { personId, fromDay: '2026-09-01' });
    const press = deps.newId();
    granted(await ask(personId, press));
    granted(await ask(personId, press));
    expect(await view(personId)).toMatchObject({ state: { state: 'found-invalid' }, entryId: expect.any(String) });
    const todos = { where: { kind: 'decide-consent', entryId: (await view(personId)).entryId } };
    expect(await deps.db.teamTodo.findMany(todos)).toMatchObject([{ doneAt: null }]);

    const lead = await aClinicalLead(deps);
    expect(await record(deps, lead, personId, { who: disagree })).toMatchObject({
      problems: [{ field: 'note', problem: 'missing' }],
    });
    granted(await record(deps, lead, personId, { who: disagree, record: { note: 'Her mother cares for her.' } }));
    expect(await view(personId)).toMatchObject({
      state: { state: 'valid', route: 'parent' },
      standing: { note: 'Her mother cares for her.', by: 'Clara Lead' },
    });
    expect(await deps.db.teamTodo.findMany(todos)).toMatchObject([{ doneById: lead.id }]);
  });

  test('is asked with a referral too, where nobody is on the register yet', async () => {
    const personId = await child();
    const referralId = await aWaitingReferral(deps, personId, cora.id);
    granted(await ask(personId));
    expect(await deps.db.teamTodo.count({ where: { kind: 'decide-consent', referralId } })).toBe(1);
    expect(await events(personId)).toEqual([]);
  });

  test('is not what follows from the rules by itself', async () => {
    const personId = await aPerson(deps);
    const input = { actor: cora, personId, referralId: null, press: deps.newId(), note: '' };
    expect(await askClinicalLead(deps, { ...input, who: typedWho() })).toEqual({
      ok: false,
      reason: 'nothing-to-decide',
    });
  });
});

describe('consent found not to be valid', () => {
  const invalid = (personId: string, ends: string, note = 'Her uncle has no parental responsibility.') =>
    findConsentInvalid(deps, {
      ...{ actor: cora, personId, referralId: null, press: deps.newId() },
      typed: { decidedBy: 'Dr Example', note, ends },
    });

  test('suspends the entry while consent is asked for again', async () => {
    const { entryId, personId } = await anEntry(deps, { fromDay: '2026-09-01' });
    const request = await anApprovedRequest(deps);
    const mbePerson = await deps.db.mbeRequest.findUniqueOrThrow({ where: { id: request.id } });
    await deps.db.person.update({ where: { id: mbePerson.personId ?? '' }, data: { sameAsId: personId } });
    granted(await invalid(personId, 'ask-again'));
    expect(await readEntry(deps.db, entryId)).toMatchObject({ toDay: null });
    expect(await view(personId)).toMatchObject({ state: { state: 'found-invalid', on: '2027-01-12' } });
    expect((await meetingNow(deps, request.meetingId)).sharing).toEqual({ may: false, because: 'found-invalid' });
  });

  test('ends the entry where it is not to be had', async () => {
    const { entryId, personId } = await anEntry(deps, { fromDay: '2026-09-01' });
    granted(await invalid(personId, 'end-entry'));
    expect(await readEntry(deps.db, entryId)).toMatchObject({ toDay: '2027-01-12', endReason: 'consent-not-valid' });
    expect(await deps.db.letter.findMany({ where: { entryId } })).toMatchObject([
      { kind: 'entry-ended', state: 'drafted', facts: { day: '2027-01-12', reason: 'consent-not-valid' } },
    ]);
  });

  test('needs who found it and why, and a consent to be found so', async () => {
    const { personId } = await anEntry(deps);
    expect(await invalid(personId, '', '')).toMatchObject({
      problems: [
        { field: 'note', problem: 'missing' },
        { field: 'ends', problem: 'missing' },
      ],
    });
    expect(await invalid(await aPerson(deps), 'ask-again')).toEqual({ ok: false, reason: 'no-consent' });
  });
});
