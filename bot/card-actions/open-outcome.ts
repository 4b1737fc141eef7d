import { z } from 'zod';
import { aboutMeeting } from '../meeting-forms.ts';
import { showOutcomeStep } from '../outcome-cards.ts';
import { cardAction } from '../turn.ts';

const data = aboutMeeting.extend({
  step: z.coerce
    .number()
    .pipe(z.union([z.literal(1), z.literal(2), z.literal(3)]))
    .default(1),
});

/** "Record the outcome", and the way back to one of its steps. */
export const openOutcome = cardAction('open-outcome', data, (turn, { step, ...about }) =>
  showOutcomeStep(turn, about, step),
);
