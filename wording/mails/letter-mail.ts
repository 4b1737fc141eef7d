import type { MailContent } from '../../services/mail/port.ts';
import type { LetterMailView, LetterNoticeView } from '../../services/notifications/words-port.ts';
import { asHtml, layOutMail, type MailPiece } from './mail-layout.ts';

/** Large print is 16 point or more (UK Association for Accessible Formats); 24 pixels are 18 point. */
const LARGE = 24;
const ORDINARY = 16;
const UNDERLINE = /^-{3,}$/;

/** What a mail's subject says of a letter: the reference, nothing about the person. */
export function letterSubject(reference: string): string {
  return `${reference}: a letter for you`;
}

/** A released letter as a mail: its words and no others, but for the way to answer it. */
export function letterMail({ reference, team, text, format, answerUrl }: LetterMailView): MailContent {
  const subject = letterSubject(reference);
  const pixels = format === 'large-print' ? LARGE : ORDINARY;
  const words = 'Answer on your page';
  const answer = answerUrl === null ? '' : `\n\n${words}: ${answerUrl}`;
  const link: MailPiece[] = answerUrl === null ? [] : [{ link: { words, url: answerUrl } }];
  return { subject, text: `${text}${answer}\n`, html: asHtml(subject, { team }, [...piecesOf(text), ...link], pixels) };
}

/** The letter's blocks, parted by blank lines: a heading with its underline, a list, or a paragraph. */
export function piecesOf(text: string): MailPiece[] {
  return text.split(/\n{2,}/).map((block) => {
    const lines = block.split('\n');
    const [first = '', second = ''] = lines;
    if (lines.length === 2 && UNDERLINE.test(second)) return { heading: first };
    if (lines.every((line) => line.startsWith('- '))) return { list: lines.map((line) => line.slice(2)) };
    return { paragraph: block };
  });
}

/** Stands for a letter that may not go to this address: that there is one, and how its receiver hears of it. */
export function letterNoticeMail(view: LetterNoticeView): MailContent {
  if (view.receiver !== 'referrer') return noticeToFamily(view);
  return layOutMail(letterSubject(view.reference), view, [
    { paragraph: 'We have something to tell you. This email does not say what, to keep it private.' },
    {
      paragraph: view.inChat
        ? 'You can read it in your chat with the bot in Microsoft Teams. Type “my referrals” to find it.'
        : view.link === null
          ? 'We will contact you another way. You do not have to do anything.'
          : 'You can see on your page how your referral stands. We also contact you another way.',
    },
    ...(view.link === null ? [] : [{ link: { words: 'Open your page', url: view.link } }]),
    { paragraph: 'Do not write anything about the person in an answer to this email.' },
  ]);
}

/** Somebody who speaks for the person is not sent a riddle: it is a letter, it is not urgent, and how they will hear it. */
function noticeToFamily(view: LetterNoticeView): MailContent {
  return layOutMail(letterSubject(view.reference), view, [
    { paragraph: 'We have a letter for you. It is private, so it is not in this email.' },
    ...(view.link === null
      ? []
      : [
          {
            paragraph: 'You can read it on your page. We send a code to this address first, to be sure that it is you.',
          },
          { link: { words: 'Read the letter', url: view.link } },
        ]),
    { paragraph: `Somebody from the ${view.team} will tell you what it says. You can also ask us.` },
    { paragraph: 'You do not have to do anything now.' },
    { paragraph: 'Email is not always private. To tell us something private, ask us to phone you.' },
  ]);
}
