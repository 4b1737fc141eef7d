import { expect, test } from 'vitest';
import { requestCode } from '../../../services/sign-in/request-code.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { deliveryService } from './delivery-fixture.ts';

const deps = await ownDeps();

test('a code is in the mail to its address alone: no copy of it is kept where the team reads', async () => {
  const service = deliveryService(deps);
  await requestCode(deps, { address: 'jo@family.example.org' });
  await service.runAll();
  expect(service.mailer.sent).toMatchObject([{ to: { address: 'jo@family.example.org' }, keepNoCopy: true }]);
});
