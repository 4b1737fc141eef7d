import { readMessage } from '../../../services/mailbox/read-message.ts';
import { submitMailedRequest } from '../../../services/mbe-requests/submit-mailed-request.ts';
import type { Jobs } from '../../../services/platform/jobs.ts';
import type { TestDeps } from '../../support/deps.ts';
import { mailboxFacts, mailedMessage } from '../../support/mailed-messages.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

/** An email that says all four things. */
export const complete = `Full name: Jamie Example
Purpose of meeting: agree who supports Jamie
Who to invite: Sam Sample, sam@ward.example.org
Parents: Ann Example, 01632 960 123
Why no MDT: two were held and housing did not come

Kind regards
Wes`;

type Letter = Parameters<typeof mailedMessage>[0];

/** Messages that come into the mailbox with the subject of a request, and what is made of them. */
export function mailedRequestService(deps: TestDeps<Jobs>) {
  return {
    async take(letter: Letter, more: { make?: 'draft'; by?: { id: string }; tenant?: { aadObjectId: string } } = {}) {
      const messageId = `<${deps.newId()}@ward.example.org>`;
      const raw = Buffer.from(mailedMessage({ subject: 'MbE request', ...letter, messageId }));
      const read = await readMessage(raw, mailboxFacts);
      const id = deps.newId();
      const now = deps.clock.now();
      const row = { id, mailboxId: id, messageId, receivedAt: now, createdAt: now };
      await deps.db.mailedMessage.create({ data: { ...row, state: more.make ? 'to-triage' : 'received' } });
      const findInTenant = async () => (more.tenant ? { ...more.tenant, name: 'Wes Contact' } : null);
      const input = { mailedMessageId: id, read, make: more.make ?? 'what-it-is', by: more.by ?? null } as const;
      const submit = () => submitMailedRequest({ ...deps, findInTenant }, input);
      const made = await submit();
      const message = await deps.db.mailedMessage.findUniqueOrThrow({ where: { id } });
      const ofIt = { where: { mailedMessageId: id }, orderBy: { createdAt: 'asc' } } as const;
      return { id, made, message, requests: await deps.db.mbeRequest.findMany(ofIt), submit };
    },
    /** A sender of their own for each test: nobody writes more often than the mailbox takes. */
    sender: () => `Wes Contact <wes.${deps.newId()}@ward.example.org>`,
    /** The kinds of what is told because of a message. */
    keysOf: async (mailedMessageId: string) => {
      const about = { detail: { path: ['mailedMessageId'], equals: mailedMessageId } };
      return (await deps.db.delivery.findMany({ where: about })).map(({ kind }) => kind);
    },
    /** The mails that somebody is sent. */
    mailsTo: async (from: string) => {
      const service = deliveryService({ ...deps, publicUrl: 'https://roundtable.example.org' });
      await service.runAll();
      return service.mailer.sent.filter(({ to }) => from.includes(to.address));
    },
  };
}
