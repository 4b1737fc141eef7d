import type { MailContent } from '../services/mail/port.ts';
import type { MeetingView, OutcomeView, SummaryPreview } from '../services/meetings/model.ts';
import type { Previews } from '../services/meetings/summaries.ts';
import type { MailFrame } from '../services/notifications/words-port.ts';
import { deliveryWords } from '../wording/mails/delivery-words.ts';
import { changeInWords } from '../wording/mails/summary-mail.ts';
import { partInWords, receiverGets, sendTitle, summaryWords, tellThem, whatSendingDoes } from '../wording/summaries.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { type MailLine, mailLines } from './mail-text.ts';
import { backButton, meetingFormTop, meetingIds } from './meeting-form.ts';
import { pageOf, pagerButtons } from './pages.ts';
import { plain } from './plain-text.ts';
import { type PreviewPart, previewPages } from './preview-pages.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type SummaryPreviewsView = Previews & {
  meeting: MeetingView;
  outcome: OutcomeView;
  /** What every mail says of its sender: the previews are the very mails. */
  frame: MailFrame;
  /** By invitee: what the team may tell them itself, because it can't be mailed to them. */
  byHand: ReadonlyMap<string, Pick<OutcomeView, 'decisions' | 'actions' | 'nextStep'>>;
  /** The page, or the receiver to show: their address was just marked, and the mark can be taken back. */
  page: number | { inviteeId: string };
  notice?: CardNotice | undefined;
  press: string;
};

/** The whole of it is in the outcome; here it reminds. */
const MOST_TOLD = 5;
const LONGEST_TOLD = 200;
const LONGEST_ADDRESS = 254;
const expand = cardTemplate(import.meta.dirname, 'summary-previews');

/** One preview a receiver, exactly as it will be sent, and the button that lets all of them go. */
export function summaryPreviewsCard(view: SummaryPreviewsView): AdaptiveCard {
  const { meeting, outcome, previews, counts } = view;
  const sent = outcome.state === 'sent';
  const pages = previewPages(previews, (preview) => linesOf(preview, view));
  const shown = pageOf(pages, pageAsked(view.page, pages), 1);
  const parts = shown.items.flat();
  return expand({
    ...meetingFormTop(sent ? 'Summaries, sent' : 'Check the summaries', meeting, view.notice),
    intro: sent ? [summaryWords.sent] : intro(outcome, counts),
    parts: parts.map((part) => preview(part, view, shown.page)),
    securing: !sent && parts.some(({ preview }) => canBeMarked(preview)) ? summaryWords.securing : null,
    pager: pagerButtons(shown, { verb: 'open-summaries', data: meetingIds(meeting) }),
    pageWords: shown.pages > 1 ? `Page ${shown.page} of ${shown.pages} · ${receivers(previews.length)}` : null,
    actions: sent ? backButton(meeting) : buttons(view),
  });
}

function pageAsked(page: SummaryPreviewsView['page'], pages: readonly { preview: SummaryPreview }[][]): number {
  if (typeof page === 'number') return page;
  return pages.findIndex((parts) => parts.some((part) => part.preview.inviteeId === page.inviteeId)) + 1;
}

function receivers(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

function intro(outcome: OutcomeView, counts: Previews['counts']): string[] {
  const empty = outcome.decisions.length + outcome.actions.length === 0 && outcome.nextStep === null;
  return [
    summaryWords.nothingSentYet,
    whatSendingDoes(counts),
    ...(empty ? [`! ${summaryWords.nothingRecorded}`] : []),
  ];
}

function buttons({ meeting, outcome, counts, fingerprint, press }: SummaryPreviewsView): CardElement[] {
  const ids = meetingIds(meeting);
  return [
    actionButton({
      title: sendTitle(counts),
      verb: 'send-summaries',
      data: { ...ids, outcomeId: outcome.id, saves: outcome.saves, fingerprint, press },
      style: 'positive',
    }),
    actionButton({ title: 'Back to the outcome', verb: 'open-outcome', data: { ...ids, step: 3 } }),
  ];
}

/** The mail this receiver gets; null where none goes out. */
function mailOf(preview: SummaryPreview, { frame, meeting, outcome }: SummaryPreviewsView): MailContent | null {
  const { part, changes } = preview;
  if (part.what === 'by-hand' || part.what === 'letter' || changes?.length === 0 || meeting.startsAt === null)
    return null;
  const { reference } = meeting;
  // The link is made as the mail leaves: it is for its receiver alone.
  const about = { ...frame, reference, version: outcome.version, receiver: preview.kind, pageUrl: null };
  if (part.what === 'notice') return deliveryWords.notice(about);
  return deliveryWords.summary({ ...about, meetingOn: meeting.startsAt, part, changes });
}

function linesOf(preview: SummaryPreview, view: SummaryPreviewsView): MailLine[] {
  const mail = mailOf(preview, view);
  if (mail === null) return [];
  const subject: MailLine = { text: `Subject: ${plain(mail.subject)}`, spacing: 'None', weight: 'Bolder' };
  return [
    subject,
    ...mailLines(mail).map((line, index) => (index === 0 ? { ...line, spacing: 'Default' as const } : line)),
  ];
}

function canBeMarked({ part, email, changes }: SummaryPreview): boolean {
  return email !== null && changes?.length !== 0 && part.what === 'notice' && part.because === 'address-not-secure';
}

function preview(shown: PreviewPart<SummaryPreview, MailLine>, view: SummaryPreviewsView, page: number) {
  const { preview: one, part, parts, lines } = shown;
  const first = part === 1;
  const said = receiverGets(one, view.outcome.version);
  const who = [one.name, ...(one.organisation === null ? [] : [one.organisation])].join(', ');
  return {
    name: `${plain(oneLine(who))}${parts === 1 ? '' : ` (part ${part} of ${parts})`}`,
    address: one.email === null ? null : plain(oneLine(one.email, LONGEST_ADDRESS)),
    gets: said.gets.words,
    tone: said.gets.tone,
    why: first ? said.why : null,
    tell: first ? toldByTheTeam(one, view) : [],
    secure: first && view.outcome.state === 'draft' ? markButton(one, view, page) : null,
    mail: lines,
  };
}

/** What the team tells somebody itself. Of a correction, what it changes for them. */
function toldByTheTeam({ inviteeId, changes }: SummaryPreview, { byHand }: SummaryPreviewsView): string[] {
  const part = byHand.get(inviteeId);
  if (part === undefined) return [];
  const all = changes === null ? partInWords(part) : changes.map(changeInWords);
  const told = all.slice(0, MOST_TOLD).map((line) => plain(oneLine(line, LONGEST_TOLD)));
  return told.length === 0 ? [] : [tellThem(all.length - told.length), ...told.map((line) => `• ${line}`)];
}

function markButton(one: SummaryPreview, view: SummaryPreviewsView, page: number): CardElement | null {
  const data = { ...meetingIds(view.meeting), inviteeId: one.inviteeId, page, press: view.press };
  if (canBeMarked(one)) {
    return actionButton({
      title: 'Mark address secure',
      verb: 'mark-address-secure',
      data: { ...data, secure: 'yes' },
    });
  }
  const justMarked = typeof view.page === 'object' && view.page.inviteeId === one.inviteeId && one.addressSecure;
  if (!justMarked) return null;
  return actionButton({ title: 'Take the mark back', verb: 'mark-address-secure', data: { ...data, secure: 'no' } });
}
