import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { findAddressesWithoutAgreement } from '../agencies/store.ts';
import { recordDone } from '../audit/record.ts';
import { consentStateOn } from '../consent/consent-state.ts';
import { holdPerson } from '../consent/consent-store.ts';
import type { ConsentState } from '../consent/model.ts';
import { registerGround, type SharingGround } from '../consent/rules.ts';
import { findRegisterSubject, type RegisterSubject } from '../meetings/register-subject-store.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { carryOut, type Press, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { takeReference } from '../platform/reference-store.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';
import type { QuestionProblem, TypedQuestion } from './model.ts';
import { askableOrganisations, insertQuestion } from './question-store.ts';
import { addressOf, checkQuestion, type NewReceiver } from './rules.ts';

/** Why nothing can be asked about this person now, whoever is asked. */
export type NotAskable =
  | { reason: 'entry-ended' }
  /** Nothing about the person may leave the team: no consent, or none to sharing. */
  | {
      reason: 'no-consent';
      because: Extract<SharingGround, { may: false }>['because'];
      consent: ConsentState['state'];
    };

type Refusal = NotAskable | { reason: 'incomplete'; problems: QuestionProblem[] } | { reason: 'changed-meanwhile' };

function whyNot(deps: Pick<Deps, 'clock' | 'policy'>, subject: RegisterSubject): NotAskable | undefined {
  if (subject.toDay !== null) return { reason: 'entry-ended' };
  const today = dayOf(deps.clock.now());
  const state = consentStateOn(subject.consent, today, deps.policy);
  const ground = registerGround(state, [], today);
  return ground.may ? undefined : { reason: 'no-consent', because: ground.because, consent: state.state };
}

/**
 * Asks services a question on behalf of somebody on the register. Each hears by mail that there is one, with its reference
 * and the day, and reads it on its page. Consent to sharing and each organisation's agreement are asked first (domain.md §4,
 * §7), and consent once more inside the transaction, which what ends it waits for, or it for them.
 *
 * @param input.organisationIds, `text` and `dueDay` as typed
 */
export async function askService(
  deps: Deps,
  input: { actor: Extract<Actor, { kind: 'professional' }>; entryId: string; press: string } & TypedQuestion,
): Promise<Result<{ entryId: string }, NotAllowed | NotFound | Refusal>> {
  const { actor, entryId, press: key, ...typed } = input;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'ask-service', actor, about);
  if (refusal) return refusal;
  const subject = await findRegisterSubject(deps.db, entryId);
  if (subject === null) return refuse({ reason: 'not-found' });
  const press: Press = { key, useCase: 'ask-service', actor, asked: { entryId, ...typed } };
  if (await wasCarriedOut(deps, press)) return ok({ entryId });
  const refused = whyNot(deps, subject);
  if (refused) return refuse(refused);
  const checked = await check(deps, typed);
  if (!checked.ok) return refuse({ reason: 'incomplete', problems: checked.problems });

  const askedAt = deps.clock.now();
  const reference = await takeReference(deps.db, 'QUE', askedAt);
  const question = { ...checked.question, id: deps.newId(), entryId, reference, askedById: actor.id, askedAt };
  const done = await carryOut(deps, press, (tx) => ask(tx, deps, press, { ...question, personId: subject.personId }));
  if (done !== 'overtaken') return ok({ entryId });
  const present = await findRegisterSubject(deps.db, entryId);
  if (present === null) return refuse({ reason: 'not-found' });
  return refuse(whyNot(deps, present) ?? { reason: 'changed-meanwhile' });
}

async function check(deps: Deps, typed: TypedQuestion) {
  const today = dayOf(deps.clock.now());
  const organisations = await askableOrganisations(deps.db, today, typed.organisationIds);
  const addresses = organisations.flatMap((one) => addressOf(one)?.email.toLowerCase() ?? []);
  const unsafe = await findAddressesWithoutAgreement(deps.db, today, addresses);
  return checkQuestion(typed, { organisations, unsafe, today });
}

type NewQuestion = {
  id: string;
  entryId: string;
  personId: string;
  reference: string;
  text: string;
  dueDay: CalendarDay;
  askedById: string;
  askedAt: Date;
  receivers: readonly NewReceiver[];
};

async function ask(tx: Transaction, deps: Deps, { actor }: Press, question: NewQuestion): Promise<boolean> {
  const { personId, ...columns } = question;
  await holdPerson(tx, personId);
  const present = await findRegisterSubject(tx, question.entryId);
  if (present === null || whyNot(deps, present) !== undefined) return false;
  const receiverIds = await insertQuestion(tx, deps, columns);
  await recordDone(tx, question.askedAt, {
    useCase: 'ask-service',
    actor,
    noun: 'service-question',
    nounId: question.id,
    to: 'asked',
    detail: {
      entryId: question.entryId,
      dueDay: question.dueDay,
      organisationIds: question.receivers.map(({ organisationId }) => organisationId),
    },
  });
  await addDeliveries(
    tx,
    deps,
    receiverIds.map((receiverId) => ({
      kind: 'service-question',
      eventKey: `service-question:${receiverId}`,
      channel: 'mail',
      detail: { receiverId, questionId: question.id, entryId: question.entryId },
    })),
  );
  await refreshCards(tx, deps, [question.entryId]);
  return true;
}
