import type { RequestView } from '../services/mbe-requests/model.ts';
import { formatDay } from '../services/platform/time.ts';
import { basisWords } from './basis.ts';
import { inviteWords } from './invite-answers.ts';
import { mailFacts } from './mailed-request.ts';
import { mdtLines } from './mdt-first.ts';
import { lengthWords } from './team-request.ts';

/** Everything a requester asked for, heading by heading. What was left out is left out. Free text: escape it for a card. */
export function requestDetails(request: RequestView): { title: string; text: string }[] {
  const further = request.furtherPeople.map(({ name, email }) => `${name}, ${email}`);
  const optional = [
    { title: 'NHS number', text: request.nhsNumber ?? '' },
    { title: 'Date of birth', text: request.dateOfBirth === null ? '' : formatDay(request.dateOfBirth) },
    { title: 'Needed by', text: request.neededBy === null ? '' : formatDay(request.neededBy) },
  ];
  return [
    { title: 'Purpose', text: request.purpose },
    { title: 'Why an MDT is not being taken forward', text: request.whyNoMdt },
    { title: 'What was said about an MDT', text: mdtLines(request.mdt).join('\n') },
    { title: 'Organisations to invite', text: request.organisations.map(({ name }) => name).join('\n') },
    { title: 'Further people to invite', text: further.join('\n') },
    { title: 'The person', text: inviteWords(request.individual) },
    { title: 'A parent or carer', text: inviteWords(request.carer) },
    { title: 'Does the person know and agree?', text: basisWords(request.basis) },
    ...optional,
    { title: 'Length and place', text: `${lengthWords(request.lengthMinutes)}, ${request.place ?? 'online'}` },
    { title: mailFacts.title, text: request.mail?.onBehalfOf ? mailFacts.onBehalfOf(request.mail.onBehalfOf) : '' },
    { title: mailFacts.said, text: request.mail?.said ?? '' },
  ].filter(({ text }) => text.trim() !== '');
}
