import { describe, expect, it } from 'vitest';
import { summaryPreviews } from '../../../services/meetings/disclosure.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { toTellByHand } from '../../../services/meetings/tell-by-hand.ts';
import { endedMeeting, sampleOutcome } from '../../support/meeting-views.ts';

const outcome = sampleOutcome();

/** Who may be told by hand, by name. */
function told(meeting: MeetingView, before: typeof outcome | null = null): string[] {
  const received = new Map(before === null ? [] : meeting.invitees.map(({ id }) => [id, before] as const));
  return summaryPreviews(meeting, outcome, { previous: before, received })
    .filter((preview) => toTellByHand(meeting, outcome, preview) !== null)
    .map((preview) => preview.name);
}

describe('what the team tells somebody itself', () => {
  it('is told to those whom only their address keeps from a summary', () => {
    // Priya Example's address is not marked as secure. Jamie Example gets a letter, which somebody reads first.
    expect(told(endedMeeting())).toEqual(['Priya Example']);
  });

  it('is told to nobody while there is no ground for sharing', () => {
    expect(told(endedMeeting({ sharing: { may: false, because: 'not-yet' } }))).toEqual([]);
  });

  it('is not told to an organisation without an agreement, nor to somebody without an organisation', () => {
    expect(told(endedMeeting())).not.toContain('Ms Example');
    expect(told(endedMeeting())).not.toContain('Dr Mina Example');
  });

  it('is nothing where a correction changes nothing for them', () => {
    expect(told(endedMeeting(), outcome)).toEqual([]);
  });

  it('is their own part alone', () => {
    const meeting = endedMeeting();
    const [priya] = summaryPreviews(meeting, outcome, { previous: null, received: new Map() });
    const part = priya && toTellByHand(meeting, outcome, priya);
    expect(part?.actions.map(({ who }) => who)).toEqual(['Priya Example']);
    expect(part?.decisions).toHaveLength(1);
  });
});
