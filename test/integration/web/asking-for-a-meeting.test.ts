import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cardText } from '../../../app/walk/card-text.ts';
import { askOnTheWeb, countAsked, hiddenIn, readIn, requestForm } from '../../support/on-the-web.ts';
import { type OutsideWorld, startOutside, type WebVisitor } from '../../support/web-visitor.ts';

let world: OutsideWorld;
let pat: WebVisitor;
let somebody: WebVisitor;

beforeAll(async () => {
  world = await startOutside();
  await world.channel('cora');
  pat = await world.signIn('pat@police.example.org');
  somebody = await world.signIn('somebody@council.example.org');
}, 120_000);
afterAll(() => world?.stop());

const requestOf = (id: string) => world.service.deps.db.mbeRequest.findUniqueOrThrow({ where: { id } });

/** Presses on the request's card in the team's channel, one after the other; the last brings what is filled in. */
const inTheTeam = async (reference: string, presses: readonly string[], fill: Record<string, string> = {}) => {
  await world.settled();
  const channel = await world.channel('cora');
  const message = channel.messages().findLast(({ card }) => card && cardText(card).includes(reference));
  if (!message) throw new Error('the team has no card of it');
  for (const [at, title] of presses.entries()) {
    await channel.press(message, title, at === presses.length - 1 ? fill : {});
  }
  await world.settled();
  return message.card ? cardText(message.card) : '';
};

describe('a professional without Teams', () => {
  test('asks for a meeting in two pages; the team reads who they are and how it came', async () => {
    const id = await askOnTheWeb(pat);
    const row = await requestOf(id);
    expect(row).toMatchObject({ state: 'submitted', receivedBy: 'web', purpose: requestForm.first.purpose });
    const page = await pat.get(`/requests/${id}?sent=yes`);
    expect(readIn(page)).toContain(`Your reference is ${row.reference}`);
    expect(readIn(page)).toContain('This is not an emergency service');
    const card = await inTheTeam(row.reference ?? '?', []);
    expect(card).toContain('Pat Sergeant, Sergeant, Example Police');
    expect(card).toContain('by the web pages: address confirmed');
  });

  test('gives their name once: it is remembered', async () => {
    await askOnTheWeb(pat);
    expect((await pat.get('/request-meeting/start')).html).toContain('value="Pat Sergeant"');
  });

  test('has nothing stored before they have confirmed an address, nor by looking', async () => {
    const before = await countAsked(world);
    const stranger = world.stranger();
    expect((await stranger.get('/request-meeting')).status).toBe(200);
    const sent = await stranger.post('/request-meeting/start', { go: 'on', ...requestForm.first });
    expect(sent.location).toBe('/sign-in?next=%2Frequest-meeting%2Fstart');
    await pat.get('/request-meeting/start');
    expect(await countAsked(world)).toEqual(before);
  });

  test('gets each page back with everything they typed', async () => {
    const draftId = hiddenIn(await pat.get('/request-meeting/start'), 'draftId');
    const first = await pat.post('/request-meeting/start', { draftId, go: 'on', ...requestForm.first, purpose: '' });
    expect([first.status, readIn(first).includes('Say what the meeting is for.')]).toEqual([400, true]);
    expect(first.html).toContain('value="Jamie Example"');
    await pat.post('/request-meeting/start', { draftId, go: 'on', ...requestForm.first });
    const wrong = { ...requestForm.second, furtherPeople: 'Sam without an address', basis: '' };
    const second = await pat.post(`/request-meeting/draft/${draftId}/2`, { go: 'on', ...wrong });
    expect(second.status).toBe(400);
    for (const said of ['Sam without an address', 'Add an email address after the name', 'Jamie asked us not to.']) {
      expect(readIn(second)).toContain(said);
    }
    expect(second.html).toContain('href="#basis"');
  });

  test('finds organisations by a word without a script, and what they typed and ticked stays', async () => {
    const { db, newId } = world.service.deps;
    await db.organisation.createMany({
      data: Array.from({ length: 16 }, (_, index) => ({
        ...{ id: newId(), name: `Example School ${index + 1}`, kind: 'school', position: index, active: true },
      })),
    });
    const wanted = await db.organisation.findFirstOrThrow({ where: { name: 'Example School 12' } });
    const draftId = hiddenIn(await pat.get('/request-meeting/start'), 'draftId');
    await pat.post('/request-meeting/start', { draftId, go: 'on', ...requestForm.first });
    const url = `/request-meeting/draft/${draftId}/2`;
    const found = await pat.post(url, { ...requestForm.second, go: 'find', agencyQuery: 'school 12' });
    expect(found.html).toContain(`value="${wanted.id}"`);
    expect(readIn(found)).toContain('One organisation fits “school 12”.');
    expect(readIn(found)).toContain('Jamie asked us not to.');
    const on = await pat.post(url, { ...requestForm.second, go: 'on', foundOrganisationIds: wanted.id });
    expect(on.location).toBe(`/request-meeting/draft/${draftId}/check`);
    expect(readIn(await pat.get(on.location ?? ''))).toContain('Example School 12');
    const nothing = await pat.post(url, { ...requestForm.second, go: 'find', agencyQuery: ' ' });
    expect(readIn(nothing)).toContain('Type a word of the organisation’s name');
    await db.organisation.deleteMany({ where: { name: { startsWith: 'Example School' } } });
  });

  test('is asked two questions where the reason for no MDT says too little, and is never held back', async () => {
    const draftId = hiddenIn(await pat.get('/request-meeting/start'), 'draftId');
    const thin = await pat.post('/request-meeting/start', {
      ...{ draftId, go: 'on' },
      ...{ ...requestForm.first, whyNoMdt: 'no time' },
    });
    expect(thin.location).toBe(`/request-meeting/draft/${draftId}/mdt`);
    expect(readIn(await pat.get(thin.location ?? ''))).toContain('Was an MDT tried?');
    const on = await pat.post(thin.location ?? '', { go: 'on' });
    expect(on.location).toBe(`/request-meeting/draft/${draftId}/2`);
  });

  test('sends once, however often it is pressed', async () => {
    const draftId = hiddenIn(await pat.get('/request-meeting/start'), 'draftId');
    await pat.post('/request-meeting/start', { draftId, go: 'on', ...requestForm.first });
    await pat.post(`/request-meeting/draft/${draftId}/2`, { go: 'on', ...requestForm.second });
    const send = () => pat.post(`/request-meeting/draft/${draftId}/check`);
    const sent = await Promise.all([send(), send()]);
    for (const { location } of sent) expect(location).toMatch(new RegExp(`^/requests/${draftId}`));
    const events = { where: { nounId: draftId, useCase: 'submit-mbe-request', result: 'done' } };
    expect(await world.service.deps.db.auditEvent.count(events)).toBe(1);
  });
});

describe('a request that was sent', () => {
  test('belongs to its address: another one sees and changes nothing', async () => {
    const id = await askOnTheWeb(pat);
    for (const path of ['', '/withdraw']) expect((await somebody.get(`/requests/${id}${path}`)).status).toBe(404);
    for (const path of ['/withdraw', '/answer', '/copy']) {
      expect((await somebody.post(`/requests/${id}${path}`, { answer: 'Yes' })).status).toBe(404);
    }
    const draftId = hiddenIn(await pat.get('/request-meeting/start'), 'draftId');
    await pat.post('/request-meeting/start', { draftId, go: 'later', personName: 'Jamie Example' });
    for (const path of ['', '/1', '/2', '/check', '/kept', '/discard']) {
      expect((await somebody.get(`/request-meeting/draft/${draftId}${path}`)).status, path).toBe(404);
    }
    const taken = await somebody.post('/request-meeting/start', { draftId, go: 'on', ...requestForm.first });
    expect(taken.status).toBe(404);
  });

  test('a question comes by mail with a link, without its words; it is answered on the page', async () => {
    const id = await askOnTheWeb(pat);
    const { reference } = await requestOf(id);
    await inTheTeam(reference ?? '?', ['Ask for information', 'Send question'], { question: 'Which school?' });
    const mail = world.mailer.sent.findLast(({ to }) => to.address === 'pat@police.example.org');
    expect(mail?.subject).toBe(`${reference}: news`);
    expect(mail?.text).toContain('has a question for you');
    expect(mail?.text).not.toMatch(/Which school|Jamie|Teams/);
    expect(world.linkIn('pat@police.example.org')).toMatch(/^\/l\//);
    expect((await pat.get('/mine')).html).toContain(`href="/requests/${id}"`);
    expect(readIn(await pat.get(`/requests/${id}`))).toContain('Which school?');
    const done = await pat.post(`/requests/${id}/answer`, { answer: 'Oakfield' });
    expect(done.location).toBe(`/requests/${id}?done=answered`);
    expect((await requestOf(id)).state).toBe('submitted');
  });

  test('is withdrawn in two presses', async () => {
    const id = await askOnTheWeb(pat);
    await pat.get(`/requests/${id}/withdraw`);
    expect((await requestOf(id)).state).toBe('submitted');
    await pat.post(`/requests/${id}/withdraw`, { note: '' });
    expect((await requestOf(id)).state).toBe('withdrawn');
  });

  test('a declined one is copied to a new draft, once', async () => {
    const id = await askOnTheWeb(pat);
    await world.service.deps.db.mbeRequest.update({
      where: { id },
      data: { state: 'declined', decisionReason: 'mdt-first', decidedAt: world.clock.now() },
    });
    const press = world.service.deps.newId();
    const copies = await Promise.all([1, 2].map(() => pat.post(`/requests/${id}/copy`, { press })));
    expect(copies.map(({ location }) => location)).toEqual(Array(2).fill(`/request-meeting/draft/${press}/1`));
    expect((await pat.get(`/request-meeting/draft/${press}/1`)).html).toContain('value="Jamie Example"');
  });
});

describe('forms for paper', () => {
  test.each([
    '/print',
    '/print/referral/self',
    '/print/referral/carer',
    '/print/referral/professional',
    '/print/request',
  ])('%s is there for everybody, with the crisis advice', async (path) => {
    const page = await world.stranger().get(path);
    expect(page.status).toBe(200);
    expect(readIn(page)).toContain('This is not an emergency service');
  });

  test('ask what the pages ask, with a box for the date it was received', async () => {
    const self = readIn(await world.stranger().get('/print/referral/self'));
    for (const asked of [
      'Your full name',
      'What would help you?',
      'Do you agree to be on the register?',
      'Date received',
    ]) {
      expect(self).toContain(asked);
    }
    const request = readIn(await world.stranger().get('/print/request'));
    for (const asked of [
      'What is the meeting for?',
      'Does the person know about this request and agree?',
      'Your name',
    ]) {
      expect(request).toContain(asked);
    }
  });
});
