import { Prisma } from '../../generated/prisma/client.ts';
import { addConsentEvent } from '../consent/consent-store.ts';
import { nameKey } from '../people/name-key.ts';
import type { Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import type { CompleteReferral } from './complete-referral.ts';

/** Everything that becomes rows when a referral is sent. */
export type ReferralSubmission = {
  id: string;
  personId: string;
  enteredById: string;
  reference: string;
  complete: CompleteReferral;
  urgentBecause: 'words-of-danger'[];
  policyVersion: string;
  at: Date;
};

/**
 * Holds a draft of this professional until the transaction ends, so that it is sent once.
 *
 * @returns false when it is not theirs, is not stored, or was sent already
 */
export async function holdReferralDraft(tx: Transaction, id: string, enteredById: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM referral
    WHERE id = ${id}::uuid AND entered_by_id = ${enteredById}::uuid AND state = 'draft' FOR UPDATE`;
  return rows.length === 1;
}

/**
 * Writes a referral that was sent in the place of its draft: the person, who speaks for them, the key professionals, what
 * was said about consent, and what is remembered of the referrer.
 */
export async function writeReferral(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock' | 'policy'>,
  submission: ReferralSubmission,
): Promise<void> {
  await writePerson(tx, deps, submission);
  await tx.referral.update({ where: { id: submission.id }, data: columnsOf(submission), select: { id: true } });
  const { personId, id: referralId, enteredById, complete } = submission;
  // At the very instant of the referral: its referrer is shown what was recorded until then, and nothing after.
  const then = { ...deps, clock: { now: () => submission.at } };
  for (const event of complete.consentEvents) {
    await addConsentEvent(tx, then, { ...event, personId, referralId }, enteredById);
  }
  if (complete.profile !== null) {
    const data = { ...complete.profile, updatedAt: submission.at };
    await tx.professional.update({ where: { id: enteredById }, data, select: { id: true } });
  }
}

function columnsOf({ complete, ...submission }: ReferralSubmission): Prisma.ReferralUncheckedUpdateInput {
  const { contact, at } = { contact: complete.contact, at: submission.at };
  return {
    state: 'submitted',
    version: { increment: 1 },
    typed: Prisma.DbNull,
    reference: submission.reference,
    route: complete.route,
    personId: submission.personId,
    receivedOn: toDateColumn(complete.receivedOn),
    receivedBy: complete.receivedBy,
    contactName: contact?.name ?? null,
    contactRelation: contact?.relation ?? null,
    contactVia: contact?.via ?? null,
    contactDetail: contact?.detail ?? null,
    locality: complete.locality,
    eligibility: complete.eligibility,
    currentIssues: complete.currentIssues,
    escalationRisk: complete.escalationRisk,
    whatWasTried: complete.whatWasTried,
    whatCouldHelp: complete.whatCouldHelp,
    actionPlan: complete.actionPlan,
    consentNote: complete.consentNote,
    suggestedRating: complete.suggestedRating,
    supportTool: complete.supportTool ?? Prisma.DbNull,
    urgent: submission.urgentBecause.length > 0,
    urgentBecause: submission.urgentBecause,
    policyVersion: submission.policyVersion,
    submittedAt: at,
    updatedAt: at,
  };
}

async function writePerson(
  tx: Transaction,
  deps: Pick<Deps, 'newId'>,
  { id: referralId, personId, complete, at }: ReferralSubmission,
): Promise<void> {
  const { fullName, dateOfBirth, nhsNumber, residence, told } = complete.person;
  const contact = (to: typeof told) => ({
    contactVia: to?.via ?? null,
    contactDetail: to?.detail ?? null,
    contactFormat: to?.format ?? null,
  });
  await tx.person.create({
    data: {
      ...{ id: personId, fullName, nameKey: nameKey(fullName), nhsNumber, residence, createdAt: at },
      dateOfBirth: toDateColumn(dateOfBirth),
      ...contact(told),
    },
    select: { id: true },
  });
  await tx.representative.createMany({
    data: complete.representatives.map(({ name, relation, told: to }, position) => ({
      ...{ id: deps.newId(), personId, name, relation, position },
      ...contact(to),
    })),
  });
  await tx.keyProfessional.createMany({
    data: complete.keyProfessionals.map((one, position) => ({
      ...one,
      ...{ id: deps.newId(), personId, referralId, nameKey: nameKey(one.name), position },
    })),
  });
}
