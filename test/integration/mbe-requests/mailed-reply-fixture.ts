import { mailedRequests } from '../../../services/mbe-requests/mailed-requests.ts';
import { viewDraft } from '../../../services/mbe-requests/view-draft.ts';
import { mailFrame } from '../../../services/notifications/mail-frame.ts';
import type { Jobs } from '../../../services/platform/jobs.ts';
import { withoutMailReply } from '../../../wording/mails/mail-reply-lines.ts';
import type { TestDeps } from '../../support/deps.ts';
import { mailboxWith } from '../mailbox/mailbox-fixture.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

type Letter = { text: string; subject?: string; from?: string; checked?: boolean; headers?: Record<string, string> };

const publicUrl = 'https://roundtable.example.org';

/** Somebody who has e-mailed a request, and what follows from their mails, each sent as it is due. */
export async function somebodyWhoWrote(
  deps: TestDeps<Jobs>,
  first: Partial<Letter> & { text: string },
  tenant: { aadObjectId: string; name: string } | null = null,
) {
  const address = `wes.${deps.newId()}@ward.example.org`;
  const from = `Wes Contact <${address}>`;
  const service = mailboxWith(
    deps,
    mailedRequests({ ...deps, publicUrl, findInTenant: async () => tenant }, withoutMailReply(mailFrame(deps))),
  );
  const post = deliveryService({ ...deps, publicUrl });
  await deps.db.delivery.updateMany({ where: { state: 'due' }, data: { state: 'not-needed' } });
  const mailsOf = async (mailedMessageId: string) =>
    deps.db.delivery.findMany({
      where: { detail: { path: ['mailedMessageId'], equals: mailedMessageId } },
      orderBy: { createdAt: 'asc' },
    });
  const take = async (letter: Letter & { answers?: readonly string[] }) => {
    deps.clock.moveBy(60_000);
    const message = await service.take({ from, subject: 'Re: Your request for a meeting is not sent yet', ...letter });
    await post.runAll();
    return message;
  };
  const original = await take({ subject: 'MbE request', ...first });
  const asked = (await mailsOf(original.id)).find(({ kind }) => kind === 'mail-reply');
  const drafts = await deps.db.mbeRequest.findMany({
    where: { mailedMessageId: original.id },
    orderBy: { createdAt: 'asc' },
  });
  const [draft] = drafts;
  const draftId = draft?.id ?? '';
  const requesterId = draft?.requesterId ?? '';
  const actor = { kind: 'professional', id: requesterId, dsrRole: null, outside: true } as const;
  return {
    ...{ service, post, original, drafts, draftId, actor, address, from, mailsOf, take },
    /** They answer the mail that asked them. */
    reply: (letter: Letter) => take({ answers: [asked?.messageId ?? ''], ...letter }),
    receive: (letter: Letter) =>
      service.receive({ from, subject: 'Re: MbE request', answers: [asked?.messageId ?? ''], ...letter }),
    draft: () => deps.db.mbeRequest.findUnique({ where: { id: draftId } }),
    count: () => deps.db.mbeRequest.count({ where: { requesterId } }),
    mails: () => post.mailer.sent.filter(({ to }) => to.address === address),
    textOf: (at: number) => post.mailer.sent.filter(({ to }) => to.address === address).at(at)?.text ?? '',
    view: async () => {
      const seen = await viewDraft(deps, { actor, draftId });
      if (!seen.ok || !seen.value.fromMail) throw new Error('no draft of theirs');
      return { ...seen.value, fromMail: seen.value.fromMail };
    },
  };
}
