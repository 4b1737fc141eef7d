import { beforeEach, describe, expect, test } from 'vitest';
import { listDisclosures } from '../../../services/disclosures/list-disclosures.ts';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import { decideDisclosure } from '../../../services/meetings/decide-disclosure.ts';
import { endDisclosure } from '../../../services/meetings/end-disclosure.ts';
import { setNeeds } from '../../../services/meetings/set-needs.ts';
import { answerAs } from '../../support/after-booking.ts';
import {
  type ArrangedMeeting,
  aClinicalLead,
  anArrangedMeeting,
  book,
  granted,
  inviteeOf,
  meetingNow,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let council: string;
let school: string;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
  const view = await now();
  council = inviteeOf(view, 'agency', arranged.council.id).id;
  school = inviteeOf(view, 'agency', arranged.school.id).id;
});

const now = () => meetingNow(deps, arranged.meetingId);

async function set(over: Partial<Parameters<typeof setNeeds>[1]> = {}) {
  const { coordinator: actor, meetingId } = arranged;
  const { version } = await now();
  const asked = { actor, meetingId, version, needs: {}, groups: [], toBring: {}, press: deps.newId() };
  return setNeeds(deps, { ...asked, ...over });
}

describe('who must be there', () => {
  test('is every agency at first, and nobody else', async () => {
    const { invitees, quorum } = await now();
    expect(invitees.map(({ kind, need }) => [kind, need]).sort()).toEqual(
      [
        ['agency', 'required'],
        ['agency', 'required'],
        ['carer', 'useful'],
        ['individual', 'useful'],
        ['other', 'useful'],
      ].filter(([kind]) => invitees.some((one) => one.kind === kind)),
    );
    expect(quorum).toMatchObject({ set: false });
  });

  test('is set by a coordinator, with what each brings, and times are looked for anew', async () => {
    const groups = [{ seats: [council, school], atLeast: '1' }];
    const view = granted(await set({ needs: { [school]: 'useful' }, groups, toBring: { [council]: ' The plan ' } }));
    expect(view.quorum).toMatchObject({ set: true, groups: [{ seats: [council, school], atLeast: 1 }] });
    expect(view.invitees.find(({ id }) => id === council)).toMatchObject({ need: 'required', toBring: 'The plan' });
    const job = { name: 'look-for-times', data: { meetingId: arranged.meetingId } };
    expect(deps.jobs.enqueued.at(-1)).toEqual(job);
    expect(granted(await set()).quorum.set).toBe(false);
  });

  test('of a booked meeting shows at once whether it is still quorate', async () => {
    granted(await set({ groups: [{ seats: [council, school], atLeast: '1' }] }));
    await book(deps, arranged);
    granted(await answerAs(deps, arranged, council, 'accepted'));
    granted(await answerAs(deps, arranged, school, 'declined'));
    const alerts = () => deps.db.delivery.count({ where: { kind: 'quorum-lost', meetingId: arranged.meetingId } });
    expect(await alerts()).toBe(0);
    granted(await set({ groups: [{ seats: [council, school], atLeast: '2' }] }));
    expect(await alerts()).toBe(1);
  });

  test('goes with the roles to a meeting arranged in its place', async () => {
    granted(await set({ groups: [{ seats: [school], atLeast: '1' }], toBring: { [school]: 'Timetable' } }));
    const { coordinator: actor, meetingId, requestId } = arranged;
    const { version } = await now();
    const why = { cancelReason: 'another-time', note: 'Snow', next: 'arrange-again' as const };
    granted(await cancelMeeting(deps, { actor, meetingId, version, ...why, press: deps.newId() }));
    const row = await deps.db.meeting.findFirstOrThrow({ where: { requestId, state: 'being-arranged' } });
    const next = await meetingNow(deps, row.id);
    const seat = inviteeOf(next, 'agency', arranged.school.id);
    expect(next.quorum.groups).toEqual([{ seats: [seat.id], atLeast: 1 }]);
    expect(seat).toMatchObject({ need: 'required', toBring: 'Timetable' });
  });

  test('is refused from an older card, and to whoever is not of the team', async () => {
    granted(await set());
    expect(await set({ version: 0 })).toEqual({ ok: false, reason: 'changed-meanwhile' });
    expect(await set({ actor: arranged.requester })).toEqual({ ok: false, reason: 'not-allowed' });
  });
});

describe('a decision to let somebody know more', () => {
  async function decide(over: Partial<Parameters<typeof decideDisclosure>[1]> = {}) {
    const { coordinator: actor, meetingId } = arranged;
    const { version } = await now();
    const asked = { actor, meetingId, version, inviteeId: school, basis: 'person-consents' };
    const note = 'Jamie said yes on the phone today';
    return decideDisclosure(deps, { ...asked, note, press: deps.newId(), ...over });
  }

  test('counts for this meeting until it is ended', async () => {
    const view = granted(await decide());
    expect(view.invitees.find(({ id }) => id === school)?.mayKnow).toBe('person-consents');
    const { coordinator: actor, meetingId } = arranged;
    const end = { actor, meetingId, version: view.version, inviteeId: school };
    const ended = granted(await endDisclosure(deps, { ...end, press: deps.newId() }));
    expect(ended.invitees.find(({ id }) => id === school)?.mayKnow).toBeNull();
    granted(await decide());
    expect(await deps.db.disclosureDecision.count({ where: { meetingId } })).toBe(2);
  });

  test('says how the person agreed, and is the clinical lead’s own where they decide', async () => {
    expect(await decide({ note: ' ', basis: '' })).toEqual({
      ok: false,
      reason: 'incomplete',
      problems: [
        { field: 'basis', problem: 'missing' },
        { field: 'note', problem: 'missing' },
      ],
    });
    expect(await decide({ basis: 'clinical-lead' })).toEqual({ ok: false, reason: 'clinical-lead-decides' });
    granted(await decide({ basis: 'clinical-lead', actor: await aClinicalLead(deps) }));
  });

  test('is not needed for the person, nor where an agreement is in force', async () => {
    const person = inviteeOf(await now(), 'individual').id;
    for (const inviteeId of [council, person]) {
      expect(await decide({ inviteeId })).toEqual({ ok: false, reason: 'may-know-already' });
    }
  });

  test('made twice at once is in force once', async () => {
    const both = await Promise.all([decide(), decide()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

test('what left is listed for the team, and who looked is on record', async () => {
  const { coordinator: actor, meetingId } = arranged;
  const address = 'asha@example.org';
  const row = { eventKey: deps.newId(), inviteeId: council, organisationId: arranged.council.id, address };
  const left = { ...row, what: ['purpose'], via: 'mail', basis: 'agreement', at: deps.clock.now() };
  await deps.db.disclosure.create({ data: { ...left, id: deps.newId(), meetingId } });
  const list = granted(await listDisclosures(deps, { actor, meetingId }));
  expect(list).toMatchObject([
    { to: { organisation: arranged.council.name, address }, what: ['purpose'], via: 'mail' },
  ]);
  expect(await listDisclosures(deps, { actor: arranged.requester, meetingId })).toMatchObject({ ok: false });
  expect(await deps.db.auditEvent.count({ where: { useCase: 'list-disclosures', nounId: meetingId } })).toBe(2);
});
