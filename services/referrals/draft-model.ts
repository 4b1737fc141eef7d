import { z } from 'zod';
import type { ReferralState } from './model.ts';

/** The fields of the steps that every area has. Eligibility and support tool questions come from the policy, by code. */
export const referralFields = [
  // A coordinator enters a referral for somebody; on the web pages, the referrer's own name and what they are to the person
  ...(['receivedBy', 'receivedOn', 'contactName', 'contactRelation', 'contactVia', 'contactDetail'] as const),
  // Who
  ...(['route', 'personName', 'dateOfBirth', 'nhsNumber', 'residence', 'locality'] as const),
  ...(['jobRole', 'organisation', 'phone'] as const),
  // Consent
  ...(['consentAnswer', 'consenterName', 'consentDay', 'consentForm', 'informationFormat'] as const),
  ...(['consentSharing', 'evidence', 'personView', 'decidedBy', 'capacityAssessedOn', 'consulted', 'whyNot'] as const),
  // Who is told, and how
  ...(['personVia', 'personDetail', 'personFormat'] as const),
  ...(['representativeName', 'representativeRelation', 'representativeVia'] as const),
  ...(['representativeDetail', 'representativeFormat'] as const),
  // Risk
  ...(['currentIssues', 'escalationRisk', 'whatWasTried', 'whatCouldHelp', 'actionPlan'] as const),
  // Key professionals: one at a time
  ...(['professionalName', 'professionalRole', 'professionalOrganisation'] as const),
  ...(['professionalEmail', 'professionalPhone'] as const),
  // Rating
  'suggestedRating',
] as const;
export type StaticReferralField = (typeof referralFields)[number];
export type ReferralField = StaticReferralField | `eligibility-${string}` | `tool-${string}`;

/** A key professional as typed in a draft. */
export const typedProfessionalSchema = z.strictObject({
  name: z.string().max(20_000),
  jobRole: z.string().max(20_000),
  organisation: z.string().max(20_000),
  email: z.string().max(20_000),
  phone: z.string().max(20_000),
});
export type TypedProfessional = z.infer<typeof typedProfessionalSchema>;

/** What was typed, as it was typed: nothing is required and nothing is checked but its length, so that any draft is kept. */
export type TypedReferral = { [F in ReferralField]?: string } & {
  professionals?: TypedProfessional[];
  /** Set where a coordinator enters a referral that came by phone, email or on paper. */
  forAnother?: 'yes';
};

const fieldNames: ReadonlySet<string> = new Set(referralFields);

/** Whether this is the name of a field: what else a card sends is left aside. */
export function isReferralField(name: string): name is ReferralField {
  return fieldNames.has(name) || /^(?:eligibility|tool)-[a-z][a-z0-9-]{0,60}$/.test(name);
}

/** Reads a stored or sent draft. */
export const typedReferralSchema = z
  .object({
    professionals: z.array(typedProfessionalSchema).max(50).optional(),
    forAnother: z.literal('yes').optional(),
  })
  .catchall(z.string().max(60_000))
  .refine((typed) =>
    Object.keys(typed).every((name) => ['professionals', 'forAnother'].includes(name) || isReferralField(name)),
  )
  .transform((typed) => typed as TypedReferral);

/** The steps in order. 'received' is a coordinator's alone; 'tool' is there where the area has a support tool. */
export const referralSteps = [
  'received',
  'who',
  'eligibility',
  'consent',
  'consent-detail',
  'told',
  'risk',
  'professionals',
  'tool',
  'rating',
] as const;
export type ReferralStep = (typeof referralSteps)[number];

/** How a field is asked for. `choices` are codes; their words are in wording/referral-fields.ts. */
export type ReferralFieldSpec = {
  field: ReferralField;
  input: 'line' | 'phone' | 'email' | 'text' | 'date' | 'choice' | 'list';
  required: boolean;
  choices?: readonly string[];
  /** Stands in the field until something else is typed. */
  usual?: string;
};

/** Why a field was not taken. Its words are in wording/referral-problems.ts. */
export type ReferralProblem = {
  field: ReferralField;
  problem:
    | 'missing'
    | 'too-long'
    | 'unknown-choice'
    | 'not-a-date'
    | 'year-of-four-digits'
    | 'in-the-future'
    | 'too-long-ago'
    | 'before-birth'
    | 'before-capacity'
    | 'not-ten-digits'
    | 'check-digit'
    | 'repeated-digits'
    | 'test-number'
    | 'not-a-phone-number'
    | 'bad-email'
    | 'not-lead-professional'
    | 'route-not-taken'
    /** The consent route is not open at the person's age. */
    | 'not-at-this-age'
    | 'no-professionals'
    | 'too-many'
    | 'no-way-to-reach';
};

/** Besides a code of consentRoutes, on whose authority somebody agrees, two answers to "does the person know and agree?". */
export const REFUSED = 'refused';
export const NOT_YET = 'not-yet';

/** Instead of a way to tell the person: their representative is told. */
export const TELL_REPRESENTATIVE = 'representative';

/** Instead of a route: the referrer is not the lead professional. */
export const NOT_LEAD = 'not-lead';

/** A draft as the cards open it. */
export type ReferralDraftView = {
  id: string;
  version: number;
  typed: TypedReferral;
  /** The person at work on it. `outside`: on the web pages, where the address is one that they have confirmed. */
  me: { id: string; name: string; email: string | null; outside?: boolean };
  /** What is remembered of them; a null is still to be asked. */
  profile: { jobRole: string | null; organisation: string | null; phone: string | null };
  suggestedOrganisation: string | null;
  updatedAt: Date;
};

export type ReferralListItem = {
  id: string;
  reference: string | null;
  state: ReferralState;
  version: number;
  personName: string | null;
  forAnother: boolean;
  referrerTold: boolean;
  updatedAt: Date;
};
