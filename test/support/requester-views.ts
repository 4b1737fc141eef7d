import type { RequestStep1View } from '../../cards/request-step-1.card.ts';
import type { RequestStep2View, Tickable } from '../../cards/request-step-2.card.ts';
import type {
  DraftView,
  FieldProblem,
  RequestField,
  RequestListItem,
  TypedRequest,
} from '../../services/mbe-requests/model.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { SAMPLE_NOW } from './team-views.ts';

export const samplePolicy = loadPolicy();
export const samplePress = '00000000-0000-4000-8000-0000000000f1';
export const sampleDraftId = '00000000-0000-4000-8000-0000000000f2';

/** Fictional organisations of a directory, as many as wanted. */
export function sampleDirectory(count: number): Tickable[] {
  const names = [
    ...['Moorland County Council social care', 'Moorland County Council education', 'Potters City Council social care'],
    ...['Potters City Council education', 'Midlands Community NHS learning disability and autism services'],
    ...['Midlands Community NHS mental health services', 'Riverbank Support Ltd', 'Example Police'],
    ...['Example Ambulance Service', 'Hilltop Academy', 'Speak Up Advocacy'],
  ];
  return Array.from({ length: count }, (_, index) => ({
    id: `00000000-0000-4000-8000-${String(1000 + index).padStart(12, '0')}`,
    name: names[index] ?? `Supported Living Provider ${index + 1}`,
  }));
}

/** A draft of somebody who has never asked before; `known` fills in what is remembered of them. */
export function sampleDraft(typed: TypedRequest = {}, known = false): DraftView {
  return {
    id: sampleDraftId,
    version: 0,
    typed,
    profile: known
      ? { jobRole: 'Social worker', organisation: 'Moorland County Council', phone: '01632 960 456' }
      : { jobRole: null, organisation: null, phone: null },
    nameOutside: null,
    suggestedOrganisation: null,
    updatedAt: SAMPLE_NOW,
  };
}

export function step1View(overrides: Partial<RequestStep1View> = {}): RequestStep1View {
  return {
    draft: sampleDraft(),
    problems: [],
    urgentBecause: [],
    emergencyAdvice: samplePolicy.emergencyAdvice.value,
    ...overrides,
  };
}

export function step2View(overrides: Partial<RequestStep2View> = {}): RequestStep2View {
  return {
    draft: sampleDraft({ personName: 'Jamie Example' }),
    problems: [],
    urgentBecause: [],
    policy: samplePolicy,
    directory: sampleDirectory(11),
    press: samplePress,
    ...overrides,
  };
}

/** A row of somebody's list. */
export function listItem(overrides: Partial<RequestListItem> = {}): RequestListItem {
  return {
    id: sampleDraftId,
    reference: 'MBE-2027-0042',
    state: 'submitted',
    version: 1,
    personName: 'Jamie Example',
    updatedAt: new Date(SAMPLE_NOW.getTime() - 3 * 60 * 60 * 1000),
    neededBy: null,
    bookedFor: null,
    ...overrides,
  };
}

/** Every field of a request, and every problem one can have. */
export const allFields: readonly RequestField[] = [
  ...(['personName', 'purpose', 'whyNoMdt', 'organisationIds', 'furtherPeople', 'individualAnswer'] as const),
  ...(['individualDetail', 'carerAnswer', 'carerDetail', 'basis', 'basisDetail', 'basisDay', 'nhsNumber'] as const),
  ...(['dateOfBirth', 'neededBy', 'lengthMinutes', 'place', 'jobRole', 'organisation', 'phone'] as const),
];
export const allProblems: readonly FieldProblem['problem'][] = [
  ...(['missing', 'too-long', 'not-a-date', 'in-the-past', 'in-the-future', 'not-ten-digits', 'check-digit'] as const),
  ...(['repeated-digits', 'test-number', 'no-invitees', 'too-many', 'no-email', 'bad-email', 'no-name'] as const),
  ...(['repeated', 'unknown-organisation', 'unknown-choice', 'no-contact-details', 'not-a-length'] as const),
  'not-a-phone-number',
];
