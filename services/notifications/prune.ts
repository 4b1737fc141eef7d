import { forgetMails } from '../mailbox/mail-retention-store.ts';
import type { Deps } from '../platform/deps.ts';
import { forgetExpired } from '../sign-in/code-store.ts';
import { ACTIONS_ROUND } from './action-reminders.ts';
import { REMINDERS_ROUND, THE_REGISTER } from './clock-reminders.ts';
import { DIGEST_ROUND } from './digest.ts';
import { deleteCardsOfEnded, deleteExports, deleteMarks, deletePresses } from './retention-store.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Teams repeats a press within seconds or minutes; a week covers a laptop that was closed over a weekend. Decided by us. */
const PRESSES_DAYS = 7;
/**
 * A request that ended half a year ago changes no more (a correction of its outcome comes within weeks), so nothing of its
 * cards needs to be brought up to date. Pressing on one still works: every press reads the record. Decided by us.
 */
const CARDS_DAYS = 180;
/**
 * Marks that the reminders of an hour or the digest of a day were done. Asked for in that hour or on that day alone; a month
 * lets an operator see when it was. Decided by us.
 */
const ROUNDS_DAYS = 31;
/** A code or session of yesterday is of no use to anybody. Decided by us. */
const CODES_DAYS = 1;
/** A link that is too old still says to which address a new one may go: for a quarter of a year. Decided by us. */
const LINKS_DAYS = 90;
/**
 * What somebody wrote to the shared mailbox, once it was dealt with: what was made of it is the record, and the original is
 * in the mailbox, under the organisation's own retention. A month lets somebody ask after it. Decided by us.
 */
const MAILS_DAYS = 31;

/**
 * Deletes technical rows that nothing asks for any more. The record itself, its audit and its delivery log are not touched;
 * finished jobs are deleted by the queue after a week.
 */
export async function prune(deps: Pick<Deps, 'db' | 'clock' | 'log'>): Promise<void> {
  const before = (days: number) => new Date(deps.clock.now().getTime() - days * DAY_MS);
  const presses = await deletePresses(deps.db, before(PRESSES_DAYS));
  const cards = await deleteCardsOfEnded(deps.db, before(CARDS_DAYS));
  const kinds = [REMINDERS_ROUND, ACTIONS_ROUND, DIGEST_ROUND];
  const rounds = await deleteMarks(deps.db, { recordId: THE_REGISTER, kinds, before: before(ROUNDS_DAYS) });
  const exports = await deleteExports(deps.db, deps.clock.now());
  const signIns = await forgetExpired(deps.db, { codes: before(CODES_DAYS), links: before(LINKS_DAYS) });
  const mails = await forgetMails(deps.db, before(MAILS_DAYS));
  deps.log.info('pruned', { presses, cards, rounds, exports, signIns, mails });
}
