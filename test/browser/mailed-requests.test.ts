import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showMailedDraft } from '../../bot/draft-cards.ts';
import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { approveFormCard } from '../../cards/approve-form.card.ts';
import { requestForTeamCard } from '../../cards/request-for-team.card.ts';
import { readMessage } from '../../services/mailbox/read-message.ts';
import type { DraftView } from '../../services/mbe-requests/model.ts';
import { readMailedRequest } from '../../services/mbe-requests/read-mailed-request.ts';
import { submitMailedRequest } from '../../services/mbe-requests/submit-mailed-request.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { lookAtCards } from '../support/look-at-cards.ts';
import { lookAt, widths } from '../support/look-at-page.ts';
import { mailboxFacts, mailedMessage } from '../support/mailed-messages.ts';
import { sampleDraft } from '../support/requester-views.ts';
import { approvalOf, SAMPLE_NOW, sampleDirectory, sampleIds, sampleRequest } from '../support/team-views.ts';
import { type OutsideWorld, startOutside } from '../support/web-visitor.ts';

const policy = loadPolicy();
const ADDRESS = 'wes@ward.example.org';
const text = `Full name: Jamie Example
Purpose of the meeting: we need one plan for housing, school and support at night, because the placement has given notice and nobody has said who pays for what
Who to invite: Example Police; Sam Sample, sam@council.example.org

He has been more settled this week. Please ring me before you write to his mum.`;

/** A draft as its requester opens it, made of that email. */
function draftFrom(said: string): DraftView {
  const from = { name: 'Wes Example', address: ADDRESS };
  const { people } = readMailedRequest({ text: said, subject: 'MbE request', forwarded: false, answers: [], from }, []);
  const came = { onBehalfOf: 'Robin Reed <robin@ward.example.org>', senderChecked: false, attachments: 2, said: null };
  const draft = sampleDraft({ personName: 'Jamie Example', purpose: people[0]?.purpose?.text ?? '' }, true);
  return { ...draft, fromMail: { ...came, understood: people[0] ?? null } };
}

const said =
  'Example Police; Sam Sample, sam@council.example.org\nHe has been more settled this week. Please ring me before you write to his mum.';
const mailed = sampleRequest({
  receivedBy: 'mail',
  basis: { basis: 'not-yet', detail: null, day: null },
  individual: { answer: 'not-said', detail: '' },
  carer: { answer: 'not-said', detail: 'his mum Ann Example, we are not sure that she should come' },
  requester: { ...sampleRequest().requester, jobRole: '', organisation: '', phone: '' },
  mail: { onBehalfOf: 'Robin Reed <robin@ward.example.org>', senderChecked: false, attachments: 2, said },
});

const shown = (draft: DraftView) =>
  showMailedDraft({ deps: { policy, clock: { now: () => SAMPLE_NOW } } as Deps }, draft);
const cards: Record<string, AdaptiveCard> = {
  draft: shown(draftFrom(text)).card,
  'draft-of-a-long-email': shown(draftFrom(`${text}\n${'And this is what else there is to say. '.repeat(400)}`)).card,
  'request-for-team': requestForTeamCard({
    ...{ request: mailed, meeting: null, policy, now: SAMPLE_NOW, newId: () => crypto.randomUUID() },
  }),
  'approve-form': approveFormCard({
    ...{
      request: mailed,
      typed: { ...approvalOf(mailed), carerDetail: mailed.carer.detail },
      directory: sampleDirectory,
    },
    problems: [{ field: 'individualAnswer', problem: 'missing' }],
    ...{ teamProblems: [], policy, press: sampleIds.person },
  }),
};

lookAtCards('mailed', cards);

describe('the pages of a draft by email', () => {
  let world: OutsideWorld;
  let browser: TestBrowser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startOutside(), launchBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  it('open from the link in the answer, behind a code, and show what the email said beside the form', async () => {
    const { deps } = world.service;
    const raw = mailedMessage({ from: `Wes Example <${ADDRESS}>`, subject: 'MbE request', text, checked: false });
    const read = await readMessage(Buffer.from(raw), mailboxFacts);
    const id = deps.newId();
    const at = deps.clock.now();
    const row = {
      id,
      mailboxId: id,
      messageId: '<1@ward.example.org>',
      state: 'received',
      receivedAt: at,
      createdAt: at,
    };
    await deps.db.mailedMessage.create({ data: row });
    const input = { mailedMessageId: id, read, make: 'what-it-is', by: null } as const;
    expect(await submitMailedRequest({ ...deps, findInTenant: null }, input)).toMatchObject({ state: 'draft-kept' });
    await world.settled();
    const link = world.linkIn(ADDRESS);
    const nobody = await world.stranger().get(link);
    expect(nobody.html).not.toContain('Jamie');
    const visitor = await world.signIn(ADDRESS);
    const answer = await visitor.get(link);
    expect(answer).toMatchObject({ status: 303 });
    const step = (await visitor.get(answer.location ?? '')).location ?? '';
    expect((await visitor.get(step)).html).toContain('What your email said');
    for (const [name, path] of [
      ['step', step],
      ['check', `${answer.location}/check`],
    ] as const) {
      for (const size of widths) {
        const page = await visitor.open(browser, size, path);
        await lookAt(page, `mailed-${name}`);
        await page.close();
      }
    }
    const other = await world.signIn('robin@family.example.org');
    expect((await other.get(answer.location ?? '')).status).toBe(404);
  }, 240_000);
});
