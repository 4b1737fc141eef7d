import { showAskRegister } from '../shown-cards/ask-register.ts';
import type { Command } from '../turn.ts';
import { commandWords } from '../typed-command.ts';

const ASK =
  /^(?:please )?(?:is (?:this |a |the )?(?:someone|somebody|person|he|she|patient)(?: already)? on the (?:dsr |dynamic support )?register|is \w+(?: \w+)? on the (?:dsr |dynamic support )?register|ask (?:about )?the (?:dsr )?register|check the (?:dsr )?register)(?: please)?$/;

/** "is someone on the register", "ask the register": the question for a coordinator. A name that was typed is not used. */
export const askRegister: Command = {
  name: 'ask-register',
  matches: (text) => (ASK.test(commandWords(text)?.join(' ') ?? '') ? {} : undefined),
  run: async (turn) => [showAskRegister(turn)],
};
