import type { Response } from 'express';
import { endVisit } from '../../services/sign-in/end-visit.ts';
import { enterCode } from '../../services/sign-in/enter-code.ts';
import { LINK_PATH } from '../../services/sign-in/make-link.ts';
import type { LinkTarget } from '../../services/sign-in/model.ts';
import { openLink } from '../../services/sign-in/open-link.ts';
import { requestCode } from '../../services/sign-in/request-code.ts';
import { requestLink } from '../../services/sign-in/request-link.ts';
import { maskedAddress, signInWords as words } from '../../wording/pages/sign-in.ts';
import { draftUrl } from '../request-meeting/request-urls.ts';
import { CODE_COOKIE, clearCookie, readCookie, SESSION_COOKIE, setCookie } from '../site/cookies.ts';
import { errorsOf, type FieldView, typedOf } from '../site/form.ts';
import { isSecure, type Pages, SIGN_IN, type Site, safeNext } from '../site/site.ts';

const CODE = '/code';
const LOST = '/lost-link';

/** The page that a link leads to, once its reader has confirmed their address. */
export function pathOf(target: LinkTarget): string {
  switch (target.kind) {
    case 'meeting':
      return `/meetings/${target.targetId}`;
    case 'action':
      return `/actions/${target.targetId}`;
    case 'question':
      return `/questions/${target.targetId}`;
    case 'consent':
      return `/consent/${target.targetId}`;
    case 'draft':
      return draftUrl(target.targetId);
    case 'list':
      return '/mine';
  }
}

/** Follow a link, ask for a code, type it, leave, ask for a new link. None of the pages says whether it knows an address. */
export const signInPages: Pages = (site) => {
  addLinkPages(site);
  addAddressPages(site);
  addCodePages(site);
  addLostPages(site);
  site.open.post('/sign-out', async (request, response) => {
    await endVisit(site.deps, readCookie(request, SESSION_COOKIE));
    clearCookie(response, SESSION_COOKIE);
    await site.show(response, 'sign-in/told.njk', {
      title: words.left.title,
      lines: words.left.lines,
      toStart: words.left.toStart,
    });
  });
};

/** Sends a code to an address, and the browser to where it is typed. */
async function sendCode(site: Site, response: Response, address: string, next: string): Promise<boolean> {
  const asked = await requestCode(site.deps, { address });
  if (!asked.ok) return false;
  const { browserSecret: value, expiresAt: expires } = asked.value;
  setCookie(response, { name: CODE_COOKIE, value, expires, secure: isSecure(site.deps) });
  response.redirect(303, `${CODE}?next=${encodeURIComponent(next)}`);
  return true;
}

function addLinkPages(site: Site): void {
  site.open.get(`${LINK_PATH}/:secret`, async (request, response, visitor) => {
    const link = await openLink(site.deps, request.params.secret ?? '');
    if (link.state === 'unknown') {
      return site.show(
        response,
        'sign-in/unknown-link.njk',
        { title: words.unknown.title, words: words.unknown, lostUrl: LOST },
        { status: 404 },
      );
    }
    if (link.state === 'expired') {
      return site.show(
        response,
        'sign-in/link.njk',
        { title: words.expired.title, lines: words.expired.lines, button: words.expired.button },
        { status: 410 },
      );
    }
    if (visitor?.address === link.address) return response.redirect(303, pathOf(link.target));
    const { title, lines, button } = words.link;
    return site.show(response, 'sign-in/link.njk', { title, lines: lines(maskedAddress(link.address)), button });
  });
  site.open.post(`${LINK_PATH}/:secret`, async (request, response) => {
    const link = await openLink(site.deps, request.params.secret ?? '');
    if (link.state === 'unknown') return site.notFound(response);
    if (link.state === 'usable') return sendCode(site, response, link.address, pathOf(link.target));
    await requestLink(site.deps, { linkId: link.linkId });
    return site.show(response, 'sign-in/told.njk', { title: words.sent.title, lines: words.sent.lines });
  });
}

function addAddressPages(site: Site): void {
  const page = (response: Response, next: string, typed: { value?: string; error?: string } = {}) => {
    const { title, hint, button, lost } = words.address;
    const fields: FieldView[] = [
      { name: 'address', kind: 'email', label: title, labelIsHeading: true, hint, autocomplete: 'email', ...typed },
    ];
    const view = { title, fields, errors: errorsOf(fields), button, next, lost, lostUrl: LOST };
    return site.show(response, 'sign-in/address.njk', view, { status: typed.error ? 400 : 200 });
  };
  site.open.get(SIGN_IN, (request, response) => page(response, safeNext(request.query.next)));
  site.open.post(SIGN_IN, async (request, response) => {
    const value = typedOf(request, 'address');
    const next = safeNext(typedOf(request, 'next'));
    if (await sendCode(site, response, value, next)) return;
    await page(response, next, { value, error: words.problems.badEmail });
  });
}

function addCodePages(site: Site): void {
  const page = (response: Response, next: string, typed: { error?: string } = {}) => {
    const { title, lines, label, button, again, remember, rememberHint } = words.code;
    const fields: FieldView[] = [
      { name: 'code', kind: 'code', label, ...typed },
      {
        name: 'remember',
        kind: 'checkboxes',
        label: 'This device',
        choices: [{ value: 'yes', text: remember, hint: rememberHint }],
      },
    ];
    const view = {
      title,
      lines,
      fields,
      errors: errorsOf(fields),
      button,
      again,
      next,
      againUrl: `${SIGN_IN}?next=${encodeURIComponent(next)}`,
    };
    return site.show(response, 'sign-in/code.njk', view, { status: typed.error ? 400 : 200 });
  };
  site.open.get(CODE, (request, response) => page(response, safeNext(request.query.next)));
  site.open.post(CODE, async (request, response) => {
    const next = safeNext(typedOf(request, 'next'));
    const code = typedOf(request, 'code');
    if (code.trim() === '') return page(response, next, { error: words.problems.noCodeTyped });
    const browserSecret = readCookie(request, CODE_COOKIE) ?? '';
    const entered = await enterCode(site.deps, {
      browserSecret,
      code,
      remember: typedOf(request, 'remember') === 'yes',
    });
    if (!entered.ok) {
      const { wrongCode, noCode } = words.problems;
      return page(response, next, { error: entered.reason === 'wrong-code' ? wrongCode(entered.triesLeft) : noCode });
    }
    // Of two people at one device the second ends what the first has left open.
    await endVisit(site.deps, readCookie(request, SESSION_COOKIE));
    const { sessionSecret: value, expiresAt: expires } = entered.value;
    clearCookie(response, CODE_COOKIE);
    setCookie(response, { name: SESSION_COOKIE, value, expires, secure: isSecure(site.deps) });
    response.redirect(303, next);
  });
}

function addLostPages(site: Site): void {
  const page = (response: Response, typed: { value?: string; error?: string } = {}) => {
    const { title, label, button } = words.lost;
    const fields: FieldView[] = [{ name: 'address', kind: 'email', label, autocomplete: 'email', ...typed }];
    const view = { title, heading: title, fields, errors: errorsOf(fields), button };
    return site.show(response, 'sign-in/address.njk', view, { status: typed.error ? 400 : 200 });
  };
  site.open.get(LOST, (_request, response) => page(response));
  site.open.post(LOST, async (request, response) => {
    const value = typedOf(request, 'address');
    const asked = await requestLink(site.deps, { address: value });
    if (!asked.ok) return page(response, { value, error: words.problems.badEmail });
    return site.show(response, 'sign-in/told.njk', { title: words.sent.title, lines: words.sent.lines });
  });
}
