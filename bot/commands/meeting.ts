import { findRegisterMeeting } from '../../services/meetings/find-register-meeting.ts';
import { showMeetingForTeam } from '../shown-cards/meeting-for-team.ts';
import { showTeamRefusal } from '../shown-cards/team-refusal.ts';
import type { Command } from '../turn.ts';
import { commandWords } from '../typed-command.ts';

/** Words with which people ask for one meeting, before its reference. */
const BEFORE = /^(?:(?:show|see|open|the|what|is|about|status|of|for|meeting|please|me) )*/;
/** 'mtg 2026 0007', 'mtg20260007': how the words of a reference may stand, however they were set apart. */
const REFERENCE = /^mtg ?(\d{4}) ?(\d{1,6})$/;

/** "meeting MTG-2026-0007", also the reference alone: a meeting of the register as it stands. */
export const meeting: Command = {
  name: 'meeting',
  matches(text) {
    const match = REFERENCE.exec(commandWords(text)?.join(' ').replace(BEFORE, '') ?? '');
    return match ? { reference: `MTG-${match[1]}-${match[2]}` } : undefined;
  },
  run: async (turn, { reference = '' }) => {
    const { deps, actor } = turn;
    const found = await findRegisterMeeting(deps, { actor, reference });
    return [found.ok ? await showMeetingForTeam(turn, found.value.meetingId) : showTeamRefusal(found)];
  },
};
