import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { type Conversation, startConversation } from './conversation.ts';
import { forged, only, sendRequest, teamCardOf } from './in-teams.ts';

/** A request that was approved: its card in the channel, or the copy of it that is worked on. */
export type Arranged = { card: PostedMessage; reference: string; requestId: string };

/** The DSR team at work on meetings: Asha asks for them, Cora, Dev (coordinators) and Lena (clinical lead) arrange them. */
export type MeetingTeam = {
  conversation: Conversation;
  asha: Chat;
  cora: Chat;
  dev: Chat;
  lena: Chat;
  /** An approved request with the times that were found. */
  arranged(over?: Record<string, string>): Promise<Arranged>;
  /** The same with a time booked. */
  booked(over?: Record<string, string>): Promise<Arranged>;
  /** The same after its end. The clock moves on. */
  ended(over?: Record<string, string>): Promise<Arranged>;
};

/** Starts the service with the sample's agencies, and the team in its channel. */
export async function startMeetingTeam(options: Parameters<typeof startConversation>[0] = {}): Promise<MeetingTeam> {
  const conversation = await startConversation(options);
  const cora = await conversation.channel('cora');
  const dev = await conversation.channel('dev');
  const lena = await conversation.channel('lena');
  const { deps } = conversation.service;
  await loadSampleAgencies(deps);
  const asha = await conversation.chat('asha');

  async function arranged(over: Record<string, string> = {}): Promise<Arranged> {
    // News of an earlier request would come between Asha's words and the answer.
    await conversation.settled();
    const { reference, requestId } = await sendRequest(asha, over);
    const card = await teamCardOf(conversation, cora, reference);
    await cora.press(card, 'Approve');
    await cora.press(card, 'Approve request', { purposeCategory: 'A place to live' });
    await conversation.settled();
    return { card, reference, requestId };
  }

  async function booked(over: Record<string, string> = {}): Promise<Arranged> {
    const meeting = await arranged(over);
    await cora.press(meeting.card, 'Choose a time');
    await cora.press(meeting.card, 'Book this time', { time: '1.' });
    await conversation.settled();
    return meeting;
  }

  async function ended(over: Record<string, string> = {}): Promise<Arranged> {
    const meeting = await booked(over);
    const { requestId } = meeting;
    const { endsAt } = await deps.db.meeting.findFirstOrThrow({ where: { requestId } });
    conversation.clock.moveTo(new Date((endsAt ?? new Date(0)).getTime() + 60_000));
    const card = forged(only(await cora.say('queue')), 'show-request', { requestId });
    await cora.press(card, 'Forged');
    return { ...meeting, card };
  }

  return { conversation, asha, cora, dev, lena, arranged, booked, ended };
}
