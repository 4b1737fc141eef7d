import { inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { answered, dataOf, only, pressForged, shown } from './in-teams.ts';
import type { MeetingTeam } from './meeting-team.ts';
import { referInTeams } from './referring.ts';

/** Typed by people on the way through the register; each is found nowhere else, so that a single trace of it shows. */
export const typedOnTheRegister = {
  name: 'Persimmon Featherstonehaugh',
  nhsNumber: '999 000 0026',
  residence: '12 Quagmire Terrace, Stafford',
  address: 'persimmon@example.org',
  issues: 'Chartreuse nights without sleep',
  tried: 'Heliotrope walks along the canal',
  professional: 'Ignatius Wolverton',
  evidence: 'Burgundy form in the shared folder',
  ownWords: 'Saffron call on Monday morning',
  decidedBy: 'Doctor Amaranth Pilkington',
  reason: 'Ochre landlord gave notice',
  decision: 'Umber support at night',
  why: 'Fuchsia wondering of a ward',
  answer: 'Magenta note for the asker',
  saidBy: 'Celadon change of mind',
} as const;

const typed = typedOnTheRegister;

/** Refer → accept → letters → meeting → summaries → rating → a question and its answer → withdraw → export, with everything typed along the way. */
export async function throughTheRegister(team: MeetingTeam): Promise<void> {
  const { conversation, cora } = team;
  const { deps } = conversation.service;
  await conversation.settled();
  const { reference } = await refer(team);
  await conversation.settled();
  const card = cora.messages().findLast((message) => shown(message).includes(`${reference} · Referral`));
  if (!card) throw new Error('the referral did not come to the channel');
  await cora.press(card, 'Accept');
  const decision = { rating: '◆ Amber', locality: 'Staffordshire', decidedBy: typed.decidedBy };
  expectIn(answered(await cora.press(card, 'Accept onto the register', decision)), 'Accepted.');
  await conversation.settled();
  await letters(team, reference);
  const { personId } = await deps.db.referral.findUniqueOrThrow({ where: { reference } });
  const { id: entryId } = await deps.db.registerEntry.findFirstOrThrow({ where: { personId: String(personId) } });
  await meeting(team, entryId);
  const { version } = await deps.db.registerEntry.findUniqueOrThrow({ where: { id: entryId } });
  const change = { entryId, version, press: deps.newId(), rating: 'red', decidedBy: typed.decidedBy };
  expectIn(
    answered(await pressForged(cora, own(cora), 'change-rating', { ...change, note: typed.reason, day: today(team) })),
    'The rating is changed.',
  );
  await question(team);
  await remind(team);
  const said = { saidBy: 'person', consenterName: typed.name, form: 'phone', day: today(team), note: typed.saidBy };
  const withdrawn = { personId, press: deps.newId(), ...said };
  expectIn(answered(await pressForged(cora, own(cora), 'withdraw-consent', withdrawn)), 'already received');
  await conversation.settled();
  await download(team);
}

const own = (chat: Chat): PostedMessage => {
  const message = chat.messages().at(-1);
  if (!message) throw new Error('there is no message to press on');
  return message;
};
const today = ({ conversation }: MeetingTeam) => conversation.clock.now().toISOString().slice(0, 10);

function expectIn(text: string, words: string): void {
  if (!text.includes(words)) throw new Error(`“${words}” is not in: ${text.slice(0, 1500)}`);
}

function refer({ asha }: MeetingTeam) {
  return referInTeams(asha, {
    who: { personName: typed.name, nhsNumber: typed.nhsNumber, residence: typed.residence },
    detail: { consenterName: typed.name, evidence: typed.evidence },
    told: { personDetail: typed.address },
    risk: { currentIssues: typed.issues, whatWasTried: typed.tried },
    professionals: { professionalName: typed.professional, professionalEmail: 'ignatius@example.org' },
  });
}

/** One letter gets a sentence of the coordinator's; both are released. */
async function letters({ conversation, cora }: MeetingTeam, reference: string): Promise<void> {
  const cards = cora.messages().filter((message) => shown(message).includes(`${reference} · Letter`));
  if (cards.length < 2) throw new Error('the letters did not come to the channel');
  for (const [at, letter] of cards.entries()) {
    if (at === 0) await cora.press(letter, 'Release', { ownWords: typed.ownWords });
    expectIn(answered(await cora.press(letter, 'Release')), 'Released.');
  }
  await conversation.settled();
}

/** A review with an agency and the person, to its summaries. */
async function meeting({ conversation, cora }: MeetingTeam, entryId: string): Promise<void> {
  const { deps } = conversation.service;
  const card = only(await cora.say('queue'));
  await pressForged(cora, card, 'open-register-meeting', { entryId, kind: 'dsr-review' });
  const message = cora.messages().find(({ activityId }) => activityId === card.activityId) ?? card;
  const form = await pressForged(cora, message, 'open-register-meeting', { entryId, kind: 'dsr-review' });
  const place = { ...message, card: form.card };
  const asked = { 'Which organisations must be there': 'Example Police', purposeCategory: 'A place to live' };
  expectIn(answered(await cora.press(place, 'Arrange this meeting', asked)), 'MTG-');
  await conversation.settled();
  await cora.press(place, 'Choose a time');
  expectIn(answered(await cora.press(place, 'Book this time', { time: '1.' })), 'Booked for');
  await conversation.settled();
  const held = await deps.db.meeting.findFirstOrThrow({ where: { entryId } });
  conversation.clock.moveTo(new Date((held.endsAt ?? new Date(0)).getTime() + 60_000));
  const again = only(await cora.say(String(held.reference)));
  await cora.press(again, 'Record the outcome');
  const came = inputsOf(again.card ?? {}).filter(({ id }) => id.startsWith('came-'));
  await cora.press(again, 'Continue', Object.fromEntries(came.map(({ id }) => [id, 'Came'])));
  await cora.press(again, 'Add this decision', { text: typed.decision });
  await cora.press(again, 'Continue');
  await cora.press(again, 'See the summaries');
  dataOf(again.card, 'send-summaries');
  expectIn(answered(await cora.press(again, /Send \d+ summar\w+/.exec(shown(again))?.[0] ?? 'Send')), 'Outcome sent');
  await conversation.settled();
}

/** Somebody asks whether the person is on the register; a coordinator answers. */
async function question({ conversation, asha, cora }: MeetingTeam): Promise<void> {
  const { deps } = conversation.service;
  const asked = { press: deps.newId(), personName: typed.name, dateOfBirth: '', nhsNumber: '', why: typed.why };
  expectIn(answered(await pressForged(asha, own(asha), 'ask-if-on-register', asked)), 'went to the DSR team');
  await conversation.settled();
  const { id: enquiryId } = await deps.db.registerEnquiry.findFirstOrThrow({ where: { why: typed.why } });
  const answer = { enquiryId, press: deps.newId(), answer: 'cannot-say', note: typed.answer };
  await pressForged(cora, own(cora), 'show-register-enquiry', { enquiryId });
  await pressForged(cora, own(cora), 'answer-register-enquiry', answer);
  await conversation.settled();
}

/** The morning on which a key professional is reminded of what falls due. */
async function remind({ conversation }: MeetingTeam): Promise<void> {
  const { deps } = conversation.service;
  const due = await deps.db.clock.findFirstOrThrow({ where: { kind: 'consent-renewal' }, orderBy: { dueDay: 'asc' } });
  conversation.clock.moveTo(new Date(due.dueDay.getTime() - 20 * 86_400_000 + 10 * 3_600_000));
  await conversation.service.sweepNow();
  await conversation.settled();
}

/** The list is asked for in the coordinator's own chat, and downloaded. */
async function download({ conversation }: MeetingTeam): Promise<void> {
  const cora = await conversation.chat('cora');
  const answer = await cora.press(only(await cora.say('register')), 'Export CSV');
  const url = /"url":"(http[^"]+\/register-export\/[0-9a-f]+)"/.exec(JSON.stringify(answer.card))?.[1] ?? '';
  const file = await fetch(url, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } });
  if (file.status !== 200) throw new Error('the list was not downloaded');
}
