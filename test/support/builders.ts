import type { DsrRole } from '../../services/access/actor.ts';
import type { AgencyKind } from '../../services/agencies/model.ts';
import { approveMbeRequest } from '../../services/mbe-requests/approve-mbe-request.ts';
import type { RequestView, TypedRequest } from '../../services/mbe-requests/model.ts';
import { submitMbeRequest } from '../../services/mbe-requests/submit-mbe-request.ts';
import { toDateColumn } from '../../services/platform/date-column.ts';
import type { Deps } from '../../services/platform/deps.ts';
import type { CalendarDay } from '../../services/platform/time.ts';

/** Somebody who acts: their row is in the database. */
export type TestActor = { kind: 'professional'; id: string; dsrRole: DsrRole | null; name: string };

/** A professional whose own details are remembered already, unless `profile` is null. */
export async function aProfessional(
  deps: Deps,
  as: {
    name?: string;
    email?: string | null;
    dsrRole?: DsrRole | null;
    profile?: { jobRole: string; organisation: string; phone: string } | null;
  } = {},
): Promise<TestActor> {
  const id = deps.newId();
  const { name = 'Rosa Requester', dsrRole = null } = as;
  const remembered = { jobRole: 'Social worker', organisation: 'Example County Council', phone: '01632 960100' };
  const profile = as.profile === undefined ? remembered : as.profile;
  const now = deps.clock.now();
  await deps.db.professional.create({
    data: {
      id,
      aadObjectId: deps.newId(),
      name,
      email: as.email === undefined ? `${id}@example.org` : as.email,
      dsrRole,
      ...profile,
      createdAt: now,
      updatedAt: now,
    },
  });
  return { kind: 'professional', id, dsrRole, name };
}

/** A coordinator of the DSR team. */
export function aCoordinator(deps: Deps, name = 'Cora Coordinator'): Promise<TestActor> {
  return aProfessional(deps, { name, dsrRole: 'coordinator' });
}

export type TestOrganisation = { id: string; name: string; contactIds: string[] };

/** An organisation with contacts; with an agreement in force without end, unless told otherwise. */
export async function anOrganisation(
  deps: Deps,
  as: {
    name?: string;
    kind?: AgencyKind;
    mailDomain?: string;
    position?: number;
    active?: boolean;
    agreement?: { from: CalendarDay; to?: CalendarDay } | null;
    contacts?: { name: string; email: string; jobTitle?: string; active?: boolean }[];
  } = {},
): Promise<TestOrganisation> {
  const id = deps.newId();
  const name = as.name ?? `Example organisation ${id.slice(0, 8)}`;
  const agreement = as.agreement === undefined ? { from: '2020-01-01' } : as.agreement;
  const contacts = as.contacts ?? [{ name: 'Asha Contact', email: `asha.${id.slice(0, 8)}@example.org` }];
  await deps.db.organisation.create({
    data: {
      id,
      name,
      kind: as.kind ?? 'council-social-care',
      mailDomain: as.mailDomain ?? null,
      position: as.position ?? 0,
      active: as.active ?? true,
    },
  });
  if (agreement) {
    const toDay = agreement.to === undefined ? null : toDateColumn(agreement.to);
    const row = { id: deps.newId(), organisationId: id, fromDay: toDateColumn(agreement.from), toDay };
    await deps.db.sharingAgreement.create({ data: row });
  }
  const rows = contacts.map((contact, position) => ({
    jobTitle: 'Team manager',
    active: true,
    ...contact,
    id: deps.newId(),
    organisationId: id,
    position,
  }));
  await deps.db.agencyContact.createMany({ data: rows });
  return { id, name, contactIds: rows.map((row) => row.id) };
}

/** What a requester types into the two cards, complete once `organisationIds` names somebody. */
export function typedRequest(over: TypedRequest = {}): TypedRequest {
  return {
    personName: 'Jamie Example',
    purpose: 'Agree who supports Jamie when the placement changes.',
    whyNoMdt: 'Two meetings were held and housing did not come.',
    furtherPeople: 'Sam Example, sam.okoro@example.org',
    individualAnswer: 'invite',
    individualDetail: 'jamie@example.org',
    carerAnswer: 'do-not-invite',
    carerDetail: 'Jamie asked us not to.',
    basis: 'consents',
    ...over,
  };
}

/** A request as its requester sees it straight after sending it. Throws when what was typed is refused. */
export async function aSubmittedRequest(
  deps: Deps,
  as: { requester?: TestActor; typed?: TypedRequest } = {},
): Promise<RequestView & { requesterActor: TestActor }> {
  const requesterActor = as.requester ?? (await aProfessional(deps));
  const submitted = await submitMbeRequest(deps, {
    actor: requesterActor,
    draftId: deps.newId(),
    typed: typedRequest(as.typed),
    press: deps.newId(),
  });
  if (!submitted.ok) throw new Error(`The request was refused: ${JSON.stringify(submitted)}`);
  return { ...submitted.value, requesterActor };
}

/** A request that a coordinator has approved as it was asked for: its meeting is being arranged. */
export async function anApprovedRequest(
  deps: Deps,
  as: { requester?: TestActor; coordinator?: TestActor; typed?: TypedRequest } = {},
): Promise<RequestView & { requesterActor: TestActor; coordinator: TestActor; meetingId: string }> {
  const { requesterActor, ...request } = await aSubmittedRequest(deps, as);
  const coordinator = as.coordinator ?? (await aCoordinator(deps));
  const approved = await approveMbeRequest(deps, approvalOf(deps, request, coordinator));
  if (!approved.ok || approved.value.meetingId === null) throw new Error(`Not approved: ${JSON.stringify(approved)}`);
  return { ...approved.value, meetingId: approved.value.meetingId, requesterActor, coordinator };
}

/** The approval of a request as it was asked for. */
export function approvalOf(deps: Deps, request: RequestView, actor: TestActor) {
  return {
    actor,
    requestId: request.id,
    version: request.version,
    purposeCategory: 'placement',
    organisationIds: request.organisations.map((organisation) => organisation.id),
    furtherPeople: request.furtherPeople.map((person) => `${person.name}, ${person.email}`).join('\n'),
    lengthMinutes: String(request.lengthMinutes),
    neededBy: request.neededBy ?? '',
    place: request.place ?? '',
    press: deps.newId(),
  };
}
