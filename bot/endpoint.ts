import type { TurnContext } from 'botbuilder';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import type { Clock } from '../services/platform/time.ts';
import { activitySchema } from './activity.ts';
import { type TeamsAdapter, TokenRefused } from './teams-adapter.ts';

/** Teams' own limit of an activity is far below; the largest card of ours with full inputs is about 400 KB. */
const LARGEST_ACTIVITY = '1mb';

/** How the endpoint lets activities in. */
export type EndpointRules = {
  /** True outside the demo: every activity carries a token, which the SDK then verifies. */
  authenticated: boolean;
  /** In the demo only addresses of this machine may be answered to. */
  serviceUrlAllowed(serviceUrl: string): boolean;
  clock: Clock;
};

/**
 * POST /api/messages. Everything that is not a well-formed activity with a plausible token is answered here with a 4xx
 * and one sentence: the SDK would answer some of it with a 500, and accept a token without an end. Only a body that says
 * it is JSON is read: a page of another site can't send one unasked, so that it can't speak to a demo in the same browser.
 */
export function botEndpoint(adapter: TeamsAdapter, bot: (context: TurnContext) => Promise<void>, rules: EndpointRules) {
  const router = Router();
  router.post('/api/messages', express.json({ limit: LARGEST_ACTIVITY }), async (request, response) => {
    // Why a token is refused is nobody's business outside.
    if (rules.authenticated && !isPlausible(request, rules.clock.now())) return void response.status(401).end();
    const parsed = activitySchema.safeParse(request.body);
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'body');
      return void response.status(400).json({ error: `This is not a Teams activity: check ${fields.join(', ')}.` });
    }
    if (!rules.serviceUrlAllowed(parsed.data.serviceUrl)) {
      return void response.status(403).json({ error: 'Replies to this service URL are not allowed.' });
    }
    try {
      const answer = await adapter.receive(request.headers.authorization ?? '', request.body, bot);
      response.status(answer?.status ?? 200);
      return void (answer?.body === undefined ? response.end() : response.json(answer.body));
    } catch (fault) {
      if (!(fault instanceof TokenRefused)) throw fault;
      return void response.status(401).end();
    }
  });
  router.all('/api/messages', (_request, response) => void response.status(405).json({ error: 'Use POST.' }));
  router.use(refuseUnreadable);
  return router;
}

/** A body that is no JSON or too large: 4xx with a sentence. */
const refuseUnreadable: ErrorRequestHandler = (fault, _request, response: Response, next) => {
  const status = typeof fault?.status === 'number' ? fault.status : 500;
  if (status < 400 || status >= 500) return next(fault);
  response.status(status).json({ error: status === 413 ? 'The activity is too large.' : 'The body is not JSON.' });
};

const plausibleClaims = z.looseObject({ exp: z.number(), nbf: z.number().optional() });
const SKEW_SECONDS = 300;

/**
 * Whether a token is worth its signature being looked at. The SDK answers 500 to some that are not, and takes a token
 * that never ends.
 */
function isPlausible(request: Request, now: Date): boolean {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (!token) return false;
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    const { exp, nbf = 0 } = plausibleClaims.parse(decodeJwt(token));
    const seconds = now.getTime() / 1000;
    return alg === 'RS256' && Boolean(kid) && exp >= seconds - SKEW_SECONDS && nbf <= seconds + SKEW_SECONDS;
  } catch {
    return false;
  }
}
