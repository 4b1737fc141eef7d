import { showHistory } from '../shown-cards/history.ts';
import type { Command } from '../turn.ts';
import { commandWords } from '../typed-command.ts';

/** Words with which people ask for one request, before its reference. */
const BEFORE =
  /^(?:(?:show|see|open|the|what|is|about|how|where|status|history|progress|of|for|on|my|request|please|me) )*/;
/** 'mbe 2026 0042', 'mbe20260042', '2026 42': how the words of a reference may stand, however they were set apart. */
const REFERENCE = /^(?:mbe ?)?\d{4} ?\d{1,6}$/;

/** "status MBE-2026-0042", also the reference alone, however it is written: everything that happened to it. */
export const status: Command = {
  name: 'status',
  matches: (text) => {
    const words = commandWords(text)?.join(' ');
    const reference = words?.replace(BEFORE, '');
    if (reference && REFERENCE.test(reference)) return { reference };
    // Somebody asks for one request, but mistyped its reference: that it is not found is the answer.
    return words && /^(?:status|history) .*\d/.test(words) ? { reference: reference ?? words } : undefined;
  },
  run: async (turn, { reference = '' }) => [await showHistory(turn, reference)],
};
