import { z } from 'zod';
import { sentOutcomes } from '../notifications/facts-store.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { SentBefore } from './disclosure.ts';

const agreedFacts = z.object({ outcomeId: z.string() });

/** What a delivery says it was: the summary itself, or a notice in its place. */
const deliveredPart = z.object({ part: z.string() }).nullable().catch(null);

/**
 * What was sent of the versions before one. A summary that may have arrived counts as received; so does a letter, which waits
 * to be released until a new one takes its place.
 *
 * @param version the version about to be sent
 */
export async function findSentBefore(
  db: DatabaseOrTransaction,
  meetingId: string,
  version: number,
): Promise<SentBefore> {
  const [versions, mails, letters] = await Promise.all([
    sentOutcomes(db, meetingId),
    db.delivery.findMany({
      where: { meetingId, kind: 'summary', state: { in: ['sending', 'sent', 'may-have-been-sent'] } },
      select: { inviteeId: true, outcomeId: true, detail: true },
    }),
    db.letter.findMany({ where: { meetingId, kind: 'meeting-agreed' }, select: { inviteeId: true, facts: true } }),
  ]);
  const summaries = [
    ...mails.filter((mail) => deliveredPart.parse(mail.detail)?.part === 'summary'),
    ...letters.map(({ inviteeId, facts }) => ({ inviteeId, outcomeId: agreedFacts.parse(facts).outcomeId })),
  ];
  const received: SentBefore['received'] = new Map(
    // First to last, so that the last one stands.
    versions
      .filter((one) => one.version < version)
      .flatMap(({ id, content }) =>
        summaries.flatMap(({ inviteeId, outcomeId }) =>
          inviteeId !== null && outcomeId === id ? [[inviteeId, content] as const] : [],
        ),
      ),
  );
  return { previous: versions.findLast((one) => one.version < version)?.content ?? null, received };
}
