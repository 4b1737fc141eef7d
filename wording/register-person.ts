import type { ConsentRoute, ConsentState } from '../services/consent/model.ts';
import type { MeetingKind, MeetingState } from '../services/meetings/model.ts';
import { formatDayShort } from '../services/platform/time.ts';
import { type AreaPolicy, labelOf } from '../services/policies/model.ts';
import type { MeasureResult, ReviewKind, TreatmentStatus } from '../services/register/model.ts';
import type { EventRecord, MeasureView, PersonView } from '../services/register/register-view.ts';
import { measureWords } from './measures.ts';
import { localityLabel, ratingLabels, ratingMark, settingLabels } from './register.ts';

const routeWords: Record<ConsentRoute, string> = {
  person: 'the person',
  parent: 'a parent',
  guardian: 'a guardian',
  'parental-responsibility': 'somebody with parental responsibility',
  deputy: 'a deputy',
  attorney: 'an attorney',
  'best-interest': 'a best-interest decision',
};

/** Where consent stands, and why. */
export function consentWords(consent: ConsentState): string {
  switch (consent.state) {
    case 'none':
      return 'No consent is on record.';
    case 'valid': {
      const until =
        consent.until === null ? 'It has no end date' : `It holds to the end of ${formatDayShort(consent.until)}`;
      return `✓ Given by ${routeWords[consent.route]} on ${formatDayShort(consent.since)}. ${until}.`;
    }
    case 'lapsed':
      return `Lapsed: it no longer holds since ${formatDayShort(consent.on)}. It was given by ${routeWords[consent.route]}.`;
    case 'refused':
      return `Refused on ${formatDayShort(consent.on)}.`;
    case 'withdrawn':
      return `Withdrawn on ${formatDayShort(consent.on)}.`;
    case 'found-invalid':
      return `Found not to be valid on ${formatDayShort(consent.on)}.`;
  }
}

/** The loud line on the card of somebody whose entry is suspended. */
export function suspendedWords(consent: ConsentState): string {
  const why = consent.state === 'lapsed' ? 'consent lapsed' : 'there is no valid consent';
  return `SUSPENDED: ${why}. No new meetings and nothing is shared until consent is renewed. Dates stay visible, and what happens can still be recorded.`;
}

export const resultWords: Record<MeasureResult, string> = {
  arranged: 'Considered: arranged',
  offered: 'Considered: offered',
  'not-needed': 'Considered: not needed',
};

/** What the policy says of a measure, and what was recorded of it since the person has this rating. */
export function measureLine(measure: MeasureView): string {
  const recorded = measure.recorded
    ? `✓ ${resultWords[measure.recorded.result]}, ${formatDayShort(measure.recorded.day)}`
    : 'Nothing recorded yet';
  return `${measureWords(measure)}. ${recorded}`;
}

export const meetingKindWords: Record<MeetingKind, string> = {
  mbe: 'Meeting by Exception',
  'dsr-review': 'DSR review',
  cetr: 'C(E)TR',
  laep: 'LAEP meeting',
  'oversight-visit': 'Oversight visit',
};

/** What a meeting recommended: never more than that, because a person decides. */
export function recommendedWords(of: NonNullable<PersonView['recommendation']>): string {
  const { rating, kind, reference, day } = of;
  return `${meetingKindWords[kind]} ${reference} on ${formatDayShort(day)} recommended ${ratingMark(rating)}. Nothing was changed: somebody decides.`;
}

export const meetingStateWords: Record<MeetingState, string> = {
  'being-arranged': 'being arranged',
  booked: 'booked',
  'took-place': 'took place, outcome to record',
  'did-not-take-place': 'did not take place',
  cancelled: 'cancelled',
  'outcome-recorded': 'outcome recorded',
};

export const treatmentWords: Record<TreatmentStatus, string> = {
  none: 'None',
  planned: 'Planned',
  receiving: 'Receiving',
};

export const progressWords = { 'under-way': 'Under way', done: '✓ Done', cannot: '✗ Cannot be done' } as const;

export const offerAnswerWords = {
  accepted: 'accepted',
  declined: 'declined',
  'not-answered': 'not answered yet',
} as const;

/** What each review form records, as buttons say it. */
export const reviewKindWords: Record<ReviewKind, string> = {
  'cetr-offered': 'C(E)TR offered',
  'cetr-held': 'C(E)TR held',
  'cetr-plan-reviewed': 'C(E)TR action plan reviewed',
  'oversight-visit': 'Oversight visit made',
  'laep-held': 'LAEP meeting held',
  discussed: 'Discussed at a panel or DSR review',
  'measure-considered': 'Measure considered',
  'intensive-treatment': 'Behaviourally intensive treatment',
  'discharge-plan-scored': 'Discharge plan scored',
};

/** A card's summary for a lock screen: reference and state alone. */
export function personSummary(person: Pick<PersonView, 'reference' | 'ended' | 'suspended'>): string {
  const state = person.ended ? 'left the register' : person.suspended ? 'suspended' : 'on the register';
  return `${person.reference}: ${state}`;
}

type Words = Pick<AreaPolicy, 'localities' | 'endReasons' | 'ratingMeasures' | 'dischargePlanPoints'>;

/** What happened, in words. Names that somebody typed are in it: escape it for a card. */
export function eventWords(event: EventRecord, policy: Words): string {
  switch (event.kind) {
    case 'entered':
      return `Came onto the register: ${ratingLabels[event.detail.rating]}, ${localityLabel(event.detail.locality, policy)}`;
    case 'rating-changed':
      return `Rating changed to ${ratingLabels[event.detail.rating]}, decided by ${event.detail.decidedBy}`;
    case 'admitted':
      return `Admitted: ${settingLabels[event.detail.setting]}. The rating is Blue`;
    case 'setting-changed':
      return `Moved: ${settingLabels[event.detail.setting]}`;
    case 'discharged':
      return `Left hospital. Rating ${ratingLabels[event.detail.rating]}, decided by ${event.detail.decidedBy}`;
    case 'cetr-offered':
      return `C(E)TR offered: ${offerAnswerWords[event.detail.answer]}`;
    case 'measure-considered': {
      const measures = 'value' in policy.ratingMeasures ? policy.ratingMeasures.value : [];
      return `${labelOf(measures, event.detail.measure)}. ${resultWords[event.detail.result]}`;
    }
    case 'intensive-treatment':
      return `Behaviourally intensive treatment: ${treatmentWords[event.detail.status].toLowerCase()}`;
    case 'discharge-plan-scored':
      return `Discharge plan scored: ${scoreWords(event.detail.scores, policy).join(', ')}`;
    case 'ended':
      return `Left the register: ${labelOf(policy.endReasons.value, event.detail.reason)}`;
    case 'voided':
      return 'Taken back: recorded by mistake';
    default:
      return reviewKindWords[event.kind];
  }
}

/** 'Housing 3', a point at a time. */
export function scoreWords(
  scores: Readonly<Record<string, number>>,
  policy: Pick<AreaPolicy, 'dischargePlanPoints'>,
): string[] {
  const points = 'value' in policy.dischargePlanPoints ? policy.dischargePlanPoints.value : [];
  return Object.entries(scores).map(([code, score]) => `${labelOf(points, code)} ${score}`);
}

export const personWords = {
  notStatedMeasures: 'What must, may or can be done at this rating: not set locally.',
  noMeasures: 'The policy names no measures for this rating, age and setting.',
  noKeyProfessional: 'Nobody. Reminders of what falls due have nobody to go to.',
  noActions: 'No agreed actions.',
  noMeetings: 'No meetings.',
  noClocks: 'Nothing falls due.',
  decidedBy: (name: string | null) => (name === null ? null : `Decided by ${name}`),
} as const;
