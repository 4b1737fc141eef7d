import type { CalendarDay } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import type { ExportedPerson } from '../services/register/redeem-export.ts';
import { localityLabel, ratingLabels, settingLabels } from './register.ts';

/** The page on which a list of the register is downloaded. */
export const exportPageWords = {
  serviceName: 'Dynamic Support Register',
  footerText: 'For the DSR team only.',
  title: 'Download the list from the register',
  lines: [
    'The list is made when you press Download, with the filters you had chosen.',
    'You can download it once, within 10 minutes of asking for it.',
  ],
  warningHeading: 'Keep it safe',
  warning:
    'The file holds names and dates of birth. Save it where only the DSR team can read it, and delete it when you no longer need it.',
  buttonText: 'Download',
  goneTitle: 'This link can no longer be used',
  goneLines: [
    'A link can be used once, within 10 minutes.',
    'To get a new one, type “register” in your own chat with the bot and press Export.',
  ],
} as const;

/** 'register-2027-01-12.csv' */
export function exportFileName(day: CalendarDay): string {
  return `register-${day}.csv`;
}

const heads = [
  'Reference',
  'Name',
  'Date of birth',
  'Part of the area',
  'Rating',
  'Rating since',
  'Where',
  'On the register since',
  'Consent holds until',
  'Suspended (consent has lapsed)',
  'Next due',
  'Key professional',
] as const;

/** The list as rows of cells, its heads first. Days are written as 2027-01-12, which every spreadsheet sorts. */
export function exportRows(
  people: readonly ExportedPerson[],
  today: CalendarDay,
  policy: Pick<AreaPolicy, 'localities'>,
): string[][] {
  return [
    [...heads],
    ...people.map((one) => [
      one.reference,
      one.name,
      one.dateOfBirth ?? '',
      localityLabel(one.locality, policy),
      ratingLabels[one.rating],
      one.ratingSince,
      settingLabels[one.setting],
      one.fromDay,
      one.consentUntil ?? '',
      one.consentUntil !== null && one.consentUntil < today ? 'Yes' : 'No',
      one.nextDue ?? '',
      one.keyProfessional ?? '',
    ]),
  ];
}

/** What the card says of a link. */
export function exportReady(until: string): string[] {
  return [
    `Your link works once, until ${until}.`,
    'It opens a page in your browser. The list is downloaded when you press Download there.',
    'The file holds names and dates of birth: save it where only the DSR team can read it.',
  ];
}

export const exportRefusals = {
  'no-public-url':
    'The register can’t be exported yet: this service has not been told its own web address. Ask whoever runs it to set PUBLIC_URL.',
  'in-channel': 'Everybody in a channel could use the link. Type “register” in your own chat with me and export there.',
} as const;

/** The path a link begins with; its secret follows. */
export const EXPORT_PATH = '/register-export';

/** The address of the page on which a list can be downloaded once. */
export function exportLink(publicUrl: string, secret: string): string {
  return `${publicUrl}${EXPORT_PATH}/${secret}`;
}
