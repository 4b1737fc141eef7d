import type { Actor } from '../access/actor.ts';
import { progressOf } from '../agreed-actions/progress-store.ts';
import { recordDisclosure } from '../disclosures/disclosure-store.ts';
import type { DisclosedThing } from '../disclosures/model.ts';
import { sentOutcomes } from '../notifications/facts-store.ts';
import { namesOfFamily, placeToWrite } from '../notifications/place-to-write.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import { labelOf } from '../policies/model.ts';
import { type OutcomeContent, type PagePart, pagePart } from './disclosure.ts';
import type { InvitedAction, InvitedMeetingView, InvitedPart } from './invited-meeting.ts';
import type { InviteeView, MeetingView } from './model.ts';
import { openAsInvitee } from './open-as-invitee.ts';
import type { OpenMeeting } from './open-meeting.ts';

/**
 * Shows a meeting to somebody invited, on a page behind a code: when and where, what they answered, and as far as they may
 * know (services/meetings/disclosure.ts) whom it is about, why, and afterwards their own part of what was agreed. What is
 * said about the person is put on record as a disclosure before it is shown.
 *
 * @param input.address as it was confirmed
 */
export async function viewInvitedMeeting(
  deps: Deps,
  input: { actor: Actor; address: string; inviteeId: string },
): Promise<Result<InvitedMeetingView, NotAllowed | NotFound>> {
  const opened = await openAsInvitee(deps, 'view-invited-meeting', input);
  if (!opened.ok) return opened;
  const { meeting, invitee } = opened.value;
  const { view } = meeting;
  const last = view.state === 'outcome-recorded' ? (await sentOutcomes(deps.db, view.id)).at(-1) : undefined;
  const part = pagePart({
    invitee,
    agreementInForce: invitee.organisation?.agreementInForce ?? false,
    mayKnow: invitee.mayKnow,
    addressShared: invitee.addressShared,
    ground: view.sharing,
    personName: view.personName,
    purposeCategory: view.purposeCategory,
    outcome: last?.content ?? null,
  });
  const shown = await shownPart(deps, part, invitee, last !== undefined);
  if (part.knows) {
    await recordDisclosure(deps.db, deps, {
      meetingId: view.id,
      entryId: view.entryId,
      inviteeId: invitee.id,
      organisationId: invitee.organisation?.id ?? null,
      address: input.address,
      what: disclosed(part),
      via: 'page',
      basis: part.basis,
      ...(last === undefined ? {} : { version: last.version }),
    });
  }
  return ok(invitedView(meeting, invitee, shown));
}

/** What the page says about the person, as it is put on record. */
function disclosed({ purposeCategory, outcome }: Extract<PagePart, { knows: true }>): DisclosedThing[] {
  return [
    'name',
    ...(purposeCategory === null ? [] : (['purpose'] as const)),
    ...(outcome?.decisions.length ? (['decisions'] as const) : []),
    ...(outcome?.actions.length ? (['actions'] as const) : []),
    ...(outcome?.nextStep ? (['next-step'] as const) : []),
  ];
}

async function shownPart(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  part: PagePart,
  { toBring }: InviteeView,
  outcomeRecorded: boolean,
): Promise<InvitedPart> {
  if (!part.knows) return { ...part, outcomeRecorded };
  const { personName, purposeCategory, outcome } = part;
  const purpose = purposeCategory === null ? null : labelOf(deps.policy.purposeCategories.value, purposeCategory);
  return { knows: true, personName, purpose, toBring, outcome: outcome && (await ownOutcome(deps, outcome)) };
}

async function ownOutcome(deps: Pick<Deps, 'db' | 'clock'>, { actions, decisions, nextStep }: OutcomeContent) {
  const keys = actions.map(({ key }) => key);
  const progress = await progressOf(deps.db, keys);
  const today = dayOf(deps.clock.now());
  return {
    actions: actions.map((action) => invitedAction(action, progress.get(action.key) ?? null, today)),
    decisions: decisions.map(({ text }) => text),
    nextStep,
  };
}

function invitedAction(
  { key, what, who, dueDay }: OutcomeContent['actions'][number],
  state: InvitedAction['state'],
  today: CalendarDay,
): InvitedAction {
  const open = state === null || state === 'under-way';
  return { key, what, who, dueDay, state, overdue: open && dueDay < today };
}

/** A place may name the person: it is shown to those who may know, and else as an invitation would write it. */
function placeFor(view: MeetingView, part: InvitedPart) {
  return part.knows ? { place: view.place, placeWithheld: false } : placeToWrite(view.place, namesOfFamily(view));
}

function invitedView({ view, rows }: OpenMeeting, invitee: InviteeView, part: InvitedPart): InvitedMeetingView {
  const { id: meetingId, reference, state, ended, lengthMinutes, startsAt, endsAt, joinUrl, cancelReason } = view;
  const { id: inviteeId, kind, response, responseNote, answeredBy } = invitee;
  const seat = invitee.standsInForId ?? invitee.id;
  return {
    ...{ inviteeId, meetingId, kind, reference, state, ended, lengthMinutes, startsAt, endsAt, joinUrl, cancelReason },
    ...{ response, responseNote, answeredBy, part },
    ...placeFor(view, part),
    organisationName: invitee.organisation?.name ?? null,
    timesProposed: view.proposal !== null,
    isStandIn: invitee.standsInForId !== null,
    standIns: view.invitees
      .filter(({ id, standsInForId }) => standsInForId === seat && id !== invitee.id)
      .map(({ name }) => name),
    calendar: { uid: rows.transactionId, sequence: rows.sequence },
  };
}
