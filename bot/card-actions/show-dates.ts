import { z } from 'zod';
import { entryDatesCard } from '../../cards/entry-dates.card.ts';
import { viewClock } from '../../services/register/view-clock.ts';
import { showEntryRefusal } from '../shown-cards/person.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ subject: z.enum(['entry', 'referral']), subjectId: z.guid() });

/** "Why this date?": every date of somebody or of a referral, with how it was worked out. */
export const showDates = cardAction('show-dates', data, async ({ deps, actor }, about) => {
  const clocks = await viewClock(deps, { actor, ...about });
  if (!clocks.ok) return showEntryRefusal(clocks);
  return { card: entryDatesCard(clocks.value), summary: clocks.value.reference };
});
