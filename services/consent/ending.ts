import type { BasisEnd } from './rules.ts';

const HOUR_MS = 60 * 60 * 1000;

/** How consent ends. A refusal, also at renewal, ends what a withdrawal ends. */
export const consentEndings = ['withdrawn', 'refused', 'found-invalid'] as const;
export type ConsentEnding = (typeof consentEndings)[number];

/** The policy's code of why an entry ended with its consent. */
export const endReasonOf: Record<ConsentEnding, string> = {
  withdrawn: 'consent-withdrawn',
  refused: 'consent-withdrawn',
  'found-invalid': 'consent-not-valid',
};

/** Why the basis of an MbE request counts no more (services/consent/rules.ts). */
export const basisEndOf: Record<ConsentEnding, BasisEnd> = {
  withdrawn: 'withdrawn',
  refused: 'withdrawn',
  'found-invalid': 'found-invalid',
};

/** What becomes of the register's meetings: cancelled at once, shown to the clinical lead first, or left as they are. */
export type MeetingFate = 'cancel' | 'clinical-lead-decides' | 'leave';

/**
 * What the end of consent does to a meeting that exists only because of the register (domain.md §10): it is cancelled,
 * unless it starts within the policy's `withdrawalHours`, or is on: then the clinical lead is shown it and decides. One that
 * is over took place, and stays.
 */
export function meetingFate(
  meeting: { startsAt: Date | null; endsAt: Date | null },
  now: Date,
  withdrawalHours: number,
): MeetingFate {
  if (meeting.startsAt === null) return 'cancel';
  if (meeting.endsAt !== null && meeting.endsAt <= now) return 'leave';
  return meeting.startsAt.getTime() - now.getTime() <= withdrawalHours * HOUR_MS ? 'clinical-lead-decides' : 'cancel';
}
