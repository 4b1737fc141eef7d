import { beforeEach, describe, expect, test } from 'vitest';
import { correctOutcome } from '../../../services/meetings/correct-outcome.ts';
import type { OutcomeView, SummaryPreview } from '../../../services/meetings/model.ts';
import type { TypedOutcome } from '../../../services/meetings/outcome-model.ts';
import { previewSummaries } from '../../../services/meetings/preview-summaries.ts';
import { type SavedOutcome, saveOutcome } from '../../../services/meetings/save-outcome.ts';
import { sendSummaries } from '../../../services/meetings/send-summaries.ts';
import { toDateColumn } from '../../../services/platform/date-column.ts';
import { anOrganisation } from '../../support/builders.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  anotherCoordinator,
  aSavedOutcome,
  asTyped,
  granted,
  inviteeOf,
  markSecure,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let saved: SavedOutcome;
let council: string;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
  council = `organisation:${arranged.council.id}`;
  saved = await aSavedOutcome(deps, arranged, (view) => ({
    decisions: [
      { key: null, text: 'For everybody', parties: [] },
      { key: null, text: 'For the council', parties: [council] },
    ],
    actions: [
      { key: null, what: 'Council action', party: council, who: 'Asha', dueDay: '2027-01-29' },
      { key: null, what: 'Sam’s action', party: inviteeOf(view, 'other').party, who: 'Sam', dueDay: '2027-01-29' },
      { key: null, what: 'Team action', party: 'dsr-team', who: 'Cora', dueDay: '2027-01-29' },
    ],
  }));
});

function send(seen: SavedOutcome, over: Partial<Parameters<typeof sendSummaries>[1]> = {}) {
  const { coordinator: actor, meetingId } = arranged;
  const { id: outcomeId, saves } = seen.outcome;
  const shown = { outcomeId, saves, fingerprint: seen.fingerprint };
  return sendSummaries(deps, { actor, meetingId, ...shown, press: deps.newId(), ...over });
}

async function correct(change: (outcome: OutcomeView) => TypedOutcome): Promise<SavedOutcome> {
  const { coordinator: actor, meetingId } = arranged;
  const draft = granted(await correctOutcome(deps, { actor, meetingId, press: deps.newId() }));
  const input = { actor, meetingId, saves: draft.outcome.saves, press: deps.newId() };
  return granted(await saveOutcome(deps, { ...input, ...change(draft.outcome) }));
}

const summaries = (outcomeId: string) =>
  deps.db.delivery.findMany({ where: { kind: 'summary', outcomeId }, orderBy: { createdAt: 'asc' } });
const receivers = async (outcomeId: string) => new Set((await summaries(outcomeId)).map((row) => row.inviteeId));
const idOfKind = (kind: Parameters<typeof inviteeOf>[1], organisationId?: string) =>
  inviteeOf(saved.meeting, kind, organisationId).id;

/** What the mail job notes of a summary that it sent. */
async function allArrive(outcomeId: string) {
  for (const { id, detail } of await summaries(outcomeId)) {
    const { what, ...rest } = Object(detail);
    await deps.db.delivery.update({ where: { id }, data: { state: 'sent', detail: { ...rest, what, part: what } } });
  }
}

function previewOf(seen: { previews: SummaryPreview[] }, inviteeId: string): SummaryPreview {
  const found = seen.previews.find((preview) => preview.inviteeId === inviteeId);
  if (!found) throw new Error('No preview');
  return found;
}

describe('the previews', () => {
  test('show each receiver their own part, a notice, or that they are written a letter', () => {
    expect(previewOf(saved, idOfKind('agency', arranged.council.id)).part).toMatchObject({
      what: 'summary',
      decisions: [{ text: 'For everybody' }, { text: 'For the council' }],
      actions: [{ what: 'Council action' }],
    });
    const kinds = (['agency', 'other', 'individual', 'carer'] as const).map((kind) => {
      const id = kind === 'agency' ? idOfKind(kind, arranged.school.id) : idOfKind(kind);
      return previewOf(saved, id).part;
    });
    expect(kinds).toEqual([
      { what: 'notice', because: 'no-agreement' },
      { what: 'notice', because: 'no-agreement' },
      { what: 'letter' },
      { what: 'letter' },
    ]);
    expect(saved.counts).toEqual({ summaries: 1, notices: 2, byHand: 0, letters: 2, unchanged: 0 });
  });

  test('give no summary to an address that an organisation without an agreement has too, marked secure or not', async () => {
    const id = idOfKind('agency', arranged.council.id);
    const { email } = previewOf(saved, id);
    const contacts = [{ name: 'Front Desk', email: email?.toUpperCase() ?? '' }];
    await anOrganisation(deps, { kind: 'housing', agreement: null, contacts });
    const seen = granted(await previewSummaries(deps, { actor: arranged.coordinator, meetingId: arranged.meetingId }));
    expect(previewOf(seen, id)).toMatchObject({
      addressSecure: true,
      part: { what: 'notice', because: 'address-shared' },
    });
    expect(seen.counts).toMatchObject({ summaries: 0, notices: 3, letters: 2 });
    expect(await send(saved), 'what was seen before is not sent').toMatchObject({ reason: 'changed-meanwhile' });
  });

  test('asked for again they are the same, with the same fingerprint', async () => {
    const { actor, meetingId } = { actor: arranged.coordinator, meetingId: arranged.meetingId };
    const again = granted(await previewSummaries(deps, { actor, meetingId }));
    expect(again.fingerprint).toBe(saved.fingerprint);
    expect(again.previews).toEqual(saved.previews);
  });
});

describe('sending', () => {
  test('mails every receiver once, raises a to-do for each who is told otherwise, and closes the request', async () => {
    const sent = granted(await send(saved));
    expect(sent.meeting.state).toBe('outcome-recorded');
    expect(sent.outcome).toMatchObject({ state: 'sent', sentAt: deps.clock.now() });
    expect((await summaries(saved.outcome.id)).map((row) => Object(row.detail).what).toSorted()).toEqual([
      'notice',
      'notice',
      'summary',
    ]);
    const todos = await deps.db.teamTodo.findMany({ where: { meetingId: arranged.meetingId, kind: 'tell-outcome' } });
    expect(new Set(todos.map((todo) => todo.inviteeId))).toEqual(
      new Set([idOfKind('agency', arranged.school.id), idOfKind('other')]),
    );
    const letters = await deps.db.letter.findMany({ where: { meetingId: arranged.meetingId } });
    expect(new Set(letters.map(({ inviteeId }) => inviteeId))).toEqual(
      new Set([idOfKind('individual'), idOfKind('carer')]),
    );
    expect(letters).toMatchObject([
      { kind: 'meeting-agreed', state: 'drafted' },
      { kind: 'meeting-agreed', state: 'drafted' },
    ]);
    const request = await deps.db.mbeRequest.findUnique({ where: { id: arranged.requestId } });
    expect(request).toMatchObject({ state: 'closed', endedAt: deps.clock.now() });
    const news = { requestId: arranged.requestId, kind: 'request-news', eventKey: { contains: 'outcome-recorded' } };
    expect(await deps.db.delivery.count({ where: news })).toBe(1);
  });

  test('puts neither names nor words into deliveries and audit', async () => {
    granted(await send(saved));
    const rows = [
      ...(await summaries(saved.outcome.id)),
      ...(await deps.db.auditEvent.findMany({ where: { useCase: 'send-summaries', nounId: saved.outcome.id } })),
    ];
    const written = JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
    expect(written).not.toMatch(/Jamie|Council action|For everybody|example\.org/);
  });

  test('the same press twice, also at once, sends once and is no error', async () => {
    const press = { press: deps.newId() };
    const answers = await Promise.all([send(saved, press), send(saved, press)]);
    answers.push(await send(saved, press));
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true]);
    expect(await summaries(saved.outcome.id)).toHaveLength(3);
    expect(await deps.db.letter.count({ where: { meetingId: arranged.meetingId } })).toBe(2);
  });

  test('by two people at once sends once, and the second hears who did', async () => {
    const colin = await anotherCoordinator(deps);
    const answers = await Promise.all([send(saved), send(saved, { actor: colin })]);
    const winner = answers[0]?.ok ? arranged.coordinator : colin;
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toEqual({
      ok: false,
      reason: 'already-sent',
      by: { id: winner.id, name: winner.name },
      at: deps.clock.now(),
    });
    expect(await summaries(saved.outcome.id)).toHaveLength(3);
  });

  test('an outcome that was sent can’t be saved over', async () => {
    granted(await send(saved));
    const input = { actor: arranged.coordinator, meetingId: arranged.meetingId, saves: 1, press: deps.newId() };
    expect(await saveOutcome(deps, { ...input, nextStep: 'Other' })).toEqual({ ok: false, reason: 'already-sent' });
  });
});

describe('sending is refused when it would not be what was previewed', () => {
  const changed = { ok: false, reason: 'changed-meanwhile' };
  const nothingSent = async () => expect(await summaries(saved.outcome.id)).toHaveLength(0);

  test('an agreement has ended since', async () => {
    const { fromDay } = await deps.db.sharingAgreement.findFirstOrThrow({
      where: { organisationId: arranged.council.id },
    });
    const ended = { fromDay, toDay: toDateColumn('2027-01-19') };
    await deps.db.sharingAgreement.updateMany({ where: { organisationId: arranged.council.id }, data: ended });
    expect(await send(saved)).toEqual(changed);
    await nothingSent();
  });

  test('a sharing agreement runs out at midnight', async () => {
    const data = { toDay: toDateColumn('2027-01-20') };
    await deps.db.sharingAgreement.updateMany({ where: { organisationId: arranged.council.id }, data });
    deps.clock.moveTo(new Date('2027-01-21T00:00:00Z'));
    expect(await send(saved)).toEqual(changed);
  });

  test('an address is no longer secure', async () => {
    await markSecure(deps, arranged, inviteeOf(saved.meeting, 'agency', arranged.council.id).email ?? '', false);
    expect(await send(saved)).toEqual(changed);
    await nothingSent();
  });

  test('the person’s agreement is no longer there', async () => {
    await deps.db.mbeRequest.update({ where: { id: arranged.requestId }, data: { basis: 'not-yet' } });
    expect(await send(saved)).toEqual(changed);
  });

  test('the outcome was saved again', async () => {
    const input = { actor: arranged.coordinator, meetingId: arranged.meetingId, saves: 1, press: deps.newId() };
    const newer = granted(await saveOutcome(deps, { ...input, nextStep: 'Other' }));
    expect(await send(saved)).toEqual(changed);
    expect((await send(newer)).ok).toBe(true);
  });

  test('with the newest preview it is sent after all, as a notice', async () => {
    await markSecure(deps, arranged, inviteeOf(saved.meeting, 'agency', arranged.council.id).email ?? '', false);
    const { actor, meetingId } = { actor: arranged.coordinator, meetingId: arranged.meetingId };
    const { fingerprint } = granted(await previewSummaries(deps, { actor, meetingId }));
    granted(await send(saved, { fingerprint }));
    const rows = await summaries(saved.outcome.id);
    expect(rows.every((row) => Object(row.detail).what === 'notice')).toBe(true);
  });
});

describe('a correction', () => {
  beforeEach(async () => {
    granted(await send(saved));
    await allArrive(saved.outcome.id);
  });

  test('begins as a copy of what was sent, once however many begin it, and the sent version stays as it was', async () => {
    const begin = () =>
      correctOutcome(deps, { actor: arranged.coordinator, meetingId: arranged.meetingId, press: deps.newId() });
    const drafts = (await Promise.all([begin(), begin()])).map(granted);
    expect(drafts.map((draft) => draft.outcome.version)).toEqual([2, 2]);
    expect(drafts[0]?.outcome.id).toBe(drafts[1]?.outcome.id);
    expect(asTyped(drafts[0]?.outcome ?? saved.outcome)).toEqual(asTyped(saved.outcome));
    const first = await deps.db.outcome.findUnique({ where: { id: saved.outcome.id }, include: { actions: true } });
    expect(first).toMatchObject({ state: 'sent' });
    expect(first?.actions).toHaveLength(3);
    expect(drafts[0]?.counts.unchanged).toBe(5);
  });

  test('is sent only to those whose part changed, and says what changed', async () => {
    const second = await correct((outcome) => ({
      actions: outcome.actions.map((action) =>
        action.party === council ? { ...action, dueDay: '2027-02-05' } : action,
      ),
    }));
    const councilId = idOfKind('agency', arranged.council.id);
    expect(previewOf(second, councilId).changes).toEqual([
      {
        change: 'changed',
        what: 'action',
        before: 'Council action (Asha, by Friday 29 January 2027)',
        after: 'Council action (Asha, by Friday 5 February 2027)',
      },
    ]);
    // The person is told who will do what, whoever that is.
    expect(second.counts).toEqual({ summaries: 1, notices: 0, byHand: 0, letters: 1, unchanged: 3 });
    granted(await send(second));
    expect(await receivers(second.outcome.id)).toEqual(new Set([councilId]));
  });

  test('of something for everybody reaches everybody', async () => {
    const second = await correct(() => ({ nextStep: 'Meet again in April' }));
    granted(await send(second));
    expect((await receivers(second.outcome.id)).size).toBe(3);
    expect(
      await deps.db.teamTodo.count({ where: { eventKey: { startsWith: `tell-outcome:${second.outcome.id}` } } }),
    ).toBe(2);
    const letters = await deps.db.letter.findMany({
      where: { meetingId: arranged.meetingId },
      orderBy: { createdAt: 'asc' },
    });
    expect(letters.filter(({ state }) => state === 'drafted')).toHaveLength(2);
    expect(letters.filter(({ state }) => state === 'not-needed')).toHaveLength(2);
  });

  test('that changes nobody’s part sends nothing', async () => {
    const second = await correct(() => ({ gaps: 'No respite care at weekends' }));
    granted(await send(second));
    expect(await receivers(second.outcome.id)).toEqual(new Set());
  });

  test('reaches somebody who may now have a summary and got a notice before, as their first', async () => {
    const council = idOfKind('agency', arranged.council.id);
    await deps.db.delivery.updateMany({
      where: { inviteeId: council },
      data: { detail: { part: 'notice-address-not-secure' } },
    });
    const second = await correct(() => ({}));
    expect(previewOf(second, council)).toMatchObject({ part: { what: 'summary' }, changes: null });
    granted(await send(second));
    expect(await receivers(second.outcome.id)).toEqual(new Set([council]));
  });

  test('compares with what a receiver got last, also when a version between did not reach them', async () => {
    const second = await correct(() => ({ nextStep: 'Second' }));
    granted(await send(second));
    await deps.db.delivery.updateMany({ where: { outcomeId: second.outcome.id }, data: { state: 'failed' } });
    const third = await correct(() => ({ nextStep: 'Third' }));
    const [change] = previewOf(third, idOfKind('agency', arranged.council.id)).changes ?? [];
    expect(change).toEqual({ change: 'changed', what: 'next-step', before: 'Meet again in March', after: 'Third' });
  });

  test('neither changes the meeting’s state nor tells the requester again', async () => {
    const second = await correct(() => ({ nextStep: 'Second' }));
    const sent = granted(await send(second));
    expect(sent.meeting.state).toBe('outcome-recorded');
    const news = { requestId: arranged.requestId, kind: 'request-news', eventKey: { contains: 'outcome-recorded' } };
    expect(await deps.db.delivery.count({ where: news })).toBe(1);
  });
});

test('a correction can’t be begun before the summaries are sent', async () => {
  const input = { actor: arranged.coordinator, meetingId: arranged.meetingId, press: deps.newId() };
  expect(await correctOutcome(deps, input)).toEqual({ ok: false, reason: 'wrong-state', state: 'took-place' });
});
