import { beforeEach, describe, expect, it } from 'vitest';
import { handleMailedMessage } from '../../../services/mailbox/handle-mailed-message.ts';
import type { UnderstoodMail } from '../../../services/mailbox/model.ts';
import { viewMailedMessage } from '../../../services/mailbox/view-mailed-message.ts';
import { discardDraft } from '../../../services/mbe-requests/discard-draft.ts';
import { saveDraft } from '../../../services/mbe-requests/save-draft.ts';
import { submitMbeRequest } from '../../../services/mbe-requests/submit-mbe-request.ts';
import { viewDraft } from '../../../services/mbe-requests/view-draft.ts';
import { mailBecause } from '../../../wording/mailbox.ts';
import { mailedDraftNotice, saidInMail } from '../../../wording/mailed-request.ts';
import { aCoordinator, aProfessional, typedRequest } from '../../support/builders.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { theService } from '../../support/meeting-builders.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { somebodyWhoWrote } from './mailed-reply-fixture.ts';
import { complete } from './mailed-request-fixture.ts';

const deps = await ownDeps();

beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  await deps.db.readPosition.deleteMany();
});

const noWhy = complete.replace(/Why no MDT: .*\n/, '');
const noWhyNoPurpose = noWhy.replace(/Purpose of meeting: .*\n/, '');
const why = 'Why no MDT: two were held and housing did not come';

describe('whoever was asked for what is missing, and simply replies', () => {
  it('has their draft filled: where nothing is missing any more a request is made, and they get its reference', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    expect(await wes.draft()).toMatchObject({ state: 'draft' });
    expect(wes.textOf(-1)).toContain('If you do answer this email, we add what you write to the draft.');
    expect(wes.textOf(-1)).not.toContain('Do not write anything about the person');
    const reply = await wes.reply({ text: `Hi,\n${why}\n\nKind regards\nWes\n\nOn Monday DSR wrote:\n> the purpose` });
    expect(reply).toMatchObject({ state: 'request-made', senderChecked: true });
    const request = await wes.draft();
    expect(request).toMatchObject({
      ...{ state: 'submitted', receivedBy: 'mail', purpose: 'agree who supports Jamie' },
      ...{ whyNoMdt: 'two were held and housing did not come', carerAnswer: 'invite', basis: 'not-yet' },
    });
    expect(await wes.count()).toBe(1);
    expect(wes.mails()).toHaveLength(2);
    expect(wes.textOf(-1)).toContain(request?.reference ?? '-');
    expect(wes.textOf(-1)).toContain('Do not write anything about the person in an answer to this email.');
    const triage = await deps.db.delivery.count({ where: { requestId: wes.draftId, kind: 'request-for-triage' } });
    expect(triage).toBe(1);
    expect(wes.service.box.folderOf(reply.mailboxId)).toBe('handled');
    // What the team opens leads from the reply to the request.
    const seen = await viewMailedMessage(deps, { actor: await aCoordinator(deps), mailedMessageId: reply.id });
    expect(seen).toMatchObject({
      ok: true,
      value: { about: [{ what: 'request', requestId: wes.draftId }], drafts: 1 },
    });
  });

  it('is asked again for what is still missing alone, with their words shown, until a further reply says it', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhyNoPurpose });
    const reply = await wes.reply({ text: 'Purpose: a plan for the summer' });
    expect(reply).toMatchObject({ state: 'draft-kept', because: null });
    const { typed, fromMail } = await wes.view();
    expect(typed).toMatchObject({ personName: 'Jamie Example', purpose: 'a plan for the summer' });
    expect(fromMail.understood?.missing).toEqual(['why-no-mdt']);
    expect(saidInMail(fromMail)).toContainEqual({ title: 'Purpose', text: 'Purpose: a plan for the summer' });
    expect(wes.textOf(-1)).toContain('why a multi-disciplinary team meeting');
    expect(wes.textOf(-1)).not.toContain('the purpose of the meeting');
    expect(wes.textOf(-1)).not.toContain('summer');
    const [again] = await wes.mailsOf(reply.id);
    const last = await wes.take({ text: why, answers: [again?.messageId ?? ''] });
    expect(last.state).toBe('request-made');
    expect(await wes.draft()).toMatchObject({ state: 'submitted', purpose: 'a plan for the summer' });
    expect(await wes.count()).toBe(1);
  });

  it('fills it with a reply under the subject of a request too: no second draft is made', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    expect(await wes.reply({ subject: 'Re: MbE request', text: why })).toMatchObject({ state: 'request-made' });
    expect(await wes.count()).toBe(1);
  });

  it('has nothing overwritten that they typed meanwhile: what the reply says of it is shown beside', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhyNoPurpose });
    await saveDraft(deps, { ...wes, typed: { purpose: 'typed on the page' }, check: 'nothing' });
    const reply = await wes.reply({ text: `Purpose: as in the email\n${why}` });
    expect(reply.state).toBe('request-made');
    expect(await wes.draft()).toMatchObject({ state: 'submitted', purpose: 'typed on the page' });
    expect((await wes.draft())?.saidInMail).toContain('Purpose: as in the email');
  });

  it('sends a draft themselves that they have begun to answer in the form', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    await saveDraft(deps, { ...wes, typed: { individualAnswer: 'invite', neededBy: '2026-12-01' }, check: 'nothing' });
    expect(await wes.reply({ text: why })).toMatchObject({ state: 'draft-kept' });
    expect((await wes.view()).typed).toMatchObject({ whyNoMdt: expect.any(String), individualAnswer: 'invite' });
    expect(wes.textOf(-1)).toContain('Please check that we understood it');
  });

  it('says of the individual or the family what was missing, without it being taken for a name', async () => {
    const wes = await somebodyWhoWrote(deps, { text: complete.replace(/Parents: .*\n/, '') });
    expect((await wes.view()).fromMail.understood?.missing).toEqual(['individual-or-family']);
    expect(await wes.reply({ text: 'Individual: invite, jamie@home.example.org' })).toMatchObject({
      state: 'request-made',
    });
    expect(await wes.draft()).toMatchObject({ individualDetail: 'invite, jamie@home.example.org' });
    const person = await deps.db.person.findUniqueOrThrow({ where: { id: (await wes.draft())?.personId ?? '' } });
    expect(person.fullName).toBe('Jamie Example');
  });

  it('gets a card in Teams where they are of the tenant, with the draft as it is now', async () => {
    const known = await aProfessional(deps);
    const { aadObjectId } = await deps.db.professional.findUniqueOrThrow({ where: { id: known.id } });
    const wes = await somebodyWhoWrote(deps, { text: noWhyNoPurpose }, { aadObjectId: aadObjectId ?? '', name: 'Wes' });
    // Their own copy of the card could not be posted, so that a mail went after it.
    const key = `mail-reply:${wes.original.id}`;
    const detail = { mailedMessageId: wes.original.id };
    await wes.post.add({ kind: 'mail-reply', eventKey: key, channel: 'mail', professionalId: known.id, detail });
    await wes.post.runAll();
    const { messageId } = await wes.post.find({ eventKey: key });
    const reply = await wes.take({ text: 'Purpose: a plan', answers: [messageId ?? ''] });
    expect(reply.state).toBe('draft-kept');
    expect((await wes.mailsOf(reply.id)).map(({ kind }) => kind)).toEqual(['mailed-draft']);
    expect(wes.post.notifier.posted.at(-1)?.message).toMatchObject({ kind: 'mailed-draft', draftId: wes.draftId });
  });
});

describe('a reply that does not say what its words are', () => {
  it('is proposed for the one thing that was asked for, and has to be confirmed: nothing is sent on the ground of it', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    const reply = await wes.reply({ text: 'Hello,\n\nHousing would not come to one.\n\nKind regards\nWes' });
    // It may ask for something else: the team sees it too.
    expect(reply).toMatchObject({ state: 'to-triage', because: 'asks-nothing' });
    expect((await wes.mailsOf(reply.id)).map(({ kind }) => kind).toSorted()).toEqual(['mail-for-triage', 'mail-reply']);
    const { typed, fromMail } = await wes.view();
    expect(typed.whyNoMdt).toBe('Housing would not come to one.');
    expect(mailedDraftNotice(fromMail).join(' ')).toContain('We are not sure that we found why a multi-disciplinary');
    expect(wes.textOf(-1)).not.toContain('Housing');
    // Said under its heading, it is certain.
    expect(await wes.reply({ text: why })).toMatchObject({ state: 'request-made' });
    expect(await wes.draft()).toMatchObject({ whyNoMdt: 'two were held and housing did not come' });
  });

  it('is not guessed at where more than one thing is missing: the team sees it, and two programs never go on writing to each other', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhyNoPurpose });
    const before = await wes.draft();
    for (const text of ['It is about the summer.', 'I am not at my desk until the 14th.', 'It is about the summer.']) {
      expect(await wes.reply({ text })).toMatchObject({ state: 'to-triage', because: 'asks-nothing', text });
    }
    expect(await wes.draft()).toEqual(before);
    expect(wes.mails()).toHaveLength(1);
  });

  it.each(['Thanks, will do.', 'Thank you', 'OK'])('is no answer where it only acknowledges (%s)', async (text) => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    expect(await wes.reply({ text })).toMatchObject({ state: 'to-triage', because: 'asks-nothing' });
    expect(wes.mails()).toHaveLength(1);
    expect((await wes.view()).typed.whyNoMdt).toBeUndefined();
  });

  it('is left alone where a program wrote it', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    const reply = await wes.reply({ text: why, headers: { 'Auto-Submitted': 'auto-replied' } });
    expect(reply).toMatchObject({ state: 'left-alone', because: 'automatic-reply' });
    expect(wes.mails()).toHaveLength(1);
  });
});

describe('a reply that may be somebody else’s', () => {
  it('fills nobody’s draft where its sender is not checked: it is a draft of its own, marked so', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    const before = await wes.draft();
    const reply = await wes.reply({ text: why, checked: false });
    expect(reply).toMatchObject({ state: 'draft-kept', senderChecked: false });
    expect(await wes.draft()).toEqual(before);
    const [own] = await deps.db.mbeRequest.findMany({ where: { mailedMessageId: reply.id } });
    expect(own).toMatchObject({ state: 'draft', typed: { whyNoMdt: 'two were held and housing did not come' } });
    const seen = await viewDraft(deps, { actor: wes.actor, draftId: own?.id ?? '' });
    expect(seen).toMatchObject({ ok: true, value: { fromMail: { senderChecked: false } } });
  });

  it('fills no draft whose first sender was not checked', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy, checked: false });
    expect(wes.textOf(-1)).toContain('Do not write anything about the person in an answer to this email.');
    const before = await wes.draft();
    await wes.reply({ text: why });
    expect(await wes.draft()).toEqual(before);
  });

  it('fills no draft of another’s, although it answers our mail to them', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    const before = await wes.draft();
    const reply = await wes.reply({ text: why, from: `Eve <eve.${deps.newId()}@elsewhere.example.org>` });
    expect(reply).toMatchObject({ state: 'to-triage', because: 'not-placed' });
    expect(await wes.draft()).toEqual(before);
  });

  it('is a request of its own where it is about another person', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    const before = await wes.draft();
    const reply = await wes.reply({ text: complete.replaceAll('Jamie', 'Robin') });
    expect(reply.state).toBe('request-made');
    expect(await wes.draft()).toEqual(before);
    expect(await wes.count()).toBe(2);
  });

  it('is shown to the team where many have come from its sender in a day, who are to complete the draft that is there', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    const at = deps.clock.now();
    await deps.db.mailedMessage.createMany({
      data: Array.from({ length: 19 }, (_, number) => ({
        ...{ id: deps.newId(), mailboxId: `replies-${number}`, messageId: `<${number}@replies.example.org>` },
        ...{ state: 'draft-kept', senderAddress: wes.address, senderChecked: true, receivedAt: at, createdAt: at },
      })),
    });
    const reply = await wes.reply({ text: why });
    expect(reply).toMatchObject({ state: 'to-triage', because: 'too-many-replies' });
    expect(mailBecause(reply.because)).toContain('Ask them to complete the draft.');
    expect((await wes.view()).typed.whyNoMdt).toBeUndefined();
  });

  it('fills, of several drafts, the one whose name it says, and none where it says none', async () => {
    const text =
      'Full name: Jamie Example and Robin Sample\nPurpose: a plan\nWho to invite: Parents: Ann, 01632 960 123';
    const wes = await somebodyWhoWrote(deps, { text });
    expect(wes.drafts).toHaveLength(2);
    // Whose draft an answer is meant for is not known unless it says so.
    expect(wes.textOf(-1)).toContain('Do not write anything about the person in an answer to this email.');
    expect(await wes.reply({ text: why })).toMatchObject({ state: 'to-triage', because: 'asks-nothing' });
    expect(await wes.reply({ text: `Full name: Robin Sample\n${why}` })).toMatchObject({ state: 'draft-kept' });
    const drafts = await deps.db.mbeRequest.findMany({ where: { mailedMessageId: wes.original.id } });
    const filled = drafts.map(({ typed }) => typed as Record<string, string>).filter((typed) => typed.whyNoMdt);
    expect(filled.map((typed) => typed.personName)).toEqual(['Robin Sample']);
  });
});

describe('a draft that is not there any more', () => {
  it('and was sent meanwhile, is left as it is: the team is shown the reply beside the request', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    const typed = typedRequest({
      jobRole: 'Nurse',
      organisation: 'Example Ward',
      phone: '01632 960100',
      requesterName: 'Wes',
    });
    const sent = await submitMbeRequest(deps, { ...wes, typed, press: deps.newId() });
    expect(sent.ok).toBe(true);
    const reply = await wes.reply({ text: why });
    expect(reply).toMatchObject({ state: 'to-triage', because: 'draft-sent' });
    expect(await wes.count()).toBe(1);
    const seen = await viewMailedMessage(deps, { actor: await aCoordinator(deps), mailedMessageId: reply.id });
    expect(seen).toMatchObject({ ok: true, value: { about: [{ what: 'request', requestId: wes.draftId }] } });
  });

  it('and was discarded, is not made again: the reply is a draft of its own, with what it says', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhy });
    await discardDraft(deps, wes);
    const reply = await wes.reply({ text: why });
    expect(reply.state).toBe('draft-kept');
    expect(await wes.draft()).toBeNull();
    const [own] = await deps.db.mbeRequest.findMany({ where: { mailedMessageId: reply.id } });
    expect(own?.typed).toMatchObject({ whyNoMdt: 'two were held and housing did not come' });
    expect(own?.typed).not.toHaveProperty('personName');
    expect(wes.textOf(-1)).toContain('the full name of the person');
  });
});

describe('however often it is handled', () => {
  it('a reply adds to its draft once, and two at once both stay', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhyNoPurpose });
    const [one, two] = [wes.receive({ text: 'Purpose: a plan' }), wes.receive({ text: why })];
    await wes.service.poll();
    await Promise.all([one, two, one, two].map((mailboxId) => wes.service.handle(mailboxId)));
    const kept = await Promise.all([one, two].map(wes.service.find));
    expect(kept.map(({ state }) => state).toSorted()).toEqual(['draft-kept', 'request-made']);
    expect(await wes.draft()).toMatchObject({ state: 'submitted', purpose: 'a plan' });
    for (const { id: mailedMessageId } of kept) {
      await handleMailedMessage(wes.service.deps, { actor: theService, mailedMessageId });
      expect(await wes.mailsOf(mailedMessageId)).toHaveLength(1);
    }
    const { understood } = await deps.db.mailedMessage.findUniqueOrThrow({ where: { id: wes.original.id } });
    const added = (understood as UnderstoodMail).additions?.map(({ mailedMessageId }) => mailedMessageId);
    expect(added?.toSorted()).toEqual(kept.map(({ id }) => id).toSorted());
  });

  it('a draft keeps what is typed into it at the very moment', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhyNoPurpose });
    const mailboxId = wes.receive({ text: 'Purpose: from the email' });
    await wes.service.poll();
    const typed = { place: 'The Example Centre' };
    await Promise.all([wes.service.handle(mailboxId), saveDraft(deps, { ...wes, typed, check: 'nothing' })]);
    expect((await wes.draft())?.typed).toMatchObject({ ...typed, purpose: 'from the email' });
  });

  it('a reply whose words speak of danger is shown to the team at once, and the request is urgent when it is sent', async () => {
    const wes = await somebodyWhoWrote(deps, { text: noWhyNoPurpose });
    const reply = await wes.reply({ text: 'Purpose: a plan\nHe said he wants to kill himself.' });
    expect(reply).toMatchObject({ state: 'draft-kept', because: 'words-of-danger' });
    expect((await wes.mailsOf(reply.id)).map(({ kind }) => kind).toSorted()).toEqual(['mail-for-triage', 'mail-reply']);
    expect((await wes.view()).fromMail.danger).toBe(true);
    await wes.reply({ text: why });
    expect(await wes.draft()).toMatchObject({ state: 'submitted', urgentBecause: ['words-of-danger'] });
  });
});
