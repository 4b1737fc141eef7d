import { z } from 'zod';
import { askIfOnRegister as ask } from '../../services/register-enquiries/ask-if-on-register.ts';
import { referralMessages } from '../../wording/referral-for-referrer.ts';
import { message } from '../message-cards.ts';
import { pressKey } from '../press-data.ts';
import { referralRefusal } from '../referral-messages.ts';
import { showAskRegister } from '../shown-cards/ask-register.ts';
import { cardAction } from '../turn.ts';

/** Above every field's limit: longer text is refused as too long with its beginning put back, not as unreadable. */
const LONGEST = 60_000;
const text = z
  .string()
  .default('')
  .transform((typed) => typed.slice(0, LONGEST));
const data = z.object({ press: pressKey, personName: text, dateOfBirth: text, nhsNumber: text, why: text });

/** "Ask the DSR team": the question goes to a coordinator, or the form comes back with what has to be put right. */
export const askIfOnRegister = cardAction('ask-if-on-register', data, async (turn, { press, ...typed }) => {
  const asked = await ask(turn.deps, { actor: turn.actor, press, ...typed });
  if (asked.ok) return message(referralMessages.asked);
  return asked.reason === 'incomplete' ? showAskRegister(turn, typed, asked.problems) : referralRefusal(asked.reason);
});
