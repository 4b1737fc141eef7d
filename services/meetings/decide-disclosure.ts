import type { Actor } from '../access/actor.ts';
import { MAX_TEXT } from '../mbe-requests/model.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { choiceProblem, textProblems } from '../platform/typed-problems.ts';
import { type Decision, decideAndChange, recordChange } from './change-meeting.ts';
import { insertDisclosureDecision } from './disclosure-decision-store.ts';
import { type DisclosureBasis, disclosureBases, type InviteeView, type MeetingView } from './model.ts';
import { type ChangedMeanwhile, idOf, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';

export type DisclosureProblem =
  | { field: 'basis'; problem: 'missing' | 'unknown-choice' }
  /** When and how the person agreed, or what the clinical lead's reason is. */
  | { field: 'note'; problem: 'missing' | 'too-long' };

type Refusal =
  | { reason: 'incomplete'; problems: DisclosureProblem[] }
  | { reason: 'not-found' }
  /** It is the clinical lead's own decision. */
  | { reason: 'clinical-lead-decides' }
  /** The person and their family know; an organisation with an agreement in force may: there is nothing to decide. */
  | { reason: 'may-know-already' }
  | WrongState
  | ChangedMeanwhile;

type Decided = { basis: DisclosureBasis; note: string };

function mayKnowAnyway({ kind, organisation, mayKnow }: InviteeView): boolean {
  if (kind === 'individual' || kind === 'carer') return true;
  return mayKnow !== null || (kind === 'agency' && (organisation?.agreementInForce ?? false));
}

function decide(
  { view }: OpenMeeting,
  asked: { actor: Actor; version: number; inviteeId: string; basis: string; note: string },
): Decision<Decided, Refusal> {
  if (view.state === 'cancelled' || view.state === 'did-not-take-place') {
    return { reason: 'wrong-state', state: view.state };
  }
  if (view.version !== asked.version) return { reason: 'changed-meanwhile' };
  const invitee = view.invitees.find(({ id }) => id === asked.inviteeId);
  if (invitee === undefined) return { reason: 'not-found' };
  if (mayKnowAnyway(invitee)) return { reason: 'may-know-already' };
  const basis = disclosureBases.find((one) => one === asked.basis);
  const note = cleanText(asked.note);
  const problems: DisclosureProblem[] = [
    ...(basis === undefined ? [{ field: 'basis' as const, problem: choiceProblem(asked.basis) }] : []),
    ...textProblems('note', note, { required: 'required', longest: MAX_TEXT }),
  ];
  if (basis === undefined || problems.length > 0) return { reason: 'incomplete', problems };
  const isLead = asked.actor.kind === 'professional' && asked.actor.dsrRole === 'clinical-lead';
  if (basis === 'clinical-lead' && !isLead) return { reason: 'clinical-lead-decides' };
  return { go: { basis, note } };
}

/**
 * Lets one invitee know about the person for this meeting, although their organisation has no agreement in force: because
 * the person consents to telling it, or because the clinical lead decides so, which only they can (domain.md §7). It counts
 * at once, on every page, mail and invitation from now on; a ground for sharing is asked for beside it, as ever.
 *
 * @param input.note when and how the person agreed, or why it is decided: required
 */
export async function decideDisclosure(
  deps: Deps,
  input: {
    actor: Actor;
    meetingId: string;
    version: number;
    inviteeId: string;
    basis: string;
    note: string;
    press: string;
  },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'decide-disclosure', actor, input.meetingId);
  if (!opened.ok) return opened;
  const press = { key, useCase: 'decide-disclosure', actor, asked } as const;
  const decideNow = (meeting: OpenMeeting) => decide(meeting, input);
  return decideAndChange(deps, press, opened.value, decideNow, async (tx, { basis, note }) => {
    const { inviteeId, meetingId } = input;
    const recorded = await recordChange(tx, deps, opened.value, {
      useCase: 'decide-disclosure',
      actor,
      changes: {},
      reason: basis,
      detail: { inviteeId },
    });
    if (!recorded) return false;
    return insertDisclosureDecision(tx, deps, { meetingId, inviteeId, basis, note, decidedById: idOf(actor) });
  });
}
