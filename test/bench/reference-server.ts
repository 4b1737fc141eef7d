import { randomUUID } from 'node:crypto';
import { Prisma } from '../../generated/prisma/client.ts';
import { openDatabase } from '../../services/platform/database.ts';
import { openJobs } from '../../services/platform/jobs.ts';
import { openLog } from '../../services/platform/log.ts';
import { serveForParent } from './child.ts';
import { echoServer } from './echo-server.ts';

type Submitted = {
  draftId: string;
  press: string;
  organisationIds: string;
  furtherPeople: string;
  individualDetail: string;
  carerDetail: string;
};

/**
 * The reference: the echo bot's turn and one ordinary Prisma transaction that writes the rows and the job a submission
 * writes, knowing everything beforehand: no person is looked up, nothing is checked, no card is made.
 */
const url = process.env.DATABASE_URL ?? '';
const db = openDatabase(url);
const jobs = await openJobs(url, openLog('silent'));
let count = 0;

serveForParent(
  echoServer(async (context) => {
    const data = context.activity.value.action.data as Submitted;
    const at = new Date();
    const personId = randomUUID();
    // Outside the transaction, so that nobody waits for another's submission.
    const { year, last } = await db.referenceCounter.upsert({
      where: { series_year: { series: 'REF', year: 2026 } },
      create: { series: 'REF', year: 2026, last: 1 },
      update: { last: { increment: 1 } },
    });
    await db.$transaction(async (tx) => {
      await tx.person.create({
        data: { id: personId, fullName: 'Jordan Example', nameKey: 'jordanexample', createdAt: at },
      });
      await tx.mbeRequest.update({
        where: { id: data.draftId },
        data: {
          state: 'submitted',
          version: { increment: 1 },
          typed: Prisma.DbNull,
          reference: `REF-${year}-${last}-${count++}`,
          personId,
          purpose:
            'Agree between health, education and social care who supports Jordan at home after Easter, and from when.',
          whyNoMdt: 'Two team meetings were held in spring. Education and housing did not come to either of them.',
          individualAnswer: 'invite',
          individualDetail: data.individualDetail,
          carerAnswer: 'do-not-invite',
          carerDetail: data.carerDetail,
          basis: 'consents',
          lengthMinutes: 60,
          policyVersion: '2026-11',
          submittedAt: at,
          decideBy: at,
          updatedAt: at,
        },
        select: { id: true },
      });
      await tx.requestedInvitee.createMany({
        data: [
          ...data.organisationIds.split(',').map((organisationId, position) => ({
            id: randomUUID(),
            requestId: data.draftId,
            organisationId,
            position,
          })),
          {
            id: randomUUID(),
            requestId: data.draftId,
            name: 'Alex Example',
            email: 'alex@school.example.org',
            position: 3,
          },
        ],
      });
      await tx.auditEvent.create({
        data: {
          at,
          actorKind: 'professional',
          actorId: randomUUID(),
          useCase: 'submit-mbe-request',
          noun: 'mbe-request',
          nounId: data.draftId,
          result: 'done',
          fromState: 'draft',
          toState: 'submitted',
        },
        select: { id: true },
      });
      const deliveryId = randomUUID();
      await tx.delivery.create({
        data: {
          id: deliveryId,
          kind: 'request-for-triage',
          eventKey: `reference:${data.draftId}`,
          state: 'due',
          channel: 'teams',
          requestId: data.draftId,
          createdAt: at,
        },
        select: { id: true },
      });
      const place = { conversationId: context.activity.conversation.id, activityId: data.press };
      await tx.sentCard.create({
        data: { ...place, card: 'request-for-requester', nounId: data.draftId, digest: '', revision: '1', sentAt: at },
        select: { nounId: true },
      });
      await jobs.enqueue(tx, [{ name: 'deliver', data: { deliveryId } }]);
    });
  }),
);
