import { z } from 'zod';
import { consentStateOn } from '../consent/consent-state.ts';
import { basisEnds, registerGround, type SharingGround, sharingGround } from '../consent/rules.ts';
import { deliveryStates } from '../notifications/model.ts';
import { fromDateColumn } from '../platform/date-column.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { slotAnswers } from '../proposals/model.ts';
import { answeredBySchema } from '../sign-in/model.ts';
import { invitationPart, sharedAddresses } from './disclosure.ts';
import { disclosureBases, type InviteeView, type MeetingView, meetingKinds, meetingStates } from './model.ts';
import { proposalView } from './proposal-view.ts';
import { quorumView } from './quorum.ts';
import { hasEnded, partyOf } from './rules.ts';
import type { MeetingRows } from './store.ts';
import { readAdvice } from './times-advice.ts';

const kindCode = z.enum(meetingKinds);
const stateCode = z.enum(meetingStates);
const inviteeKindCode = z.enum(['agency', 'individual', 'carer', 'other']);
const responseCode = z.enum(['accepted', 'tentative', 'declined']).nullable();
const outcomeStateCode = z.enum(['draft', 'sent']);
const basisCode = z.enum(['consents', 'best-interest', 'not-yet']).nullable();
const basisEndCode = z.enum(basisEnds).nullable();
const needCode = z.enum(['required', 'useful']);
const quorateCode = z.enum(['yes', 'maybe', 'no']);
const slotAnswerCode = z.enum(slotAnswers);
const basisOfDisclosure = z.enum(disclosureBases);
const quorumGroups = z.array(z.object({ seats: z.array(z.uuid()), atLeast: z.int().positive() })).nullable();

/** On which basis a coordinator let an invitee know more; null where nobody has. */
function disclosureBasisOf(rows: MeetingRows, inviteeId: string) {
  const decision = rows.disclosureDecisions.find((one) => one.inviteeId === inviteeId);
  return decision === undefined ? null : basisOfDisclosure.parse(decision.basis);
}

const deliveryStateCode = z.enum(deliveryStates);

/** Whom a meeting is about and what it is called by: of the request it serves, or of the register entry. */
function subjectOf(rows: MeetingRows): { reference: string; personName: string } {
  const { request, register } = rows;
  if (register !== null && rows.reference !== null) {
    return { reference: rows.reference, personName: register.personName };
  }
  if (request?.reference == null || request.person === null) throw new Error('A meeting serves nothing');
  return { reference: request.reference, personName: request.person.fullName };
}

function groundOf(rows: MeetingRows, today: CalendarDay, policy: AreaPolicy): SharingGround {
  const untilDays = rows.sharingDecisions.map((decision) => fromDateColumn(decision.untilDay));
  if (rows.register !== null) {
    return registerGround(consentStateOn(rows.register.consent, today, policy), untilDays, today);
  }
  const { basis = null, basisEndedBecause = null } = rows.request ?? {};
  return sharingGround(basisCode.parse(basis), untilDays, today, basisEndCode.parse(basisEndedBecause));
}

type InviteeRow = MeetingRows['invitees'][number];

/** What somebody said to the very time that is booked, when it was one of those proposed. */
function saidToThisTime({ proposals, startsAt, endsAt }: MeetingRows, inviteeId: string) {
  const same = (slot: { startsAt: Date; endsAt: Date }) =>
    slot.startsAt.getTime() === startsAt?.getTime() && slot.endsAt.getTime() === endsAt?.getTime();
  const said = proposals[0]?.slots.find(same)?.answers.find((answer) => answer.inviteeId === inviteeId);
  return said === undefined ? {} : { saidToThisTime: slotAnswerCode.parse(said.answer) };
}

/** The time that somebody would rather have, as they said in their calendar. */
function proposedBy({ proposedStartsAt: startsAt, proposedEndsAt: endsAt }: InviteeRow) {
  return startsAt && endsAt ? { proposed: { startsAt, endsAt } } : {};
}

/** Whether they are to be called before anything is sent; a call about an earlier time does not count for this one. */
function isCalledFirst(rows: MeetingRows, { id, kind, email }: InviteeRow): boolean {
  if (kind !== 'individual' || email === null || !rows.needs.phoneFirst) return false;
  const { bookedAt } = rows;
  return !rows.calls.some((call) => call.inviteeId === id && bookedAt !== null && call.raisedAt >= bookedAt);
}

/** What became of somebody's invitation: what stands in its way now, else the latest mail, else the calendar. */
function invitationState(
  rows: MeetingRows,
  inviteeId: string,
  part: ReturnType<typeof invitationPart>,
  callFirst: boolean,
) {
  if (rows.bookedAt === null) return 'not-sent';
  const latest = rows.invitationStates.get(inviteeId);
  if (latest?.bounced) return 'bounced';
  const delivery = deliveryStateCode.optional().parse(latest?.state);
  if (delivery === 'due' || delivery === 'sending') return 'on-its-way';
  if (delivery !== undefined && delivery !== 'not-needed') return delivery;
  if (part === 'held-until-basis' || part === 'by-hand') return part;
  if (callFirst) return 'held-until-called';
  // A calendar that invites people itself (Graph) leaves no delivery of ours.
  if (delivery === undefined && rows.calendarSequence === rows.sequence) return 'sent';
  return rows.state === 'booked' ? 'on-its-way' : 'not-sent';
}

function organisationOf(rows: MeetingRows, { organisationId }: InviteeRow) {
  return organisationId === null ? null : (rows.organisations.get(organisationId) ?? null);
}

/** The addresses that nothing about the person goes to, whatever they are marked as. */
function sharedOf(rows: MeetingRows): ReadonlySet<string> {
  const invitees = rows.invitees.map((invitee) => ({
    kind: inviteeKindCode.parse(invitee.kind),
    email: invitee.email,
    agreementInForce: organisationOf(rows, invitee)?.agreementInForce ?? false,
    mayKnow: disclosureBasisOf(rows, invitee.id),
  }));
  return sharedAddresses(invitees, rows.addressesWithoutAgreement);
}

function inviteeView(
  rows: MeetingRows,
  invitee: InviteeRow,
  ground: SharingGround,
  shared: ReadonlySet<string>,
): InviteeView {
  const kind = inviteeKindCode.parse(invitee.kind);
  const { id, name, email, otherContact, organisationId } = invitee;
  const organisation = organisationOf(rows, invitee);
  const agreementInForce = organisation?.agreementInForce ?? false;
  const mayKnow = disclosureBasisOf(rows, id);
  const callFirst = isCalledFirst(rows, invitee);
  return {
    id,
    kind,
    organisation,
    name,
    email,
    otherContact,
    addressSecure: email !== null && rows.secureAddresses.has(email.toLowerCase()),
    addressShared: email !== null && shared.has(email.toLowerCase()),
    response: responseCode.parse(invitee.response),
    responseNote: invitee.responseNote,
    answeredBy: answeredBySchema.nullable().parse(invitee.answeredBy),
    need: needCode.parse(invitee.need),
    standsInForId: invitee.standsInForId,
    ...(rows.askedToStandIn.has(id) ? { askedToStandIn: true as const } : {}),
    ...proposedBy(invitee),
    ...saidToThisTime(rows, id),
    toBring: invitee.toBring,
    bringing: invitee.bringing,
    mayKnow,
    invitation: invitationState(
      rows,
      id,
      invitationPart({ invitee: { kind, email }, agreementInForce, mayKnow, ground }),
      callFirst,
    ),
    callFirst,
    party: partyOf({ id, kind, organisationId }),
  };
}

/**
 * A meeting as its cards show it.
 *
 * @param policy says how long consent to the register holds
 */
export function meetingView(rows: MeetingRows, now: Date, policy: AreaPolicy): MeetingView {
  const subject = subjectOf(rows);
  const ground = groundOf(rows, dayOf(now), policy);
  const shared = sharedOf(rows);
  const [outcome] = rows.outcomes;
  const invitees = rows.invitees.map((invitee) => inviteeView(rows, invitee, ground, shared));
  const set = quorumGroups.parse(rows.quorum);
  return {
    id: rows.id,
    kind: kindCode.parse(rows.kind),
    state: stateCode.parse(rows.state),
    version: rows.version,
    requestId: rows.requestId,
    entryId: rows.entryId,
    ...subject,
    personId: rows.personId,
    needs: rows.needs,
    purposeCategory: rows.purposeCategory,
    lengthMinutes: rows.lengthMinutes,
    neededBy: rows.neededBy === null ? null : fromDateColumn(rows.neededBy),
    place: rows.place,
    startsAt: rows.startsAt,
    endsAt: rows.endsAt,
    ended: hasEnded(rows.endsAt, now),
    joinUrl: rows.joinUrl,
    attendeesHidden: rows.hideAttendees,
    chair: rows.chair,
    sharing: ground,
    waitsForLead: rows.waitsForLead,
    invitees,
    quorum: quorumView(set, invitees),
    proposal: proposalView(rows, set, invitees, ground),
    timesAdvice: readAdvice(rows.timesAdvice),
    advanceWords: rows.advanceWords,
    cancelReason: rows.cancelReason,
    proposedTimes:
      rows.timesLookedForAt === null
        ? null
        : rows.proposedTimes.map(({ id, startsAt, endsAt, free, busy, unknown, quorate }) => ({
            id,
            startsAt,
            endsAt,
            free,
            busy,
            unknown,
            quorate: quorateCode.parse(quorate),
          })),
    endReason: rows.endReason,
    endNote: rows.endNote,
    outcome: outcome === undefined ? null : { ...outcome, state: outcomeStateCode.parse(outcome.state) },
  };
}
