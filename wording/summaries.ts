import type { OutcomeView, SummaryPreview } from '../services/meetings/model.ts';
import type { Previews } from '../services/meetings/summaries.ts';
import { formatDayShort } from '../services/platform/time.ts';
import type { StateWords } from './team-request.ts';

type Counts = Previews['counts'];

/** What one receiver will get, before it is sent, with a sign before it; and why where it is not the summary. */
export function receiverGets(
  preview: Pick<SummaryPreview, 'part' | 'changes' | 'organisation'>,
  version: number,
): { gets: StateWords; why: string | null } {
  if (preview.changes?.length === 0) {
    return { gets: { words: '– Gets nothing', tone: 'default' }, why: 'Their part has not changed.' };
  }
  const { part } = preview;
  switch (part.what) {
    case 'summary':
      return {
        gets: { words: version > 1 ? '✓ Gets the corrected summary' : '✓ Gets this summary', tone: 'default' },
        why: null,
      };
    case 'notice':
      return {
        gets: { words: '! Gets a notice with the reference only', tone: 'attention' },
        why: `${noticeBecause(part.because, preview)} You get a to-do to tell them what they may know.`,
      };
    case 'letter':
      return {
        gets: { words: version > 1 ? '✓ Gets a new letter' : '✓ Gets a letter', tone: 'default' },
        why: 'It is drafted when you press Send, and comes to this channel: read it and release it. Nothing is emailed before that.',
      };
    case 'by-hand':
      return {
        gets: { words: '! Gets no email', tone: 'attention' },
        why: 'There is no address. You get a to-do to tell them what they may know.',
      };
  }
}

function noticeBecause(
  because: Extract<SummaryPreview['part'], { what: 'notice' }>['because'],
  { organisation }: Pick<SummaryPreview, 'organisation'>,
): string {
  if (because === 'address-not-secure') return 'This address is not marked as secure.';
  if (because === 'address-shared') {
    return 'Somebody without a sharing agreement has the same address, so nothing about the person goes to it.';
  }
  if (because === 'no-ground') return 'It is not recorded that the person agrees to sharing.';
  return organisation === null
    ? 'They were invited without an organisation that has a sharing agreement.'
    : 'Their organisation has no sharing agreement in force.';
}

/** '2 summaries', '1 summary'. */
function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What "Send" does: '2 summaries and 1 notice go out, and 1 person is told by hand.' */
export function whatSendingDoes(counts: Counts): string {
  const mails = [
    ...(counts.summaries > 0 ? [counted(counts.summaries, 'summary', 'summaries')] : []),
    ...(counts.notices > 0 ? [counted(counts.notices, 'notice', 'notices')] : []),
  ];
  const sends = mails.length === 0 ? 'No email goes out' : `${mails.join(' and ')} ${goOut(counts)}`;
  const byHand = counts.byHand > 0 ? `; ${counted(counts.byHand, 'person has', 'people have')} no address` : '';
  const letters =
    counts.letters > 0 ? `; ${counted(counts.letters, 'letter is', 'letters are')} drafted for you to release` : '';
  const same =
    counts.unchanged > 0
      ? `; ${counted(counts.unchanged, 'person gets', 'people get')} nothing, as their part is the same`
      : '';
  return `${sends}${byHand}${letters}${same}.`;
}

function goOut(counts: Counts): string {
  return counts.summaries + counts.notices === 1 ? 'goes out' : 'go out';
}

/** The button that lets them go. */
export function sendTitle(counts: Counts): string {
  if (counts.summaries > 0) return `Send ${counted(counts.summaries, 'summary', 'summaries')}`;
  if (counts.notices > 0) return `Send ${counted(counts.notices, 'notice', 'notices')}`;
  if (counts.letters > 0) return `Draft ${counted(counts.letters, 'letter', 'letters')}`;
  return 'Finish without sending';
}

/** Said once the press was carried out. */
export function sentWords(counts: Counts): string {
  const todos = counts.notices + counts.byHand;
  const toDo = todos > 0 ? ` ${counted(todos, 'to-do', 'to-dos')} for those who must be told another way.` : '';
  const toRelease = counts.letters > 0 ? ` ${counted(counts.letters, 'letter', 'letters')} to read and release.` : '';
  if (counts.summaries + counts.notices === 0) return `Recorded. No email was sent.${toDo}${toRelease}`;
  const mails = [
    ...(counts.summaries > 0 ? [counted(counts.summaries, 'summary', 'summaries')] : []),
    ...(counts.notices > 0 ? [counted(counts.notices, 'notice', 'notices')] : []),
  ];
  return `${mails.join(' and ')} on the way.${toDo}${toRelease}`;
}

export const summaryWords = {
  nothingSentYet:
    'This is exactly what each of them would get, but for the link to their own page, which is made as the mail leaves. Nothing has been sent yet.',
  sent: 'The summaries have been sent. This is what each of them would get today.',
  nothingRecorded: 'No decision, action or next step is recorded. You can go back to the outcome and add them.',
  securing:
    'Mark an address as secure only if email to it is protected all the way and only people who may read about the person open it. Your name and the time are kept, and the mark holds for every meeting.',
  lookedOtherwise: 'What would be sent has changed since you looked. Please look again: nothing was sent.',
  badAddress: 'This is not an email address. Nothing was changed.',
} as const;

/** Said after an address was marked, or the mark was taken back. */
export function markedWords(address: string, secure: boolean): string {
  return secure ? `${address} is marked as secure.` : `${address} is no longer marked as secure.`;
}

/** One receiver's part, a line each: what the team tells somebody to whom it may not be mailed. */
export function partInWords(part: Pick<OutcomeView, 'decisions' | 'actions' | 'nextStep'>): string[] {
  return [
    ...part.actions.map(({ what, who, dueDay }) => `Their action: ${what} (${who}, by ${formatDayShort(dueDay)})`),
    ...part.decisions.map(({ text }) => `Decided: ${text}`),
    ...(part.nextStep === null ? [] : [`Next: ${part.nextStep}`]),
  ];
}

/** Above those lines. `left` are those there was no room for. */
export function tellThem(left: number): string {
  return left === 0 ? 'For you to tell them:' : `For you to tell them (and ${left} more in the outcome):`;
}
