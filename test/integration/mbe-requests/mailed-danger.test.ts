import { beforeEach, describe, expect, it } from 'vitest';
import { listMailedMessages } from '../../../services/mailbox/list-mailed-messages.ts';
import { forgetMails } from '../../../services/mailbox/mail-retention-store.ts';
import { settleMailedMessage } from '../../../services/mailbox/settle-mailed-message.ts';
import { viewMailedMessage } from '../../../services/mailbox/view-mailed-message.ts';
import { submitMbeRequest } from '../../../services/mbe-requests/submit-mbe-request.ts';
import { aCoordinator, anOrganisation, typedRequest } from '../../support/builders.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { mailboxService } from '../mailbox/mailbox-fixture.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';
import { complete, mailedRequestService } from './mailed-request-fixture.ts';

const deps = await ownDeps();
const mails = mailedRequestService(deps);

beforeEach(() => deps.clock.moveTo(ordinaryMorning));

describe('a draft of an email whose words speak of danger', () => {
  const danger = 'Full name: Jamie Example\n\nHe said he wants to kill himself.';
  const waiting = async () => {
    const actor = await aCoordinator(deps);
    const list = await listMailedMessages(deps, { actor, filter: 'waiting', page: 1 });
    return list.ok ? list.value.items : [];
  };

  it('is shown to the team at once, marked urgent, while its sender is asked for what is missing', async () => {
    const { id, message, made } = await mails.take({ from: mails.sender(), text: danger });
    expect(made.state).toBe('draft-kept');
    expect(message).toMatchObject({ state: 'draft-kept', because: 'words-of-danger' });
    expect((await mails.keysOf(id)).toSorted()).toEqual(['mail-for-triage', 'mail-reply']);
    expect(await waiting()).toContainEqual(expect.objectContaining({ id, urgent: true }));
    const shown = await viewMailedMessage(deps, { actor: await aCoordinator(deps), mailedMessageId: id });
    expect(shown).toMatchObject({ value: { urgent: true, canBecomeDraft: false } });
    const service = deliveryService(deps);
    await service.runAll();
    expect(service.notifier.posted).toContainEqual(
      expect.objectContaining({ message: { kind: 'mail-for-triage', mailedMessageId: id } }),
    );
  });

  it('waits until somebody of the team has looked, however long that takes', async () => {
    const { id } = await mails.take({ from: mails.sender(), text: danger, checked: false });
    await deps.db.mbeRequest.deleteMany({ where: { mailedMessageId: id } });
    await forgetMails(deps.db, new Date(deps.clock.now().getTime() + 1));
    expect(await deps.db.mailedMessage.findUnique({ where: { id } })).toMatchObject({ text: danger });
    const actor = { ...(await aCoordinator(deps)), name: 'Cora Coordinator' };
    const settled = { actor, mailedMessageId: id, answer: 'done', note: 'Called them', press: deps.newId() };
    expect(await settleMailedMessage(deps, settled)).toMatchObject({ ok: true });
    expect((await waiting()).map((item) => item.id)).not.toContain(id);
    const shown = await viewMailedMessage(deps, { actor, mailedMessageId: id });
    expect(shown).toMatchObject({ value: { state: 'triaged', urgent: false, handled: { note: 'Called them' } } });
  });

  it('is urgent when it is sent, whatever its sender writes into the form, and leads to the request', async () => {
    const organisation = await anOrganisation(deps);
    const { id, requests } = await mails.take({ from: mails.sender(), text: danger });
    const actor = { kind: 'professional', id: requests[0]?.requesterId ?? '', dsrRole: null, outside: true } as const;
    const details = { jobRole: 'Nurse', organisation: 'Example Ward', phone: '01632 960 200' };
    const typed = typedRequest({ organisationIds: [organisation.id], requesterName: 'Wes Contact', ...details });
    const sent = await submitMbeRequest(deps, { actor, draftId: requests[0]?.id ?? '', typed, press: deps.newId() });
    expect(sent).toMatchObject({ value: { urgentBecause: ['words-of-danger'] } });
    const shown = await viewMailedMessage(deps, { actor: await aCoordinator(deps), mailedMessageId: id });
    expect(shown).toMatchObject({ value: { about: [{ what: 'request', requestId: requests[0]?.id }] } });
  });

  it('is not shown again where a coordinator has just had the draft made, nor for what a signature or a quote says', async () => {
    const by = await aCoordinator(deps);
    const wanted = await mails.take({ from: mails.sender(), text: danger }, { make: 'draft', by });
    expect(wanted.message).toMatchObject({ state: 'draft-kept', because: null });
    const signature = 'Full name: Jamie Example\n\nKind regards\nWes Contact\nSuicide prevention team';
    const signed = await mails.take({ from: mails.sender(), text: signature });
    expect(signed.message).toMatchObject({ state: 'draft-kept', because: null });
    expect(await mails.keysOf(signed.id)).toEqual(['mail-reply']);
    const later = await mails.take({ from: mails.sender(), text: `${signature}\n\nPS he has a knife` });
    expect(later.message).toMatchObject({ because: 'words-of-danger' });
  });

  it('leaves its original where the team looks, until they have', async () => {
    const service = mailboxService(deps);
    const mailboxId = service.receive({ subject: 'MbE request', text: danger });
    await service.poll();
    await deps.db.mailedMessage.update({
      where: { mailboxId },
      data: { state: 'draft-kept', because: 'words-of-danger' },
    });
    await service.handle(mailboxId);
    expect(service.box.folderOf(mailboxId)).toBe('to-look-at');
    const { id: mailedMessageId } = await service.find(mailboxId);
    const actor = { ...(await aCoordinator(deps)), name: 'Cora Coordinator' };
    await settleMailedMessage(deps, { actor, mailedMessageId, answer: 'nothing', note: '', press: deps.newId() });
    await service.handle(mailboxId);
    expect(service.box.folderOf(mailboxId)).toBe('handled');
  });

  it('begins with what to do now where the words speak of danger, and says that the team sees the email', async () => {
    const from = mails.sender();
    await mails.take({ from, text: 'Full name: Jamie Example\n\nHe has taken an overdose.' });
    const [mail] = await mails.mailsTo(from);
    const text = mail?.text ?? '';
    expect(text.indexOf('999')).toBeLessThan(text.indexOf('What to do now'));
    expect(text).toContain('We show your email to the DSR team as well.');
    for (const word of ['Jamie', 'overdose']) expect(text).not.toContain(word);
    const complained = mails.sender();
    await mails.take({ from: complained, text: `${complete.split('\n\n')[0]}\n\nHe wants to die.` });
    const [request] = await mails.mailsTo(complained);
    expect(request?.text.indexOf('Is somebody in danger now?')).toBeLessThan(request?.text.indexOf('reference') ?? 0);
  });
});
