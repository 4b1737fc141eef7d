import type { AgencyKind } from '../services/agencies/model.ts';
import type { ConsentState } from '../services/consent/model.ts';
import type { InviteeView, MeetingState, RegisterMeetingKind } from '../services/meetings/model.ts';
import type {
  Invitable,
  RegisterMeetingField,
  RegisterMeetingProblem,
} from '../services/meetings/register-meeting-model.ts';
import type { RepresentativeRelation } from '../services/people/model.ts';
import { type CalendarDay, formatDay } from '../services/platform/time.ts';
import { meetingKindWords } from './register-person.ts';
import { teamMeetingState } from './team-request.ts';

/** What each kind of meeting is called. */
export const registerMeetingLabels: Record<RegisterMeetingKind, string> = meetingKindWords;

/** What each kind is, for somebody who chooses between them. */
export const registerMeetingMeanings: Record<RegisterMeetingKind, string> = {
  cetr: 'Care (Education) and Treatment Review',
  laep: 'Local Area Emergency Protocol: urgent. It never counts as a C(E)TR',
  'dsr-review': 'Agencies talk about the person with the DSR team',
  'oversight-visit': 'The commissioner visits the person in hospital',
};

/** The kinds of agency as roles at a meeting. */
export const agencyKindLabels: Record<AgencyKind, string> = {
  'nhs-learning-disability-and-autism': 'NHS learning disability and autism services',
  'nhs-mental-health': 'NHS mental health services',
  'council-social-care': 'Local authority social care',
  'social-care-provider': 'Social care provider',
  'council-education': 'Local authority education',
  ambulance: 'Ambulance service',
  police: 'Police',
  school: 'School',
  'gp-practice': 'GP practice',
  housing: 'Housing',
  advocacy: 'Advocacy',
  'other-trust': 'Another Trust',
};

const relations: Record<RepresentativeRelation, string> = {
  parent: 'parent',
  guardian: 'guardian',
  'parental-responsibility': 'has parental responsibility',
  carer: 'carer',
  family: 'family',
  deputy: 'deputy',
  attorney: 'attorney',
  advocate: 'advocate',
  other: 'speaks for the person',
};

/** Who must be there, by what they are there for: each role once, in the order of the invitees. */
export function rolesOf(invitees: readonly Pick<InviteeView, 'kind' | 'organisation'>[]): string[] {
  const roles = invitees.map(({ kind, organisation }) => {
    if (kind === 'individual') return 'The person';
    if (kind === 'carer') return 'Parent, carer or who speaks for the person';
    return organisation === null ? 'Another professional' : agencyKindLabels[organisation.kind];
  });
  return [...new Set(roles)];
}

/** Somebody of the person's record in a checklist: who they are, and how they hear of the meeting. Names are free text. */
export function invitableWords({ name, as, email, otherContact, kind }: Invitable): string {
  const what = as === null ? 'the person' : 'relation' in as ? relations[as.relation] : jobOf(as);
  const how = email ? '' : otherContact ? '. No email: you tell them' : '. No contact details: you tell them';
  const told = kind === 'other' ? '. Told the time and reference only' : '';
  return `${name} (${what})${how}${told}`;
}

function jobOf({ jobRole, organisation }: { jobRole: string | null; organisation: string | null }): string {
  const parts = [jobRole, organisation].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? 'key professional' : parts.join(', ');
}

export const registerMeetingForm = {
  chooseKind: 'Which meeting?',
  send: 'Arrange this meeting',
  intro:
    'We look for times when people are free, up to the day it must happen by. Nothing is sent until you book a time. Invitations carry the reference and the purpose category, never the kind of meeting.',
  labels: {
    kind: 'Which meeting',
    organisationIds: 'Which organisations must be there',
    people: 'Who else must be there, from the person’s record',
    purposeCategory: 'Purpose category, for invitations (required)',
    lengthMinutes: 'Length',
    neededBy: 'Must happen by',
    place: 'Place, as invitations may say it. Leave empty for online',
  } satisfies Record<RegisterMeetingField, string>,
} as const;

/** Where the proposed day comes from. */
export function proposedDayWords(about: {
  kind: RegisterMeetingKind;
  due: { label: string; day: CalendarDay } | null;
  today: CalendarDay;
}): string {
  const { kind, due, today } = about;
  if (due === null) {
    return kind === 'laep'
      ? 'A LAEP meeting is urgent. We propose the next working day.'
      : 'No date follows from the register. Enter one if there is a day it must happen by.';
  }
  const was = `${due.label}: ${due.day < today ? 'was due' : 'due'} ${formatDay(due.day)}.`;
  return due.day > today ? was : `${was} We propose the next working day.`;
}

const problems: Record<RegisterMeetingField, Partial<Record<RegisterMeetingProblem['problem'], string>>> = {
  kind: { missing: 'Choose which meeting.', 'unknown-choice': 'Choose one of the meetings.' },
  organisationIds: {
    missing: 'Choose at least one organisation or person to invite.',
    'unknown-choice': 'An organisation is no longer in the directory. Choose again.',
    'too-many': 'Choose 40 or fewer.',
  },
  people: { 'unknown-choice': 'Somebody is no longer on the person’s record. Choose again.' },
  purposeCategory: {
    missing: 'Choose a purpose category.',
    'unknown-choice': 'Choose a purpose category of the list.',
  },
  lengthMinutes: { 'unknown-choice': 'Choose one of the lengths.' },
  neededBy: {
    'not-a-date': 'Enter a date, for example 15/01/2027.',
    'in-the-past': 'Choose today or a later day.',
  },
  place: {
    'too-long': 'Shorten the place to 200 characters or fewer.',
    'says-who':
      'Invitations carry the place, and this one says who the person is. Write it without names, dates or numbers of theirs.',
  },
};

/** What to put right. */
export function registerMeetingProblemText({ field, problem }: RegisterMeetingProblem): string {
  return problems[field][problem] ?? 'Check this and try again.';
}

const withoutConsent: Record<Exclude<ConsentState['state'], 'valid'>, string> = {
  none: 'No consent to the register is on record',
  lapsed: 'Consent to the register has lapsed',
  withdrawn: 'Consent to the register was withdrawn',
  refused: 'Consent to the register was refused',
  'found-invalid': 'The consent on record was found not to be valid',
};

/** Why there can be no new meeting, and what can be done where it cannot wait. */
export function noConsentWords(state: ConsentState['state']): string {
  const why = state === 'valid' ? 'Consent to the register is not on record' : withoutConsent[state];
  return `${why}, so no new meeting can be arranged from the register. Record or renew consent first. If somebody is at serious risk of harm, or for safeguarding, ask for a Meeting by Exception: the clinical lead can decide there that information may be shared without consent, for that meeting only.`;
}

/** Why a meeting was not arranged. */
export function registerMeetingRefusal(
  refusal:
    | { reason: 'no-consent'; consent: ConsentState['state'] }
    | { reason: 'under-way'; reference: string }
    | { reason: 'entry-ended' | 'changed-meanwhile' },
): string {
  switch (refusal.reason) {
    case 'no-consent':
      return noConsentWords(refusal.consent);
    case 'under-way':
      return `One is being arranged already: ${refusal.reference}. Here is how it stands now.`;
    case 'entry-ended':
      return 'The person is no longer on the register. Nothing was changed.';
    case 'changed-meanwhile':
      return 'Somebody else has changed this meanwhile: here is how it stands now.';
  }
}

/** Said once the meeting is being arranged. */
export function arrangedWords(meeting: { reference: string }): string {
  return `Recorded as ${meeting.reference}. We are looking for times.`;
}

/** What a notification or a lock screen may show of a meeting: its reference and state, never its kind. */
export function registerMeetingSummary(meeting: { reference: string; state: MeetingState; ended: boolean }): string {
  return `${meeting.reference}: ${teamMeetingState(meeting).words.slice(2)}`;
}
