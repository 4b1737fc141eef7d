import type { ContactWay } from '../consent/model.ts';
import { isTold } from '../meetings/disclosure.ts';
import type { InviteeView, MeetingView, OutcomeView, SummaryPreview } from '../meetings/model.ts';
import type { OpenMeeting } from '../meetings/open-meeting.ts';
import type { CommunicationNeeds, LetterFormat } from '../people/model.ts';
import { nameKey } from '../people/name-key.ts';
import type { Deps } from '../platform/deps.ts';
import { isPhoneNumber } from '../platform/phone-number.ts';
import { lettersOfMeeting, type MeetingLetterRow } from './meeting-letter-store.ts';
import type { LetterTo, NewLetter } from './model.ts';
import type { PeopleToTell, Told } from './receivers.ts';
import { peopleToTell } from './store.ts';

/** The person and their family, who are written to about a meeting. */
function isFamilyInvitee({ kind }: Pick<InviteeView, 'kind'>): boolean {
  return kind === 'individual' || kind === 'carer';
}

type Family = Pick<InviteeView, 'id' | 'kind' | 'name' | 'email' | 'otherContact'>;

/** How somebody of the family is told things, as it is recorded of the person or of whoever speaks for them. */
function toldOf(invitee: Family, people: PeopleToTell | null): Told | null {
  if (people === null) return null;
  if (invitee.kind === 'individual') return people.told;
  const email = invitee.email?.toLowerCase();
  const same = people.representatives.find(
    ({ name, told }) =>
      nameKey(name) === nameKey(invitee.name) || (email !== undefined && told?.address?.toLowerCase() === email),
  );
  return same?.told ?? null;
}

/** In which format somebody of the family reads. The person's own needs stand before what was said at a referral. */
export function formatOf(invitee: Family, needs: CommunicationNeeds, people: PeopleToTell | null): LetterFormat {
  const told = toldOf(invitee, people);
  return (invitee.kind === 'individual' ? needs.format : null) ?? told?.format ?? 'plain';
}

function byHand(contact: string | null): { via: ContactWay; address: string | null } {
  const address = contact?.trim() || null;
  if (address === null) return { via: 'in-person', address };
  return { via: isPhoneNumber(address) ? 'phone' : 'post', address };
}

/** Whom a letter about a meeting goes to, how and in which format: as they have asked, else by the address they were invited with. */
function letterTo(invitee: Family, needs: CommunicationNeeds, people: PeopleToTell | null): LetterTo {
  const told = toldOf(invitee, people);
  const isPerson = invitee.kind === 'individual';
  const format = formatOf(invitee, needs, people);
  const to = { receiver: isPerson ? 'person' : 'representative', receiverName: invitee.name, format } as const;
  if (isPerson && needs.phoneFirst) {
    const known = told?.via === 'phone' ? told.address : invitee.otherContact;
    return { ...to, via: 'phone', address: known?.trim() || null };
  }
  if (told !== null && told.via !== 'email') return { ...to, via: told.via, address: told.address };
  if (invitee.email !== null) return { ...to, via: 'email', address: invitee.email };
  return told === null ? { ...to, ...byHand(invitee.otherContact) } : { ...to, via: told.via, address: told.address };
}

/** Whether an email invitation alone would not do for them. */
function needsLetter(invitee: InviteeView, needs: CommunicationNeeds, people: PeopleToTell | null): boolean {
  const { via, format } = letterTo(invitee, needs, people);
  return invitee.email === null || via !== 'email' || format !== 'plain';
}

const isWaiting = ({ state }: MeetingLetterRow) => state === 'drafted' || state === 'released';

/**
 * The letters that invite the family to a meeting that is booked or was moved: which to draft, and which no longer say what
 * is so. Nothing is drafted before there is a ground for sharing: somebody speaks to them first.
 */
export async function invitationLetters(
  deps: Pick<Deps, 'db'>,
  { view, rows }: OpenMeeting,
): Promise<{ draft: NewLetter[]; close: string[] }> {
  const existing = (await lettersOfMeeting(deps.db, view.id)).filter(({ kind }) => kind === 'meeting-invitation');
  const ids = (some: readonly MeetingLetterRow[]) => some.filter(isWaiting).map(({ id }) => id);
  if (view.state !== 'booked' || view.ended || !view.sharing.may) return { draft: [], close: ids(existing) };
  const people = rows.personId === null ? null : await peopleToTell(deps.db, rows.personId);
  const ofThisTime = existing.filter(({ createdAt }) => rows.bookedAt !== null && createdAt >= rows.bookedAt);
  const family = view.invitees.filter(isFamilyInvitee).filter((one) => needsLetter(one, view.needs, people));
  return {
    draft: family
      .filter(({ id }) => !ofThisTime.some(({ inviteeId }) => inviteeId === id))
      .map((invitee) => ({
        kind: 'meeting-invitation',
        facts: { moved: existing.some((one) => one.inviteeId === invitee.id && one.state !== 'not-needed') },
        eventKey: `meeting-invitation:${view.id}:${rows.sequence}:${invitee.id}`,
        ...about(view, rows.personId, invitee),
        ...letterTo(invitee, view.needs, people),
      })),
    close: ids(existing.filter((one) => !ofThisTime.includes(one))),
  };
}

/** Of the meeting, not of the register entry that it is held for: an entry that ends takes back no invitation. */
function about({ id }: MeetingView, personId: string | null, invitee: Pick<InviteeView, 'id'>) {
  return { meetingId: id, inviteeId: invitee.id, personId };
}

/**
 * The letters that tell the family what was agreed: one for everybody of them whose part is new or has changed. They stand
 * for the summary mail. Waiting letters of the versions before are closed for those who get a new one.
 */
export async function agreedLetters(
  deps: Pick<Deps, 'db'>,
  { view, rows }: OpenMeeting,
  outcome: Pick<OutcomeView, 'id' | 'version'>,
  previews: readonly SummaryPreview[],
): Promise<{ draft: NewLetter[]; close: string[] }> {
  const told = new Set(
    previews.filter((one) => isTold(one) && one.part.what === 'letter').map(({ inviteeId }) => inviteeId),
  );
  const family = view.invitees.filter(({ id }) => told.has(id));
  const people = rows.personId === null || family.length === 0 ? null : await peopleToTell(deps.db, rows.personId);
  const before = (await lettersOfMeeting(deps.db, view.id)).filter(
    ({ kind, inviteeId }) => kind === 'meeting-agreed' && inviteeId !== null && told.has(inviteeId),
  );
  return {
    draft: family.map((invitee) => ({
      kind: 'meeting-agreed',
      facts: {
        outcomeId: outcome.id,
        version: outcome.version,
        corrects: before.some((one) => one.inviteeId === invitee.id && one.state === 'told'),
      },
      eventKey: `meeting-agreed:${outcome.id}:${invitee.id}`,
      ...about(view, rows.personId, invitee),
      ...letterTo(invitee, view.needs, people),
    })),
    close: before.filter(isWaiting).map(({ id }) => id),
  };
}
