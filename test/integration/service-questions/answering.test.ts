import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lapseConsent } from '../../../services/consent/lapse-consent.ts';
import { listWhoWasTold } from '../../../services/consent/list-who-was-told.ts';
import { openPanelPerson } from '../../../services/register/open-panel-person.ts';
import { viewPerson } from '../../../services/register/view-person.ts';
import { answerServiceQuestion } from '../../../services/service-questions/answer-service-question.ts';
import { viewAskedQuestion } from '../../../services/service-questions/view-asked-question.ts';
import { aCoordinator, type TestActor } from '../../support/builders.ts';
import { withdraw } from '../../support/consent-builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { granted, theService } from '../../support/meeting-builders.ts';
import { aService, ask, aVisitor, endAgreement, receiversOf } from '../../support/question-builders.ts';
import { anEntry } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let cora: TestActor;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  cora = await aCoordinator(deps);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(() => deps.clock.moveTo(ordinaryMorning));

/** One service that was asked about somebody, with whoever reads its address. */
async function anAsked(as: Parameters<typeof aService>[1] & { fromDay?: string } = {}) {
  const { fromDay = '2026-09-01', ...organisation } = as;
  number += 1;
  const address = `wes${number}@ward.example.org`;
  const entry = await anEntry(deps, { fromDay });
  const contacts = as.dutyEmail === undefined ? [{ name: 'Wes Contact', email: `Wes${number}@ward.example.org` }] : [];
  const ward = await aService(deps, { contacts, ...organisation });
  granted(await ask(deps, cora, { entryId: entry.entryId, organisationIds: [ward.id] }));
  const [receiver] = await receiversOf(deps, entry.entryId);
  const receiverId = receiver?.id ?? '';
  const questionId = receiver?.questionId ?? '';
  const reads = as.dutyEmail?.toLowerCase() ?? address;
  const actor = await aVisitor(deps, reads);
  return { ...entry, ward, receiverId, questionId, address: reads, actor };
}
type Asked = Awaited<ReturnType<typeof anAsked>>;

const look = ({ actor, address, receiverId }: Pick<Asked, 'actor' | 'address' | 'receiverId'>) =>
  viewAskedQuestion(deps, { actor, address, receiverId });

const answer = (
  asked: Pick<Asked, 'actor' | 'address' | 'receiverId'>,
  over: {
    version?: number;
    offered?: string;
    press?: string;
    answeredBy?: { name: string; jobRole: string; phone: string };
  } = {},
) => {
  const { actor, address, receiverId } = asked;
  const { version = 0, offered = 'A place from March', press = deps.newId(), answeredBy = null } = over;
  const typed = { offered, since: 'January', inTheWay: '' };
  return answerServiceQuestion(deps, { actor, address, receiverId, version, typed, answeredBy, press });
};

describe('the page of a question', () => {
  test('shows whom it is about and what is asked to the address that was asked, and puts that on record', async () => {
    const asked = await anAsked();
    expect(granted(await look(asked))).toMatchObject({
      shown: { personName: 'Jordan Example', text: 'What is being offered?' },
      answer: null,
      canAnswer: true,
    });
    granted(await look(asked));
    const disclosed = await deps.db.disclosure.findMany({ where: { questionId: asked.questionId } });
    expect(disclosed).toMatchObject([
      {
        what: ['name', 'question'],
        via: 'page',
        basis: 'agreement',
        address: asked.address,
        organisationId: asked.ward.id,
      },
    ]);
    const { told } = granted(await listWhoWasTold(deps, { actor: cora, personId: asked.personId }));
    expect(told).toMatchObject([{ what: 'question', organisation: asked.ward.name, receiver: 'Wes Contact' }]);
  });

  test('is not there for another address', async () => {
    const asked = await anAsked();
    const address = 'mallory@elsewhere.example.org';
    const mallory = { ...asked, address, actor: await aVisitor(deps, address) };
    expect(await look(mallory)).toEqual({ ok: false, reason: 'not-found' });
    expect(await answer(mallory)).toEqual({ ok: false, reason: 'not-found' });
    expect(await deps.db.disclosure.count({ where: { questionId: asked.questionId } })).toBe(0);
  });

  test('shows nothing of the person once consent has run out, its agreement has, or the question was withdrawn', async () => {
    const lapsing = await anAsked({ fromDay: '2026-01-12' });
    deps.clock.moveTo(new Date('2027-01-13T09:00:00Z'));
    expect(granted(await look(lapsing))).toMatchObject({ state: 'asked', shown: null, answer: null, canAnswer: false });
    granted(await lapseConsent(deps, { actor: theService, entryId: lapsing.entryId }));
    expect(granted(await look(lapsing))).toMatchObject({ state: 'withdrawn', shown: null });
    const ended = await anAsked();
    await endAgreement(deps, ended.ward.id, '2027-01-12');
    expect(granted(await look(ended))).toMatchObject({ state: 'asked', shown: null });
    const withdrawn = await anAsked();
    granted(await withdraw(deps, cora, withdrawn.personId));
    expect(granted(await look(withdrawn))).toMatchObject({ state: 'withdrawn', shown: null });
    for (const asked of [lapsing, ended, withdrawn]) expect(await answer(asked)).toMatchObject({ reason: 'closed' });
    const ids = [lapsing, ended, withdrawn].map(({ questionId }) => questionId);
    expect(await deps.db.disclosure.count({ where: { questionId: { in: ids } } })).toBe(0);
  });
});

describe('an answer', () => {
  test('is on the person’s card and before the panel, and whoever asked is told at once', async () => {
    const asked = await anAsked();
    granted(await answer(asked));
    const services = [
      {
        state: 'answered',
        overdue: false,
        answer: { offered: 'A place from March', since: 'January', inTheWay: null },
      },
    ];
    const person = granted(await viewPerson(deps, { actor: cora, entryId: asked.entryId }));
    expect(person.questions).toMatchObject([{ services }]);
    const which = { entryId: asked.entryId };
    const panel = granted(await openPanelPerson(deps, { actor: cora, which, filter: 'all' }));
    expect(panel.questions).toMatchObject([{ services }]);
    const where = { kind: 'service-question-answered', professionalId: cora.id };
    const told = await deps.db.delivery.findMany({ where: { ...where, eventKey: { contains: asked.receiverId } } });
    expect(told).toMatchObject([{ channel: 'teams', detail: { questionId: asked.questionId } }]);
    const audited = { useCase: 'answer-service-question', nounId: asked.questionId, actorId: asked.actor.id };
    expect(await deps.db.auditEvent.findFirst({ where: audited })).toMatchObject({
      fromState: 'asked',
      toState: 'answered',
    });
  });

  test('sent twice is one answer', async () => {
    const asked = await anAsked();
    const press = deps.newId();
    granted(await answer(asked, { press }));
    granted(await answer(asked, { press }));
    expect(await receiversOf(deps, asked.entryId)).toMatchObject([{ version: 1 }]);
  });

  test('can be put right until the end of its day, and no longer', async () => {
    const asked = await anAsked();
    granted(await answer(asked));
    deps.clock.moveTo(new Date('2027-02-02T23:30:00Z'));
    expect(granted(await look(asked))).toMatchObject({ canAnswer: true, version: 1 });
    granted(await answer(asked, { version: 1, offered: 'A place from April' }));
    expect(await receiversOf(deps, asked.entryId)).toMatchObject([{ offered: 'A place from April', version: 2 }]);
    deps.clock.moveTo(new Date('2027-02-03T00:30:00Z'));
    expect(granted(await look(asked))).toMatchObject({ canAnswer: false, answer: { offered: 'A place from April' } });
    expect(await answer(asked, { version: 2 })).toMatchObject({ reason: 'closed' });
  });

  test('that is late is taken', async () => {
    const asked = await anAsked();
    deps.clock.moveTo(new Date('2027-02-10T10:00:00Z'));
    const person = granted(await viewPerson(deps, { actor: cora, entryId: asked.entryId }));
    expect(person.questions).toMatchObject([{ services: [{ overdue: true }] }]);
    granted(await answer(asked));
  });

  test('says what is being offered, and is no longer than 2,000 characters a part', async () => {
    const asked = await anAsked();
    expect(await answer(asked, { offered: '  ' })).toMatchObject({
      problems: [{ field: 'offered', problem: 'missing' }],
    });
    const long = 'x'.repeat(2001);
    expect(await answer(asked, { offered: long })).toMatchObject({
      problems: [{ field: 'offered', problem: 'too-long' }],
    });
    expect(await receiversOf(deps, asked.entryId)).toMatchObject([{ state: 'asked', version: 0 }]);
  });

  test('of two at once one stands, and the other is shown it', async () => {
    const asked = await anAsked();
    const answers = await Promise.all([answer(asked, { offered: 'One' }), answer(asked, { offered: 'Two' })]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'changed-meanwhile' });
  });

  test('from an inbox that several people read says who it was', async () => {
    number += 1;
    const asked = await anAsked({ dutyEmail: `duty${number}@ward.example.org` });
    expect(await answer(asked)).toMatchObject({
      problems: [{ field: 'name' }, { field: 'jobRole' }, { field: 'phone' }],
    });
    const answeredBy = { name: 'Nia Nurse', jobRole: 'Duty nurse', phone: '01632 960 777' };
    granted(await answer(asked, { answeredBy }));
    const person = granted(await viewPerson(deps, { actor: cora, entryId: asked.entryId }));
    expect(person.questions).toMatchObject([{ services: [{ answer: { by: answeredBy } }] }]);
  });

  test('that was given stays on record when consent is withdrawn, and its page shows nothing of it', async () => {
    const asked = await anAsked();
    granted(await answer(asked));
    granted(await withdraw(deps, cora, asked.personId));
    expect(await receiversOf(deps, asked.entryId)).toMatchObject([
      { state: 'answered', offered: 'A place from March' },
    ]);
    expect(granted(await look(asked))).toMatchObject({ shown: null, answer: null, canAnswer: false });
  });
});
