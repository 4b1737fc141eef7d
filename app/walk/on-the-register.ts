import { addWorkingDays, dayOf, instantAt } from '../../services/platform/time.ts';
import { inputsOf } from './card-text.ts';
import { expectText, type Stage } from './stage.ts';
import type { PostedMessage } from './teams-stand-in.ts';

/** What is due and why, a meeting from the person's card, another rating, and the morning's digest. */
export async function onTheRegister(stage: Stage): Promise<PostedMessage> {
  const { channel } = stage;
  stage.heading('15. Robin’s card says what is due, and why on that day');
  const card = await stage.say('Cora', channel, 'person Robin');
  expectText(card, 'Amber since');
  expectText(await stage.press('Cora', channel, card, 'Why these dates?'), 'It is counted from');
  await stage.press('Cora', channel, card, 'Back');

  stage.heading('16. A meeting is asked for from the card, and booked');
  await meeting(stage, card);

  stage.heading('17. The rating changes, with a reason and who decided; nothing is overwritten');
  await stage.press('Cora', channel, card, 'Change rating');
  const changed = await stage.press('Cora', channel, card, 'Change rating', {
    rating: '▲ Red',
    decidedBy: 'Lena Example, clinical lead',
    note: 'Robin’s landlord has given notice for the end of the week.',
  });
  expectText(changed, 'Red since');
  await stage.press('Cora', channel, card, 'History');

  stage.heading('18. What is due this week, and what the channel gets in the morning');
  await stage.say('Cora', channel, 'due this week');
  await morning(stage);
  return card;
}

/** A review with two agencies, at the last of the times found: later than the two days before which a meeting is not cancelled by itself. */
async function meeting(stage: Stage, card: PostedMessage): Promise<void> {
  const { channel } = stage;
  await stage.press('Cora', channel, card, 'Meeting');
  await stage.press('Cora', channel, card, 'Arrange: DSR review');
  const arranged = await stage.press('Cora', channel, card, 'Arrange this meeting', {
    'Which organisations must be there': 'Trust mental health team + Example City Council social care',
    purposeCategory: 'A place to live',
    neededBy: '',
  });
  expectText(arranged, 'MTG-');
  await stage.settled();
  await stage.press('Cora', channel, card, 'Choose a time');
  const times = inputsOf(card.card ?? {}).find(({ id }) => id === 'time')?.choices ?? [];
  expectText(await stage.press('Cora', channel, card, 'Book this time', { time: times.at(-2)?.title ?? '' }), 'Booked');
  await stage.settled();
  await stage.mails();
  await stage.press('Cora', channel, card, 'Show person');
}

/** The next working morning: the digest, and mails about what is due soon or late. */
async function morning(stage: Stage): Promise<void> {
  const { demo, teams, channel } = stage;
  const day = addWorkingDays(dayOf(demo.clock.now()), 1);
  demo.clock.skipTo(instantAt(day, '08:45'));
  await demo.service.sweepNow();
  await stage.settled();
  const digest = channel.newest('Register digest');
  if (digest) stage.show('In the DSR channel, in the morning:', digest);
  await stage.mails();
  await teams.waitFor('the channel', () => channel.messages().length > 0);
}
