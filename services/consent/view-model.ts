import type { Clock } from '../clocks/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type {
  ConsentEventKind,
  ConsentForm,
  ConsentRoute,
  ConsentScope,
  ConsentState,
  InformationFormat,
} from './model.ts';

/** One event with everything that was recorded of it. */
export type ConsentRecord = {
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
  /** Who recorded it; null where the service did. */
  by: string | null;
  at: Date;
};

/** What ending consent today would do, so that it is said before. */
export type EndingEffects = {
  endsEntry: boolean;
  /** Meetings of the register that are cancelled for everybody invited. */
  cancelled: number;
  /** Meetings so near that the clinical lead decides first. */
  toDecide: number;
  /** References of MbE requests from which nothing about the person leaves any more. */
  requests: string[];
  /** References of referrals that wait to be decided. */
  referrals: string[];
};

/** Consent to the register as it stands, for the DSR team. */
export type ConsentView = {
  personId: string;
  personName: string;
  /** DSR-0123; null while they are not on the register. */
  dsrReference: string | null;
  dateOfBirth: CalendarDay | null;
  /** In whole years today; null where nobody knows it. */
  age: number | null;
  today: CalendarDay;
  /** The open entry. */
  entryId: string | null;
  state: ConsentState;
  /** What was recorded of the consent that counts, or counted last; null where there was none. */
  standing: ConsentRecord | null;
  /** Newest first. */
  history: ConsentRecord[];
  /** Why it ends when it does; null where it has no end. */
  renewal: Clock | null;
  effects: EndingEffects;
};

/** What somebody got about a person. 'by-hand': the team told them itself. */
export const toldWhat = [
  'invitation',
  'invitation-reference-only',
  'cancellation',
  'summary',
  'notice',
  'letter',
  'question',
  'by-hand',
] as const;
export type ToldWhat = (typeof toldWhat)[number];

/** Somebody who has received something, and when. */
export type Told = {
  receiver: string;
  organisation: string | null;
  what: ToldWhat;
  /** Of the meeting, the referral or the person on the register. */
  reference: string;
  /** Of a summary: the version of the outcome. */
  version: number | null;
  at: Date;
  /** False where it may have been sent, and nobody can tell. */
  certain: boolean;
};

/** Whether they learnt something about the person, beyond a time and a reference. */
export function toldOfThePerson({ what }: Pick<Told, 'what'>): boolean {
  return what === 'summary' || what === 'letter' || what === 'question' || what === 'by-hand' || what === 'invitation';
}
