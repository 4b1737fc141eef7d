import { expect, test } from 'vitest';
import { insteadOf } from '../../../wording/delivery-names.ts';
import { mailboxFolders } from '../../../wording/mailbox-folders.ts';
import { mailboxNews } from '../../../wording/mailbox-news.ts';

test('of emails that could not be moved, the team is told where each belongs, and not where it lies: that is not known', () => {
  for (const count of [1, 2]) {
    const { heading, text } = mailboxNews.notMoved(count);
    const said = text.join(' ');
    expect(heading).toBe(count === 1 ? 'An email could not be moved' : '2 emails could not be moved');
    for (const folder of Object.values(mailboxFolders)) expect(said).toContain(`“${folder}”`);
    expect(said).not.toContain('inbox');
  }
  expect(insteadOf('mails-not-moved', '')).not.toContain('inbox');
});
