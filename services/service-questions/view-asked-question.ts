import type { Actor, Relation } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import { recordDisclosure } from '../disclosures/disclosure-store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import type { AskedQuestionView } from './model.ts';
import { groundOfQuestion } from './question-ground.ts';
import { findReceiver, type ReceiverRow } from './question-store.ts';
import { takesAnswer } from './rules.ts';

/** What an address is to a question: the one that it was sent to, or none. */
export function relationToQuestion(receiver: Pick<ReceiverRow, 'email'> | null, address: string): Relation[] {
  return receiver?.email.toLowerCase() === address.toLowerCase() ? ['asked'] : ['none'];
}

/**
 * The question as its page shows it to the service that is asked. Whom it is about and the question are shown on consent
 * and agreement as they stand at this moment, and that is put on record before; else the page says that nothing is asked.
 *
 * @param input.address the visitor's, confirmed by a code
 */
export async function viewAskedQuestion(
  deps: Deps,
  input: { actor: Actor; address: string; receiverId: string },
): Promise<Result<AskedQuestionView, NotAllowed | NotFound>> {
  const { actor, address, receiverId } = input;
  const today = dayOf(deps.clock.now());
  const receiver = await findReceiver(deps.db, receiverId, today);
  const relations = relationToQuestion(receiver, address);
  const about = { noun: 'service-question', nounId: receiver?.questionId ?? null, relations } as const;
  const refusal = await authorise(deps, 'view-asked-question', actor, about);
  // Whether there is such a question is not told to another address.
  if (refusal || receiver === null) return refuse({ reason: 'not-found' });
  const ground = await groundOfQuestion(deps, receiver);
  if (ground.may) {
    const { questionId, entryId, organisationId } = receiver;
    const what = ['name', 'question'] as const;
    const disclosed = { questionId, entryId, organisationId, address: address.toLowerCase(), what };
    await recordDisclosure(deps.db, deps, { ...disclosed, via: 'page', basis: 'agreement' });
    await recordRead(deps, { useCase: 'view-asked-question', actor, noun: 'service-question', nounId: questionId });
  }
  const { reference, organisation, dueDay, version, state, offered, since, inTheWay, answeredAt: at, text } = receiver;
  return ok({
    ...{ receiverId, reference, organisation, dueDay, today, version, state },
    shown: ground.may ? { personName: ground.subject.personName, text } : null,
    answer: ground.may && offered !== null && at !== null ? { offered, since, inTheWay, at } : null,
    canAnswer: ground.may && takesAnswer(receiver, today),
  });
}
