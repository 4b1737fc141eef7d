import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { findAddressesWithoutAgreement } from '../agencies/store.ts';
import { mayKnowOf, type PagePart, pagePart } from '../meetings/disclosure.ts';
import { meetingView } from '../meetings/meeting-view.ts';
import type { InviteeView, MeetingView } from '../meetings/model.ts';
import { findAddressOf } from '../meetings/responses-store.ts';
import { findMeeting, type MeetingRows } from '../meetings/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { type FoundAction, findAction } from './action-store.ts';
import { ownersOf } from './rules.ts';

/** An agreed action as one of its owners works on it, and what they may be shown of it. */
export type OpenAction = {
  action: FoundAction;
  meeting: MeetingView;
  rows: MeetingRows;
  /** By which invitation they own it; null for the duty inbox of the organisation. */
  invitee: InviteeView | null;
  part: PagePart;
};

const isAddress = (one: string | null, address: string) => one?.toLowerCase() === address;

/** The first two steps of both use cases on an action: load it, work out whose it is, ask the access table. */
export async function openAction(
  deps: Deps,
  useCase: UseCase,
  { actor, address, actionKey }: { actor: Actor; address: string; actionKey: string },
): Promise<Result<OpenAction, NotAllowed | NotFound>> {
  const action = await findAction(deps.db, actionKey);
  const now = deps.clock.now();
  const rows = action === null ? null : await findMeeting(deps.db, action.meetingId, dayOf(now));
  const meeting = rows === null ? null : meetingView(rows, now, deps.policy);
  const owners = action === null || meeting === null ? [] : ownersOf(action, meeting.invitees);
  const known = actor.kind === 'professional' ? await findAddressOf(deps.db, actor.id) : null;
  // No form and no link can say whose address it is: the actor is known by one of their own.
  const isTheirs = (one: string | null) => known === address && isAddress(one, address);
  const invitee = owners.find(({ email }) => isTheirs(email)) ?? null;
  const isOwner = invitee !== null || (owners.length > 0 && isTheirs(action?.dutyEmail ?? null));
  const about = {
    noun: 'meeting',
    nounId: action?.meetingId ?? null,
    relations: isOwner ? (['action-owner'] as const) : (['none'] as const),
  } as const;
  const refusal = await authorise(deps, useCase, actor, about);
  if (refusal) return refusal;
  if (action === null || rows === null || meeting === null) return refuse({ reason: 'not-found' });
  const part = await partFor(deps, { action, meeting, address, invitee, owners });
  return ok({ action, meeting, rows, invitee, part });
}

/**
 * What they may be shown. A decision to let somebody know more is about the invitee whom it names: the duty inbox knows
 * what the agreement of its organisation lets it know.
 */
async function partFor(
  deps: Pick<Deps, 'db' | 'clock'>,
  about: {
    action: FoundAction;
    meeting: MeetingView;
    address: string;
    invitee: InviteeView | null;
    owners: readonly InviteeView[];
  },
): Promise<PagePart> {
  const { action, meeting, address, invitee, owners } = about;
  const { personName, sharing: ground, purposeCategory, invitees } = meeting;
  const outcome = {
    decisions: [],
    actions: [{ key: action.key, what: action.what, party: action.party, who: action.who, dueDay: action.dueDay }],
    nextStep: null,
  };
  const agreementInForce = owners.some(({ organisation }) => organisation?.agreementInForce === true);
  const kind = invitee?.kind ?? 'agency';
  return pagePart({
    ...{ ground, personName, purposeCategory, outcome },
    invitee: { kind, party: action.party },
    agreementInForce: invitee === null ? agreementInForce : (invitee.organisation?.agreementInForce ?? false),
    mayKnow: invitee?.mayKnow ?? null,
    addressShared: invitee?.addressShared ?? (await isSharedDuty(deps, address, invitees)),
  });
}

/** Whether the duty inbox is also read by somebody who may not know about the person. */
async function isSharedDuty(
  deps: Pick<Deps, 'db' | 'clock'>,
  address: string,
  invitees: readonly InviteeView[],
): Promise<boolean> {
  const readsItToo = invitees.some(
    (one) =>
      isAddress(one.email, address) &&
      !mayKnowOf({
        invitee: one,
        agreementInForce: one.organisation?.agreementInForce ?? false,
        mayKnow: one.mayKnow,
      }),
  );
  const listed = await findAddressesWithoutAgreement(deps.db, dayOf(deps.clock.now()), [address]);
  return readsItToo || listed.has(address);
}
