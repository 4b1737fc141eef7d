import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../platform/time.ts';
import { mimeMessage } from './mime-message.ts';
import type { MailAddress, Mailer } from './port.ts';

/**
 * The mailer of the demo: every mail becomes a file `<id>.eml`, as a mail program would open it, and nothing leaves the
 * machine. A repeat of the same message replaces its file, as a mail program that knows Message-IDs would.
 *
 * @param options.folder where the files go; made on the first mail
 */
export function localMailer(options: { folder: string; from: MailAddress; clock: Clock }): Mailer {
  return {
    async send(mail) {
      const { bytes } = await mimeMessage(mail, options.from, options.clock);
      await fs.mkdir(options.folder, { recursive: true, mode: 0o700 });
      const file = path.join(options.folder, `${localMessageId(mail.messageId)}.eml`);
      // Written aside and renamed, so that nobody reads half a mail.
      await fs.writeFile(`${file}.part`, bytes, { mode: 0o600 });
      await fs.rename(`${file}.part`, file);
    },
  };
}

/** The id of a mail in the local outbox: of its Message-ID, in characters that suit a file name and a web address. */
export function localMessageId(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}
