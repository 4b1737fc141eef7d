import type { UseCase } from '../services/access/access-table.ts';
import type { HistoryLine, RequestState } from '../services/mbe-requests/model.ts';
import { formatInstant } from '../services/platform/time.ts';
import { type AreaPolicy, labelOf } from '../services/policies/model.ts';
import { whatNext } from './end-meeting.ts';
import { requestStateInWords } from './request-states.ts';
import { shareReasons } from './share-without-consent.ts';

/** What happened, after the name of who did it. A use case that is not here never changes a request's history. */
const did: Partial<Record<UseCase, string>> = {
  'save-draft': 'saved a draft',
  'discard-draft': 'deleted the draft',
  'submit-mbe-request': 'sent the request',
  'submit-mailed-request': 'made a request of an email',
  'fill-mailed-draft': 'added an email to the draft',
  'choose-mdt-first': 'was asked about an MDT first',
  'copy-declined-request': 'copied the request to a new draft',
  'withdraw-mbe-request': 'withdrew the request',
  'answer-information': 'answered the question',
  'take-mbe-request': 'took the request',
  'hand-over-mbe-request': 'handed the request over',
  'approve-mbe-request': 'approved the request',
  'ask-information': 'asked a question',
  'decline-mbe-request': 'did not take the request forward',
  'link-same-person': 'noted that another request is about the same person',
  'record-basis': 'recorded whether the person agrees',
  'set-needs': 'said who must be there',
  'set-attendee-list': 'changed whether those invited see each other',
  'decide-disclosure': 'let somebody invited know more',
  'end-disclosure': 'ended that somebody invited knows more',
  'say-in-advance': 'said something before the meeting',
  'say-whom-you-bring': 'said whom they bring',
  'say-what-helps': 'said what helps them to take part',
  'look-for-times': 'looked for times',
  'send-proposal': 'asked which times suit',
  'withdraw-proposal': 'took the question about times back',
  'decide-proposal': 'booked the meeting',
  'book-meeting': 'booked the meeting',
  'reschedule-meeting': 'moved the meeting to another time',
  'cancel-meeting': 'cancelled the meeting',
  'share-without-consent': 'decided that information may be shared without consent',
  'sync-calendar': 'updated the calendar',
  'follow-calendar': 'followed a change in Outlook',
  'record-response': 'noted an answer to an invitation',
  'report-action': 'told the team what became of an agreed action',
  'answer-invitation': 'answered the invitation',
  'name-stand-in': 'named somebody to come in their place',
  'answer-proposal': 'said which times suit',
  'save-outcome': 'recorded that the meeting took place',
  'record-meeting-did-not-happen': 'recorded that the meeting did not take place',
  'send-summaries': 'sent the summaries',
  'correct-outcome': 'began a correction of the outcome',
  'mark-address-secure': 'marked an address as secure or not',
  'complete-todo': 'finished a to-do',
};

type Told = Pick<HistoryLine, 'what' | 'from' | 'to' | 'startsAt' | 'handedTo' | 'sent'>;

/** What the event itself says more exactly: when, to whom, which version. One press may end a meeting and its request. */
function exactly({ what, from, to, startsAt, handedTo, sent }: Told): string | undefined {
  if (from === 'approved' && to === 'closed') return 'closed the request';
  if (from === 'approved' && to === 'cancelled') return 'ended the request';
  const books = what === 'book-meeting' || what === 'decide-proposal';
  if (startsAt !== null && books) return `booked the meeting for ${formatInstant(startsAt)}`;
  const moves = what === 'reschedule-meeting' || what === 'follow-calendar';
  if (startsAt !== null && moves) return `moved the meeting to ${formatInstant(startsAt)}`;
  if (what === 'follow-calendar' && to === 'cancelled') return 'cancelled the meeting';
  if (handedTo !== null && what === 'hand-over-mbe-request') return `handed the request over to ${handedTo}`;
  return sent === null ? undefined : sending(sent);
}

function sending({ version, mails }: NonNullable<HistoryLine['sent']>): string {
  const corrected = version > 1;
  if (mails === 0) return corrected ? 'corrected the outcome' : 'recorded the outcome';
  return corrected ? 'corrected the outcome and sent the corrected summaries' : 'sent the summaries';
}

/** One line of the history: 'Asha Example sent the request'. Names are free text: escape the result for a card. */
export function historySentence(line: Told & Pick<HistoryLine, 'by'>): string {
  const what = exactly(line) ?? did[line.what as UseCase] ?? 'changed the request';
  // Somebody on the web pages is known by their address alone, which is nobody else’s business.
  const who = line.by?.name === '' ? 'Somebody invited' : (line.by?.name ?? 'Roundtable');
  return `${who} ${what}`;
}

/** Reasons that are no policy's: what follows a meeting that ends, what somebody did in Outlook, why something may be shared without consent. */
const otherReasons: ReadonlyMap<string, string> = new Map<string, string>([
  ...whatNext.map(({ next, label }) => [next, label] as const),
  ...shareReasons.map(({ reason, label }) => [reason, label] as const),
  ['moved-in-calendar', 'Somebody had moved it in Outlook'],
  ['moved-in-both', 'It was moved here and in Outlook, and the time in Outlook counts'],
  ['removed-from-calendar', 'Somebody had deleted it in Outlook'],
]);

/** Why, in the policy's words and in the actor's own; empty where nothing was said. Free text. */
export function historyReason(
  line: Pick<HistoryLine, 'reason' | 'note'>,
  policy: Pick<AreaPolicy, 'declineReasons'>,
): string {
  const { reason: code } = line;
  const reason = code === null ? '' : (otherReasons.get(code) ?? labelOf(policy.declineReasons.value, code));
  return [reason, line.note ?? ''].filter((part) => part !== '').join('. ');
}

/** How a request is announced where it may be read by others: reference and state, never a name. */
export function announcedRequest(request: { reference: string; state: RequestState }): string {
  return `${request.reference}: ${requestStateInWords(request.state)}`;
}
