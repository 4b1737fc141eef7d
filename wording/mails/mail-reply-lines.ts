import { mailedThings } from '../../services/mailbox/model.ts';
import type { MailFrame, MailReplyView } from '../../services/notifications/words-port.ts';
import { mailedThingNames } from '../mailed-request.ts';
import { mailReplyMail } from './mail-reply-mail.ts';

/** A mail program breaks long lines where it quotes them: so much of one of ours is ours too, and so much of its end. */
const FEWEST_SIGNS = { within: 40, end: 16 };
const LONGEST = 2_000;
const names = Object.values(mailedThingNames).toSorted((a, b) => b.length - a.length);

/**
 * Takes the words of our answers to requests by email off a line of an answer to one of them: mail programs leave them there,
 * and people write between them.
 *
 * @returns what somebody else has written; '' where all of the line is ours
 */
export function withoutMailReply(frame: MailFrame): (line: string) => string {
  let known: Set<string> | undefined;
  return (line) => {
    known ??= new Set(everyMail(frame).flatMap((text) => text.replaceAll('https://', '\n').split('\n').map(plain)));
    const text = plain(line.slice(0, LONGEST));
    if (!/[\p{L}\p{N}]/u.test(text)) return '';
    if (known.has(text)) return '';
    const { within, end } = FEWEST_SIGNS;
    if (text.length >= within && known.values().some((one) => one.includes(text))) return '';
    if (text.length >= end && known.values().some((one) => one.endsWith(text))) return '';
    // "- the purpose of the meeting: to agree a plan"
    const name = names.find((one) => text.startsWith(one) && !/^[\p{L}\p{N}]/u.test(text.slice(one.length)));
    return name === undefined || line.length > LONGEST
      ? line
      : text.slice(name.length).replace(/^[\s:.?=–-]{1,10}/, '');
  };
}

/** Without the mark of a list or of a quotation, whatever stands between its words. */
function plain(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .replace(/^[\s>#*_•·–-]+/, '')
    .replace(/[\s*_]+$/, '');
}

/** Every such mail that there is, so that no line of one is overlooked. */
function everyMail(frame: MailFrame): string[] {
  const both = [true, false];
  const drafts = both.flatMap((lacks) =>
    both.flatMap((inTeams) => ({ missing: lacks ? [...mailedThings] : [], inTeams, url: inTeams ? null : 'https://' })),
  );
  const alone = drafts.flatMap((draft) => [[draft], [{ ...draft, url: null }]]);
  const several = [drafts, drafts.filter(({ missing }) => missing.length === 0), [...drafts, ...drafts, ...drafts]];
  const views: MailReplyView[] = [...alone, ...several].flatMap((of) =>
    both.flatMap((senderChecked) =>
      both.flatMap((added) =>
        ([[], ['words-of-danger'], ['needed-by-soon']] as const).map((urgentBecause) => ({
          ...{ ...frame, made: 'drafts' as const, drafts: of, senderChecked, added, urgentBecause },
        })),
      ),
    ),
  );
  const made = { ...frame, made: 'request', reference: 'MBE', urgentBecause: [] } as const;
  return [...views, made].map((view) => mailReplyMail(view).text);
}
