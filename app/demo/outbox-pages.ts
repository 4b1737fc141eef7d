import type { Router } from 'express';
import type { Outbox } from '../../services/mail/outbox.ts';
import { recordResponse } from '../../services/meetings/record-response.ts';
import { meetingOfInvitee } from '../../services/meetings/responses-store.ts';
import { upcomingMeetings } from '../../services/meetings/upcoming-store.ts';
import { describeMails } from '../../services/notifications/delivery-store.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { outboxPages } from '../../web/outbox/outbox-pages.ts';
import type { DemoClock } from './demo-clock.ts';

/** The outbox of a running demo: its mails, its clock, and answers given as an invitee's calendar would. */
export function demoOutboxPages(running: {
  deps: Deps;
  outbox: Outbox;
  clock: DemoClock;
  sweepNow(): Promise<void>;
}): Router {
  const { deps, outbox, clock } = running;
  return outboxPages({
    outbox,
    clock,
    describe: (messageIds) => describeMails(deps.db, messageIds),
    upcoming: () => upcomingMeetings(deps.db, clock.now()),
    skipTo: async (instant) => {
      clock.skipTo(instant);
      await running.sweepNow();
    },
    answerAs: async (inviteeId, response) => {
      const meetingId = await meetingOfInvitee(deps.db, inviteeId);
      if (!meetingId) return;
      await recordResponse(deps, { actor: { kind: 'system' }, meetingId, inviteeId, response, at: clock.now() });
    },
  });
}
