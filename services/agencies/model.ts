/** The kinds of agency that have signed the register's information sharing agreement, and the kinds that have not (domain.md §7). */
export const agencyKinds = [
  'nhs-learning-disability-and-autism',
  'nhs-mental-health',
  'council-social-care',
  'social-care-provider',
  'council-education',
  'ambulance',
  'police',
  'school',
  'gp-practice',
  'housing',
  'advocacy',
  'other-trust',
] as const;

export type AgencyKind = (typeof agencyKinds)[number];

/** An organisation as the cards list it. */
export type OrganisationListing = {
  id: string;
  name: string;
  kind: AgencyKind;
  /** A sharing agreement is in force today. Agreements belong to organisations, never to kinds. */
  agreementInForce: boolean;
  contacts: { id: string; name: string; jobTitle: string; email: string }[];
};

/** Up to this many organisations are a plain checklist; beyond it a search step answers with a new card. */
export const CHECKLIST_LIMIT = 15;
