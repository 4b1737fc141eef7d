import { beforeEach, expect, it } from 'vitest';
import { forgetMails } from '../../../services/mailbox/mail-retention-store.ts';
import { saidInMail } from '../../../wording/mailed-request.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { somebodyWhoWrote } from './mailed-reply-fixture.ts';

const deps = await ownDeps();
const DAY = 24 * 60 * 60_000;

beforeEach(() => deps.clock.moveTo(ordinaryMorning));

it('what a later email added stays with the first one while the draft waits; the later one itself is forgotten', async () => {
  const wes = await somebodyWhoWrote(deps, { text: 'Full name: Jamie Example' });
  const reply = await wes.reply({ text: 'Purpose: a plan for the summer' });
  expect(reply).toMatchObject({ state: 'draft-kept', text: 'Purpose: a plan for the summer' });
  deps.clock.moveBy(32 * DAY);
  await forgetMails(deps.db, new Date(deps.clock.now().getTime() - 31 * DAY));
  const later = await deps.db.mailedMessage.findUnique({ where: { id: reply.id } });
  expect(later).toMatchObject({ subject: null, text: null, understood: null, senderAddress: null });
  const first = await deps.db.mailedMessage.findUnique({ where: { id: wes.original.id } });
  expect(first).toMatchObject({ text: 'Full name: Jamie Example', senderAddress: wes.address });
  const { typed, fromMail } = await wes.view();
  expect(typed).toMatchObject({ personName: 'Jamie Example', purpose: 'a plan for the summer' });
  expect(saidInMail(fromMail)).toContainEqual({ title: 'Purpose', text: 'Purpose: a plan for the summer' });
  // Discarded, it takes all of it along.
  await deps.db.mbeRequest.delete({ where: { id: wes.draftId } });
  await forgetMails(deps.db, deps.clock.now());
  expect(await deps.db.mailedMessage.findUnique({ where: { id: wes.original.id } })).toMatchObject({
    understood: null,
  });
});
