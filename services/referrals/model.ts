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

/** Who refers (domain.md §3). An area's policy says which it takes. */
export const referralRoutes = ['professional', 'lead-professional', 'self', 'carer'] as const;
export type ReferralRoute = (typeof referralRoutes)[number];

/** How a referral came: in Teams by the referrer, or entered by a coordinator. */
export const receivedWays = ['teams', 'phone', 'email', 'paper'] as const;
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
