import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Pages load styles and frames of their own server and nothing else; they run no script at all. */
const PAGE_POLICY = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'frame-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** A mail is somebody else's HTML: it may style itself, and be looked at in a frame of ours. */
const MAIL_POLICY = {
  'default-src': ["'none'"],
  'style-src': ["'unsafe-inline'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'self'"],
  sandbox: [],
};

function headers(directives: Record<string, string[]>, framing: 'deny' | 'sameorigin'): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives },
      xFrameOptions: { action: framing },
      strictTransportSecurity: false,
    }),
    (_request, response, next) => {
      response.setHeader('Cache-Control', 'no-store');
      next();
    },
  ];
}

export const pageHeaders = headers(PAGE_POLICY, 'deny');
export const mailHeaders = headers(MAIL_POLICY, 'sameorigin');

/**
 * Lets a form through only when a page of this very server sent it: another site that posts here, or a page on another
 * port of this machine, is refused. Browsers say so in Sec-Fetch-Site; where that is missing the Origin must be ours.
 */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  const site = request.get('Sec-Fetch-Site');
  const ours = site === undefined ? isOwnOrigin(request.get('Origin'), request.get('Host')) : site === 'same-origin';
  if (ours) return next();
  response.status(403).type('text/plain').send('This form can only be sent from its own page.');
};

function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
