import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import {
  askOnTheWeb,
  carerSteps,
  hiddenIn,
  professionalSteps,
  requestForm,
  selfSteps,
  sendReferral,
  toCheck,
} from '../support/on-the-web.ts';
import { expectNoAxeFindings } from '../support/page-axe.ts';
import { type OutsideWorld, startOutside, type WebVisitor } from '../support/web-visitor.ts';

const sizes = [
  { width: 320, height: 800 },
  { width: 1280, height: 900 },
] as const;
/** Where pictures are put for somebody to look at: PICTURES=/a/folder npx vitest run … */
const pictures = process.env.PICTURES;

/** Every page is loaded in a real browser and looked through twice. */
const SLOW_MS = 240_000;

let world: OutsideWorld;
let browser: TestBrowser;
let robin: WebVisitor;
let pat: WebVisitor;

beforeAll(async () => {
  [world, browser] = await Promise.all([startOutside(), launchBrowser()]);
  await world.channel('cora');
  robin = await world.signIn('robin@family.example.org');
  pat = await world.signIn('pat@police.example.org');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
});

async function look(page: Page, name: string): Promise<void> {
  await expectNoAxeFindings(page);
  const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  expect(wide, `${name} scrolls sideways`).toBe(false);
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

/** Looks at a page as it stands at both sizes, and closes it. */
async function lookAtBoth(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await look(page, `${name}-${size.width}`);
  }
  await page.close();
}

async function lookAt(visitor: WebVisitor, at: string, name: string): Promise<void> {
  await lookAtBoth(await visitor.open(browser, sizes[0], at), name);
}

/** The same of what a button of the page brings, such as a form that comes back. */
async function lookAfter(visitor: WebVisitor, at: string, button: string, name: string): Promise<void> {
  const page = await visitor.open(browser, sizes[0], at);
  await page.getByRole('button', { name: button, exact: true }).click();
  await lookAtBoth(page, name);
}

describe('pages that anybody may open', () => {
  test.each([
    ['/', 'start'],
    ['/register', 'register'],
    ['/refer', 'refer'],
    ['/refer/self', 'refer-self'],
    ['/refer/carer', 'refer-carer'],
    ['/refer/professional', 'refer-professional'],
    ['/request-meeting', 'request-meeting'],
    ['/print', 'print'],
    ['/print/referral/self', 'print-self'],
    ['/print/referral/carer', 'print-carer'],
    ['/print/referral/professional', 'print-professional'],
    ['/print/request', 'print-request'],
  ])('%s can be used by everybody', async (at, name) => lookAt(world.stranger(), at, name));
});

describe('referring', () => {
  test(
    'every step of a self-referral can be used by everybody, also where it comes back',
    async () => {
      const draftId = await toCheck(robin, 'self', selfSteps);
      for (const step of Object.keys(selfSteps)) await lookAt(robin, `/refer/draft/${draftId}/${step}`, `self-${step}`);
      await lookAt(robin, `/refer/draft/${draftId}/check`, 'self-check');
      await lookAt(robin, `/refer/draft/${draftId}/kept`, 'self-kept');
      await lookAt(robin, `/refer/draft/${draftId}/discard`, 'self-discard');
      await lookAfter(robin, '/refer/self/start', 'Save and continue', 'self-who-wrong');
      await sendReferral(robin, draftId);
      await lookAt(robin, `/referrals/${draftId}?sent=yes`, 'self-sent');
      await lookAt(robin, `/referrals/${draftId}`, 'self-record');
      await lookAt(robin, `/referrals/${draftId}/withdraw`, 'self-withdraw');
    },
    SLOW_MS,
  );

  test(
    'so can those of a carer and of a professional, with words of danger',
    async () => {
      const risk = { ...selfSteps.risk, currentIssues: 'They said they want to die.' };
      const carer = await toCheck(robin, 'carer', { ...carerSteps, risk });
      for (const step of ['who', 'consent', 'consent-detail', 'told', 'professionals', 'check']) {
        await lookAt(robin, `/refer/draft/${carer}/${step}`, `carer-${step}`);
      }
      const professional = await toCheck(pat, 'professional', professionalSteps);
      for (const step of ['who', 'professionals', 'rating', 'check']) {
        await lookAt(pat, `/refer/draft/${professional}/${step}`, `professional-${step}`);
      }
      await lookAfter(pat, `/refer/draft/${professional}/professionals`, 'Add this person', 'professional-add-wrong');
    },
    SLOW_MS,
  );

  test(
    'a question of the team can be answered by everybody, and a list says where everything is',
    async () => {
      const id = await toCheck(robin, 'self', selfSteps);
      await sendReferral(robin, id);
      const { db, newId, clock } = world.service.deps;
      const cora = await db.professional.findFirstOrThrow({ where: { dsrRole: 'coordinator' } });
      await db.referral.update({ where: { id }, data: { state: 'information-requested' } });
      await db.referralQuestion.create({
        data: {
          ...{ id: newId(), referralId: id, question: 'Who is your landlord?', askedById: cora.id },
          ...{ askedAt: clock.now(), pausesClock: false },
        },
      });
      await lookAt(robin, `/referrals/${id}`, 'self-question');
      await lookAfter(robin, `/referrals/${id}`, 'Send answer', 'self-question-wrong');
      await lookAt(robin, '/mine', 'self-mine');
    },
    SLOW_MS,
  );

  test(
    'somebody refers themself on a phone with the keyboard alone',
    async () => {
      const page = await robin.open(browser, sizes[0], '/refer/self');
      const focused = () => page.evaluate('document.activeElement?.textContent?.trim() ?? ""');
      const tabTo = async (words: string) => {
        for (let at = 0; at < 40 && (await focused()) !== words; at++) await page.keyboard.press('Tab');
        expect(await focused()).toBe(words);
      };
      const onField = async (name: string) => {
        const here = () => page.evaluate('document.activeElement?.name ?? ""');
        for (let at = 0; at < 60 && (await here()) !== name; at++) await page.keyboard.press('Tab');
        expect(await here()).toBe(name);
      };
      const fill = async (fields: Record<string, string>) => {
        for (const [name, value] of Object.entries(fields)) {
          await onField(name);
          await page.keyboard.press('ControlOrMeta+a');
          await page.keyboard.type(value);
        }
      };
      /** Radios are one stop of the Tab key: the arrow keys choose. */
      const choose = async (names: Record<string, number>) => {
        for (const [name, presses] of Object.entries(names)) {
          await onField(name);
          await page.keyboard.press('Space');
          for (let at = 0; at < presses; at++) await page.keyboard.press('ArrowDown');
        }
      };
      const next = async (heading: string) => {
        await tabTo('Save and continue');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      };
      await tabTo('Start now');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'About you' }).waitFor();
      const { locality: _, ...who } = selfSteps.who;
      await fill(who);
      await choose({ locality: 0 });
      await next('Who the register is for');
      await choose({
        'eligibility-diagnosis': 0,
        'eligibility-risk-of-admission': 2,
        'eligibility-placement-at-risk': 0,
      });
      await next('Do you agree?');
      await choose({ consentAnswer: 0 });
      await next('More about that');
      await choose({ informationFormat: 1, consentSharing: 0 });
      await next('How we tell you things');
      await next('What is happening, and what helps');
      await fill(selfSteps.risk);
      await next('People who help you now');
      await next('Check your answers before you send them');
      await tabTo('Send it');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'We have it' }).waitFor();
      await look(page, 'self-keyboard-sent');
      await page.close();
    },
    SLOW_MS,
  );
});

describe('forms for paper', () => {
  test('are printed without what is of no use on paper', async () => {
    for (const at of ['referral/self', 'request']) {
      const page = await world.stranger().open(browser, { width: 794, height: 1123 }, `/print/${at}`);
      await page.emulateMedia({ media: 'print' });
      expect(
        await page.locator('.nhsuk-header, .nhsuk-footer, .nhsuk-back-link').filter({ visible: true }).count(),
      ).toBe(0);
      expect(await page.getByText('Date received').isVisible()).toBe(true);
      if (pictures) await page.screenshot({ path: path.join(pictures, `paper-${at.replace('/', '-')}.png`) });
      await page.close();
    }
  });
});

describe('asking for a meeting', () => {
  test(
    'somebody finds organisations in a long directory without a script',
    async () => {
      const { db, newId } = world.service.deps;
      await db.organisation.createMany({
        data: Array.from({ length: 16 }, (_, index) => ({
          ...{ id: newId(), name: `Example School ${index + 1}`, kind: 'school', position: index, active: true },
        })),
      });
      const draftId = hiddenIn(await pat.get('/request-meeting/start'), 'draftId');
      await pat.post('/request-meeting/start', { draftId, go: 'on', ...requestForm.first });
      const page = await pat.open(browser, sizes[0], `/request-meeting/draft/${draftId}/2`);
      await page.getByLabel('Find an organisation by a word of its name').fill('school 1');
      await page.getByRole('button', { name: 'Find', exact: true }).click();
      await page.getByLabel('Example School 12').check();
      await look(page, 'request-find-320');
      await page.getByRole('button', { name: 'Save and continue' }).click();
      await page.getByLabel('Example School 12').waitFor();
      await lookAtBoth(page, 'request-found-wrong');
      await db.organisation.deleteMany({ where: { name: { startsWith: 'Example School' } } });
    },
    SLOW_MS,
  );

  test(
    'every page can be used by everybody, also where it comes back',
    async () => {
      const draftId = hiddenIn(await pat.get('/request-meeting/start'), 'draftId');
      await pat.post('/request-meeting/start', { draftId, go: 'on', ...requestForm.first, whyNoMdt: 'no time' });
      for (const step of ['1', 'mdt', '2'])
        await lookAt(pat, `/request-meeting/draft/${draftId}/${step}`, `request-${step}`);
      await lookAfter(pat, `/request-meeting/draft/${draftId}/2`, 'Save and continue', 'request-2-wrong');
      await lookAt(pat, `/request-meeting/draft/${draftId}/check`, 'request-check-wrong');
      const id = await askOnTheWeb(pat);
      await lookAt(pat, `/requests/${id}?sent=yes`, 'request-sent');
      await lookAt(pat, `/requests/${id}`, 'request-record');
      await lookAt(pat, `/requests/${id}/withdraw`, 'request-withdraw');
      await lookAt(pat, '/mine', 'request-mine');
    },
    SLOW_MS,
  );
});
