import type { RequestField } from '../services/mbe-requests/model.ts';

/** What a field is called within a sentence: 'the purpose of the meeting'. */
export const fieldInWords: Record<RequestField, string> = {
  personName: 'the person’s name',
  purpose: 'the purpose of the meeting',
  whyNoMdt: 'why an MDT is not being taken forward',
  organisationIds: 'the organisations to invite',
  furtherPeople: 'the list of further people',
  individualAnswer: 'the answer about inviting the person',
  individualDetail: 'the contact details or reason for the person',
  carerAnswer: 'the answer about inviting a parent or carer',
  carerDetail: 'the contact details or reason for the parent or carer',
  basis: 'the answer about whether the person knows and agrees',
  basisDetail: 'who decided, or why not yet',
  basisDay: 'the day of the best-interest decision',
  nhsNumber: 'the NHS number',
  dateOfBirth: 'the date of birth',
  neededBy: 'the needed-by date',
  lengthMinutes: 'the length of the meeting',
  place: 'the place',
  jobRole: 'your job role',
  organisation: 'your organisation',
  phone: 'your phone number',
};

/** Labels of the fields as a form asks for them. */
export const fieldLabels: Record<RequestField, string> = {
  personName: 'Full name of the person the meeting is about (required)',
  purpose: 'What is the meeting for? (required)',
  whyNoMdt: 'Why is an MDT without the DSR team not being taken forward? (required)',
  organisationIds: 'Organisations to invite',
  furtherPeople: 'Further people to invite: one a line, with name and email',
  individualAnswer: 'Should we invite the person the meeting is about? (required)',
  individualDetail: 'Their email or phone if we invite them, or why not (required)',
  carerAnswer: 'Should we invite a parent or carer? (required)',
  carerDetail: 'Their name and email or phone if we invite them, or why not (required)',
  basis: 'Does the person know about this request and agree? (required)',
  basisDetail: 'Who made the best-interest decision, or why not yet',
  basisDay: 'Date of the best-interest decision',
  nhsNumber: 'NHS number',
  dateOfBirth: 'Date of birth, for example 31/3/1990',
  neededBy: 'Needed by',
  lengthMinutes: 'Length',
  place: 'Place (leave empty to meet online)',
  jobRole: 'Your job role (required)',
  organisation: 'Your organisation (required)',
  phone: 'Your phone number (required)',
};
