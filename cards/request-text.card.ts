import type { RequestView } from '../services/mbe-requests/model.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { formatInstant } from '../services/platform/time.ts';
import { basisWords } from '../wording/basis.ts';
import { correctionWords } from '../wording/decision.ts';
import { inviteeStatus } from '../wording/invitee-status.ts';
import { mdtLines } from '../wording/mdt-first.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { type Part, wholeTextCard } from './whole-text.ts';

export type RequestTextView = {
  request: RequestView;
  meeting: MeetingView | null;
  /** From 1; one outside the pages shows the nearest. */
  page: number;
};

/** Every word of a request, on as many pages as it takes: what its card had to cut. */
export function requestTextCard({ request, meeting, page }: RequestTextView): AdaptiveCard {
  return wholeTextCard({
    ...{ reference: request.reference, name: request.personName, parts: parts(request, meeting), page },
    ids: { requestId: request.id },
    verbs: { pages: 'show-request-text', back: 'show-request' },
  });
}

function parts(request: RequestView, meeting: MeetingView | null): Part[] {
  const all: Part[] = [
    { title: 'Purpose', text: request.purpose },
    {
      title: 'Why an MDT without the DSR team isn’t being taken forward',
      text: [request.whyNoMdt, ...mdtLines(request.mdt)].join('\n'),
    },
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
