import { fromDateColumn } from '../../services/platform/date-column.ts';
import { instantAt, lastWorkingDayOnOrBefore } from '../../services/platform/time.ts';
import { inputsOf } from './card-text.ts';
import { expectText, type Stage } from './stage.ts';
import type { PostedMessage } from './teams-stand-in.ts';

/** What is due and why, the morning on which it is due, a meeting from the person's card, another rating. */
export async function onTheRegister(stage: Stage): Promise<PostedMessage> {
  const { channel } = stage;
  stage.heading('15. Robin’s card says what is due, and why on that day');
  const first = await stage.say('Cora', channel, 'person Robin');
  expectText(first, 'Amber since');
  expectText(await stage.press('Cora', channel, first, 'Why these dates?'), 'It is counted from');

  stage.heading('16. The morning of that day: the channel’s digest');
  expectText(await stage.say('Cora', channel, await dueMorning(stage)), 'Robin Example');

  stage.heading('17. A meeting is asked for from the card, and booked');
  const card = await stage.say('Cora', channel, 'person Robin');
  await meeting(stage, card);

  stage.heading('18. The rating changes, with a reason and who decided; nothing is overwritten');
  await stage.press('Cora', channel, card, 'Change rating');
  const changed = await stage.press('Cora', channel, card, 'Change rating', {
    rating: '▲ Red',
    decidedBy: 'Lena Example, clinical lead',
    note: 'Robin’s landlord has given notice for the end of the week.',
  });
  expectText(changed, 'Red since');
  await stage.press('Cora', channel, card, 'History');
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

/**
 * The last working day on or before the first date that is due.
 *
 * @returns what is typed to see that date in a list
 */
async function dueMorning(stage: Stage): Promise<string> {
  const { demo, teams, channel } = stage;
  const { nextDue } = await demo.service.deps.db.registerEntry.findFirstOrThrow({ select: { nextDue: true } });
  if (nextDue === null) throw new Error('something falls due for everybody on the register');
  const due = fromDateColumn(nextDue);
  const day = lastWorkingDayOnOrBefore(due);
  demo.clock.skipTo(instantAt(day, '08:45'));
  await demo.service.sweepNow();
  await stage.settled();
  const digest = await teams.waitFor('the digest', () => channel.newest('Due on the register'));
  stage.show('In the DSR channel, in the morning:', digest);
  await stage.mails();
  return day === due ? 'due today' : 'due this week';
}
