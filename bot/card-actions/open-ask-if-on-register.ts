import { z } from 'zod';
import { showAskRegister } from '../shown-cards/ask-register.ts';
import { cardAction } from '../turn.ts';

/** "Is somebody on the register?": the form. */
export const openAskIfOnRegister = cardAction('open-ask-if-on-register', z.object({}), async (turn) =>
  showAskRegister(turn),
);
