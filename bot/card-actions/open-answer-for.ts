import { z } from 'zod';
import { showAnswerFor } from '../answer-for.ts';
import { aboutMeeting } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Enter their answer": what somebody said on the phone to the times they are asked about. */
export const openAnswerFor = cardAction(
  'open-answer-for',
  aboutMeeting.extend({ inviteeId: z.guid() }),
  (turn, about) => showAnswerFor(turn, about),
);
