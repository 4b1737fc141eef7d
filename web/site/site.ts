import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Deps } from '../../services/platform/deps.ts';
import { findVisitor } from '../../services/sign-in/find-visitor.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { siteWords } from '../../wording/pages/site.ts';
import { openPageRenderer } from '../page-renderer.ts';
import { pageHeaders, sameOriginOnly } from '../page-security.ts';
import { readCookie, SESSION_COOKIE } from './cookies.ts';

/** Where people without Teams begin; every page is below it. */
export const HOME = '/';
/** Their style sheet. */
export const STYLES = '/assets/pages.css';
/** Where somebody is sent who has not confirmed their address; `next` is the page they came for. */
export const SIGN_IN = '/sign-in';

/** The largest form is a referral with its long texts. */
const LARGEST_FORM = '200kb';
/** One browser's forms in ten minutes: far more than anybody sends by hand. A duty room shares one address. */
const FORMS_IN_TEN_MINUTES = 300;
const TEN_MINUTES_MS = 10 * 60_000;

/** What a page hands to its template, beside the frame. `title` stands in the tab and names the page. */
export type PageView = { title: string } & Record<string, unknown>;

/** A page of somebody who has confirmed their address. */
export type VisitorHandler = (
  request: Request<Record<string, string>>,
  response: Response,
  visitor: Visitor,
) => Promise<unknown>;

/** A page that anybody may open. `visitor` is null where nobody has signed in. */
export type OpenHandler = (
  request: Request<Record<string, string>>,
  response: Response,
  visitor: Visitor | null,
) => Promise<unknown>;

/** What the pages of one subject are mounted on. */
export type Site = {
  deps: Deps;
  /** Pages for whoever has confirmed their address; others are sent to do so, and come back. Looking changes nothing. */
  get(path: string, handler: VisitorHandler): void;
  /** Forms of such pages. They come from a page of ours. */
  post(path: string, handler: VisitorHandler): void;
  /** Pages and forms for anybody. */
  open: { get(path: string, handler: OpenHandler): void; post(path: string, handler: OpenHandler): void };
  /** Sends a page: `template` is a file of web/. */
  show(
    response: Response,
    template: string,
    view: PageView,
    options?: { status?: number; visitor?: Visitor | null },
  ): Promise<void>;
  /** The page that stands for whatever is not there, or not theirs to see. */
  notFound(response: Response, visitor?: Visitor | null): Promise<void>;
};

/** Pages of one subject: mounts them. */
export type Pages = (site: Site) => void;

/** Whether browsers reach this service by https. */
export function isSecure(deps: Pick<Deps, 'publicUrl'>): boolean {
  return deps.publicUrl?.startsWith('https:') ?? false;
}

/** A path of this site that somebody is to come back to; anything else leads to the list. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[\w\-./?=&]*$/.test(next) || next.length > 300) return '/mine';
  return next;
}

const quiet: RequestHandler = (_request, response, next) => {
  // The secret of a link must reach nobody else, and no search engine.
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Robots-Tag', 'noindex');
  next();
};

/**
 * The pages for people without Teams. Server-rendered, without any script; each works with a keyboard and on a phone.
 * Opening a page changes nothing and sends nothing: only forms do, and only those of a page of ours.
 */
export function openSite(deps: Deps, subjects: readonly Pages[]): Router {
  const router = Router();
  const renderer = openPageRenderer();
  const visitorOf = (request: Request) => findVisitor(deps, readCookie(request, SESSION_COOKIE));
  const limited = rateLimit({
    windowMs: TEN_MINUTES_MS,
    limit: FORMS_IN_TEN_MINUTES,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => void response.status(429).type('text/plain').send(siteWords.tooMany),
  });
  const formOf = [limited, sameOriginOnly, express.urlencoded({ extended: false, limit: LARGEST_FORM })];
  const show: Site['show'] = async (response, template, view, { status = 200, visitor = null } = {}) => {
    const frame = {
      ...siteWords.frame(deps.policy.team),
      stylesUrl: STYLES,
      homeUrl: HOME,
      emergencyAdvice: deps.policy.emergencyAdvice.value,
      signedInAs: visitor?.address ?? null,
    };
    response
      .status(status)
      .type('html')
      .send(await renderer.page(template, { ...frame, ...view }));
  };
  const notFound: Site['notFound'] = (response, visitor = null) =>
    show(
      response,
      'site/not-found.njk',
      { title: siteWords.notFound.title, words: siteWords.notFound },
      { status: 404, visitor },
    );
  const withVisitor =
    (handler: VisitorHandler): RequestHandler<Record<string, string>> =>
    async (request, response) => {
      const visitor = await visitorOf(request);
      if (visitor !== null) return void (await handler(request, response, visitor));
      // What was typed into a form is lost with the session: it is sent again from its page.
      const back = request.method === 'GET' ? request.originalUrl : request.path;
      response.redirect(303, `${SIGN_IN}?next=${encodeURIComponent(safeNext(back))}`);
    };
  const withoutVisitor =
    (handler: OpenHandler): RequestHandler<Record<string, string>> =>
    async (request, response) =>
      void (await handler(request, response, await visitorOf(request)));

  const headers = [...pageHeaders, quiet];
  router.get(STYLES, headers, async (_request: Request, response: Response) => {
    response.setHeader('Cache-Control', 'max-age=3600');
    response.type('css').send(await renderer.styles());
  });
  const site: Site = {
    deps,
    show,
    notFound,
    get: (path, handler) => void router.get(path, headers, withVisitor(handler)),
    post: (path, handler) => void router.post(path, headers, formOf, withVisitor(handler)),
    open: {
      get: (path, handler) => void router.get(path, headers, withoutVisitor(handler)),
      post: (path, handler) => void router.post(path, headers, formOf, withoutVisitor(handler)),
    },
  };
  for (const mount of subjects) mount(site);
  return router;
}
