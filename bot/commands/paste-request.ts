import { readPastedRequest } from '../../services/mbe-requests/read-pasted-request.ts';
import { onlyInChat } from '../message-cards.ts';
import { draftOfText } from '../pasted-draft.ts';
import type { Command } from '../turn.ts';

/** A whole request pasted as text. */
export const pasteRequest: Command = {
  name: 'paste-request',
  matches: (text) => (readPastedRequest(text, []).looksLikeRequest ? { text } : undefined),
  run: async (turn, { text = '' }) =>
    turn.where === 'channel' ? [onlyInChat()] : [await draftOfText(turn, text, turn.deps.newId())],
};
