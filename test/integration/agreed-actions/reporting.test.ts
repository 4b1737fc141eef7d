import { beforeEach, describe, expect, test } from 'vitest';
import { reportAction } from '../../../services/agreed-actions/report-action.ts';
import { viewAction } from '../../../services/agreed-actions/view-action.ts';
import { type AgencyMeeting, anAgencyMeeting, recordOutcome, shareInbox } from '../../support/agency-meetings.ts';
import { book, granted } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { aVisitor } from '../../support/visitor-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let meeting: AgencyMeeting;
let keys: Awaited<ReturnType<typeof recordOutcome>>;

beforeEach(async () => {
  deps = world.fresh();
  meeting = await anAgencyMeeting(deps);
  await book(deps, meeting);
  keys = await recordOutcome(deps, meeting);
  deps.jobs.enqueued.length = 0;
});

const done = { state: 'done', doneOn: '2027-01-20', note: '', answeredBy: null };

async function report(
  address: string,
  over: Partial<Parameters<typeof reportAction>[1]> = {},
): ReturnType<typeof reportAction> {
  const actor = await aVisitor(deps, address);
  return reportAction(deps, { actor, address, actionKey: keys.councilAction, ...done, press: deps.newId(), ...over });
}

const progress = () => deps.db.actionProgress.findUnique({ where: { actionKey: keys.councilAction } });
const todos = () => deps.db.teamTodo.findMany({ where: { actionKey: keys.councilAction } });

describe('whose an action is', () => {
  test('whoever was invited for its party sees it, and that is put on record before it is shown', async () => {
    const { councilAddress: address } = meeting;
    const actor = await aVisitor(deps, address);
    const action = granted(await viewAction(deps, { actor, address, actionKey: keys.councilAction }));
    expect(action.about).toEqual({
      ...{ knows: true, personName: 'Jamie Example', who: 'Asha Contact' },
      what: 'Find support for Jamie at weekends',
    });
    const shown = await deps.db.disclosure.findMany({ where: { meetingId: meeting.meetingId, address, via: 'page' } });
    expect(shown).toEqual([expect.objectContaining({ what: ['name', 'actions'], basis: 'agreement' })]);
  });

  test('the duty inbox of the organisation is one of its owners', async () => {
    await deps.db.organisation.update({
      where: { id: meeting.council.id },
      data: { dutyEmail: 'Duty@council.example.org' },
    });
    const address = 'duty@council.example.org';
    const actor = await aVisitor(deps, address);
    const action = granted(await viewAction(deps, { actor, address, actionKey: keys.councilAction }));
    expect(action.about.knows).toBe(true);
  });

  test.each(['stranger@example.org', 'the school', 'the council, by a form that names another address'])(
    'nobody else: %s finds nothing, and changes nothing',
    async (who) => {
      const address = who === 'the school' ? meeting.schoolAddress : 'stranger@example.org';
      const actor = await aVisitor(deps, address);
      const said = who.startsWith('the council') ? meeting.councilAddress : address;
      const about = { actor, address: said, actionKey: keys.councilAction };
      expect(await viewAction(deps, about)).toMatchObject({ ok: false, reason: 'not-allowed' });
      const input = { ...about, ...done, press: deps.newId() };
      expect(await reportAction(deps, input)).toMatchObject({ ok: false, reason: 'not-allowed' });
      expect(await progress()).toBeNull();
    },
  );

  test('an organisation without an agreement gets the reference and the date, and nothing about the person', async () => {
    const { schoolAddress: address } = meeting;
    const actor = await aVisitor(deps, address);
    const action = granted(await viewAction(deps, { actor, address, actionKey: keys.schoolAction }));
    expect(action).toMatchObject({ reference: meeting.reference, dueDay: '2027-02-02' });
    expect(action.about).toEqual({ knows: false, because: 'no-agreement' });
    expect(JSON.stringify(action)).not.toMatch(/Jamie|timetable/);
    expect(await deps.db.disclosure.count({ where: { address, via: 'page' } })).toBe(0);
  });

  test('an agreement that ends, or a basis that ends, hides it at once', async () => {
    const { councilAddress: address } = meeting;
    const actor = await aVisitor(deps, address);
    await deps.db.mbeRequest.update({ where: { id: meeting.requestId }, data: { basis: 'not-yet' } });
    const withoutBasis = granted(await viewAction(deps, { actor, address, actionKey: keys.councilAction }));
    expect(withoutBasis.about).toEqual({ knows: false, because: 'no-ground' });
    await deps.db.sharingAgreement.deleteMany({ where: { organisationId: meeting.council.id } });
    const withoutAgreement = granted(await viewAction(deps, { actor, address, actionKey: keys.councilAction }));
    expect(withoutAgreement.about).toEqual({ knows: false, because: 'no-agreement' });
  });

  test('a note to it, whoever wrote it, is shown with the action or not at all', async () => {
    granted(await report(meeting.councilAddress, { note: 'Jamie’s aunt takes them to the club' }));
    await deps.db.sharingAgreement.deleteMany({ where: { organisationId: meeting.council.id } });
    const { councilAddress: address } = meeting;
    const actor = await aVisitor(deps, address);
    const action = granted(await viewAction(deps, { actor, address, actionKey: keys.councilAction }));
    expect(action.progress).toMatchObject({ state: 'done', note: null });
    expect(JSON.stringify(action)).not.toMatch(/Jamie|weekends/);
  });

  test('an action that a correction took out is not there any more', async () => {
    await deps.db.agreedAction.deleteMany({ where: { key: keys.councilAction } });
    const { councilAddress: address } = meeting;
    const actor = await aVisitor(deps, address);
    const found = await viewAction(deps, { actor, address, actionKey: keys.councilAction });
    expect(found).toMatchObject({ ok: false });
  });
});

describe('what became of an action', () => {
  test('is kept with its day, and the cards that show it are brought up to date', async () => {
    granted(await report(meeting.councilAddress, { note: 'A worker starts on Saturday' }));
    expect(await progress()).toMatchObject({
      ...{ state: 'done', note: 'A worker starts on Saturday', answeredBy: null },
      doneOn: new Date('2027-01-20T00:00:00Z'),
    });
    expect(deps.jobs.enqueued).toContainEqual({ name: 'refresh-cards', data: { nounId: meeting.requestId } });
  });

  test('said twice with one press is kept once', async () => {
    const press = deps.newId();
    granted(await report(meeting.councilAddress, { press, state: 'cannot', doneOn: '', note: 'Nobody is free' }));
    granted(await report(meeting.councilAddress, { press, state: 'cannot', doneOn: '', note: 'Nobody is free' }));
    expect(await todos()).toHaveLength(1);
    expect(
      await deps.db.auditEvent.count({
        where: { useCase: 'report-action', result: 'done', nounId: meeting.meetingId },
      }),
    ).toBe(1);
  });

  test('if it cannot be done the team gets a to-do, which is closed once it is done after all', async () => {
    granted(await report(meeting.councilAddress, { state: 'cannot', doneOn: '', note: 'Nobody is free' }));
    expect(await todos()).toEqual([expect.objectContaining({ kind: 'action-cannot', doneAt: null })]);
    granted(await report(meeting.councilAddress));
    expect(await todos()).toEqual([expect.objectContaining({ doneAt: expect.any(Date), doneById: null })]);
  });

  test.each([
    ['no answer', { state: '' }, { field: 'state', problem: 'missing' }],
    ['an answer that is none', { state: 'later' }, { field: 'state', problem: 'unknown-choice' }],
    ['done without a day', { doneOn: '' }, { field: 'doneOn', problem: 'missing' }],
    ['done on a day that is none', { doneOn: '2027-02-31' }, { field: 'doneOn', problem: 'not-a-date' }],
    ['done tomorrow', { doneOn: '2027-01-21' }, { field: 'doneOn', problem: 'in-future' }],
    ['cannot, without a reason', { state: 'cannot', doneOn: '', note: ' ' }, { field: 'note', problem: 'missing' }],
    ['a note too long', { note: 'x'.repeat(1001) }, { field: 'note', problem: 'too-long' }],
  ])('%s is not taken', async (_what, over, problem) => {
    expect(await report(meeting.councilAddress, over)).toEqual({
      ok: false,
      reason: 'incomplete',
      problems: [problem],
    });
    expect(await progress()).toBeNull();
  });

  test('from a shared inbox it says whose answer it is, and is not taken without', async () => {
    await shareInbox(deps, meeting);
    expect(await report(meeting.councilAddress)).toMatchObject({
      ok: false,
      problems: [{ field: 'name' }, { field: 'jobRole' }, { field: 'phone' }],
    });
    const answeredBy = { name: 'Priya Example', jobRole: 'Social worker', phone: '01632 960 001' };
    granted(await report(meeting.councilAddress, { answeredBy }));
    expect(await progress()).toMatchObject({ answeredBy });
  });
});
