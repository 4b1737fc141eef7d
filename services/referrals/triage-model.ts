import type { ConsentState } from '../consent/model.ts';
import type { LetterListItem } from '../letters/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type {
  DuplicateSign,
  Identity,
  NamedProfessional,
  PersonOnRecord,
  ReferralFilter,
  ReferralState,
  ReferralView,
} from './model.ts';

/** Somebody on record who may be the referral's person. `id` is the row that all rows linked with it point to. */
export type PossibleDuplicate = Identity &
  PersonOnRecord & {
    id: string;
    signs: DuplicateSign[];
    /** A coordinator said that they are two people. */
    saidDifferent: boolean;
  };

/** What stands in the way of accepting a referral, or is missing from its review. */
export type TriageGap = 'consent' | 'duplicates' | 'on-register' | 'reviewers';

/** A referral as the DSR team decides on it. */
export type TriageView = {
  referral: ReferralView;
  today: CalendarDay;
  consent: ConsentState;
  possible: PossibleDuplicate[];
  /** What else a coordinator has linked with this person. */
  linked: PersonOnRecord;
  /** Sectors that the policy names for the review and that nobody is recorded from. */
  missingSectors: string[];
  gaps: TriageGap[];
  letters: Pick<LetterListItem, 'id' | 'receiver' | 'receiverName' | 'state' | 'via'>[];
  /** Who took the decision, by name or role. */
  decisionMadeBy: string | null;
  /** Why the team ended it without a decision: 'already-on-register'. */
  closedBecause: string | null;
};

/** One page of the referrals that wait for a decision: the review that is due first comes first. */
export type ReferralQueue = {
  filter: ReferralFilter;
  page: number;
  pages: number;
  total: number;
  urgent: number;
  today: CalendarDay;
  items: {
    id: string;
    reference: string;
    state: ReferralState;
    personName: string;
    urgent: boolean;
    receivedOn: CalendarDay;
    owner: NamedProfessional | null;
    /** The earlier of triage and review; null where the area sets no time. */
    due: CalendarDay | null;
    pausedSince: CalendarDay | null;
  }[];
};

export type TriageProblem = {
  field:
    | 'rating'
    | 'setting'
    | 'admittedOn'
    | 'locality'
    | 'decidedBy'
    | 'reviewers'
    | 'reason'
    | 'note'
    | 'whatElseHelps'
    | 'question'
    | 'education'
    | 'social-care'
    | 'health';
  problem:
    | 'missing'
    | 'too-long'
    | 'unknown-choice'
    | 'not-a-date'
    | 'in-the-future'
    | 'blue-needs-hospital'
    | 'hospital-needs-blue';
};
