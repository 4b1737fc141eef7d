import type { MailContent } from '../../services/mail/port.ts';
import type { MailReplyView } from '../../services/notifications/words-port.ts';
import { mailedThingNames } from '../mailed-request.ts';
import { layOutMail } from './mail-layout.ts';

const NOT_BY_MAIL = 'Do not write anything about the person in an answer to this email.';
const NOT_YOURS = 'If you did not write to us, you need do nothing: nothing was sent on.';

type Draft = Extract<MailReplyView, { made: 'drafts' }>['drafts'][number];

/** The answer to a request that came by email. Its reference, or the names of what is missing: nothing of the email itself. */
export function mailReplyMail(view: MailReplyView): MailContent {
  if (view.made === 'request') {
    return layOutMail(`${view.reference}: we have your request`, view, [
      { paragraph: `Your request for a meeting has arrived. Its reference is ${view.reference}.` },
      { paragraph: 'The team will decide about it, and tells you.' },
      { heading: 'What to do now' },
      { list: ['You do not need to do anything now.', 'Give the reference when you contact us.', NOT_BY_MAIL] },
    ]);
  }
  const several = view.drafts.length > 1;
  const subject = several
    ? 'Your requests for meetings are not sent yet'
    : 'Your request for a meeting is not sent yet';
  return layOutMail(subject, view, [
    {
      paragraph: several
        ? `Your email seems to be about ${view.drafts.length} people. We have kept a draft for each, and sent nothing yet.`
        : 'We have kept your email as a draft, and sent nothing yet.',
    },
    ...view.drafts.flatMap((draft, at) => draftParts(draft, several ? `Draft ${at + 1}` : undefined)),
    { paragraph: NOT_BY_MAIL },
    { paragraph: NOT_YOURS },
  ]);
}

function draftParts({ missing, inTeams, url }: Draft, name: string | undefined): Parameters<typeof layOutMail>[2] {
  const heading = name ?? 'What to do now';
  const names = missing.map((thing) => mailedThingNames[thing]);
  return [
    { heading },
    ...(names.length === 0
      ? [{ paragraph: 'Check what we understood, and send the request.' }]
      : [{ paragraph: 'This is missing:' }, { list: names }]),
    ...(url === null
      ? []
      : [
          { link: { words: 'Open the draft', url } },
          { paragraph: 'We send a code to this address before we show anything.' },
        ]),
    ...(inTeams
      ? [{ paragraph: 'Open your chat with the bot in Microsoft Teams and type “my requests”: the draft is there.' }]
      : []),
    ...(url === null && !inTeams ? [{ paragraph: 'Call the team: they go on with you from there.' }] : []),
  ];
}
