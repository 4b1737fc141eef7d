import { waitsForTeam } from '../../services/mailbox/model.ts';
import type { MailboxPage, MailedMessageView } from '../../services/mailbox/triage-model.ts';
import type { Deps } from '../../services/platform/deps.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A message that waits for somebody of the team, unless told otherwise. */
export function sampleMail(over: Partial<MailedMessageView> = {}): MailedMessageView {
  const { state = 'to-triage', because = 'not-placed' } = over;
  return {
    ...{ id: id(1), version: 1, state, because, waits: waitsForTeam({ state, because }) },
    sender: { name: 'Wes Contact', address: 'wes@ward.example.org', checked: true },
    receivedAt: new Date('2027-01-12T08:15:00Z'),
    subject: 'Re: MBE-2027-0042',
    urgent: false,
    text: 'Hello,\n\nI cannot come on Thursday, but my colleague could. Where is it?\n\nWes',
    attachments: 0,
    about: [{ what: 'request', reference: 'MBE-2027-0042', requestId: id(2) }],
    ...{ canBecomeDraft: true, drafts: 0, handled: null },
    ...over,
  };
}

/** A page of the mailbox with three messages that wait. */
export function sampleMailbox(over: Partial<MailboxPage> = {}): MailboxPage {
  const { because, sender, receivedAt, subject, urgent } = sampleMail();
  const item = { because, sender, receivedAt, subject, urgent };
  const unchecked = sender && { ...sender, checked: false };
  return {
    ...{ filter: 'waiting', page: 1, pages: 2, total: 12 },
    items: [
      { ...item, id: id(1) },
      { ...item, id: id(3), sender: unchecked, subject: 'Please help' },
      { ...item, id: id(4), sender: null, subject: null },
    ],
    ...over,
  };
}

/** A message that waits for somebody of the team, as it lies in the record. */
export async function aMailRow(deps: Deps, text: string): Promise<{ id: string }> {
  const [mailboxId, at] = [deps.newId(), deps.clock.now()];
  return deps.db.mailedMessage.create({
    data: {
      ...{ id: deps.newId(), mailboxId, messageId: `<${mailboxId}@example.org>`, receivedAt: at, createdAt: at },
      ...{ state: 'to-triage', because: 'not-placed', senderName: text, senderAddress: 'wes@ward.example.org' },
      ...{ subject: text, text },
    },
    select: { id: true },
  });
}
