import type { MailContent } from '../../services/mail/port.ts';
import type { NewLinkView, SignInCodeView } from '../../services/notifications/words-port.ts';
import { layOutMail } from './mail-layout.ts';

/** The code that somebody asked for. The subject does not hold it: subjects show on lock screens, and stay in mail logs. */
export function signInCodeMail(view: SignInCodeView): MailContent {
  return layOutMail('Your code', view, [
    { paragraph: `Your code is ${view.code}` },
    { paragraph: `Type it on the page where you asked for it. It works for ${view.minutes} minutes, and once.` },
    { paragraph: 'Give this code to nobody. We never ask for it by phone or by email.' },
    { paragraph: 'If you did not ask for a code, you do not need to do anything.' },
  ]);
}

/** A personal link in the place of a lost one. */
export function newLinkMail(view: NewLinkView): MailContent {
  return layOutMail('Your new link', view, [
    { paragraph: 'Somebody asked us for a new link to what we have written to you about.' },
    { link: { words: 'Open your page', url: view.url } },
    { paragraph: 'The link is for you alone. On the page, we send a code to this address before we show anything.' },
    { paragraph: 'If you did not ask for a link, you do not need to do anything.' },
  ]);
}
