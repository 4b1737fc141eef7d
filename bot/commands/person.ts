import { showFoundPeople } from '../shown-cards/found-people.ts';
import type { Command } from '../turn.ts';
import { unknownText } from './unknown-text.ts';

/** A command is short; a longer text that begins so is something else. */
const LONGEST = 120;
/** "DSR-0123", "dsr 123", also after "person", "show", "open". */
const REFERENCE = /^(?:(?:please|show|open|see|find|person|me) )*dsr[\s-]*(\d{1,6})[.!?]*$/i;
/** "person Jordan", "find person Jordan Example", "person 999 000 0018". */
const NAMED = /^(?:please )?(?:(?:show|open|see|find) )?(?:the )?person[: ]+(.+)$/i;

/** "person DSR-0123", the reference alone, "person Jordan": somebody on the register, for the DSR team. */
export const person: Command = {
  name: 'person',
  matches(text) {
    if (text.length > LONGEST) return undefined;
    const line = text.replace(/\s+/g, ' ').trim();
    const number = REFERENCE.exec(line)?.[1];
    if (number !== undefined) return { sought: `DSR-${number}`, text, reference: 'yes' };
    const name = NAMED.exec(line)?.[1];
    return name === undefined ? undefined : { sought: name, text };
  },
  run: async (turn, { sought = '', text = '', reference }) => {
    // Somebody outside the team who writes about "a person" may be asking for help: that is read as what it is.
    if (turn.actor.dsrRole === null && reference === undefined) return unknownText.run(turn, { text });
    return [await showFoundPeople(turn, sought)];
  },
};
