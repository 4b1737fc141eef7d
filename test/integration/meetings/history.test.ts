import { beforeEach, describe, expect, test } from 'vitest';
import { handOverMbeRequest } from '../../../services/mbe-requests/hand-over-mbe-request.ts';
import { viewRequestHistory } from '../../../services/mbe-requests/view-request-history.ts';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import { correctOutcome } from '../../../services/meetings/correct-outcome.ts';
import { rescheduleMeeting } from '../../../services/meetings/reschedule-meeting.ts';
import { type SavedOutcome, saveOutcome } from '../../../services/meetings/save-outcome.ts';
import { sendSummaries } from '../../../services/meetings/send-summaries.ts';
import { historySentence } from '../../../wording/history.ts';
import type { TestActor } from '../../support/builders.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  anotherCoordinator,
  aSavedOutcome,
  asTyped,
  book,
  granted,
  meetingNow,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
});

/** What the history says from the approval on, with the words that go with it. */
async function told(actor: TestActor): Promise<string[]> {
  const { lines } = granted(await viewRequestHistory(deps, { actor, reference: arranged.reference }));
  const said = lines.map((line) => [historySentence(line), ...(line.note ? [line.note] : [])].join(': '));
  return said.slice(said.findIndex((line) => line.includes('approved')) + 1);
}

async function send({ outcome, fingerprint }: SavedOutcome) {
  const { coordinator: actor, meetingId } = arranged;
  const shown = { outcomeId: outcome.id, saves: outcome.saves, fingerprint, press: deps.newId() };
  return granted(await sendSummaries(deps, { actor, meetingId, ...shown }));
}

describe('the history of a request with a meeting', () => {
  test('says when the meeting is, that it took place, and each sending once', async () => {
    const { coordinator: actor, meetingId } = arranged;
    await send(await aSavedOutcome(deps, arranged));
    const draft = granted(await correctOutcome(deps, { actor, meetingId, press: deps.newId() }));
    const { decisions, actions } = asTyped(draft.outcome);
    const changed = { actions, decisions: decisions.map((decision) => ({ ...decision, text: 'Another decision' })) };
    const input = { actor, meetingId, saves: draft.outcome.saves, press: deps.newId() };
    await send(granted(await saveOutcome(deps, { ...input, ...changed })));

    const forRequester = [
      `${actor.name} booked the meeting for Wednesday 20 January 2027 at 10am`,
      `${actor.name} recorded that the meeting took place`,
      `${actor.name} sent the summaries`,
      `${actor.name} closed the request`,
      `${actor.name} corrected the outcome and sent the corrected summaries`,
    ];
    expect(await told(arranged.requester)).toEqual(forRequester);
    expect(await told(actor)).toEqual([
      ...forRequester.slice(0, 4),
      `${actor.name} began a correction of the outcome`,
      ...forRequester.slice(4),
    ]);
  });

  test('says to when it was moved, to whom the request was handed over, and why it was cancelled, once', async () => {
    const { coordinator: actor, meetingId, requestId } = arranged;
    const colin = await anotherCoordinator(deps);
    const { version } = await book(deps, arranged);
    const time = { day: '2027-01-21', at: '14:30' };
    granted(await rescheduleMeeting(deps, { actor, meetingId, version, time, press: deps.newId() }));
    granted(await handOverMbeRequest(deps, { actor, requestId, toProfessionalId: colin.id, press: deps.newId() }));
    const now = await meetingNow(deps, meetingId);
    const why = { note: 'Two are ill.', cancelReason: 'not-needed', next: 'end-request' } as const;
    granted(await cancelMeeting(deps, { actor, meetingId, version: now.version, ...why, press: deps.newId() }));
    expect(await told(arranged.requester)).toEqual([
      `${actor.name} booked the meeting for Wednesday 20 January 2027 at 10am`,
      `${actor.name} moved the meeting to Thursday 21 January 2027 at 2:30pm`,
      `${actor.name} handed the request over to ${colin.name}`,
      `${actor.name} cancelled the meeting: Two are ill.`,
      `${actor.name} ended the request`,
    ]);
  });
});
