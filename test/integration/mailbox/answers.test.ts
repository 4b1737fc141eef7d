import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { viewServiceQuestion } from '../../../services/service-questions/view-service-question.ts';
import { answeredByWords, answerLines, askedServiceMark } from '../../../wording/service-questions.ts';
import { aCoordinator, type TestActor } from '../../support/builders.ts';
import { withdraw } from '../../support/consent-builders.ts';
import { granted } from '../../support/meeting-builders.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { aService, ask, endAgreement, receiversOf } from '../../support/question-builders.ts';
import { anEntry } from '../../support/register-builders.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';
import { beginAnew, mailboxService } from './mailbox-fixture.ts';

const deps = await ownDeps();
let cora: TestActor;
let number = 0;

beforeAll(async () => {
  cora = await aCoordinator(deps);
});
beforeEach(() => beginAnew(deps));

/** A service that was asked about somebody, and the mail that told it so. */
async function anAsked() {
  number += 1;
  const email = `Wes${number}@ward.example.org`;
  const entry = await anEntry(deps, { fromDay: '2026-09-01' });
  const ward = await aService(deps, { contacts: [{ name: 'Wes Contact', email }] });
  granted(await ask(deps, cora, { entryId: entry.entryId, organisationIds: [ward.id] }));
  const [receiver] = await receiversOf(deps, entry.entryId);
  const receiverId = receiver?.id ?? '';
  const { run, mailer } = deliveryService(deps);
  const { messageId } = await run(`service-question:${receiverId}`);
  const reply = { from: `Wes Contact <${email}>`, subject: `Re: ${mailer.sent.at(-1)?.subject}`, text: 'From March.' };
  const questionId = receiver?.questionId ?? '';
  return { ...entry, ward, receiverId, questionId, reference: receiver?.question.reference ?? '', messageId, reply };
}

const answerOf = async (receiverId: string) =>
  deps.db.serviceQuestionReceiver.findUniqueOrThrow({ where: { id: receiverId } });

/** What the reply came to, and that the question still waits. */
async function notTaken(receiverId: string, message: { state: string; because: string | null }) {
  expect(await answerOf(receiverId)).toMatchObject({ state: 'asked', offered: null });
  expect(message.state).toBe('to-triage');
  return message.because;
}

describe('a service that replies to the mail about a question', () => {
  test('has answered it: its words are the answer, shown as one by email, and whoever asked is told', async () => {
    const asked = await anAsked();
    const service = mailboxService(deps);
    const text = 'A place from March.\n\nKind regards\nWes\n\n> You were asked something.';
    const message = await service.take({ ...asked.reply, text, answers: [asked.messageId ?? ''] });
    expect(message).toMatchObject({ state: 'question-answered', questionReceiverId: asked.receiverId, text: null });
    expect(service.box.folderOf(message.mailboxId)).toBe('handled');
    const answer = await answerOf(asked.receiverId);
    expect(answer).toMatchObject({ state: 'answered', answeredVia: 'email', since: null, inTheWay: null });
    expect(answer.offered).toBe('A place from March.');
    const told = await deps.db.delivery.findMany({ where: { kind: 'service-question-answered' } });
    expect(told.map(({ detail }) => detail)).toContainEqual(expect.objectContaining({ receiverId: asked.receiverId }));
    const shown = granted(await viewServiceQuestion(deps, { actor: cora, questionId: asked.questionId }));
    const [one] = shown.services;
    if (one === undefined) throw new Error('no service');
    expect(askedServiceMark(one, shown.dueDay)).toContain('Answered by email');
    expect(answerLines(one)).toEqual(['Their email: A place from March.']);
    const audit = await deps.db.auditEvent.findMany({ where: { nounId: asked.questionId, toState: 'answered' } });
    expect(audit).toMatchObject([{ useCase: 'answer-question-by-mail', actorKind: 'professional' }]);
  });

  test('from an inbox that several people read, is shown with that inbox and its organisation: who wrote is not known', async () => {
    const email = `duty.${deps.newId()}@ward.example.org`;
    const { entryId } = await anEntry(deps, { fromDay: '2026-09-01' });
    const ward = await aService(deps, { contacts: [], dutyEmail: email });
    granted(await ask(deps, cora, { entryId, organisationIds: [ward.id] }));
    const [receiver] = await receiversOf(deps, entryId);
    const { messageId } = await deliveryService(deps).run(`service-question:${receiver?.id}`);
    const reply = { from: `Ward Duty Desk <${email}>`, text: 'From March.\nSam', answers: [messageId ?? ''] };
    expect(await mailboxService(deps).take(reply)).toMatchObject({ state: 'question-answered' });
    const shown = granted(await viewServiceQuestion(deps, { actor: cora, questionId: receiver?.questionId ?? '' }));
    const [one] = shown.services;
    if (one === undefined) throw new Error('no service');
    expect(answeredByWords(one)).toBe(
      `“Ward Duty Desk” (${email}), a shared inbox of ${one.organisation}. We do not know which of its readers wrote it`,
    );
  });

  test('is known by the reference and its address where the mail program has left out what it answers', async () => {
    const asked = await anAsked();
    const service = mailboxService(deps);
    const message = await service.take({ ...asked.reply, subject: `${asked.reference.toLowerCase()} our answer` });
    expect(message.state).toBe('question-answered');
    expect(await answerOf(asked.receiverId)).toMatchObject({ state: 'answered', offered: 'From March.' });
  });

  test('is not taken at its word from another address, or when it is not checked: the team is shown it', async () => {
    const asked = await anAsked();
    const service = mailboxService(deps);
    const answers = [asked.messageId ?? ''];
    const other = await service.take({ ...asked.reply, from: 'Al <al@ward.example.org>', answers });
    expect(await notTaken(asked.receiverId, other)).toBe('other-sender');
    const unchecked = await service.take({ ...asked.reply, checked: false, answers });
    expect(await notTaken(asked.receiverId, unchecked)).toBe('not-checked');
    // Nobody was written down for an address that has shown nothing.
    expect(await deps.db.professional.count({ where: { confirmedAddress: 'al@ward.example.org' } })).toBe(0);
    const guessed = await service.take({ from: 'Al <al@else.example.org>', subject: asked.reference, text: 'Yes' });
    expect(await notTaken(asked.receiverId, guessed)).toBe('not-placed');
  });

  test('is not taken once consent or the agreement has ended, or the question was withdrawn', async () => {
    const service = mailboxService(deps);
    const [left, ended] = [await anAsked(), await anAsked()];
    await endAgreement(deps, left.ward.id, '2027-01-01');
    const noAgreement = await service.take({ ...left.reply, answers: [left.messageId ?? ''] });
    expect(await notTaken(left.receiverId, noAgreement)).toBe('question-closed');
    await withdraw(deps, cora, ended.personId);
    const noConsent = await service.take({ ...ended.reply, answers: [ended.messageId ?? ''] });
    expect(noConsent).toMatchObject({ state: 'to-triage', because: 'question-closed' });
    expect(await answerOf(ended.receiverId)).toMatchObject({ state: 'withdrawn', offered: null });
  });

  test('does not write over an answer: a thank-you goes to the team', async () => {
    const asked = await anAsked();
    const service = mailboxService(deps);
    const answers = [asked.messageId ?? ''];
    await service.take({ ...asked.reply, answers });
    const thanks = await service.take({ ...asked.reply, text: 'Thank you', answers });
    expect(thanks).toMatchObject({ state: 'to-triage', because: 'answered-already' });
    expect(await answerOf(asked.receiverId)).toMatchObject({ offered: 'From March.' });
  });

  test('says too much or nothing: the team reads it', async () => {
    const asked = await anAsked();
    const service = mailboxService(deps);
    const answers = [asked.messageId ?? ''];
    const long = await service.take({ ...asked.reply, text: 'We offer this. '.repeat(200), answers });
    expect(await notTaken(asked.receiverId, long)).toBe('answer-too-long');
    const empty = await service.take({ ...asked.reply, text: '> You were asked something.', answers });
    expect(await notTaken(asked.receiverId, empty)).toBe('answer-empty');
  });

  test('answers once, of two replies that are handled at the same moment', async () => {
    const asked = await anAsked();
    const service = mailboxService(deps);
    const answers = [asked.messageId ?? ''];
    const both = ['One', 'Two'].map((text) => service.receive({ ...asked.reply, text, answers }));
    await service.poll();
    await Promise.all([...both, ...both].map((mailboxId) => service.handle(mailboxId)));
    const kept = await Promise.all(both.map(service.find));
    expect(kept.map(({ state }) => state).toSorted()).toEqual(['question-answered', 'to-triage']);
    expect(await answerOf(asked.receiverId)).toMatchObject({ version: 1 });
  });
});
