import type { AgencyKind } from '../../../services/agencies/model.ts';
import type { Deps } from '../../../services/platform/deps.ts';
import { addMonthsClamped, dayOf } from '../../../services/platform/time.ts';
import { cast } from '../tenant.ts';

type SampleOrganisation = {
  name: string;
  kind: AgencyKind;
  mailDomain: string;
  agreement: boolean;
  /** The part before @ of an inbox that several people read. */
  duty?: string;
  /** Who hears of an overdue action: name, and the part of the address before @. */
  manager?: [name: string, mailbox: string];
  /** Name, job title, the part of the address before @, and whether a coordinator has marked it secure. */
  contacts: [name: string, jobTitle: string, mailbox: string, secure: boolean][];
};

/** Organisations of every kind, all made up. One agency, the school and the advocate have no sharing agreement. */
const organisations: SampleOrganisation[] = [
  {
    name: 'Trust learning disability and autism team',
    kind: 'nhs-learning-disability-and-autism',
    mailDomain: 'trust.example.org',
    agreement: true,
    contacts: [
      ['Nadia Example', 'Community nurse', 'nadia.example', true],
      ['Omar Example', 'Psychologist', 'omar.example', true],
    ],
  },
  {
    name: 'Trust mental health team',
    kind: 'nhs-mental-health',
    mailDomain: 'trust.example.org',
    agreement: true,
    contacts: [
      ['Petra Example', 'Team manager', 'petra.example', true],
      ['Quinn Example', 'Psychiatrist', 'quinn.example', false],
    ],
  },
  {
    name: 'Example City Council social care',
    kind: 'council-social-care',
    mailDomain: 'city-council.example.org',
    agreement: true,
    duty: 'duty.social.work',
    manager: ['Gwen Example', 'gwen'],
    contacts: [
      ['Ravi Example', 'Social work manager', 'ravi', true],
      ['Sian Example', 'Social worker', 'sian', false],
    ],
  },
  {
    name: 'Willowbrook Support',
    kind: 'social-care-provider',
    mailDomain: 'willowbrook.example.org',
    agreement: false,
    contacts: [
      ['Tom Example', 'Service manager', 'tom', false],
      ['Una Example', 'Deputy manager', 'una', false],
    ],
  },
  {
    name: 'Example County Council education',
    kind: 'council-education',
    mailDomain: 'county-council.example.org',
    agreement: true,
    manager: ['Hari Example', 'hari'],
    contacts: [
      ['Vera Example', 'SEND officer', 'vera', false],
      ['Will Example', 'Education psychologist', 'will', false],
    ],
  },
  {
    name: 'Example Ambulance Service',
    kind: 'ambulance',
    mailDomain: 'ambulance.example.org',
    agreement: true,
    duty: 'control.desk',
    contacts: [
      ['Xena Example', 'Frequent callers lead', 'xena', true],
      ['Yusuf Example', 'Duty manager', 'yusuf', false],
    ],
  },
  {
    name: 'Example Police',
    kind: 'police',
    mailDomain: 'police.example.org',
    agreement: true,
    duty: 'vulnerability.desk',
    manager: ['Inspector Ivo Example', 'ivo'],
    contacts: [
      ['Sergeant Zoe Example', 'Vulnerability officer', 'zoe', true],
      ['Constable Abe Example', 'Neighbourhood officer', 'abe', false],
    ],
  },
  {
    name: 'Oakfield Example School',
    kind: 'school',
    mailDomain: 'oakfield-school.example.org',
    agreement: false,
    contacts: [
      ['Bea Example', 'Special needs coordinator', 'bea', false],
      ['Carl Example', 'Head of year', 'carl', false],
    ],
  },
  {
    name: 'Speak Up Example Advocacy',
    kind: 'advocacy',
    mailDomain: 'speakup.example.org',
    agreement: false,
    contacts: [
      ['Dora Example', 'Advocate', 'dora', false],
      ['Eli Example', 'Advocate', 'eli', false],
    ],
  },
];

/** Writes the directory. @returns the organisations' ids by name */
export async function loadSampleAgencies(deps: Deps): Promise<Map<string, string>> {
  const now = deps.clock.now();
  const ids = new Map<string, string>();
  const fromDay = new Date(`${addMonthsClamped(dayOf(now), -6)}T00:00:00Z`);
  const cora = await deps.db.professional.findUniqueOrThrow({ where: { aadObjectId: cast.cora.id } });
  await deps.db.$transaction(async (tx) => {
    for (const [position, { agreement, contacts, duty, manager, ...organisation }] of organisations.entries()) {
      const id = deps.newId();
      ids.set(organisation.name, id);
      const addressOf = (mailbox: string) => `${mailbox}@${organisation.mailDomain}`;
      await tx.organisation.create({
        data: {
          ...organisation,
          id,
          position,
          dutyEmail: duty === undefined ? null : addressOf(duty),
          managerName: manager?.[0] ?? null,
          managerEmail: manager === undefined ? null : addressOf(manager[1]),
          agreements: agreement ? { create: { id: deps.newId(), fromDay } } : {},
          contacts: {
            create: contacts.map(([name, jobTitle, mailbox], at) => ({
              id: deps.newId(),
              name,
              jobTitle,
              email: addressOf(mailbox),
              position: at,
            })),
          },
        },
      });
      await tx.secureAddress.createMany({
        data: contacts
          .filter(([, , , secure]) => secure)
          .map(([, , mailbox]) => ({ address: addressOf(mailbox), markedById: cora.id, markedAt: now })),
      });
    }
  });
  return ids;
}
