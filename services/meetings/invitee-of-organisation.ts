import type { OrganisationListing } from '../agencies/model.ts';
import type { NewInvitee } from './store.ts';

/** Who is invited for an organisation: its first contact, or the organisation by its name, which the team then reaches. */
export function inviteeOfOrganisation(organisation: OrganisationListing): NewInvitee {
  const [contact] = organisation.contacts;
  const of = { kind: 'agency', organisationId: organisation.id, otherContact: null } as const;
  return contact
    ? { ...of, contactId: contact.id, name: contact.name, email: contact.email }
    : { ...of, contactId: null, name: organisation.name, email: null };
}
