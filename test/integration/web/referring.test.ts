import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardText } from '../../../app/walk/card-text.ts';
import { loadPolicyBook } from '../../../services/policies/load-policy.ts';

import {
  carerSteps,
  countAsked,
  hiddenIn,
  professionalSteps,
  readIn,
  selfSteps,
  sendReferral,
  toCheck,
} from '../../support/on-the-web.ts';
import { type OutsideWorld, startOutside, type WebVisitor } from '../../support/web-visitor.ts';

let world: OutsideWorld;
let robin: WebVisitor;
let kim: WebVisitor;
let pat: WebVisitor;

beforeAll(async () => {
  world = await startOutside();
  await world.channel('cora');
  robin = await world.signIn('robin@family.example.org');
  kim = await world.signIn('kim@family.example.org');
  pat = await world.signIn('pat@police.example.org');
}, 120_000);
afterAll(() => world?.stop());

const teamCard = async (reference: string) => {
  await world.settled();
  const channel = await world.channel('cora');
  const message = channel.messages().findLast(({ card }) => card && cardText(card).includes(reference));
  return message?.card ? cardText(message.card) : '';
};
const referralOf = (id: string) => world.service.deps.db.referral.findUniqueOrThrow({ where: { id } });

describe('before anything is asked', () => {
  test('the start page says that this is no crisis service, and where each goes', async () => {
    const start = await world.stranger().get('/');
    expect(start.status).toBe(200);
    expect(readIn(start)).toContain('This is not an emergency service');
    for (const href of ['/mine', '/refer/self', '/refer/carer', '/refer/professional', '/request-meeting', '/print']) {
      expect(start.html).toContain(`href="${href}"`);
    }
  });

  test('whoever has not confirmed an address is sent to do so, and nothing is stored', async () => {
    const before = await countAsked(world);
    const stranger = world.stranger();
    expect((await stranger.get('/refer/self')).status).toBe(200);
    const start = await stranger.get('/refer/self/start');
    expect(start.location).toBe('/sign-in?next=%2Frefer%2Fself%2Fstart');
    const sent = await stranger.post('/refer/self/start', { go: 'on', ...selfSteps.who });
    expect(sent.location).toBe('/sign-in?next=%2Frefer%2Fself%2Fstart');
    expect(await countAsked(world)).toEqual(before);
  });

  test('a draft is stored when its first page is sent, not when it is looked at', async () => {
    const before = await countAsked(world);
    await robin.get('/refer/self/start');
    expect(await countAsked(world)).toEqual(before);
  });
});

describe('somebody who refers themself', () => {
  test('goes from the first page to a reference; it is theirs, and the team sees how it came', async () => {
    const draftId = await toCheck(robin, 'self', selfSteps);
    const check = await robin.get(`/refer/draft/${draftId}/check`);
    expect(readIn(check)).toContain('2 Example Road, Stafford');
    const sent = await sendReferral(robin, draftId);
    expect(sent.location).toBe(`/referrals/${draftId}?sent=yes`);
    const page = await robin.get(sent.location ?? '');
    const row = await referralOf(draftId);
    expect(row).toMatchObject({ route: 'self', receivedBy: 'web', contactName: 'Robin Example', contactVia: 'email' });
    expect(row.contactDetail).toBe('robin@family.example.org');
    expect(readIn(page)).toContain(`Your reference is ${row.reference}`);
    expect(readIn(page)).toContain('This is not an emergency service');
    expect(await teamCard(row.reference ?? '?')).toContain('on the web pages, address confirmed');
    const consent = await world.service.deps.db.consentEvent.findMany({ where: { referralId: draftId } });
    expect(consent.map(({ kind, form, consenterName }) => [kind, form, consenterName])).toEqual([
      ['informed', null, null],
      ['given', 'online', 'Robin Example'],
    ]);
  });

  test('is sent once, however often it is pressed', async () => {
    const draftId = await toCheck(robin, 'self', selfSteps);
    const answers = await Promise.all([sendReferral(robin, draftId), sendReferral(robin, draftId)]);
    expect(answers.map(({ location }) => location)).toEqual(Array(2).fill(`/referrals/${draftId}?sent=yes`));
    const events = { where: { nounId: draftId, useCase: 'submit-referral', result: 'done' } };
    expect(await world.service.deps.db.auditEvent.count(events)).toBe(1);
  });

  test('makes one draft of a first page that is sent twice', async () => {
    const before = (await countAsked(world)).referrals;
    const draftId = hiddenIn(await robin.get('/refer/self/start'), 'draftId');
    const send = () => robin.post('/refer/self/start', { draftId, go: 'on', ...selfSteps.who });
    expect((await Promise.all([send(), send()])).map(({ status }) => status)).toEqual([303, 303]);
    expect((await countAsked(world)).referrals).toBe(before + 1);
  });

  test('gets a page back with everything they typed and what to put right, and nothing is stored', async () => {
    const draftId = hiddenIn(await robin.get('/refer/self/start'), 'draftId');
    const typed = {
      ...selfSteps.who,
      'dateOfBirth-year': '98',
      nhsNumber: '999 000 0019',
      personName: '<script>alert(1)</script>',
    };
    const back = await robin.post('/refer/self/start', { draftId, go: 'on', ...typed, residence: '' });
    expect(back.status).toBe(400);
    expect(back.html).toContain('<title>Error: About you');
    expect(readIn(back)).toContain('Enter where you live.');
    expect(readIn(back)).toContain('This is not a valid NHS number.');
    expect(back.html).toContain('href="#dateOfBirth-day"');
    for (const kept of ['value="98"', 'value="31"', 'value="999 000 0019"', 'value="01632 960 111"']) {
      expect(back.html).toContain(kept);
    }
    expect(back.html).not.toContain('<script>');
    expect((await robin.get(`/refer/draft/${draftId}/who`)).status).toBe(404);
  });

  test('can stop half-way and come back from their list', async () => {
    const draftId = hiddenIn(await robin.get('/refer/self/start'), 'draftId');
    const kept = await robin.post('/refer/self/start', { draftId, go: 'later', personName: 'Robin Example' });
    expect(kept.location).toBe(`/refer/draft/${draftId}/kept`);
    expect(readIn(await robin.get(kept.location ?? ''))).toContain('Nobody has seen them yet.');
    expect((await robin.get('/mine')).html).toContain(`href="/refer/draft/${draftId}"`);
    const on = await robin.get(`/refer/draft/${draftId}`);
    expect(on.location).toBe(`/refer/draft/${draftId}/who`);
    expect((await robin.get(on.location ?? '')).html).toContain('value="Robin Example"');
    expect((await robin.post(`/refer/draft/${draftId}/discard`)).status).toBe(200);
    expect((await robin.get(`/refer/draft/${draftId}`)).status).toBe(404);
  });

  test('who writes of danger reads on the very next page what to do now', async () => {
    const risk = { ...selfSteps.risk, currentIssues: 'I want to kill myself.' };
    const draftId = await toCheck(robin, 'self', { ...selfSteps, risk });
    for (const path of [`/refer/draft/${draftId}/professionals`, `/refer/draft/${draftId}/check`]) {
      expect(readIn(await robin.get(path))).toContain('Is somebody in danger now? This is not an emergency service.');
    }
  });

  test('a consent on somebody else’s authority is no answer to choose', async () => {
    const { who, eligibility } = selfSteps;
    const draftId = hiddenIn(await robin.get('/refer/self/start'), 'draftId');
    await robin.post('/refer/self/start', { draftId, go: 'on', ...who });
    await robin.post(`/refer/draft/${draftId}/eligibility`, { go: 'on', ...eligibility });
    const deputy = await robin.post(`/refer/draft/${draftId}/consent`, { go: 'on', consentAnswer: 'deputy' });
    expect(deputy.status).toBe(400);
  });
});

describe('others', () => {
  test('a carer is named with what they are to the person, and is reached at the address they confirmed', async () => {
    const draftId = await toCheck(kim, 'carer', carerSteps);
    await sendReferral(kim, draftId);
    expect(await referralOf(draftId)).toMatchObject({
      ...{ route: 'carer', receivedBy: 'web', contactName: 'Kim Example', contactRelation: 'mother' },
      ...{ contactDetail: 'kim@family.example.org', consentNote: 'I want to talk with them first.' },
    });
    expect((await kim.get('/refer/carer/start')).html).toContain('value="Kim Example"');
  });

  test('a professional without Teams is remembered by name, and suggests a rating like everybody', async () => {
    const draftId = await toCheck(pat, 'professional', professionalSteps);
    await sendReferral(pat, draftId);
    const row = await referralOf(draftId);
    expect(row).toMatchObject({ route: 'professional', receivedBy: 'web', contactName: null });
    const { db } = world.service.deps;
    expect(await db.professional.findUniqueOrThrow({ where: { id: row.enteredById } })).toMatchObject({
      ...{ name: 'Pat Sergeant', jobRole: 'Sergeant', confirmedAddress: 'pat@police.example.org', aadObjectId: null },
    });
    expect(await teamCard(row.reference ?? '?')).toContain('Pat Sergeant, Sergeant, Example Police');
  });

  test('another address opens neither a draft nor what was sent, and changes neither', async () => {
    const draftId = await toCheck(robin, 'self', selfSteps);
    for (const path of ['', '/who', '/check', '/kept', '/discard']) {
      expect((await kim.get(`/refer/draft/${draftId}${path}`)).status, path).toBe(404);
    }
    for (const path of ['/who', '/check', '/take-out', '/discard']) {
      const answer = await kim.post(`/refer/draft/${draftId}${path}`, { go: 'on', ...selfSteps.who });
      expect(answer.status, path).toBe(404);
    }
    const taken = await kim.post('/refer/self/start', { draftId, go: 'on', ...selfSteps.who, personName: 'Kim' });
    expect(taken.status).toBe(404);
    await sendReferral(robin, draftId);
    for (const path of ['', '/withdraw']) expect((await kim.get(`/referrals/${draftId}${path}`)).status).toBe(404);
    for (const path of ['/withdraw', '/answer']) {
      expect((await kim.post(`/referrals/${draftId}${path}`, { note: '', answer: 'Yes' })).status).toBe(404);
    }
    expect((await referralOf(draftId)).state).toBe('submitted');
  });
});

describe('a referral that was sent', () => {
  test('is answered on its page when the team asks, after a mail that names nobody', async () => {
    const draftId = await toCheck(robin, 'self', selfSteps);
    await sendReferral(robin, draftId);
    const { reference } = await referralOf(draftId);
    await world.settled();
    const cora = await world.channel('cora');
    const [message] = (await cora.say(`referral ${reference}`)).slice(-1);
    if (!message) throw new Error('the team has no card of it');
    await cora.press(message, 'Ask for information');
    await cora.press(message, 'Send question', { question: 'Who is your landlord?' });
    await world.settled();
    const mail = world.mailer.sent.findLast(({ to }) => to.address === 'robin@family.example.org');
    expect(mail?.subject).toContain(reference ?? '?');
    expect(mail?.text).not.toContain('Robin Example: ');
    expect(mail?.text).not.toContain('landlord');
    expect(mail?.text).toMatch(/\/l\/[\w-]{43}/);
    expect(mail?.text).not.toContain('Teams');
    const page = await robin.get(`/referrals/${draftId}`);
    expect(readIn(page)).toContain('Who is your landlord?');
    const empty = await robin.post(`/referrals/${draftId}/answer`, { answer: ' ' });
    expect([empty.status, readIn(empty).includes('Type your answer')]).toEqual([400, true]);
    const done = await robin.post(`/referrals/${draftId}/answer`, { answer: 'Example Homes' });
    expect(done.location).toBe(`/referrals/${draftId}?done=answered`);
    expect((await referralOf(draftId)).state).toBe('submitted');
  });

  test('is withdrawn in two presses', async () => {
    const draftId = await toCheck(robin, 'self', selfSteps);
    await sendReferral(robin, draftId);
    expect(readIn(await robin.get(`/referrals/${draftId}/withdraw`))).toContain('Withdraw this referral?');
    expect((await referralOf(draftId)).state).toBe('submitted');
    await robin.post(`/referrals/${draftId}/withdraw`, { note: 'I changed my mind' });
    expect((await referralOf(draftId)).state).toBe('withdrawn');
    expect((await robin.get(`/referrals/${draftId}/withdraw`)).location).toBe(`/referrals/${draftId}?done=too-late`);
  });
});

test('an area that takes no self-referral says so, and where to turn, before it asks for anything', async () => {
  const humber = await startOutside({ policies: loadPolicyBook('humber') });
  try {
    for (const path of ['/refer/self', '/refer/carer']) {
      const page = await humber.stranger().get(path);
      expect(readIn(page)).toContain('In this area');
      expect(readIn(page)).toContain('Ask the person’s lead professional: in this area they make the referral.');
      expect(page.html).not.toContain('/start"');
    }
    expect((await humber.stranger().get('/refer/professional')).html).toContain('/refer/professional/start');
    const visitor = await humber.signIn('a@family.example.org');
    expect((await visitor.post('/refer/self/start', { go: 'on', ...selfSteps.who })).location).toBe('/refer');
    expect((await visitor.get('/refer/professional/start')).html).toContain('lead professional?');
  } finally {
    await humber.stop();
  }
}, 120_000);
