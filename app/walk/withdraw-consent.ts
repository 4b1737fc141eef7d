import { expectText, type Stage } from './stage.ts';
import type { PostedMessage } from './teams-stand-in.ts';

/** Robin takes consent back: the entry ends, the meeting is cancelled, and who has received something is shown. */
export async function withdrawConsent(stage: Stage, card: PostedMessage): Promise<void> {
  const { channel } = stage;
  stage.heading('19. Robin takes consent back: everything that rested on it ends');
  await stage.press('Cora', channel, card, 'Back');
  await stage.press('Cora', channel, card, 'Consent');
  expectText(await stage.press('Cora', channel, card, 'Withdraw'), 'meeting is cancelled');
  const withdrawn = await stage.press('Cora', channel, card, 'Withdraw consent', { form: 'By phone' });
  expectText(withdrawn, 'consent is withdrawn');
  expectText(withdrawn, 'Trust mental health team');
  await stage.settled();
  await stage.mails();
  const todo = await stage.teams.waitFor('the to-do', () => channel.newest('consent has ended'));
  stage.show('In the DSR channel:', todo);
  const ended = await stage.say('Cora', channel, 'person Robin');
  expectText(ended, 'Consent was withdrawn');
}
