import { disclosing } from '../../disclosures/disclosing.ts';
import type { DisclosedThing } from '../../disclosures/model.ts';
import { contentFor, summaryChanges, summaryPart } from '../../meetings/disclosure.ts';
import type { SummaryChange, SummaryPart } from '../../meetings/model.ts';
import { summariesFor } from '../delivery-store.ts';
import { type SentOutcome, sentOutcomes } from '../facts-store.ts';
import { mailFrame } from '../mail-frame.ts';
import { type NewTodo, todoKeys } from '../todos.ts';
import { type Composer, mailTo, meetingAndInvitee, nothing, pageOf } from './composer.ts';

/**
 * One receiver's summary, or the notice that stands for it. Agreement, ground and address, and who else reads it, are asked for at this moment,
 * not when "Send" was pressed: what may no longer be mailed becomes a notice and a to-do.
 */
export const composeSummary: Composer = async (deps, delivery) => {
  const about = await meetingAndInvitee(deps, delivery);
  if (about === null || delivery.inviteeId === null) return nothing('gone');
  const { meeting, invitee, agreementInForce } = about;
  const outcomes = await sentOutcomes(deps.db, meeting.id);
  const outcome = outcomes.find((one) => one.id === delivery.outcomeId);
  if (outcome === undefined || meeting.startsAt === null) return nothing('gone');
  const others = (await summariesFor(deps.db, { meetingId: meeting.id, inviteeId: invitee.id })).filter(
    (one) => one.outcomeId !== outcome.id,
  );
  const later = outcomes.filter((one) => one.version > outcome.version).map((one) => one.id);
  if (others.some((one) => one.outcomeId !== null && later.includes(one.outcomeId))) return nothing('superseded');

  const part = summaryPart({
    invitee,
    agreementInForce,
    mayKnow: invitee.mayKnow,
    addressSecure: invitee.addressSecure,
    addressShared: invitee.addressShared,
    ground: meeting.sharing,
    outcome: outcome.content,
    personName: meeting.personName,
  });
  const tellThem: NewTodo = {
    kind: 'tell-outcome',
    eventKey: todoKeys.tellOutcome(outcome.id, invitee.id),
    requestId: meeting.requestId,
    meetingId: meeting.id,
    inviteeId: invitee.id,
  };
  // The person and their family are told by a letter, which a coordinator releases.
  if (part.what === 'letter') return nothing('by-letter', [tellThem]);
  if (part.what === 'by-hand' || invitee.email === null) return nothing('by-hand', [tellThem]);

  const receiver = { name: invitee.name, email: invitee.email };
  // The page, behind its code, shows what an address that is not marked secure is not mailed; to others no more than this.
  const showsMore = part.what === 'summary' || part.because === 'address-not-secure';
  const pageUrl = showsMore ? await pageOf(deps, invitee) : null;
  const { reference } = meeting;
  const frame = { ...mailFrame(deps), reference, version: outcome.version, receiver: invitee.kind, pageUrl };
  if (part.what === 'notice') {
    return mailTo(deps, delivery, receiver, {
      content: deps.words.notice(frame),
      part: `notice-${part.because}`,
      raise: [tellThem],
    });
  }
  const changes = changesSince(lastReceived(outcomes, others, outcome), outcome, invitee.party);
  return mailTo(deps, delivery, receiver, {
    content: deps.words.summary({ ...frame, meetingOn: meeting.startsAt, part, changes }),
    part: 'summary',
    discloses: disclosing(meeting, invitee, thingsIn(part), outcome.version),
  });
};

/** What a summary lets out about the person. */
function thingsIn(part: Extract<SummaryPart, { what: 'summary' }>): DisclosedThing[] {
  return [
    'name',
    ...(part.decisions.length > 0 ? (['decisions'] as const) : []),
    ...(part.actions.length > 0 ? (['actions'] as const) : []),
    ...(part.nextStep === null ? [] : (['next-step'] as const)),
  ];
}

type Received = Awaited<ReturnType<typeof summariesFor>>[number];

/** The latest earlier version that this receiver got as a summary; a notice told them nothing to compare with. */
function lastReceived(outcomes: readonly SentOutcome[], others: readonly Received[], outcome: SentOutcome) {
  const got = others.filter(
    (one) => one.part === 'summary' && ['sending', 'sent', 'may-have-been-sent'].includes(one.state),
  );
  return outcomes.findLast((one) => one.version < outcome.version && got.some((mail) => mail.outcomeId === one.id));
}

function changesSince(before: SentOutcome | undefined, after: SentOutcome, party: string): SummaryChange[] | null {
  return before === undefined
    ? null
    : summaryChanges(contentFor(party, before.content), contentFor(party, after.content));
}
