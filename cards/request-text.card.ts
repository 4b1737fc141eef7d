import type { RequestView } from '../services/mbe-requests/model.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { formatInstant } from '../services/platform/time.ts';
import { basisWords } from '../wording/basis.ts';
import { correctionWords } from '../wording/decision.ts';
import { inviteeStatus } from '../wording/invitee-status.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { plain } from './plain-text.ts';
import { prose } from './prose.ts';
import { cardTemplate } from './template.ts';

export type RequestTextView = {
  request: RequestView;
  meeting: MeetingView | null;
  /** From 1; one outside the pages shows the nearest. */
  page: number;
};

/** A heading and all that is said under it. */
export type Part = { title: string; text: string };

/** Bytes of text a page holds: escaped and encoded it stays well under what Teams takes. */
const PAGE_BYTES = 12 * 1024;
const expand = cardTemplate(import.meta.dirname, 'request-text');

/** Every word of a request, on as many pages as it takes: what its card had to cut. */
export function requestTextCard({ request, meeting, page }: RequestTextView): AdaptiveCard {
  const pages = inPages(parts(request, meeting));
  const at = Math.min(Math.max(page, 1), pages.length);
  const turn = (title: string, to: number) =>
    actionButton({ title, verb: 'show-request-text', data: { requestId: request.id, page: to } });
  return expand({
    heading: `All of ${request.reference}`,
    about: plain(request.personName),
    said: pages.length > 1 ? `Page ${at} of ${pages.length}` : null,
    parts: pages[at - 1] ?? [],
    actions: [
      actionButton({ title: 'Back', verb: 'show-request', data: { requestId: request.id } }),
      ...(at > 1 ? [turn('Previous page', at - 1)] : []),
      ...(at < pages.length ? [turn('Next page', at + 1)] : []),
    ],
  });
}

function parts(request: RequestView, meeting: MeetingView | null): Part[] {
  const all: Part[] = [
    { title: 'Purpose', text: request.purpose },
    { title: 'Why an MDT without the DSR team isn’t being taken forward', text: request.whyNoMdt },
    { title: 'Who to invite', text: whoToInvite(request) },
    { title: 'The person', text: request.individual.detail },
    { title: 'Parent or carer', text: request.carer.detail },
    { title: 'Does the person know and agree?', text: basisWords(request.basis) },
    { title: 'Where', text: request.place ?? 'Online' },
    ...request.information.flatMap((asked) => [
      { title: `Question, ${formatInstant(asked.at)}`, text: asked.question },
      { title: 'Answer', text: asked.answer ?? 'No answer yet' },
    ]),
    { title: 'Note on the decision', text: request.decision?.note ?? '' },
    { title: 'Changed on approval', text: request.corrections.map(correctionWords).join('\n') },
    { title: 'How it ended', text: request.endNote ?? '' },
    { title: 'Who is invited to the meeting', text: meeting?.invitees.map(inviteeLine).join('\n') ?? '' },
  ];
  return all.filter(({ text }) => text !== '');
}

function whoToInvite(request: RequestView): string {
  const organisations = request.organisations.map(({ name, agreementInForce }) =>
    agreementInForce ? name : `${name} (no sharing agreement)`,
  );
  return [...organisations, ...request.furtherPeople.map(({ name, email }) => `${name}, ${email}`)].join('\n');
}

function inviteeLine(invitee: MeetingView['invitees'][number]): string {
  const of = invitee.organisation === null ? '' : `, ${invitee.organisation.name}`;
  return `${invitee.name}${of}: ${inviteeStatus(invitee).words}`;
}

const encoded = (text: string) => Buffer.byteLength(JSON.stringify(prose(text)), 'utf8');

/** Lays the parts out on pages; one that does not fit goes on over the next page under the same title. */
export function inPages(parts: readonly Part[]): Part[][] {
  const pages: Part[][] = [[]];
  let left = PAGE_BYTES;
  for (const { title, text } of parts) {
    let rest = text.trim();
    let shownTitle = title;
    while (rest !== '') {
      const piece = firstPiece(rest, left);
      if (piece === '') {
        pages.push([]);
        left = PAGE_BYTES;
        continue;
      }
      pages.at(-1)?.push({ title: shownTitle, text: prose(piece) });
      left -= encoded(piece);
      rest = rest.slice(piece.length).trimStart();
      shownTitle = `${title} (continued)`;
    }
  }
  return pages;
}

/** As much of the text as `bytes` hold, ending between words where there are any; empty where it is not worth while. */
function firstPiece(text: string, bytes: number): string {
  if (encoded(text) <= bytes) return text;
  if (bytes < PAGE_BYTES / 4) return '';
  let length = Math.min(text.length, bytes);
  while (encoded(text.slice(0, length)) > bytes) length = Math.floor(length * 0.8);
  const piece = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  const space = piece.search(/\s\S*$/);
  return space > piece.length / 2 ? piece.slice(0, space) : piece;
}
