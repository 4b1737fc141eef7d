import type { MailContent } from '../../services/mail/port.ts';
import type { ConsentFormMailView } from '../../services/notifications/words-port.ts';
import { layOutMail } from './mail-layout.ts';

/** The consent form. Short sentences, and nothing of what it is about: mail is not always private. */
export function consentFormMail({ reference, url, ...view }: ConsentFormMailView): MailContent {
  const subject = reference === null ? 'A form for you' : `${reference}: a form for you`;
  return layOutMail(subject, view, [
    { paragraph: 'We have a form for you. It is private, so it is not in this email.' },
    { paragraph: 'The page explains first what it is about. You can read it in plain words or in Easy Read.' },
    { link: { words: 'Open the form', url } },
    { paragraph: 'On the page, we send a code to this address first, to be sure that it is you.' },
    { paragraph: 'You can take your time. You can also ask us to phone you, or to send the form on paper.' },
  ]);
}
