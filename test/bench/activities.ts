import { randomUUID } from 'node:crypto';
import type { TypedRequest } from '../../services/mbe-requests/model.ts';
import type { Database } from '../../services/platform/database.ts';

/** What the servers under measurement agree on. */
export const bench = {
  tenantId: '00000000-0000-4000-8000-0000000000ff',
  dsrChannelId: '19:bench@thread.tacv2',
  requesters: 40,
} as const;

const aadObjectId = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;

/** The people, organisations and drafts a run needs, written straight into the database. */
export async function prepareRecord(
  db: Database,
  drafts: number,
): Promise<{ organisationIds: string[]; draftIds: string[] }> {
  const now = new Date();
  const organisationIds = Array.from({ length: 7 }, () => randomUUID());
  await db.organisation.createMany({
    data: organisationIds.map((id, n) => ({ id, name: `Organisation ${n} of the bench`, kind: 'police', position: n })),
  });
  const requesterIds = Array.from({ length: bench.requesters }, () => randomUUID());
  await db.professional.createMany({
    data: requesterIds.map((id, n) => ({
      id,
      aadObjectId: aadObjectId(n),
      name: `Requester ${n} Example`,
      email: `requester-${n}@example.org`,
      jobRole: 'Nurse',
      organisation: 'Trust of the bench',
      phone: '01632 960001',
      createdAt: now,
      updatedAt: now,
    })),
  });
  const typed: TypedRequest = {
    personName: 'Jordan Example',
    purpose: 'Agree between health, education and social care who supports Jordan at home after Easter, and from when.',
    whyNoMdt: 'Two team meetings were held in spring. Education and housing did not come to either of them.',
  };
  const draftIds = Array.from({ length: drafts }, () => randomUUID());
  for (let from = 0; from < drafts; from += 1000) {
    await db.mbeRequest.createMany({
      data: draftIds.slice(from, from + 1000).map((id, n) => ({
        id,
        state: 'draft',
        requesterId: requesterIds[(from + n) % bench.requesters] ?? '',
        typed,
        createdAt: now,
        updatedAt: now,
      })),
    });
  }
  return { organisationIds, draftIds };
}

/** The press of "Send request" on the second card of the n-th draft, as Teams delivers it. */
export function submitActivity(n: number, draftId: string, organisationIds: readonly string[]): string {
  const person = n % bench.requesters;
  const data = {
    verb: 'submit-request',
    draftId,
    step: 2,
    press: randomUUID(),
    organisationIds: organisationIds.slice(0, 3).join(','),
    furtherPeople: 'Alex Example, alex@school.example.org',
    individualAnswer: 'invite',
    individualDetail: 'jordan@example.org',
    carerAnswer: 'do-not-invite',
    carerDetail: 'Jordan asked us not to.',
    basis: 'consents',
  };
  return JSON.stringify({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/',
    from: { id: `29:${aadObjectId(person)}`, aadObjectId: aadObjectId(person), name: `Requester ${person} Example` },
    recipient: { id: '28:roundtable', name: 'Roundtable' },
    conversation: { id: `a:bench-${person}`, conversationType: 'personal', tenantId: bench.tenantId },
    channelData: { tenant: { id: bench.tenantId } },
    replyToId: randomUUID(),
    value: { action: { type: 'Action.Execute', verb: data.verb, data } },
  });
}
