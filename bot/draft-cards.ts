import type { CardNotice } from '../cards/adaptive-card.ts';
import { requestStep1Card } from '../cards/request-step-1.card.ts';
import { type AgencySearch, requestStep2Card } from '../cards/request-step-2.card.ts';
import { listOrganisations } from '../services/agencies/store.ts';
import { emptyDraft } from '../services/mbe-requests/draft-view.ts';
import type { DraftView, FieldProblem, TypedRequest } from '../services/mbe-requests/model.ts';
import { type UrgencyReason, urgencyOf } from '../services/mbe-requests/urgency.ts';
import { viewDraft } from '../services/mbe-requests/view-draft.ts';
import { dayOf, parseCalendarDay } from '../services/platform/time.ts';
import { mailedDraftNotice, saidInMailText } from '../wording/mailed-request.ts';
import { announcedDraft } from '../wording/messages.ts';
import { refusalText } from '../wording/refusals.ts';
import { refusal } from './message-cards.ts';
import { showRequest } from './shown-cards.ts';
import type { ShownCard, Turn } from './turn.ts';

type More = { problems?: readonly FieldProblem[]; notice?: CardNotice; fromMessage?: string };

/** Why what is typed so far looks urgent. It repeats what to do in an emergency, and decides nothing. */
export function urgencyOfDraft(
  turn: Pick<Turn, 'deps'>,
  { typed, fromMail }: Pick<DraftView, 'typed' | 'fromMail'>,
): UrgencyReason[] {
  const { policy, clock } = turn.deps;
  return urgencyOf({
    neededBy: parseCalendarDay(typed.neededBy ?? ''),
    texts: [typed.purpose ?? '', typed.whyNoMdt ?? ''],
    danger: fromMail?.danger,
    now: clock.now(),
    policy: { urgentWithinWorkingDays: policy.urgentWithinWorkingDays.value, dangerWords: policy.dangerWords.value },
  }).because;
}

/** The first step of a draft. */
export function showStep1(turn: Pick<Turn, 'deps'>, draft: DraftView, more: More = {}): ShownCard {
  const card = requestStep1Card({
    ...{ draft, problems: [], urgentBecause: urgencyOfDraft(turn, draft) },
    emergencyAdvice: turn.deps.policy.emergencyAdvice.value,
    ...more,
  });
  return { card, summary: announcedDraft };
}

/** A draft that was made of an email, as its writer is asked to confirm it: beside the form stands the text it came from. */
export function showMailedDraft(turn: Pick<Turn, 'deps'>, draft: DraftView): ShownCard {
  const { fromMail } = draft;
  if (fromMail == null) return showStep1(turn, draft);
  const notice = { tone: 'warning', text: mailedDraftNotice(fromMail).join('\n\n') } as const;
  return showStep1(turn, draft, { notice, fromMessage: saidInMailText(fromMail) });
}

/** The second step of a draft, with the directory as it is today. */
export async function showStep2(
  turn: Turn,
  draft: DraftView,
  more: More & { search?: AgencySearch } = {},
): Promise<ShownCard> {
  const { deps } = turn;
  const directory = await listOrganisations(deps.db, dayOf(deps.clock.now()));
  const card = requestStep2Card({
    ...{ draft, directory, problems: [], urgentBecause: urgencyOfDraft(turn, draft) },
    ...{ policy: deps.policy, press: deps.newId() },
    ...more,
  });
  return { card, summary: announcedDraft };
}

/** A new draft on its first step. Nothing is stored before its first press. */
export async function startDraft(turn: Turn, typed: TypedRequest = {}, more: More = {}): Promise<ShownCard> {
  return showStep1(turn, await emptyDraft(turn.deps, turn.actor, typed), more);
}

/** A draft as it stands on the card of somebody whose press was refused: what they typed, over what is stored. */
export async function draftAsTyped(turn: Turn, draftId: string, typed: TypedRequest): Promise<DraftView> {
  const { deps, actor } = turn;
  const stored = await viewDraft(deps, { actor, draftId });
  const draft = stored.ok ? stored.value : { ...(await emptyDraft(deps, actor)), id: draftId };
  return { ...draft, typed: { ...draft.typed, ...typed } };
}

/** Why a draft could not be worked on: it has been sent, which the request's own card says best, or it is not there. */
export async function draftRefused(
  turn: Turn,
  refused: { reason: 'not-allowed' | 'not-found' } | { reason: 'already-sent'; requestId: string },
): Promise<ShownCard> {
  if (refused.reason !== 'already-sent') return refusal('draft-gone');
  return showRequest(turn, refused.requestId, { tone: 'warning', text: refusalText('already-sent') });
}
