import { addDays, dayOf } from '../../services/platform/time.ts';
import type { WalkedRequest } from './ask-for-the-meeting.ts';
import { channelCard } from './ask-for-the-meeting.ts';
import { buttonsOf, inputsOf } from './card-text.ts';
import { expectText, type Stage } from './stage.ts';
import type { PostedMessage } from './teams-stand-in.ts';

/** The chair records what came of the meeting, sees every summary, sends them, and corrects one thing. */
export async function afterTheMeeting(stage: Stage, request: WalkedRequest): Promise<void> {
  const { cora, demo, teams } = stage;
  stage.heading('7. The meeting is over: its chair is asked for the outcome');
  const meeting = await demo.service.deps.db.meeting.findFirstOrThrow({ where: { state: 'booked' } });
  if (!meeting.endsAt) throw new Error('a booked meeting has an end');
  demo.clock.skipTo(new Date(meeting.endsAt.getTime() + 60_000));
  await demo.service.sweepNow();
  await stage.settled();
  const outcome = await teams.waitFor('the outcome card', () => cora.newest('Record the outcome'));
  stage.show('In Cora’s own chat:', outcome);
  await recordOutcome(stage, outcome);

  stage.heading('8. Every summary is previewed; nothing leaves before it is sent');
  await markSecure(stage, outcome);
  await send(stage, outcome);
  await stage.settled();
  await stage.mails();
  stage.show('Asha is told:', await teams.waitFor('the end', () => stage.asha.newest('Finished')));

  stage.heading('9. A correction goes only to those whose part changed');
  const closed = await channelCard(stage, request, 'Correct the outcome');
  await stage.press('Cora', stage.channel, closed, 'Correct the outcome');
  await stage.press('Cora', stage.channel, closed, 'Continue');
  await stage.press('Cora', stage.channel, closed, 'Continue');
  await stage.press('Cora', stage.channel, closed, 'Change', { row: '1' });
  await stage.press('Cora', stage.channel, closed, 'See the summaries', {
    what: 'Confirm the flat, and its first day, in writing',
  });
  await send(stage, closed);
  await stage.settled();
  await stage.mails();

  stage.heading('10. The whole history, in plain words');
  const history = await stage.say('Asha', stage.asha, `status ${request.reference}`);
  expectText(history, 'Jordan');
}

async function recordOutcome(stage: Stage, card: PostedMessage): Promise<void> {
  const { cora } = stage;
  const today = dayOf(stage.demo.clock.now());
  await stage.press('Cora', cora, card, 'Record the outcome');
  const came = inputsOf(card.card ?? {}).filter((input) => input.choices.length > 0);
  const fill = Object.fromEntries(came.map((input) => [input.id, 'Came']));
  await stage.press('Cora', cora, card, 'Continue', fill);
  await stage.press('Cora', cora, card, 'Add this decision', {
    text: 'Jordan stays where he is until the end of June.',
  });
  await stage.press('Cora', cora, card, 'Continue', {
    recommendedRating: 'Amber',
    nextStep: 'DSR review in four weeks',
  });
  await stage.press('Cora', cora, card, 'Add this action', {
    what: 'Confirm the flat in writing',
    party: 'Example City Council social care',
    who: 'Ravi Example',
    dueDay: addDays(today, 14),
  });
  await stage.press('Cora', cora, card, 'See the summaries', {
    what: 'Offer three mornings at school',
    party: 'Example County Council education',
    who: 'Vera Example',
    dueDay: addDays(today, 21),
    themes: 'Housing',
    gaps: 'No flats with support at night.',
  });
}

/** Marks the first address secure that can be: its agency then gets the summary instead of a notice. */
async function markSecure(stage: Stage, card: PostedMessage): Promise<void> {
  if (buttonsOf(card.card ?? {}).some((button) => button.title === 'Mark address secure')) {
    await stage.press('Cora', stage.cora, card, 'Mark address secure');
  }
}

/** Presses "Send N summaries", on whichever chat the card is. */
async function send(stage: Stage, card: PostedMessage): Promise<void> {
  const button = buttonsOf(card.card ?? {}).find((entry) => /^Send \d+/.test(entry.title));
  if (!button) throw new Error('there is nothing to send');
  const chat = card.conversationId === stage.channel.conversationId ? stage.channel : stage.cora;
  await stage.press('Cora', chat, card, button.title);
}
