import type { InviteeView, QuorumGroup, QuorumView } from './model.ts';

/** What is known of one role: somebody comes, nobody does, or it is not known. */
export type SeatStanding = 'comes' | 'unknown' | 'does-not-come';

type Seated = Pick<InviteeView, 'id' | 'need' | 'standsInForId' | 'response' | 'saidToThisTime'>;

type Held = Pick<InviteeView, 'id' | 'standsInForId' | 'response' | 'askedToStandIn'>;

/** The roles that a meeting needs: everybody invited, but for those who stand in for another. */
export function seatsOf<I extends Pick<InviteeView, 'standsInForId'>>(invitees: readonly I[]): I[] {
  return invitees.filter((invitee) => invitee.standsInForId === null);
}

/** Those who can fill a role: its own contact, and whoever stands in for them. */
export function holdersOf<I extends Pick<InviteeView, 'id' | 'standsInForId'>>(
  seat: string,
  invitees: readonly I[],
): I[] {
  return invitees.filter(({ id, standsInForId }) => id === seat || standsInForId === seat);
}

/** The groups of which somebody must be there: those that were set, else each required role on its own. */
export function groupsOf(set: readonly QuorumGroup[] | null, invitees: readonly Seated[]): QuorumGroup[] {
  const seats = seatsOf(invitees);
  if (set === null)
    return seats.filter(({ need }) => need === 'required').map(({ id }) => ({ seats: [id], atLeast: 1 }));
  const known = new Set(seats.map(({ id }) => id));
  return set.map(({ seats: of, atLeast }) => ({ seats: of.filter((id) => known.has(id)), atLeast }));
}

/** Whether every group is met by those who come; 'maybe' where it could be by those of whom it is not known. */
export function quorumOf(
  groups: readonly QuorumGroup[],
  standing: (seat: string) => SeatStanding,
): 'yes' | 'maybe' | 'no' {
  const counts = groups.map(({ seats, atLeast }) => ({
    atLeast,
    come: seats.filter((seat) => standing(seat) === 'comes').length,
    could: seats.filter((seat) => standing(seat) !== 'does-not-come').length,
  }));
  if (counts.every(({ atLeast, come }) => come >= atLeast)) return 'yes';
  return counts.every(({ atLeast, could }) => could >= atLeast) ? 'maybe' : 'no';
}

/**
 * What somebody has answered to the time that is booked: the invitation, or until then the proposal of exactly this time,
 * where a yes if need be is a yes as well.
 */
function answerNow({ response, saidToThisTime }: Pick<Seated, 'response' | 'saidToThisTime'>) {
  if (response !== null) return response;
  if (saidToThisTime === undefined) return null;
  return saidToThisTime === 'no' ? 'declined' : 'accepted';
}

/** How a role stands by the answers to the time that is booked. "Perhaps" is not yet a yes. */
function standingByResponse(invitees: readonly Seated[]): (seat: string) => SeatStanding {
  return (seat) => {
    const responses = holdersOf(seat, invitees).map(answerNow);
    if (responses.includes('accepted')) return 'comes';
    return responses.every((response) => response === 'declined') ? 'does-not-come' : 'unknown';
  };
}

/** Whether a meeting is quorate by the answers so far, and which groups are not met yet. */
export function quorumView(set: readonly QuorumGroup[] | null, invitees: readonly Seated[]): QuorumView {
  const groups = groupsOf(set, invitees);
  const standing = standingByResponse(invitees);
  return {
    groups,
    set: set !== null,
    state: quorumOf(groups, standing),
    missing: groups.filter((group) => quorumOf([group], standing) !== 'yes'),
  };
}

/**
 * Whether somebody still owes an answer: they have given none, and nobody else fills their role. Who has named a stand-in
 * has answered for their agency; then it is the stand-in who is asked.
 */
export function isToBeChased(invitee: Held, invitees: readonly Held[]): boolean {
  if (invitee.response !== null) return false;
  const others = holdersOf(invitee.standsInForId ?? invitee.id, invitees).filter(({ id }) => id !== invitee.id);
  if (others.some(({ response }) => response === 'accepted')) return false;
  const isSeat = invitee.standsInForId === null;
  return !(isSeat && others.some(({ response, askedToStandIn }) => response !== 'declined' && !askedToStandIn));
}
