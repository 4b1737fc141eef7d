import type { Clock } from '../clocks/model.ts';
import type {
  ConsentEventKind,
  ConsentForm,
  ConsentRoute,
  ConsentScope,
  ContactWay,
  InformationFormat,
} from '../consent/model.ts';
import type { RepresentativeRelation } from '../people/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { Rating } from '../register/model.ts';

export const referralStates = [
  'draft',
  'submitted',
  'information-requested',
  'accepted',
  'not-eligible',
  'withdrawn',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** Sent and not decided yet. */
export const undecidedReferralStates = ['submitted', 'information-requested'] as const satisfies ReferralState[];

/** Who refers (domain.md §3). An area's policy says which it takes. */
export const referralRoutes = ['professional', 'lead-professional', 'self', 'carer'] as const;
export type ReferralRoute = (typeof referralRoutes)[number];

/** How a referral came: by the referrer in Teams or on the web pages, or entered by a coordinator. */
export const receivedWays = ['teams', 'web', 'phone', 'email', 'paper'] as const;
export type ReceivedWay = (typeof receivedWays)[number];

export const eligibilityAnswers = ['yes', 'no', 'unknown'] as const;
export type EligibilityAnswer = (typeof eligibilityAnswers)[number];

/** What a support tool made of the answers: it suggests, a person decides. */
export type SupportToolResult = {
  tool: 'adult' | 'child';
  answers: Record<string, string>;
  score: number;
  suggests: Rating | null;
  /** Questions whose answers weighed most, heaviest first. */
  drivenBy: string[];
};

/** As many key professionals as a card lists; the limit is ours. */
export const MAX_PROFESSIONALS = 12;

export type NamedProfessional = { id: string; name: string };

/** How somebody is told things. */
export type ToldHow = { via: ContactWay; detail: string; format: string };

export type ReferredPerson = {
  id: string;
  fullName: string;
  dateOfBirth: CalendarDay | null;
  nhsNumber: string | null;
  residence: string | null;
  /** null where a representative is told instead */
  told: ToldHow | null;
};

export type ReferredRepresentative = {
  id: string;
  name: string;
  relation: RepresentativeRelation;
  told: ToldHow | null;
};

export type KeyProfessionalView = {
  name: string;
  jobRole: string | null;
  organisation: string | null;
  email: string | null;
  phone: string | null;
  lead: boolean;
};

/** What was said about consent with a referral, or recorded later for the same row of the person. */
export type ReferredConsent = {
  id: string;
  kind: ConsentEventKind;
  day: CalendarDay;
  route: ConsentRoute | null;
  consenterName: string | null;
  form: ConsentForm | null;
  scope: ConsentScope[];
  evidence: string | null;
  informationFormat: InformationFormat | null;
  capacityAssessedOn: CalendarDay | null;
  decidedBy: string | null;
  consulted: string | null;
  personView: string | null;
  note: string | null;
};

export type ReferralQuestionView = {
  id: string;
  question: string;
  by: NamedProfessional;
  askedAt: Date;
  /** Whether the review's clock stands until the answer comes. */
  pausesClock: boolean;
  answer: string | null;
  answeredAt: Date | null;
};

/** A referral in its present state: what every copy of its card shows. Drafts have a view of their own (draft-model.ts). */
export type ReferralView = {
  id: string;
  reference: string;
  state: ReferralState;
  version: number;
  urgentBecause: 'words-of-danger'[];
  route: ReferralRoute;
  receivedOn: CalendarDay;
  receivedBy: ReceivedWay;
  /** Who was on the phone or wrote, where a coordinator entered it; on the web pages who refers themself or for family. */
  contact: { name: string; relation: string; via: ContactWay; detail: string } | null;
  /** Who entered it: the referrer, or a coordinator for somebody. */
  referrer: NamedProfessional & { jobRole: string; organisation: string; phone: string; email: string | null };
  owner: NamedProfessional | null;
  person: ReferredPerson;
  representatives: ReferredRepresentative[];
  keyProfessionals: KeyProfessionalView[];
  /** A code of the policy's localities. */
  locality: string | null;
  /** By code of the policy's eligibility questions. */
  eligibility: Record<string, EligibilityAnswer>;
  consent: ReferredConsent[];
  /** Why the person has not been asked yet, where nothing about consent came with the referral. */
  consentNote: string | null;
  currentIssues: string;
  escalationRisk: string | null;
  whatWasTried: string | null;
  whatCouldHelp: string | null;
  actionPlan: string | null;
  suggestedRating: Rating | null;
  supportTool: SupportToolResult | null;
  policyVersion: string;
  submittedAt: Date;
  questions: ReferralQuestionView[];
  /** Triage and review, where the policy states a time for them. */
  clocks: readonly Clock[];
  /** Who took part in the risk review, by sector. */
  reviewers: { sector: string; name: string }[];
  decision: {
    by: NamedProfessional;
    at: Date;
    /** A code of the policy's notEligibleReasons; null when accepted. */
    reason: string | null;
    note: string | null;
    whatElseHelps: string | null;
    /** The rating it was accepted with. */
    rating: Rating | null;
  } | null;
  /** Whether the letter that tells the referrer the outcome was released. Until then their card names no outcome. */
  referrerTold: boolean;
  endNote: string | null;
  endedAt: Date | null;
};

/** What speaks for two rows being one person. */
export const duplicateSigns = ['nhs-number', 'name-and-date-of-birth', 'name'] as const;
export type DuplicateSign = (typeof duplicateSigns)[number];

/** Where a person stands on record besides one referral. */
export type PersonOnRecord = {
  /** Times on the register, newest first. */
  entries: { id: string; dsrReference: string; fromDay: CalendarDay; toDay: CalendarDay | null }[];
  referrals: { id: string; reference: string; state: ReferralState }[];
  /** MbE requests. */
  requests: { id: string; reference: string; state: string }[];
};

/** What is compared, of either side. */
export type Identity = {
  fullName: string;
  dateOfBirth: CalendarDay | null;
  nhsNumber: string | null;
  residence: string | null;
};

/** What the list of referrals can be narrowed to, in the order in which it is offered. */
export const referralFilters = ['all', 'urgent', 'mine', 'unowned', 'overdue'] as const;
export type ReferralFilter = (typeof referralFilters)[number];
