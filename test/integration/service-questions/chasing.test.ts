import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { raiseQuestionChasers } from '../../../services/notifications/question-chasers.ts';
import { endEntry } from '../../../services/register/end-entry.ts';
import { answerServiceQuestion } from '../../../services/service-questions/answer-service-question.ts';
import { withdrawServiceQuestion } from '../../../services/service-questions/withdraw-service-question.ts';
import { aCoordinator, type TestActor } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { granted } from '../../support/meeting-builders.ts';
import { aService, ask, aVisitor, endAgreement, receiversOf } from '../../support/question-builders.ts';
import { anEntry } from '../../support/register-builders.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
/** Another process on the same database. */
let other: ReturnType<typeof testDeps>;
let cora: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  other = testDeps({ url: database.url, seed: 'other' });
  cora = await aCoordinator(deps);
});
afterAll(async () => {
  await deps.close();
  await other.close();
  await database.drop();
});
beforeEach(async () => {
  at('2027-01-12');
  await deps.db.reminder.deleteMany();
  await deps.db.delivery.deleteMany();
  await deps.db.teamTodo.deleteMany();
  await deps.db.serviceQuestionReceiver.deleteMany();
});

function at(day: string, time = ordinaryMorning.toISOString().slice(11)) {
  for (const { clock } of [deps, other]) clock.moveTo(new Date(`${day}T${time}`));
}

/** Asked on Tuesday 12 January 2027, to be answered by Tuesday 2 February; its own mail has left. */
async function anAsked(as: { dueDay?: string; managerEmail?: string | null } = {}) {
  const { dueDay = '2027-02-02', ...service } = as;
  const entry = await anEntry(deps);
  const ward = await aService(deps, { name: `Ward ${deps.newId()}`, ...service });
  granted(await ask(deps, cora, { entryId: entry.entryId, organisationIds: [ward.id], dueDay }));
  const [receiver] = await receiversOf(deps, entry.entryId);
  await deps.db.delivery.deleteMany();
  return {
    ...entry,
    ward,
    receiverId: receiver?.id ?? '',
    questionId: receiver?.questionId ?? '',
    email: receiver?.email ?? '',
  };
}
const raise = () => Promise.all([raiseQuestionChasers(deps), raiseQuestionChasers(other)]);
const kinds = async () =>
  (await deps.db.delivery.findMany({ orderBy: [{ createdAt: 'asc' }, { eventKey: 'asc' }] })).map(({ kind }) => kind);
const mails = async () => {
  const { runAll, mailer } = deliveryService(deps);
  await runAll();
  return mailer.sent.map(({ to, subject, text }) => ({ to: to.address, subject, text }));
};

describe('a service that has not answered is reminded', () => {
  test('7 days and 1 day before, and on the day, once each, however many processes sweep', async () => {
    const { email } = await anAsked();
    const due: string[] = [];
    for (const day of ['2027-01-25', '2027-01-26', '2027-01-27', '2027-02-01', '2027-02-02', '2027-02-03']) {
      at(day);
      const raised = (await raise()).reduce((sum, one) => sum + one, 0);
      if (raised > 0) due.push(`${day}: ${raised}`);
      expect(await raise()).toEqual([0, 0]);
    }
    expect(due.slice(0, 3)).toEqual(['2027-01-26: 1', '2027-02-01: 1', '2027-02-02: 1']);
    at('2027-02-02');
    const sent = await mails();
    expect(sent.filter(({ subject }) => subject.endsWith('your answer is still needed')).map(({ to }) => to)).toEqual([
      email,
      email,
      email,
    ]);
    expect(sent[0]?.text).not.toMatch(/Jordan|offered/);
  });

  test('not on the very day on which it was asked, and not about steps that were over by then', async () => {
    await anAsked({ dueDay: '2027-01-15' });
    await raise();
    expect(await kinds()).toEqual([]);
    at('2027-01-14');
    await raise();
    expect(await kinds()).toEqual(['service-question-reminder']);
  });

  test('on working days alone: what falls on a Sunday goes out on Monday, as one mail', async () => {
    await anAsked({ dueDay: '2027-01-31' });
    at('2027-01-30');
    await raise();
    at('2027-01-31');
    await raise();
    expect(await kinds()).toEqual([]);
    at('2027-02-01');
    await raise();
    expect((await kinds()).filter((kind) => kind === 'service-question-reminder')).toHaveLength(1);
  });

  test('no more once it has answered, the question is withdrawn, or the person has left the register', async () => {
    const answered = await anAsked();
    const withdrawn = await anAsked();
    const left = await anAsked();
    const actor = await aVisitor(deps, answered.email.toLowerCase());
    const typed = { offered: 'Nothing yet', since: '', inTheWay: '' };
    const { receiverId, email: address } = answered;
    granted(
      await answerServiceQuestion(deps, {
        ...{ actor, address, receiverId, typed, version: 0, answeredBy: null, press: deps.newId() },
      }),
    );
    const { questionId } = withdrawn;
    granted(await withdrawServiceQuestion(deps, { actor: cora, questionId, press: deps.newId() }));
    const { version } = await deps.db.registerEntry.findUniqueOrThrow({ where: { id: left.entryId } });
    const end = { entryId: left.entryId, version, reason: 'moved-away', day: '2027-01-12', note: '' };
    granted(await endEntry(deps, { actor: cora, press: deps.newId(), ...end }));
    await deps.db.delivery.deleteMany();
    at('2027-02-10');
    expect(await raise()).toEqual([0, 0]);
  });

  test('not by mail while its agreement is not in force', async () => {
    const { ward } = await anAsked();
    await endAgreement(deps, ward.id, '2027-01-20');
    at('2027-01-26');
    await raise();
    expect(await mails()).toEqual([]);
  });
});

describe('a question that is overdue', () => {
  test('is escalated to the service’s manager once, and says no more than the reference', async () => {
    const { ward } = await anAsked();
    at('2027-02-02');
    await raise();
    await deps.db.delivery.deleteMany();
    at('2027-02-12');
    await raise();
    await raise();
    const sent = await mails();
    expect(sent.filter(({ to }) => to === 'manager@example.org')).toHaveLength(1);
    const mail = sent.find(({ to }) => to === 'manager@example.org');
    expect(mail?.subject).toMatch(/^QUE-2027-\d{4}: a question was not answered$/);
    expect(mail?.text).toContain(ward.name);
    expect(mail?.text).not.toMatch(/Jordan|What is being offered/);
  });

  test('is the team’s to escalate where no manager is named, until the service answers', async () => {
    const asked = await anAsked({ managerEmail: null });
    at('2027-02-12');
    await raise();
    expect((await mails()).map(({ to }) => to)).toEqual([asked.email]);
    const open = { kind: 'escalate-question-by-hand', doneAt: null };
    expect(await deps.db.teamTodo.findMany({ where: open })).toMatchObject([
      { entryId: asked.entryId, questionId: asked.questionId },
    ]);
    const actor = await aVisitor(deps, asked.email.toLowerCase());
    const typed = { offered: 'Nothing yet', since: '', inTheWay: '' };
    const { receiverId, email: address } = asked;
    const about = { actor, address, receiverId, typed, version: 0, answeredBy: null };
    granted(await answerServiceQuestion(deps, { ...about, press: deps.newId() }));
    expect(await deps.db.teamTodo.count({ where: open })).toBe(0);
  });
});
