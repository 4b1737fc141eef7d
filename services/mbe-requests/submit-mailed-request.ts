import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { listOrganisations } from '../agencies/store.ts';
import { recordDone } from '../audit/record.ts';
import { speaksOfDanger } from '../mailbox/danger.ts';
import {
  findMailedMessage,
  type MailedMessageRow,
  type SettledMail,
  settleMail,
} from '../mailbox/mailed-message-store.ts';
import type { MailedRequestInput, MailedRequestOutcome, ReadMessage, UnderstoodMail } from '../mailbox/model.ts';
import { wholeText } from '../mailbox/whole-text.ts';
import type { NewDelivery } from '../notifications/model.ts';
import { addDeliveries } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { takeReference } from '../platform/reference-store.ts';
import { addWorkingTime, dayOf } from '../platform/time.ts';
import { insertMailedDraft } from './draft-store.ts';
import { completeOf, type MailedRequester, saidIn, typedOf } from './mailed-fields.ts';
import { mailedRequesterOf } from './mailed-requester.ts';
import type { CompleteRequest } from './model.ts';
import { readMailedRequest, withAttached } from './read-mailed-request.ts';
import { hostOf, type WithoutOurWords, withoutOurMail } from './replied-text.ts';
import { requestedInvitees } from './store.ts';
import { type Submission, writeSubmission } from './submission-store.ts';
import { urgencyOf } from './urgency.ts';

/** A message with all that is made of it. */
type Work = {
  message: MailedMessageRow;
  read: ReadMessage;
  actor: Actor;
  understood: UnderstoodMail;
  requester: MailedRequester;
  now: Date;
};

/**
 * Makes a request of a message that says all four things and whose sender the mailbox has checked; of any other a draft for
 * each individual, whose sender is asked for what is missing; where its words speak of danger, the team is shown it at once as
 * well. In one transaction with the message's own end and with what its sender is told: `mail-reply`, or a card in Teams for
 * somebody of the tenant. A message that goes on in a conversation and
 * asks for nothing, or has no author, goes to triage.
 *
 * A message that was settled meanwhile changes nothing ('not-settled').
 */
export async function submitMailedRequest(
  deps: Deps & { withoutOurs?: WithoutOurWords },
  input: MailedRequestInput,
): Promise<MailedRequestOutcome> {
  const { mailedMessageId, make, by } = input;
  const actor: Actor = by === null ? { kind: 'system' } : { kind: 'professional', id: by.id, dsrRole: 'coordinator' };
  const about = { noun: 'mailed-message', nounId: mailedMessageId, relations: ['none'] } as const;
  const message = await findMailedMessage(deps.db, mailedMessageId);
  if (message === null || (await authorise(deps, 'submit-mailed-request', actor, about))) return unsettled;
  const now = deps.clock.now();
  const directory = await listOrganisations(deps.db, dayOf(now));
  const read = withAttached(input.read, directory);
  if (read.from === null) return toTriage(deps, { message, read, actor }, 'no-author');
  const { withoutOurs = (line) => line } = deps;
  const theirs = read.answers.length === 0 ? read : withoutOurMail(read, withoutOurs, hostOf(deps.publicUrl));
  const { found, ...understood } = readMailedRequest(theirs, directory);
  if (make === 'what-it-is' && found === 0 && read.answers.length > 0) {
    return toTriage(deps, { message, read, actor }, 'asks-nothing');
  }
  const requester = await mailedRequesterOf(deps, deps.findInTenant ?? null, read.from);
  const work: Work = { message, read, actor, understood, requester, now };
  const complete = make === 'what-it-is' && read.senderChecked ? completeRequest(deps, work) : undefined;
  const made = complete === undefined ? await keepDrafts(deps, work) : await makeRequest(deps, work, complete);
  deps.jobs.wake();
  return made;
}

const unsettled: MailedRequestOutcome = { state: 'not-settled', requestIds: [] };

function completeRequest(deps: Deps, { understood, requester, read, now }: Work): CompleteRequest | undefined {
  const [person, ...others] = understood.people;
  if (person === undefined || others.length > 0 || read.cut) return undefined;
  return completeOf(person, requester, read.from, {
    today: dayOf(now),
    defaultMeetingLength: deps.policy.defaultMeetingLength.value,
    thinMdtReasons: deps.policy.thinMdtReasons.value,
    allowTestNhsNumbers: deps.allowTestNhsNumbers,
  });
}

/**
 * What is kept of the message itself.
 *
 * @param of.whole the team has to look at it: then what is attached to it as a message is kept too
 */
export function settledOf({
  read,
  actor,
  understood,
  now,
  whole,
}: Omit<Work, 'message' | 'requester'> & { whole: boolean }): Omit<SettledMail, 'state'> {
  return {
    because: null,
    ...{ senderName: read.from?.name ?? null, senderAddress: read.from?.address ?? null },
    ...{ senderChecked: read.senderChecked, subject: read.subject, attachments: read.attachments },
    ...{ text: whole ? wholeText(read) : read.text, understood },
    ...(actor.kind === 'professional' ? { handledById: actor.id, handledAt: now } : {}),
  };
}

async function makeRequest(deps: Deps, work: Work, complete: CompleteRequest): Promise<MailedRequestOutcome> {
  const { message, actor, understood, now } = work;
  const id = deps.newId();
  // What is attached is in no field of it.
  const { attached = '' } = work.read;
  const danger = speaksOfDanger({ subject: '', text: attached }, deps.policy.dangerWords.value);
  const submission = await submissionOf(deps, work, { id, complete, danger });
  const withId: UnderstoodMail = { ...understood, people: understood.people.map((one) => ({ ...one, requestId: id })) };
  const settled = { ...settledOf({ ...work, understood: withId, whole: false }), state: 'request-made' } as const;
  return deps.db.$transaction(async (tx) => {
    if (!(await settleMail(tx, message, settled, now))) return unsettled;
    if ((await writeSubmission(tx, submission)) === undefined) throw new Error('A new request was there already');
    await deps.jobs.enqueue(tx, [{ name: 'deliver', data: { deliveryId: submission.delivery.id } }]);
    await addDeliveries(tx, deps, [mailReply(message.id, work.requester.id)]);
    await recordSettled(tx, { message, actor, now, to: 'request-made' });
    return { state: 'request-made', requestIds: [id] };
  });
}

/** The answer by mail to whoever wrote a message: one a message. */
export function mailReply(mailedMessageId: string, professionalId: string): NewDelivery {
  const eventKey = `mail-reply:${mailedMessageId}`;
  return { kind: 'mail-reply', eventKey, channel: 'mail', professionalId, detail: { mailedMessageId } };
}

/**
 * The request that is made of a message.
 *
 * @param made.danger an earlier message about it spoke of danger, or what is attached to this one does
 */
export async function submissionOf(
  deps: Deps,
  work: Omit<Work, 'requester'> & { requester: Pick<MailedRequester, 'id'> },
  made: { id: string; complete: CompleteRequest; danger?: boolean },
): Promise<Submission> {
  const { policy } = deps;
  const { id, complete, danger } = made;
  const { actor, now, understood, requester, message } = work;
  const [person] = understood.people;
  const said = person === undefined ? null : saidIn(person);
  const urgency = urgencyOf({
    texts: [work.read.subject, complete.purpose, complete.whyNoMdt, said ?? ''],
    ...{ danger, now },
    policy: { urgentWithinWorkingDays: policy.urgentWithinWorkingDays.value, dangerWords: policy.dangerWords.value },
  });
  const eventKey = `request-for-triage:${id}`;
  return {
    id,
    personId: deps.newId(),
    requesterId: requester.id,
    reference: await takeReference(deps.db, 'MBE', now),
    complete,
    invitees: requestedInvitees(deps, complete),
    urgentBecause: urgency.because,
    policyVersion: policy.version,
    receivedBy: 'mail',
    at: now,
    decideBy: addWorkingTime(now, policy.decideWithinWorkingDays.value),
    audit: {
      ...{ useCase: 'submit-mailed-request', actor, noun: 'mbe-request', nounId: id, to: 'submitted' },
      detail: { mailedMessageId: message.id, urgentBecause: [...urgency.because] },
    },
    delivery: { id: deps.newId(), kind: 'request-for-triage', eventKey, channel: 'teams', requestId: id },
    mail: { mailedMessageId: message.id, onBehalfOf: understood.onBehalfOf, said },
  };
}

async function keepDrafts(deps: Deps, work: Work): Promise<MailedRequestOutcome> {
  const { message, read, actor, understood, requester, now } = work;
  // Who has a draft made of it has looked at it.
  const danger = actor.kind === 'system' && speaksOfDanger(read, deps.policy.dangerWords.value);
  const because = danger ? 'words-of-danger' : null;
  const people = understood.people.map((person) => ({ ...person, requestId: deps.newId() }));
  const kept = settledOf({ ...work, understood: { ...understood, people }, whole: danger });
  const settled = { ...kept, state: 'draft-kept', because } as const;
  return deps.db.$transaction(async (tx) => {
    if (!(await settleMail(tx, message, settled, now))) return unsettled;
    for (const person of people) {
      await insertMailedDraft(tx, {
        ...{ id: person.requestId, requesterId: requester.id, mailedMessageId: message.id },
        typed: typedOf(person, requester, read.from),
        ...{ onBehalfOf: understood.onBehalfOf, saidInMail: saidIn(person), at: now },
      });
      await recordDone(tx, now, {
        ...{ useCase: 'submit-mailed-request', actor, noun: 'mbe-request', nounId: person.requestId, to: 'draft' },
        detail: { mailedMessageId: message.id },
      });
    }
    const cards = people.map(({ requestId }) => draftCard(message.id, requestId, requester.id));
    await addDeliveries(tx, deps, requester.outside ? [mailReply(message.id, requester.id)] : cards);
    if (danger) await addDeliveries(tx, deps, [forTriage(message.id)]);
    await recordSettled(tx, { message, actor, now, to: 'draft-kept', ...(because === null ? {} : { because }) });
    return { state: 'draft-kept', requestIds: people.map(({ requestId }) => requestId) };
  });
}

/** A draft as a card in its requester's chat: to confirm what was understood, and to add what is missing. */
export function draftCard(
  mailedMessageId: string,
  draftId: string,
  professionalId: string,
  eventKey = `mailed-draft:${draftId}`,
): NewDelivery {
  return { kind: 'mailed-draft', eventKey, channel: 'teams', professionalId, detail: { mailedMessageId, draftId } };
}

/** A message as a card in the team's channel. */
export function forTriage(mailedMessageId: string): NewDelivery {
  const eventKey = `mail-for-triage:${mailedMessageId}`;
  return { kind: 'mail-for-triage', eventKey, channel: 'teams', detail: { mailedMessageId } };
}

async function toTriage(
  deps: Deps,
  work: Pick<Work, 'message' | 'read' | 'actor'>,
  because: 'no-author' | 'asks-nothing',
): Promise<MailedRequestOutcome> {
  const { message } = work;
  const now = deps.clock.now();
  const kept = settledOf({ ...work, now, understood: { people: [], onBehalfOf: null }, whole: true });
  const settled = await deps.db.$transaction(async (tx) => {
    if (!(await settleMail(tx, message, { ...kept, understood: null, state: 'to-triage', because }, now))) return false;
    await addDeliveries(tx, deps, [forTriage(message.id)]);
    await recordSettled(tx, { ...work, now, to: 'to-triage', because });
    return true;
  });
  deps.jobs.wake();
  return settled ? { state: 'to-triage', requestIds: [] } : unsettled;
}

/** Puts on record what became of a message. */
export async function recordSettled(
  tx: Transaction,
  done: Pick<Work, 'message' | 'actor' | 'now'> & {
    to: SettledMail['state'];
    because?: string;
    useCase?: 'submit-mailed-request' | 'fill-mailed-draft';
  },
): Promise<void> {
  const { message, actor, now, to, because, useCase = 'submit-mailed-request' } = done;
  await recordDone(tx, now, {
    ...{ useCase, actor, noun: 'mailed-message', nounId: message.id },
    ...{ from: message.state, to },
    ...(because === undefined ? {} : { reason: because }),
  });
}
