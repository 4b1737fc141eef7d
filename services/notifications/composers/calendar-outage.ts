import { z } from 'zod';
import { findOutage, wasToldLate } from '../../calendar/outage-store.ts';
import { type Composer, nothing } from './composer.ts';

const details = z.object({ outageId: z.uuid() });

/** To the channel: the calendar has been away for a while. Says nothing once it is back. */
export const composeCalendarsLate: Composer = async (deps, { detail }) => {
  const outage = await findOutage(deps.db, details.parse(detail).outageId);
  if (outage === null || outage.endedAt !== null) return nothing('over');
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'calendars-late' } };
};

/** To the channel: it is back. Only where the team has heard that it was away. */
export const composeCalendarsBack: Composer = async (deps, { detail }) => {
  const { outageId } = details.parse(detail);
  if (!(await wasToldLate(deps.db, outageId))) return nothing('over');
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'calendars-back' } };
};
