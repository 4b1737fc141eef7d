import { dayOf } from '../../platform/time.ts';
import { groundOfQuestion } from '../../service-questions/question-ground.ts';
import { findReceiver } from '../../service-questions/question-store.ts';
import { makeLink } from '../../sign-in/make-link.ts';
import { mailFrame } from '../mail-frame.ts';
import { type NewTodo, todoKeys } from '../todos.ts';
import { type Composer, type ComposerDeps, mailTo, nothing } from './composer.ts';
import { teamReceiver } from './team-receiver.ts';

/** The service a delivery is about, as it is now. */
async function presentReceiver(deps: ComposerDeps, receiverId: unknown) {
  return typeof receiverId === 'string' ? findReceiver(deps.db, receiverId, dayOf(deps.clock.now())) : null;
}

/** The service, while it is asked and may be: consent, agreement and address are asked again as the mail leaves. */
async function askedReceiver(deps: ComposerDeps, receiverId: unknown) {
  const receiver = await presentReceiver(deps, receiverId);
  if (receiver === null) return 'gone';
  if (receiver.state !== 'asked') return receiver.state;
  const ground = await groundOfQuestion(deps, receiver);
  return ground.may ? receiver : ground.because;
}

/** Tells a service that it is asked something, or that its answer is still missing: reference and day, no more. */
export const composeServiceQuestion: Composer = async (deps, delivery) => {
  const receiver = await askedReceiver(deps, delivery.detail?.receiverId);
  if (typeof receiver === 'string') return nothing(receiver);
  const { receiverId, reference, dueDay: due, name, email } = receiver;
  const content = deps.words.serviceQuestion({
    ...mailFrame(deps),
    ...{ reference, due, today: dayOf(deps.clock.now()), reminder: delivery.kind === 'service-question-reminder' },
    url: await makeLink(deps, { address: email, target: { kind: 'question', targetId: receiverId } }),
  });
  return mailTo(deps, delivery, { name, email }, { content, part: 'reference-only' });
};

/** Tells the manager of a service that a question was not answered in time. Where none is named, the team is told. */
export const composeServiceQuestionEscalation: Composer = async (deps, delivery) => {
  const receiver = await askedReceiver(deps, delivery.detail?.receiverId);
  if (typeof receiver === 'string') return nothing(receiver);
  const { receiverId, questionId, entryId, reference, dueDay: due, organisation } = receiver;
  if (receiver.managerEmail === null) {
    const eventKey = todoKeys.escalateQuestion(receiverId);
    const todo: NewTodo = { kind: 'escalate-question-by-hand', eventKey, entryId, questionId };
    return nothing('nobody-to-escalate-to', [todo]);
  }
  const view = { ...mailFrame(deps), reference, due, today: dayOf(deps.clock.now()), organisation };
  const manager = { name: receiver.managerName ?? organisation, email: receiver.managerEmail };
  return mailTo(deps, delivery, manager, {
    content: deps.words.serviceQuestionEscalation(view),
    part: 'reference-only',
  });
};

/** A service has answered: the question's card to whoever asked, or to the channel. */
export const composeServiceQuestionAnswered: Composer = async (deps, delivery) => {
  const found = await presentReceiver(deps, delivery.detail?.receiverId);
  if (found === null) return nothing('gone');
  const receiver = await teamReceiver(deps.db, delivery, found.askedById);
  return { do: 'post', receiver, message: { kind: 'service-question-answered', questionId: found.questionId } };
};
