import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { listOrganisations } from '../agencies/store.ts';
import { recordDone } from '../audit/record.ts';
import { speaksOfDanger } from '../mailbox/danger.ts';
import { findMailedMessage, type MailedMessageRow, settleMail } from '../mailbox/mailed-message-store.ts';
import type {
  MailedReplyInput,
  MailedReplyOutcome,
  ReadMessage,
  UnderstoodMail,
  UnderstoodPerson,
} from '../mailbox/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import { completeMailedDraft } from './complete-mailed-draft.ts';
import { addToDraft, type FilledDraft, namesAnother } from './mailed-additions.ts';
import { type AskedDraft, addToMailedDraft, findAsked } from './mailed-draft-store.ts';
import { type MailedRequester, saidIn } from './mailed-fields.ts';
import { findMailedRequester } from './mailed-request-store.ts';
import { readMailedRequest } from './read-mailed-request.ts';
import { hostOf, repliedText, type WithoutOurWords } from './replied-text.ts';
import { type Submission, writeSubmission } from './submission-store.ts';
import { draftCard, forTriage, mailReply, recordSettled, settledOf, submissionOf } from './submit-mailed-request.ts';

const actor: Actor = { kind: 'system' };

/** A message with the draft that it adds to. */
type Work = {
  message: MailedMessageRow;
  read: ReadMessage;
  /** The mail of ours that it answers. */
  deliveryId: string;
  draft: AskedDraft & { mailedMessage: NonNullable<AskedDraft['mailedMessage']> };
  /** What was understood of the message alone. */
  understood: UnderstoodMail;
  filled: FilledDraft;
  requester: MailedRequester;
  danger: boolean;
  now: Date;
};

/**
 * Adds to a draft what its sender answers to the mail in which we asked for what is missing. What the draft lacks is taken,
 * whatever it has stays. Once it lacks nothing, a request is made of it as of a message that says all; else its sender is asked
 * again, for what is still missing alone.
 *
 * Only the sender whose address the mailbox checked, then and now, adds to a draft, with their own words alone. An answer that
 * gives nothing is nobody's but the team's, so that two programs never go on writing to each other; one whose words do not say
 * which item they are is shown to the team as well: it may ask for something else.
 */
export async function fillMailedDraft(
  deps: Deps & { withoutOurs: WithoutOurWords },
  input: MailedReplyInput,
): Promise<MailedReplyOutcome> {
  const { mailedMessageId, read, deliveryId } = input;
  const about = { noun: 'mailed-message', nounId: mailedMessageId, relations: ['none'] } as const;
  const message = await findMailedMessage(deps.db, mailedMessageId);
  if (message === null || (await authorise(deps, 'fill-mailed-draft', actor, about))) return 'not-settled';
  const asked = await findAsked(deps.db, deliveryId);
  if (asked === null || read.from === null || read.from.address !== asked.message.senderAddress)
    return 'not-about-a-draft';
  // What a request was made of asked for nothing.
  if (asked.message.state === 'request-made') return 'not-about-a-draft';
  if (!read.senderChecked || !asked.message.senderChecked) return 'own';
  const now = deps.clock.now();
  const directory = await listOrganisations(deps.db, dayOf(now));
  const replied = repliedText(read, deps.withoutOurs, hostOf(deps.publicUrl));
  const reading = (nameKnown: boolean) => readMailedRequest(replied, directory, nameKnown);
  const draft = meantBy(asked, reading(false).people);
  if (draft === 'not-said') return 'asks-nothing';
  if (draft === null) return 'own';
  const named = (draft.typed?.personName ?? '').trim() !== '' || draft.person !== null;
  const { found: _found, ...understood } = reading(named);
  if (namesAnother(draft.person?.fullName ?? draft.typed?.personName, understood.people)) return 'own';
  if (draft.state !== 'draft') return 'draft-sent';
  return fill(deps, { message, read, deliveryId, understood, now }, draft);
}

/** Fills the draft that an answer is about, where that is one which emails can fill. */
async function fill(
  deps: Deps,
  answer: Pick<Work, 'message' | 'read' | 'deliveryId' | 'understood' | 'now'>,
  draft: AskedDraft,
): Promise<MailedReplyOutcome> {
  const { mailedMessage } = draft;
  const known = mailedMessage?.understood?.people.find(({ requestId }) => requestId === draft.id);
  const [said] = answer.understood.people;
  if (mailedMessage === null || known === undefined || said === undefined) return 'own';
  const additions = mailedMessage.understood?.additions?.filter(({ requestId }) => requestId === draft.id) ?? [];
  const requester = await findMailedRequester(deps.db, draft.requesterId);
  const toConfirm = additions.at(-1)?.toConfirm ?? [];
  const filled = addToDraft({ typed: draft.typed ?? {}, person: known, toConfirm }, said, requester);
  if (!filled.gave) return 'asks-nothing';
  const danger = speaksOfDanger(answer.read, deps.policy.dangerWords.value);
  const work: Work = { ...answer, draft: { ...draft, mailedMessage }, filled, requester, danger };
  const settled = await settleWith(
    deps,
    work,
    additions.some((one) => one.danger),
  );
  deps.jobs.wake();
  return settled ? 'settled' : 'not-settled';
}

/** Which draft is meant: of several, the one whose name is said. Null where it is gone. */
function meantBy(
  { message, drafts }: NonNullable<Awaited<ReturnType<typeof findAsked>>>,
  said: readonly UnderstoodPerson[],
): AskedDraft | 'not-said' | null {
  const people = message.understood?.people ?? [];
  const names = said.flatMap(({ personName }) => personName?.text ?? []);
  if (people.length > 1 && names.length === 0) return 'not-said';
  const meant = people.filter(({ personName }) => people.length === 1 || !namesAnother(personName?.text, said));
  const [one, ...others] = meant;
  if (one === undefined || others.length > 0) return null;
  return drafts.find(({ id }) => id === one.requestId) ?? null;
}

/** Adds to the draft and sends it where it is complete, with the message's own end and what its sender is told. */
async function settleWith(deps: Deps, work: Work, dangerBefore: boolean): Promise<boolean> {
  const { message, draft, filled, danger, now } = work;
  const { id } = draft;
  const complete = completeMailedDraft(deps, work);
  const onBehalfOf = draft.onBehalfOf ?? work.understood.onBehalfOf;
  const { toConfirm } = filled;
  const person = { ...filled.person, requestId: id };
  const addition = {
    ...{ requestId: id, mailedMessageId: message.id, toConfirm: [...toConfirm] },
    ...{ files: work.read.attachments, danger },
  };
  const added = { typed: filled.typed, saidInMail: saidIn(person), onBehalfOf, person, addition, at: now };
  const wasDanger = dangerBefore || danger || draft.mailedMessage.because === 'words-of-danger';
  const made = { ...{ ...work, actor }, understood: { people: [person], onBehalfOf } };
  const submission = complete && (await submissionOf(deps, made, { id, complete, danger: wasDanger }));
  try {
    return await deps.db.$transaction(async (tx) => {
      if (!(await settleReply(tx, deps, work, submission === undefined ? 'draft-kept' : 'request-made'))) return false;
      if (!(await addToMailedDraft(tx, draft, added))) throw new Overtaken();
      if (submission !== undefined) await send(tx, deps, work, submission);
      else await askAgain(tx, deps, work);
      await refreshCards(tx, deps, [id]);
      return true;
    });
  } catch (fault) {
    if (fault instanceof Overtaken) return false;
    throw fault;
  }
}

/** Thrown inside a transaction to undo it; never leaves this file. */
class Overtaken extends Error {
  override name = 'Overtaken';
}

async function settleReply(tx: Transaction, deps: Deps, work: Work, made: 'draft-kept' | 'request-made') {
  const { message, draft, filled, understood, danger, now, deliveryId } = work;
  const shown = danger ? 'words-of-danger' : filled.proposedOnly ? 'asks-nothing' : null;
  const because = made === 'draft-kept' ? shown : null;
  const state = because === 'asks-nothing' ? 'to-triage' : made;
  const people = understood.people.map((one) => ({ ...one, requestId: draft.id, missing: filled.person.missing }));
  const kept = settledOf({ ...work, actor, understood: { ...understood, people }, whole: because !== null });
  if (!(await settleMail(tx, message, { ...kept, state, because, deliveryId }, now))) return false;
  const reason = because === null ? {} : { because };
  await recordSettled(tx, { ...{ message, actor, now, to: state, useCase: 'fill-mailed-draft' }, ...reason });
  if (because !== null) await addDeliveries(tx, deps, [forTriage(message.id)]);
  return true;
}

async function send(tx: Transaction, deps: Deps, { message, requester }: Work, submission: Submission): Promise<void> {
  const audit = { ...submission.audit, useCase: 'fill-mailed-draft', from: 'draft' } as const;
  if ((await writeSubmission(tx, { ...submission, audit })) === undefined) throw new Overtaken();
  await deps.jobs.enqueue(tx, [{ name: 'deliver', data: { deliveryId: submission.delivery.id } }]);
  await addDeliveries(tx, deps, [mailReply(message.id, requester.id)]);
}

async function askAgain(tx: Transaction, deps: Deps, { message, draft, requester, now }: Work): Promise<void> {
  const { id } = draft;
  await recordDone(tx, now, {
    ...{ useCase: 'fill-mailed-draft', actor, noun: 'mbe-request', nounId: id, from: 'draft', to: 'draft' },
    detail: { mailedMessageId: message.id },
  });
  const card = draftCard(message.id, id, requester.id, `mailed-draft:${id}:${message.id}`);
  await addDeliveries(tx, deps, [requester.outside ? mailReply(message.id, requester.id) : card]);
}
