import { dayOf, formatDayShort, formatSpan, formatTime } from '../services/platform/time.ts';
import { mdtFirstWords, mdtInvitationWords as words } from '../wording/mdt-first.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';

export type MdtInvitationView = {
  draftId: string;
  colleagues: readonly string[];
  times: readonly { start: Date; end: Date }[];
  /** How many calendars could not be read. */
  unread: number;
};

const expand = cardTemplate(import.meta.dirname, 'mdt-invitation');

/**
 * An MDT invitation for the requester to send: whom, when, and an agenda. It names nobody it is about, and so do the links
 * that open a new meeting with the time filled in: addresses of links are kept in histories.
 */
export function mdtInvitationCard({ draftId, colleagues, times, unread }: MdtInvitationView): AdaptiveCard {
  const lines = times.length === 0 ? [words.noTimes] : times.map(({ start, end }) => formatSpan(start, end));
  return expand({
    title: words.title,
    lead: words.lead,
    colleaguesTitle: words.colleaguesTitle,
    colleagues: colleagues.map((one) => plain(one)),
    timesTitle: words.timesTitle,
    times: unread > 0 ? [...lines, words.unread(unread)] : lines,
    agendaTitle: words.agendaTitle,
    agenda: words.agenda.map((line, at) => `(${at + 1}) ${line}`),
    kept: mdtFirstWords.kept,
    actions: [
      ...times.map(({ start, end }) => ({
        type: 'Action.OpenUrl',
        title: words.open(formatDayShort(dayOf(start)), formatTime(start)),
        tooltip: formatSpan(start, end),
        url: newMeetingUrl(start, end),
      })),
      actionButton({ title: words.goOn, verb: 'open-draft', data: { draftId } }),
    ],
  });
}

/** Teams' own link to a new meeting. */
function newMeetingUrl(start: Date, end: Date): string {
  const query = new URLSearchParams({
    subject: words.subject,
    startTime: start.toISOString(),
    endTime: end.toISOString(),
    content: words.agenda.join('\n'),
  });
  return `https://teams.microsoft.com/l/meeting/new?${query}`;
}
