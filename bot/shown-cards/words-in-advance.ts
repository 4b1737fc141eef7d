import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { botSays } from '../../wording/bot-says.ts';
import { message } from '../message-cards.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** What the person and their family want to say at a meeting, for whoever runs it; with the ways to all of it and to the meeting. */
export async function showWordsInAdvance({ deps, actor }: Viewing, meetingId: string): Promise<ShownCard> {
  const found = await viewMeeting(deps, { actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const { reference, requestId, advanceWords, invitees } = found.value;
  const said = advanceWords.map(({ inviteeId, text }) => {
    const name = invitees.find(({ id }) => id === inviteeId)?.name;
    return name === undefined ? text : `${name}: ${text}`;
  });
  const ids = { meetingId, ...(requestId === null ? {} : { requestId }) };
  const heading = botSays.saidInAdvance.heading(reference);
  return message({ heading, text: [botSays.saidInAdvance.text, ...said] }, [
    { title: 'What they want to say', verb: 'show-advance-words', data: { ...ids, page: 1 } },
    requestId === null
      ? { title: 'Show meeting', verb: 'show-meeting', data: { meetingId } }
      : { title: 'Show request', verb: 'show-request', data: { requestId } },
  ]);
}
