import type { InviteAnswer, RequestView } from '../services/mbe-requests/model.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { formatAge } from '../services/platform/time.ts';
import { basisWords } from '../wording/basis.ts';
import { correctionWords } from '../wording/decision.ts';
import { inviteAnswerWords } from '../wording/invite-answers.ts';
import { mailFacts } from '../wording/mailed-request.ts';
import { mdtLines } from '../wording/mdt-first.ts';
import { lengthWords, requestReceivedWords } from '../wording/team-request.ts';
import { actionButton } from './action-button.ts';
import type { CardElement } from './adaptive-card.ts';
import type { Measure } from './card-size.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';

/** What the requester asked for, as a section of the card. */
export type RequestDetails = {
  /** Open while the team decides, folded away once the meeting matters more. */
  open: boolean;
  purpose: string;
  whyNoMdt: string;
  invite: { text: string }[];
  facts: { title: string; value: string }[];
};

/** @param basisShown the card says elsewhere whether the person knows and agrees */
export function requestDetails(request: RequestView, now: Date, measure: Measure, basisShown: boolean): RequestDetails {
  const invite = inviteLines(request);
  const shown = invite.slice(0, measure.rows);
  const left = invite.length - shown.length;
  const lines = shown.map((text) => ({ text }));
  return {
    open: request.state === 'submitted' || request.state === 'information-requested',
    purpose: cutProse(request.purpose, measure.text),
    whyNoMdt: cutProse([request.whyNoMdt, ...mdtLines(request.mdt)].join('\n'), measure.text),
    invite: left > 0 ? [...lines, { text: `… and ${left} more: Show all` }] : lines,
    facts: facts(request, now, measure, basisShown),
  };
}

function inviteLines(request: RequestView): string[] {
  const organisations = request.organisations.map(({ name, agreementInForce }) =>
    agreementInForce
      ? `✓ ${plain(name)}`
      : `! **${plain(name)}**: no sharing agreement, so told the time and reference only`,
  );
  const people = request.furtherPeople.map(
    ({ name, email }) => `! **${plain(name)}**, ${plain(email)}: no organisation, so told the time and reference only`,
  );
  return [...organisations, ...people];
}

function facts(request: RequestView, now: Date, measure: Measure, basisShown: boolean): RequestDetails['facts'] {
  const { requester } = request;
  const place = request.place === null ? 'online' : `at ${cutProse(request.place, measure.text)}`;
  const basis = { title: 'Knows and agrees', value: cutProse(basisWords(request.basis), measure.text) };
  return [
    { title: 'The person', value: answer(request.individual, measure) },
    { title: 'Parent or carer', value: answer(request.carer, measure) },
    ...(basisShown ? [] : [basis]),
    { title: 'Meeting', value: `${lengthWords(request.lengthMinutes)}, ${place}` },
    {
      title: 'Asked by',
      value: cutProse(said([requester.name, requester.jobRole, requester.organisation]).join(', '), measure.text),
    },
    {
      title: 'Contact',
      value: said([requester.phone, requester.email ?? ''])
        .map(plain)
        .join(' · '),
    },
    ...mailed(request, measure),
    {
      title: 'Received',
      value: `${formatAge(request.submittedAt, now)}${requestReceivedWords[request.receivedBy]}`,
    },
  ];
}

/** What there is of these: an email leaves some of them out. */
function said(texts: readonly string[]): string[] {
  return texts.filter((text) => text !== '');
}

/** How a request that began as an email came, and what of it found no place in the form. */
function mailed({ mail }: RequestView, measure: Measure): RequestDetails['facts'] {
  if (mail == null) return [];
  const { onBehalfOf, senderChecked, attachments } = mail;
  const came = [
    ...(onBehalfOf === null ? [] : [mailFacts.onBehalfOf(onBehalfOf)]),
    ...(senderChecked ? [] : [mailFacts.unchecked]),
    ...(attachments === 0 ? [] : [mailFacts.attachments(attachments)]),
  ];
  return [
    { title: mailFacts.title, value: cutProse(came.join(' · ') || mailFacts.plain, measure.text) },
    ...(mail.said === null ? [] : [{ title: mailFacts.said, value: cutProse(mail.said, measure.text) }]),
  ];
}

function answer(given: { answer: InviteAnswer; detail: string }, measure: Measure): string {
  const words = `**${inviteAnswerWords[given.answer]}**`;
  return given.detail === '' ? words : `${words}: ${cutProse(given.detail, measure.text)}`;
}

/** "Show all", only where the card cut something: a button for nothing is one thing more to read. */
export function showAllButton(request: RequestView, meeting: MeetingView | null, measure: Measure): CardElement | null {
  const texts = [
    request.purpose,
    [request.whyNoMdt, ...mdtLines(request.mdt)].join('\n'),
    request.individual.detail,
    request.carer.detail,
    request.mail?.said ?? '',
    request.basis.detail ?? '',
    request.place ?? '',
    request.decision?.note ?? '',
    request.endNote ?? '',
    ...request.information.flatMap(({ question, answer }) => [question, answer ?? '']),
    ...request.corrections.map(correctionWords),
  ];
  const rows = [
    request.organisations.length + request.furtherPeople.length,
    request.information.length,
    request.corrections.length,
    meeting?.invitees.length ?? 0,
  ];
  const isCut = texts.some((text) => cutText(text, measure.text).left > 0) || Math.max(...rows) > measure.rows;
  if (!isCut) return null;
  return actionButton({ title: 'Show all', verb: 'show-request-text', data: { requestId: request.id, page: 1 } });
}
