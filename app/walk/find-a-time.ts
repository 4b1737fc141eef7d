import { addDays, dayOf, instantAt } from '../../services/platform/time.ts';
import { buttonsOf, inputsOf } from './card-text.ts';
import { type Page, pageText, pageVisitor } from './page-visitor.ts';
import { expectText, type Stage } from './stage.ts';
import type { Chat, PostedMessage } from './teams-stand-in.ts';

/** Six of nine have no Teams: they answer on pages of their own, behind a code. */
const POLICE = 'zoe@police.example.org';
const STAND_IN = 'abe@police.example.org';
const OUTSIDE = [
  'ravi@city-council.example.org',
  'vera@county-council.example.org',
  'xena@ambulance.example.org',
  'tom@willowbrook.example.org',
  POLICE,
];
const inTeams = ['Nadia', 'Petra', 'Omar'].map((name, at) => ({
  aadObjectId: `00000000-0000-4000-8000-0000000001${at + 10}`,
  name: `${name} Example`,
  email: `${name.toLowerCase()}.example@trust.example.org`,
}));

type Found = { requestId: string; reference: string };

/**
 * A time is found for nine people of whom three are in Teams: everybody is asked, those who have not answered are reminded,
 * it is booked, one declines and somebody stands in, it takes place, and of two agreed actions one is answered from its page
 * and the other is overdue.
 */
export async function findATime(stage: Stage): Promise<void> {
  const colleagues = inTeams.map((person) => stage.teams.personal(person));
  for (const chat of colleagues) await chat.open();
  const found = await ask(stage);
  await propose(stage, found, colleagues);
  await chase(stage, found);
  await bookIt(stage, found);
  await sendSomebodyElse(stage);
  await agreeActions(stage, found);
  await followUp(stage, found);
}

function show(stage: Stage, who: string, page: Page): void {
  stage.print(`${who} reads ${page.path.split('?')[0]?.split('/')[1]}:`, pageText(page));
}

async function ask(stage: Stage): Promise<Found> {
  stage.heading('Finding a time · Asha asks for nine people; three of them are in Teams');
  const { asha } = stage;
  const card = await stage.say('Asha', asha, 'request a meeting');
  await stage.press('Asha', asha, card, 'Next', {
    'Full name': 'Robin Example',
    'What is the meeting for': 'Robin cannot stay where he lives. Agree who does what before the end of the month.',
    'Why is an MDT': 'No time',
  });
  await stage.press('Asha', asha, card, 'Go on with the request', {
    'What would make an MDT possible?': 'Housing has never come.',
  });
  await stage.press('Asha', asha, card, 'Send request', {
    'Organisations to invite':
      'Trust learning disability and autism team + Trust mental health team + Example City Council social care + Willowbrook Support + Example County Council education + Example Ambulance Service + Example Police',
    furtherPeople: 'Omar Example, omar.example@trust.example.org',
    'Should we invite the person': 'Do not invite',
    individualDetail: 'Robin wants his mum to go for him.',
    'Should we invite a parent': 'Invite',
    carerDetail: 'June Example, june@family.example.org',
    'Does the person know': 'Yes',
  });
  const reference = /MBE-\d{4}-\d{4}/.exec(JSON.stringify(card.card))?.[0] ?? '';
  const { id: requestId } = await stage.demo.service.deps.db.mbeRequest.findFirstOrThrow({ where: { reference } });
  const inChannel = await requestCard(stage, { requestId, reference });
  await stage.press('Cora', stage.channel, inChannel, 'Approve');
  await stage.press('Cora', stage.channel, inChannel, 'Approve request', { purposeCategory: 'A place to live' });
  await stage.settled();
  return { requestId, reference };
}

/** The card of this request in the channel, once everything under way has reached it. */
async function requestCard(stage: Stage, { reference }: Found): Promise<PostedMessage> {
  await stage.settled();
  return stage.openRequest(reference);
}

async function propose(stage: Stage, found: Found, colleagues: Chat[]): Promise<void> {
  stage.heading('Finding a time · Everybody is asked which times suit: in Teams, or on a page of their own');
  const card = await requestCard(stage, found);
  await stage.press('Cora', stage.channel, card, 'Ask about times');
  const sent = await stage.press('Cora', stage.channel, card, 'Ask them');
  expectText(sent, 'Everybody is being asked');
  await stage.settled();
  for (const [at, chat] of colleagues.entries()) {
    const name = inTeams[at]?.name ?? '';
    const question = await stage.teams.waitFor(`the times for ${name}`, () => chat.newest('Which of these times suit'));
    const slots = inputsOf(question.card ?? {}).filter(({ id }) => id.startsWith('slot-'));
    await stage.press(name, chat, question, 'Send my answer', Object.fromEntries(slots.map(({ id }) => [id, 'Yes'])));
  }
  for (const address of OUTSIDE.slice(0, 3)) await answerTimes(stage, address);
  await stage.mails();
}

async function answerTimes(stage: Stage, address: string): Promise<void> {
  const visitor = pageVisitor(stage, address);
  const page = await visitor.enter();
  show(stage, address, page);
  const names = [...page.html.matchAll(/name="(time-[0-9a-f-]{36})"/g)].map(([, name]) => name ?? '');
  const fields = Object.fromEntries(names.map((name) => [name, 'yes']));
  const answered = await visitor.send(page, `${page.path.split('?')[0]}/proposal`, fields);
  show(stage, address, answered);
}

async function chase(stage: Stage, { requestId }: Found): Promise<void> {
  stage.heading('Finding a time · Only those who have not answered are reminded');
  const { demo } = stage;
  const meeting = await demo.service.deps.db.meeting.findFirstOrThrow({
    where: { requestId },
    include: { proposals: true },
  });
  const deadline = meeting.proposals[0]?.deadline ?? demo.clock.now();
  demo.clock.skipTo(new Date(deadline.getTime() - 24.5 * 60 * 60_000));
  await demo.service.sweepNow();
  await stage.settled();
  await stage.mails();
  for (const address of OUTSIDE.slice(3)) await answerTimes(stage, address);
  await stage.settled();
}

async function bookIt(stage: Stage, found: Found): Promise<void> {
  stage.heading('Finding a time · Enough people can come: the chair is told, and books');
  const told = await stage.teams.waitFor('the chair’s card', () => stage.cora.newest('Enough people can come'));
  stage.show('In Cora’s own chat:', told);
  const card = await requestCard(stage, found);
  await stage.press('Cora', stage.channel, card, 'See the answers');
  await stage.press('Cora', stage.channel, card, 'Book this time');
  await stage.settled();
  await stage.mails();
}

async function sendSomebodyElse(stage: Stage): Promise<void> {
  stage.heading('Finding a time · The sergeant declines and sends a constable, who alone is invited');
  const zoe = pageVisitor(stage, POLICE);
  const page = await zoe.enter();
  const path = page.path.split('?')[0] ?? '';
  show(stage, POLICE, await zoe.send(page, `${path}/rsvp`, { response: 'declined' }));
  const form = await zoe.open(`${path}/stand-in`);
  const named = { standInName: 'Constable Abe Example', standInEmail: STAND_IN };
  show(stage, POLICE, await zoe.send(form, `${path}/stand-in`, named));
  await stage.settled();
  await stage.mails();
  const abe = pageVisitor(stage, STAND_IN);
  const theirs = await abe.enter();
  show(stage, STAND_IN, await abe.send(theirs, `${theirs.path.split('?')[0]}/rsvp`, { response: 'accepted' }));
  await stage.settled();
}

async function agreeActions(stage: Stage, found: Found): Promise<void> {
  stage.heading('Finding a time · The meeting takes place, and actions are agreed');
  const { demo, channel } = stage;
  const { endsAt } = await demo.service.deps.db.meeting.findFirstOrThrow({ where: { requestId: found.requestId } });
  demo.clock.skipTo(new Date((endsAt ?? demo.clock.now()).getTime() + 60_000));
  await demo.service.sweepNow();
  const card = await requestCard(stage, found);
  await stage.press('Cora', channel, card, 'Record the outcome');
  const came = inputsOf(card.card ?? {}).flatMap(({ id }) => (id.startsWith('came-') ? [[id, 'Came']] : []));
  await stage.press('Cora', channel, card, 'Continue', Object.fromEntries(came));
  await stage.press('Cora', channel, card, 'Continue', { text: 'Robin moves before the end of the month.' });
  const dueDay = addDays(dayOf(demo.clock.now()), 14);
  const action = { what: 'Visit Robin', party: 'Example Police', who: 'Abe Example', dueDay };
  await stage.press('Cora', channel, card, 'Add this action', action);
  await stage.press('Cora', channel, card, 'See the summaries', {
    what: 'Find a flat',
    party: 'Example City Council social care',
    who: 'Ravi Example',
    dueDay,
  });
  const send = buttonsOf(card.card ?? {}).find(({ verb }) => verb === 'send-summaries');
  await stage.press('Cora', channel, card, send?.title ?? '');
  await stage.settled();
}

async function followUp(stage: Stage, found: Found): Promise<void> {
  stage.heading('Finding a time · One action is answered from its page; the other is overdue, and escalated');
  const { demo } = stage;
  const { db } = demo.service.deps;
  const action = await db.agreedAction.findFirstOrThrow({ where: { what: 'Visit Robin' } });
  const due = action.dueDay.toISOString().slice(0, 10);
  const on = async (days: number) => {
    demo.clock.skipTo(instantAt(addDays(due, days), '10:00'));
    await demo.service.sweepNow();
    await stage.settled();
  };
  await on(-7);
  const abe = pageVisitor(stage, STAND_IN);
  const page = await abe.enter();
  const [year = '', month = '', day = ''] = dayOf(demo.clock.now()).split('-');
  const fields = { state: 'done', 'doneOn-day': day, 'doneOn-month': month, 'doneOn-year': year };
  show(stage, STAND_IN, await abe.send(page, page.path.split('?')[0] ?? '', fields));
  for (const days of [-1, 0, 3, 4, 5]) await on(days);
  await stage.mails();
  const { id: meetingId } = await db.meeting.findFirstOrThrow({ where: { requestId: found.requestId } });
  const escalated = await db.delivery.count({ where: { kind: 'action-escalation', state: 'sent', meetingId } });
  if (escalated !== 1) throw new Error(`one overdue action should be escalated, not ${escalated}`);
  expectText(await stage.say('Asha', stage.asha, `status ${found.reference}`), found.reference);
}
