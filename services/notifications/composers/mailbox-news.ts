import { mailsWithoutCard } from '../../mailbox/triage-cards-store.ts';
import { unmovedForLong } from '../../mailbox/unmoved-store.ts';
import { type Composer, nothing } from './composer.ts';

/** To the channel: emails that could not be moved out of the inbox. Says nothing once all of them were. */
export const composeMailsNotMoved: Composer = async (deps) => {
  const count = await unmovedForLong(deps.db, deps.clock.now());
  if (count === 0) return nothing('over');
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'mails-not-moved', count } };
};

/** To the channel: emails that wait for a person and got no card of their own. Says nothing once somebody has looked at all. */
export const composeMoreMailsWait: Composer = async (deps) => {
  const { count } = await mailsWithoutCard(deps.db);
  if (count === 0) return nothing('over');
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'more-mails-wait', count } };
};
