import { z } from 'zod';
import { mailFilters } from '../../services/mailbox/triage-model.ts';
import { pageNumber } from '../press-data.ts';
import { showMailboxPage } from '../shown-cards/mailed-message.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ filter: z.enum(mailFilters).catch('waiting'), page: pageNumber });

/** Shows the mailbox: another page, or the other list. */
export const showMailbox = cardAction('show-mailbox', data, (turn, { filter, page }) =>
  showMailboxPage(turn, filter, page),
);
