import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { cardActions } from '../../bot/card-actions.ts';
import { bookMeeting } from '../../services/meetings/book-meeting.ts';
import { askIfOnRegister } from '../../services/register-enquiries/ask-if-on-register.ts';
import { botSays } from '../../wording/bot-says.ts';
import { arrangingButtons } from '../support/arranging-buttons.ts';
import { anApprovedRequest } from '../support/builders.ts';
import { aRegisterMeeting } from '../support/consent-builders.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import { aboutThePerson, answered, dataOf, only, pressForged, sendRequest, teamCardOf } from '../support/in-teams.ts';
import { aMailRow } from '../support/mail-views.ts';
import { aQuestionRow } from '../support/question-builders.ts';
import { aReferralDraft, aSentReferral, typedReferral } from '../support/referral-builders.ts';
import { anEntry, aPerson } from '../support/register-builders.ts';
import { type Button, type RegisterIds, registerButtons, type Whose } from '../support/register-buttons.ts';

/** Records of Asha's in the states the buttons are for, a meeting, a to-do of the team's, and records of the register. */
type Ids = RegisterIds &
  Record<
    'meeting' | 'submitted' | 'alike' | 'asked' | 'declined' | 'draft' | 'booked' | 'invitee' | 'todo' | 'colleague',
    string
  >;

const press = () => randomUUID();
const draft = (ids: Ids) => ({ draftId: ids.draft, step: 1, personName: 'Taken Over' });
const draftStep2 = (ids: Ids) => ({ draftId: ids.draft, step: 2, furtherPeople: 'Mallory, mallory@example.org' });
const request = (ids: Ids) => ({ requestId: ids.submitted });
const decision = (ids: Ids) => ({ requestId: ids.submitted, version: 0, press: press() });
const meeting = (ids: Ids) => ({ meetingId: ids.meeting, requestId: ids.booked });
const change = (ids: Ids) => ({ ...meeting(ids), version: 0, press: press() });
const entry = (ids: Ids) => ({ entryId: ids.entry });
const ofEntry = (ids: Ids) => ({ ...entry(ids), version: 1, press: press(), day: '2027-01-12', note: 'Why' });
const outcome = (ids: Ids) => ({ ...meeting(ids), saves: 0, press: press() });

/** Every button there is. One that is not here fails the first test: say whose it is. */
const buttons: Record<string, Button<Ids>> = {
  ...registerButtons,
  ...arrangingButtons,
  'answer-information': { whose: 'requester', data: (ids) => ({ requestId: ids.asked, answer: 'No', press: press() }) },
  'copy-request': { whose: 'requester', data: (ids) => ({ requestId: ids.declined, press: press() }) },
  'discard-draft': { whose: 'requester', data: (ids) => ({ draftId: ids.draft, sure: 'yes' }) },
  'find-agencies': { whose: 'requester', data: (ids) => ({ ...draftStep2(ids), agencyQuery: 'police' }) },
  'find-mdt-times': {
    whose: 'requester',
    data: (ids) => ({ draftId: ids.draft, mdtColleagues: 'nadia@trust.example.org' }),
  },
  'mdt-go-on': { whose: 'requester', data: (ids) => ({ draftId: ids.draft, mdtTried: 'no' }) },
  'open-mdt-invitation': { whose: 'requester', data: (ids) => ({ draftId: ids.draft }) },
  'open-draft': { whose: 'requester', data: (ids) => ({ draftId: ids.draft }) },
  'open-withdraw': { whose: 'requester', data: request },
  'save-draft': { whose: 'requester', data: draft },
  'submit-request': { whose: 'requester', data: (ids) => ({ ...draftStep2(ids), press: press() }) },
  'to-step-1': { whose: 'requester', data: draftStep2 },
  'to-step-2': { whose: 'requester', data: draft },
  'withdraw-request': { whose: 'requester', data: (ids) => ({ ...request(ids), press: press() }) },
  'show-history': { whose: 'requester-or-team', data: request },
  'show-request': { whose: 'requester-or-team', data: request },
  'show-my-requests': { whose: 'anybody', data: () => ({ page: 1 }) },
  'start-request': { whose: 'anybody', data: () => ({}) },
  'approve-request': { whose: 'team', data: (ids) => ({ ...decision(ids), purposeCategory: 'placement' }) },
  'ask-information': { whose: 'team', data: (ids) => ({ ...decision(ids), question: 'Who?' }) },
  'decline-request': { whose: 'team', data: (ids) => ({ ...decision(ids), reason: 'hold-an-mdt-first' }) },
  'hand-over-request': {
    whose: 'team',
    data: (ids) => ({ ...request(ids), toProfessionalId: ids.colleague, press: press() }),
  },
  'link-same-person': {
    whose: 'team',
    data: (ids) => ({ ...request(ids), otherRequestId: ids.alike, press: press() }),
  },
  'record-basis': { whose: 'team', data: (ids) => ({ ...request(ids), basis: 'consents', press: press() }) },
  'take-request': { whose: 'team', data: (ids) => ({ ...request(ids), press: press() }) },
  'open-approve': { whose: 'team', data: request },
  'open-ask-information': { whose: 'team', data: request },
  'open-decline': { whose: 'team', data: request },
  'open-hand-over': { whose: 'team', data: request },
  'open-record-basis': { whose: 'team', data: request },
  'show-request-text': { whose: 'team', data: request },
  'show-queue': { whose: 'team', data: () => ({ filter: 'all', page: 1 }) },
  'book-time': { whose: 'team', data: (ids) => ({ ...change(ids), day: '2027-01-20', at: '10:00' }) },
  'reschedule-time': { whose: 'team', data: (ids) => ({ ...change(ids), day: '2027-01-20', at: '10:00' }) },
  'cancel-meeting': {
    whose: 'team',
    data: (ids) => ({ ...change(ids), cancelReason: 'not-needed', note: 'No', next: 'end-request' }),
  },
  'meeting-did-not-happen': {
    whose: 'team',
    data: (ids) => ({ ...meeting(ids), why: 'No', next: 'end-request', press: press() }),
  },
  'mark-address-secure': {
    whose: 'team',
    data: (ids) => ({ ...meeting(ids), inviteeId: ids.invitee, secure: 'yes', press: press() }),
  },
  'save-attendance': { whose: 'team', data: (ids) => ({ ...outcome(ids), [`came-${ids.invitee}`]: 'came' }) },
  'save-decisions': { whose: 'team', data: (ids) => ({ ...outcome(ids), go: 'next', text: 'Decided' }) },
  'save-actions': { whose: 'team', data: (ids) => ({ ...outcome(ids), go: 'next', what: 'Do' }) },
  'send-summaries': {
    whose: 'team',
    data: (ids) => ({ ...outcome(ids), outcomeId: ids.meeting, fingerprint: 'none' }),
  },
  'open-cancel-meeting': { whose: 'team', data: meeting },
  'open-choose-time': { whose: 'team', data: meeting },
  'open-correction': { whose: 'team', data: meeting },
  'open-did-not-happen': { whose: 'team', data: meeting },
  'open-outcome': { whose: 'team', data: meeting },
  'open-reschedule': { whose: 'team', data: meeting },
  'open-summaries': { whose: 'team', data: meeting },
  'complete-todo': { whose: 'team', data: (ids) => ({ todoId: ids.todo, note: 'Done', press: press() }) },
  'open-todo': { whose: 'team', data: (ids) => ({ todoId: ids.todo }) },
  'show-team-todos': { whose: 'team', data: () => ({ page: 1 }) },
  // The register
  'show-register': { whose: 'team', data: () => ({ rating: 'all', page: 1 }) },
  'show-due': { whose: 'team', data: () => ({ view: 'overdue', page: 1 }) },
  'show-person': { whose: 'team', data: entry },
  'find-person': { whose: 'team', data: () => ({ sought: 'Unseen' }) },
  'show-dates': { whose: 'team', data: (ids) => ({ subject: 'entry', subjectId: ids.entry }) },
  'show-entry-history': { whose: 'team', data: entry },
  'export-register': { whose: 'team', data: () => ({ rating: 'all' }) },
  'open-change-rating': { whose: 'team', data: entry },
  'open-record-review': { whose: 'team', data: (ids) => ({ ...entry(ids), kind: 'cetr-held' }) },
  'open-hospital': { whose: 'team', data: entry },
  'open-end-entry': { whose: 'team', data: entry },
  'open-void-event': { whose: 'team', data: (ids) => ({ ...entry(ids), eventId: ids.meeting }) },
  'open-key-professionals': { whose: 'team', data: entry },
  'open-communication-needs': { whose: 'team', data: entry },
  'set-communication-needs': {
    whose: 'team',
    data: (ids) => ({ ...entry(ids), press: press(), seen: 'x', format: 'easy-read', phoneFirst: 'yes' }),
  },
  'open-action-progress': { whose: 'team', data: (ids) => ({ ...entry(ids), actionKey: ids.meeting }) },
  'change-rating': { whose: 'team', data: (ids) => ({ ...ofEntry(ids), rating: 'red', decidedBy: 'Me' }) },
  'record-review': { whose: 'team', data: (ids) => ({ ...ofEntry(ids), kind: 'cetr-held' }) },
  admit: { whose: 'team', data: (ids) => ({ ...ofEntry(ids), setting: 'adult' }) },
  'change-setting': { whose: 'team', data: (ids) => ({ ...ofEntry(ids), setting: 'secure' }) },
  discharge: { whose: 'team', data: (ids) => ({ ...ofEntry(ids), rating: 'green', decidedBy: 'Me' }) },
  'end-entry': { whose: 'team', data: (ids) => ({ ...ofEntry(ids), reason: 'moved-away' }) },
  'void-register-event': { whose: 'team', data: (ids) => ({ ...ofEntry(ids), eventId: ids.meeting }) },
  'set-key-professionals': { whose: 'team', data: (ids) => ({ ...ofEntry(ids), 'name-0': 'Mallory' }) },
  'record-action-progress': {
    whose: 'team',
    data: (ids) => ({ ...ofEntry(ids), actionKey: ids.meeting, state: 'done' }),
  },
  'open-share-without-consent': { whose: 'clinical-lead', data: meeting },
  'share-without-consent': {
    whose: 'clinical-lead',
    data: (ids) => ({ ...meeting(ids), reason: 'safeguarding', note: 'Why', untilDay: '2027-02-01', press: press() }),
  },
};

/** What nobody but the team and the requester may read. */
const secrets = /Jamie|Example|lives from March|Robin|Unseen|placement changes|sam\.okoro/;
const refusal =
  /Only the DSR team can|This question is not there|Only the person who made this request|could not find this re(?:quest|ferral)|draft is no longer there|There is no such request|clinical lead/;

const table = cardActions.map(({ verb }) => ({ verb, ...(buttons[verb] as Button<Ids>) }));
const of = (...whose: Whose[]) => table.filter((button) => whose.includes(button.whose));

let conversation: Conversation;
let ids: Ids;
let asha: Chat;
let ben: Chat;
let cora: Chat;
/** A card to press on: any of their own. */
let cardOf: (chat: Chat) => PostedMessage;

beforeAll(async () => {
  conversation = await startConversation();
  const { deps } = conversation.service;
  cora = await conversation.channel('cora');
  await loadSampleAgencies(deps);
  asha = await conversation.chat('asha');
  ben = await conversation.chat('ben');
  const submitted = await sendRequest(asha);
  const alike = await sendRequest(asha);
  const asked = await sendRequest(asha);
  const declined = await sendRequest(asha);
  const askedCard = await teamCardOf(conversation, cora, asked.reference);
  await cora.press(askedCard, 'Ask for information');
  await cora.press(askedCard, 'Send question', { question: 'Which school?' });
  const declinedCard = await teamCardOf(conversation, cora, declined.reference);
  await cora.press(declinedCard, 'Decline');
  await cora.press(declinedCard, 'Decline request', { reason: 'Not something' });
  await conversation.settled();
  const started = only(await asha.say('request a meeting'));
  const draftId = String(dataOf(started.card, 'save-draft').draftId);
  await asha.press(started, 'Save for later', aboutThePerson);
  const approved = await anApprovedRequest(deps, { typed: { personName: 'Robin Unseen' } });
  const { meetingId, coordinator: actor } = approved;
  await bookMeeting(deps, { actor, meetingId, version: 0, time: { day: '2027-01-19', at: '10:00' }, press: press() });
  const invitee = await deps.db.invitee.findFirstOrThrow({ where: { meetingId, kind: 'other' } });
  const todo = { id: deps.newId(), kind: 'invite-by-hand', eventKey: 'test', createdAt: deps.clock.now() };
  await deps.db.teamTodo.create({ data: { ...todo, requestId: approved.id, meetingId } });
  const dev = await deps.db.professional.findFirstOrThrow({ where: { dsrRole: 'clinical-lead' } });
  const found = { submitted: submitted.requestId, alike: alike.requestId, asked: asked.requestId };
  const theirs = { declined: declined.requestId, draft: draftId, todo: todo.id, colleague: dev.id };
  const ofMeeting = { meeting: meetingId, booked: approved.id, invitee: invitee.id };
  ids = { ...found, ...theirs, ...ofMeeting, ...(await ofTheRegister()) };
  for (const who of ['cora', 'lena'] as const) await conversation.chat(who);
  cardOf = (chat) => chat.messages().at(-1) ?? submitted.message;
});
afterAll(() => conversation?.stop());
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

/** Somebody on the register, a referral of Asha's who may be the same person, with a letter, and a question of hers. */
async function ofTheRegister() {
  const { deps } = conversation.service;
  const person = await aPerson(deps, { fullName: 'Unseen Example', nhsNumber: '9990000018' });
  const { entryId } = await anEntry(deps, { personId: person });
  const row = await deps.db.professional.findFirstOrThrow({ where: { name: 'Asha Example' } });
  const actor = { kind: 'professional', id: row.id, dsrRole: null, name: row.name } as const;
  const typed = typedReferral({
    personName: 'Unseen Example',
    jobRole: 'Nurse',
    organisation: 'Ward',
    phone: '01632 960 456',
  });
  const referral = await aSentReferral(deps, { referrer: actor, typed });
  const referralDraft = await aReferralDraft(deps, actor, typedReferral());
  const letter = { id: deps.newId(), kind: 'referral-withdrawn', eventKey: 'test', receiver: 'person', via: 'post' };
  await deps.db.letter.create({
    data: {
      ...letter,
      ...{ receiverName: 'Unseen Example', format: 'plain', state: 'drafted', facts: { day: '2027-01-12' } },
      ...{ referralId: referral.id, personId: referral.person.id, createdAt: deps.clock.now() },
    },
  });
  await askIfOnRegister(deps, { actor, press: press(), personName: 'Unseen Example', ...asked });
  const enquiry = await deps.db.registerEnquiry.findFirstOrThrow();
  const meeting = await aRegisterMeeting(deps, entryId);
  const question = await aQuestionRow(deps, entryId);
  const { id: mail } = await aMailRow(deps, 'Unseen Example');
  return {
    ...{ entry: entryId, person, possible: person, referral: referral.id, referralDraft },
    ...{ letter: letter.id, enquiry: enquiry.id, registerMeeting: meeting.id, question, mail },
  };
}
const asked = { dateOfBirth: '', nhsNumber: '', why: 'I plan support.' };

/** What the press is answered with, which must change nothing. */
async function pressed(chat: Chat, { verb, data }: (typeof table)[number]) {
  const answer = await pressForged(chat, cardOf(chat), verb, data(ids));
  expect(answer.status).toBe(200);
  return answer;
}
async function changesNothing<T>(act: () => Promise<T>): Promise<T> {
  const before = await databaseState(conversation);
  const done = await act();
  expect(await databaseState(conversation)).toEqual(before);
  return done;
}
const isRefused = (chat: Chat, button: (typeof table)[number]) => changesNothing(() => pressed(chat, button));
const refusals = () => conversation.service.deps.db.auditEvent.count({ where: { result: 'refused' } });

it('every button is somebody’s', () => {
  const unknown = cardActions.map((action) => action.verb).filter((verb) => !(verb in buttons));
  expect(unknown, 'say whose these buttons are').toEqual([]);
});

describe('a button for a request’s own requester', () => {
  it.each(of('requester', 'requester-or-team'))('$verb does nothing for another requester', async (button) => {
    const answer = await isRefused(ben, button);
    expect(answered(answer)).toMatch(refusal);
    expect(JSON.stringify(answer.card)).not.toMatch(secrets);
  });

  it.each(of('requester'))('$verb does nothing for a coordinator', async (button) => {
    const answer = await isRefused(await conversation.chat('cora'), button);
    expect(answered(answer)).toMatch(refusal);
  });
});

describe('a button for whoever was invited', () => {
  it.each(of('invitee'))('$verb does nothing for anybody else', async (button) => {
    for (const chat of [asha, ben]) {
      const answer = await isRefused(chat, button);
      expect(answered(answer)).toContain('You are not invited to this meeting');
      expect(JSON.stringify(answer.card)).not.toMatch(secrets);
    }
  });
});

describe('a button of the team’s', () => {
  it.each(of('team', 'clinical-lead'))(
    '$verb does nothing for a requester, and the attempt is on record',
    async (button) => {
      const before = await refusals();
      const [own, other] = await changesNothing(
        async () => [await pressed(asha, button), await pressed(ben, button)] as const,
      );
      for (const answer of [own, other]) expect(answered(answer)).toMatch(refusal);
      expect(JSON.stringify(other)).not.toMatch(secrets);
      expect(await refusals()).toBeGreaterThanOrEqual(before + 2);
    },
  );

  it.each(of('clinical-lead'))('$verb does nothing for a coordinator', async (button) => {
    expect(answered(await isRefused(await conversation.chat('cora'), button))).toContain('clinical lead');
  });
});

it('no button does anything in the channel for somebody outside the team', async () => {
  const outsider = await conversation.channel('ben');
  await changesNothing(async () => {
    for (const button of table) {
      expect((await pressed(outsider, button)).words, button.verb).toBe(botSays.onlyInPrivate);
    }
  });
});

describe('the same press, by whom it is for', () => {
  // Last, because these do something. Where one has made another impossible, the present state is the answer.
  it.each(of('team', 'requester-or-team'))('$verb is taken from a coordinator', async ({ verb, data }) => {
    const answer = await pressForged(cora, cardOf(cora), verb, data(ids));
    expect(answer.words).toBeNull();
    // What a coordinator may read speaks of the clinical lead now and then, and refuses nothing by that.
    expect(answered(answer).replace(/(?<!Only )the clinical lead/gi, '')).not.toMatch(refusal);
  });

  it.each(of('clinical-lead'))('$verb is taken from the clinical lead', async ({ verb, data }) => {
    const lena = await conversation.chat('lena');
    const answer = await pressForged(lena, cardOf(lena), verb, data(ids));
    expect(answer.words).toBeNull();
    expect(answered(answer)).not.toMatch(/Only the DSR team/);
  });

  const keepsTheDraft = (verb: string) => !['discard-draft', 'discard-referral-draft'].includes(verb);
  it.each(of('requester', 'anybody').filter(({ verb }) => keepsTheDraft(verb)))(
    '$verb is taken from the requester',
    async ({ verb, data }) => {
      const answer = await pressForged(asha, cardOf(asha), verb, data(ids));
      expect(answer.words).toBeNull();
      expect(answered(answer)).not.toMatch(refusal);
    },
  );
});
