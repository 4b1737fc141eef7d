import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { only, shown } from '../support/in-teams.ts';
import { aService, receiversOf } from '../support/question-builders.ts';
import { anEntry, aPerson } from '../support/register-builders.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

let world: OutsideWorld;
beforeAll(async () => {
  world = await startOutside();
  await world.channel('cora');
});
afterAll(() => world?.stop());
afterEach(() => expect(world.faults.splice(0)).toEqual([]));

describe('a question to a service, in Teams', () => {
  test('is asked from the person’s card, answered on the page, and shown in Teams at once', async () => {
    const { deps } = world.service;
    const cora = await world.chat('cora');
    const { entryId } = await anEntry(deps, { personId: await aPerson(deps, { fullName: 'Quinn Asked' }) });
    const address = 'wes@ward.example.org';
    const ward = await aService(deps, { name: 'Example Ward', contacts: [{ name: 'Wes Contact', email: address }] });

    const card = only(await cora.say('person Quinn Asked'));
    await cora.press(card, 'Ask a service');
    expect(shown(card)).toContain('Ask services a question');
    await cora.press(card, 'Ask', { text: '', dueDay: '2027-02-02' });
    expect(shown(card)).toContain('Error: Enter the question');
    expect(shown(card)).toContain('Error: Choose at least one organisation');
    const text = 'What is being offered?';
    await cora.press(card, 'Ask', { organisationIds: ward.id, text, dueDay: '2027-02-02' });
    expect(shown(card)).toContain('You are told here when a service answers');
    await world.settled();
    expect(world.mailer.sent.filter(({ to }) => to.address === address)).toHaveLength(1);

    const [receiver] = await receiversOf(deps, entryId);
    const wes = await world.signIn(address);
    const before = cora.messages().length;
    await wes.post(`/questions/${receiver?.id}`, {
      offered: 'A place from March',
      since: '',
      inTheWay: '',
      version: '0',
    });
    await world.settled();
    const told = cora.messages().at(-1);
    expect(cora.messages().length).toBe(before + 1);
    expect(told && shown(told)).toContain('Offered: A place from March');
    expect(shown(card)).toContain('A place from March');
  });

  test('that nobody has answered is withdrawn from its card', async () => {
    const { deps } = world.service;
    const cora = await world.chat('cora');
    const { entryId } = await anEntry(deps, { personId: await aPerson(deps, { fullName: 'Wynn Withdrawn' }) });
    const ward = await aService(deps, { name: 'Other Ward' });
    const card = only(await cora.say('person Wynn Withdrawn'));
    await cora.press(card, 'Ask a service');
    await cora.press(card, 'Ask', { organisationIds: ward.id, text: 'What?', dueDay: '2027-02-02' });
    await cora.press(card, 'Open');
    await cora.press(card, 'Withdraw the question');
    expect(shown(card)).toContain('asked no more');
    expect(await receiversOf(deps, entryId)).toMatchObject([{ state: 'withdrawn' }]);
  });
});
