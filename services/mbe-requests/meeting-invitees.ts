import type { OrganisationListing } from '../agencies/model.ts';
import { inviteeOfOrganisation } from '../meetings/invitee-of-organisation.ts';
import type { NewInvitee } from '../meetings/store.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { readInviteeLines } from './invitee-lines.ts';
import { type InviteAnswer, MAX_NAME, UNNAMED_CARER } from './model.ts';

/** Whom an approved request brings together. */
type Approved = {
  personName: string;
  individualAnswer: InviteAnswer;
  individualDetail: string;
  carerAnswer: InviteAnswer;
  carerDetail: string;
  /** In the order in which they are to be shown. */
  organisations: readonly OrganisationListing[];
  furtherPeople: readonly { name: string; email: string }[];
};

/**
 * The invitees of the meeting that serves a request: for an organisation its first contact, the individual and the parent
 * or carer where they are to be invited, further people. Whoever has no email address is reached by the team.
 */
export function inviteesOf(approved: Approved): NewInvitee[] {
  const none = { organisationId: null, contactId: null, email: null, otherContact: null };
  const agencies = approved.organisations.map(inviteeOfOrganisation);
  const family: NewInvitee[] = [];
  if (approved.individualAnswer === 'invite') {
    const reached = reachedBy(approved.individualDetail);
    family.push({ ...none, kind: 'individual', name: approved.personName, ...reached.contact });
  }
  if (approved.carerAnswer === 'invite') {
    const reached = reachedBy(approved.carerDetail);
    family.push({ ...none, kind: 'carer', name: reached.name ?? UNNAMED_CARER, ...reached.contact });
  }
  const others = approved.furtherPeople.map((person): NewInvitee => ({ ...none, kind: 'other', ...person }));
  return [...agencies, ...family, ...others];
}

/** The first email address in contact details, with the name before it if there is one; else the details as they stand. */
function reachedBy(detail: string): {
  name: string | null;
  contact: { email: string | null; otherContact: string | null };
} {
  const words = detail.split(/[\s,;:<>()"[\]]+/).map((word) => word.replace(/(?<![.!?])[.!?]+$/, ''));
  const email = words.find(isEmailAddress);
  if (email === undefined) return { name: null, contact: { email: null, otherContact: detail } };
  const line = detail.split('\n').find((one) => one.includes(email)) ?? '';
  const name = readInviteeLines(line).people[0]?.name;
  return { name: name && name.length <= MAX_NAME ? name : null, contact: { email, otherContact: null } };
}
