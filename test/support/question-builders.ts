import { toDateColumn } from '../../services/platform/date-column.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { askService } from '../../services/service-questions/ask-service.ts';
import { professionalOfAddress } from '../../services/sign-in/session-store.ts';
import { anOrganisation, type TestActor, type TestOrganisation } from './builders.ts';

/** Somebody on the web pages who has confirmed an address. */
export async function aVisitor(deps: Deps, address: string) {
  const who = { newId: deps.newId(), address, now: deps.clock.now() };
  const { id } = await deps.db.$transaction((tx) => professionalOfAddress(tx, who));
  return { kind: 'professional', id, dsrRole: null, outside: true } as const;
}

/** An organisation with an agreement, one contact and a manager, unless told otherwise. */
export async function aService(
  deps: Deps,
  as: Parameters<typeof anOrganisation>[1] & { dutyEmail?: string; managerEmail?: string | null } = {},
): Promise<TestOrganisation> {
  const { dutyEmail = null, managerEmail = 'manager@example.org', ...organisation } = as;
  const made = await anOrganisation(deps, organisation);
  const managerName = managerEmail === null ? null : 'Mo Example';
  await deps.db.organisation.update({ where: { id: made.id }, data: { dutyEmail, managerEmail, managerName } });
  return made;
}

/** Asks services, by 2 February 2027 unless told otherwise. */
export function ask(
  deps: Deps,
  actor: TestActor,
  about: { entryId: string; organisationIds: readonly string[]; text?: string; dueDay?: string; press?: string },
) {
  const { text = 'What is being offered?', dueDay = '2027-02-02', press = deps.newId() } = about;
  return askService(deps, { actor, ...about, text, dueDay, press });
}

/** The services of the newest question about somebody, by their address. */
export async function receiversOf(deps: Deps, entryId: string) {
  return deps.db.serviceQuestionReceiver.findMany({
    where: { question: { entryId } },
    orderBy: [{ question: { askedAt: 'asc' } }, { email: 'asc' }],
    include: { question: true },
  });
}

/** Ends every agreement of an organisation on a day. */
export async function endAgreement(deps: Deps, organisationId: string, on: string): Promise<void> {
  await deps.db.sharingAgreement.updateMany({ where: { organisationId }, data: { toDay: toDateColumn(on) } });
}

/** A question to the first organisation of the directory, as it lies in the record. @returns its id */
export async function aQuestionRow(deps: Deps, entryId: string): Promise<string> {
  const { id: organisationId } = await deps.db.organisation.findFirstOrThrow();
  const id = deps.newId();
  const askedAt = deps.clock.now();
  const question = { id, entryId, reference: `QUE-${id}`, text: 'Is Jordan Example offered a place?', askedAt };
  await deps.db.serviceQuestion.create({
    data: { ...question, dueDay: toDateColumn('2027-02-02'), askedById: deps.newId() },
  });
  await deps.db.serviceQuestionReceiver.create({
    data: {
      ...{ id: deps.newId(), questionId: id, organisationId, name: 'Wes Contact', email: 'wes@ward.example.org' },
      state: 'asked',
    },
  });
  return id;
}
