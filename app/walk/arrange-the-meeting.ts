import { channelCard, type WalkedRequest } from './ask-for-the-meeting.ts';
import { inputsOf } from './card-text.ts';
import { expectText, type Stage } from './stage.ts';
import type { PostedMessage } from './teams-stand-in.ts';

/** The n-th proposed time of a card, as its choice is called. */
function proposedTime(message: PostedMessage, position: number): string {
  const times = inputsOf(message.card ?? {}).find((input) => input.id === 'time')?.choices ?? [];
  if (times.length < 4) throw new Error(`at least three times should be proposed, not ${times.length - 1}`);
  return times[position]?.title ?? '';
}

/** Two coordinators decide at once; a time is chosen, invitations go out, an agency answers, the time is moved. */
export async function arrangeTheMeeting(stage: Stage, request: WalkedRequest): Promise<void> {
  const { channel, devInChannel } = stage;
  stage.heading('4. Cora approves; Dev, who decides at the same moment, is told that she was first');
  const card = await channelCard(stage, request, 'Speak Up');
  stage.show('In the DSR channel:', card);
  const stale = structuredClone(card);
  await stage.press('Cora', channel, card, 'Approve');
  await stage.press('Dev', devInChannel, stale, 'Decline');
  await stage.press('Cora', channel, card, 'Approve request', {
    purposeCategory: 'A place to live',
    'Organisations to invite':
      'Trust mental health team + Example City Council social care + Example County Council education + Oakfield Example School + Speak Up Example Advocacy',
  });
  await stage.press('Dev', devInChannel, stale, 'Decline request', { reason: 'already-being-arranged' });
  await stage.settled();
  stage.show('Asha sees what was decided and corrected:', stage.asha.newest(request.reference) ?? request.mine);

  stage.heading('5. A time is chosen, and everybody is invited by a mail of their own');
  const toBook = await channelCard(stage, request, 'times found');
  await stage.press('Cora', channel, toBook, 'Choose a time');
  await stage.press('Cora', channel, toBook, 'Book this time', { time: proposedTime(toBook, 1) });
  await stage.settled();
  await stage.mails();

  stage.heading('6. An agency accepts, and the meeting is moved');
  const name = await stage.answerInvitation('city-council', 'accepted');
  console.log(`\n  ${name} accepts the invitation.`);
  const booked = await channelCard(stage, request, 'Accepted');
  await stage.press('Cora', channel, booked, 'Reschedule');
  await stage.press('Cora', channel, booked, 'Move to this time', { time: proposedTime(booked, 2) });
  await stage.settled();
  await stage.mails();
  const moved = await channelCard(stage, request, 'Booked');
  expectText(moved, 'Booked');
  stage.show('In the DSR channel:', moved);
}
