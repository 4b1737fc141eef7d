import type { MailContent } from '../../services/mail/port.ts';
import type { MailReplyView } from '../../services/notifications/words-port.ts';
import { emergencyWords } from '../emergency.ts';
import { mailedThingNames } from '../mailed-request.ts';
import { layOutMail, type MailPiece } from './mail-layout.ts';

const NOT_BY_MAIL = 'Do not write anything about the person in an answer to this email.';
const SAFER_IN_DRAFT =
  'It is safer to add this in the draft than in an email. If you do answer this email, we add what you write to the draft.';
const NOT_YOURS = 'If you did not write to us, you do not need to do anything: no request was made.';

type DraftsView = Extract<MailReplyView, { made: 'drafts' }>;
type Draft = DraftsView['drafts'][number];

/** The answer to a request that came by email. Its reference, or the names of what is missing: nothing of the email itself. */
export function mailReplyMail(view: MailReplyView): MailContent {
  if (view.made === 'request') {
    return layOutMail(`${view.reference}: we have your request`, view, [
      ...urgentFirst(view),
      { paragraph: `Your request for a meeting has arrived. Its reference is ${view.reference}.` },
      { heading: 'What happens next' },
      {
        list: [
          'The DSR team decides whether a meeting is held, and tells you.',
          'You do not need to do anything now, unless they ask you for something.',
          'Give the reference when you contact us.',
          NOT_BY_MAIL,
        ],
      },
    ]);
  }
  const several = view.drafts.length > 1;
  const subject = several
    ? 'Your requests for meetings are not sent yet'
    : 'Your request for a meeting is not sent yet';
  return layOutMail(subject, view, [
    ...urgentFirst(view),
    { paragraph: whyDraft(view) },
    ...view.drafts.flatMap((draft, at) => draftParts(draft, several ? `Draft ${at + 1}` : 'What to do now')),
    { paragraph: isReplyTaken(view) ? SAFER_IN_DRAFT : NOT_BY_MAIL },
    { paragraph: NOT_YOURS },
  ]);
}

/** Where the words of the email speak of danger, what to do about that comes before everything. */
function urgentFirst(view: MailReplyView): MailPiece[] {
  if (view.urgentBecause.length === 0) return [];
  const { heading, lines } = emergencyWords(view.emergencyAdvice, view.urgentBecause);
  const shown =
    view.made === 'drafts' ? [{ paragraph: 'We show your email to the DSR team as well. Do not wait for them.' }] : [];
  return [{ heading }, { list: lines }, ...shown];
}

/** Whether an answer by mail finds its way into the draft, whatever it says: there is one draft, and something is asked for. */
function isReplyTaken({ senderChecked, drafts }: DraftsView): boolean {
  return senderChecked && drafts.length === 1 && drafts.some(({ missing }) => missing.length > 0);
}

/** Why no request was made of the email, which decides what its sender has to do. */
function whyDraft({ drafts, senderChecked, added = false }: DraftsView): string {
  if (added) return whyStillDraft(drafts);
  const kept = drafts.length > 1 ? 'We have kept a draft for each' : 'We have kept it as a draft';
  const undecided = `${kept}: the DSR team decides nothing before you send ${drafts.length > 1 ? 'them' : 'it'}.`;
  if (drafts.length > 1) return `Your email seems to be about ${drafts.length} people. ${undecided}`;
  if (drafts.some(({ missing }) => missing.length > 0)) {
    return `Your email has arrived, and does not say all that a request needs. ${undecided}`;
  }
  return senderChecked
    ? `Your email has arrived. ${undecided}`
    : `Your email has arrived. We could not check that it came from you. ${undecided}`;
}

function whyStillDraft(drafts: DraftsView['drafts']): string {
  const lacks = drafts.some(({ missing }) => missing.length > 0);
  const told = lacks ? 'Something is still missing' : 'Please check that we understood it';
  return `We have added what we understood of your email to your draft. ${told}: the DSR team decides nothing before you send it.`;
}

function draftParts({ missing, inTeams, url }: Draft, heading: string): MailPiece[] {
  const names = missing.map((thing) => mailedThingNames[thing]);
  return [
    { heading },
    ...(names.length === 0
      ? [{ paragraph: 'Check what we understood, and send the request.' }]
      : [{ paragraph: 'Add what is missing, and send the request:' }, { list: names }]),
    ...(url === null
      ? []
      : [
          { link: { words: 'Open the draft', url } },
          { paragraph: 'We send a code to this address before we show anything.' },
        ]),
    ...(inTeams
      ? [{ paragraph: 'Open your chat with the bot in Microsoft Teams and type “my requests”: the draft is there.' }]
      : []),
    ...(url === null && !inTeams
      ? [{ paragraph: 'Ask the DSR team to go on with you: the address is under “Questions”.' }]
      : []),
  ];
}
