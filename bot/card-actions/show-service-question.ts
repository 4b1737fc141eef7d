import { z } from 'zod';
import { showServiceQuestion as show } from '../shown-cards/service-question.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ questionId: z.guid() });

/** Opens a question to services, with everything that was answered. */
export const showServiceQuestion = cardAction('show-service-question', data, (turn, { questionId }) =>
  show(turn, questionId, undefined, { opened: true }),
);
