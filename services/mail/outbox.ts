import fs from 'node:fs/promises';
import path from 'node:path';
import type { Attachment, ParsedMail } from 'mailparser';

/** One mail in the list. */
export type OutboxItem = {
  id: string;
  to: { name: string; address: string };
  subject: string;
  /** The mail's own date: the product's clock when it was sent. */
  date: Date;
  messageId: string;
  /** METHOD of the invitation it carries. */
  calendarMethod: string | null;
};

/** One mail, opened. */
export type OutboxMessage = OutboxItem & { text: string; html: string; calendar: string | null };

/** The mails of the local mailer, read back as a mail program reads them. */
export type Outbox = {
  /** Newest first. */
  list(): Promise<OutboxItem[]>;
  /** Undefined when there is no such mail. */
  read(id: string): Promise<OutboxMessage | undefined>;
};

const ID = /^[0-9a-f]{32}$/;

/**
 * Opens the folder the local mailer writes to. It need not exist yet.
 */
export function openOutbox(options: { folder: string }): Outbox {
  // A written mail never changes but as a whole: it is parsed again only when its file is a newer one.
  const parsed = new Map<string, { changed: number; message: OutboxMessage }>();

  const open = async (id: string): Promise<{ changed: number; message: OutboxMessage } | undefined> => {
    const file = path.join(options.folder, `${id}.eml`);
    const changed = (await statIfThere(file))?.mtimeMs;
    if (changed === undefined) return undefined;
    const known = parsed.get(id);
    if (known?.changed === changed) return known;
    const { simpleParser } = await import('mailparser');
    const entry = { changed, message: toMessage(id, await simpleParser(await fs.readFile(file))) };
    parsed.set(id, entry);
    return entry;
  };
  return {
    async list() {
      const ids = (await namesIfThere(options.folder))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => name.slice(0, -'.eml'.length))
        .filter((id) => ID.test(id));
      const opened = (await Promise.all(ids.map(open))).filter((entry) => entry !== undefined);
      opened.sort((one, other) => other.changed - one.changed || (one.message.id < other.message.id ? -1 : 1));
      return opened.map(({ message: { text, html, calendar, ...item } }) => item);
    },
    async read(id) {
      return ID.test(id) ? (await open(id))?.message : undefined;
    },
  };
}

function toMessage(id: string, mail: ParsedMail): OutboxMessage {
  const to = [mail.to ?? []].flat()[0]?.value[0];
  const calendar = mail.attachments.find((part) => part.contentType === 'text/calendar');
  return {
    id,
    to: { name: to?.name ?? '', address: to?.address ?? '' },
    subject: mail.subject ?? '',
    date: mail.date ?? new Date(0),
    messageId: mail.messageId ?? '',
    calendarMethod: calendar ? methodOf(calendar) : null,
    text: mail.text ?? '',
    html: mail.html || '',
    calendar: calendar ? calendar.content.toString('utf8') : null,
  };
}

function methodOf(part: Attachment): string | null {
  return /^METHOD:(.+)$/m.exec(part.content.toString('utf8'))?.[1]?.trim() ?? null;
}

async function statIfThere(file: string) {
  try {
    return await fs.stat(file);
  } catch (fault) {
    if (isNotThere(fault)) return undefined;
    throw fault;
  }
}

async function namesIfThere(folder: string): Promise<string[]> {
  try {
    return await fs.readdir(folder);
  } catch (fault) {
    if (isNotThere(fault)) return [];
    throw fault;
  }
}

function isNotThere(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';
}
