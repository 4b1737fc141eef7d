import { z } from 'zod';
import { findOutage, wasTold } from '../../outages/outage-store.ts';
import { type Composer, nothing } from './composer.ts';

const details = z.object({ outageId: z.uuid() });

/** To the channel: the calendar, or the mailbox, has been away for a while. Says nothing once it is back. */
export const composeAway =
  (kind: 'calendars-late' | 'mailbox-away'): Composer =>
  async (deps, { detail }) => {
    const outage = await findOutage(deps.db, details.parse(detail).outageId);
    if (outage === null || outage.endedAt !== null) return nothing('over');
    return { do: 'post', receiver: { to: 'channel' }, message: { kind } };
  };

/** To the channel: it is back. Only where the team has heard that it was away. */
export const composeBack =
  (kind: 'calendars-back' | 'mailbox-back'): Composer =>
  async (deps, { detail }) => {
    if (!(await wasTold(deps.db, details.parse(detail).outageId))) return nothing('over');
    return { do: 'post', receiver: { to: 'channel' }, message: { kind } };
  };
