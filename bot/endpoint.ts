import type { TurnContext } from 'botbuilder';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { activitySchema } from './activity.ts';
import type { TeamsAdapter } from './teams-adapter.ts';
import { assertFits, assertTenant, Refused, type RefusedBecause, type TeamsToken } from './teams-token.ts';

/** Teams' own limit of an activity is far below; the largest card of ours with full inputs is about 400 KB. */
const LARGEST_ACTIVITY = '1mb';

/** How the endpoint lets activities in. */
export type EndpointRules = {
  /** The tenants whose people may use the bot, in small letters. */
  tenants: readonly string[];
  /** In the demo only addresses of this machine may be answered to. */
  serviceUrlAllowed(serviceUrl: string): boolean;
  /** Hears of every activity that is not let in. */
  onRefused(because: RefusedBecause): void;
};

/**
 * POST /api/messages. Whoever has no good token is answered before their body is read; then everything that is not a
 * well-formed activity, with a 4xx and one sentence. Only a body that says it is JSON is read: a page of another site can't
 * send one unasked, so that it can't speak to a demo in the same browser.
 */
export function botEndpoint(adapter: TeamsAdapter, bot: (context: TurnContext) => Promise<void>, rules: EndpointRules) {
  const router = Router();
  const tokens = new WeakMap<Request, TeamsToken>();
  const lookAtToken: RequestHandler = async (request, _response, next) => {
    if (adapter.incoming) tokens.set(request, await adapter.incoming.verify(request.headers.authorization));
    next();
  };
  router.post('/api/messages', lookAtToken, express.json({ limit: LARGEST_ACTIVITY }), async (request, response) => {
    const token = tokens.get(request) ?? null;
    if (token) assertFits(token, request.body ?? {});
    const parsed = activitySchema.safeParse(request.body);
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'body');
      return void response.status(400).json({ error: `This is not a Teams activity: check ${fields.join(', ')}.` });
    }
    if (!rules.serviceUrlAllowed(parsed.data.serviceUrl)) throw new Refused('service-url', 403);
    assertTenant(token, parsed.data, rules.tenants);
    const answer = await adapter.receive(request.body, bot);
    response.status(answer?.status ?? 200);
    return void (answer?.body === undefined ? response.end() : response.json(answer.body));
  });
  router.all('/api/messages', (_request, response) => void response.status(405).json({ error: 'Use POST.' }));
  router.use(refuse(rules), refuseUnreadable);
  return router;
}

/** Whoever is not let in gets a status, and not a word about why: that is nobody's business outside. */
function refuse({ onRefused }: EndpointRules): ErrorRequestHandler {
  return (fault, _request, response: Response, next) => {
    if (!(fault instanceof Refused)) return next(fault);
    onRefused(fault.because);
    // RFC 9110: a 401 says which scheme is asked for.
    if (fault.status === 401) response.set('www-authenticate', 'Bearer');
    response.status(fault.status).end();
  };
}

/** A body that is no JSON or too large: 4xx with a sentence. */
const refuseUnreadable: ErrorRequestHandler = (fault, _request, response: Response, next) => {
  const status = typeof fault?.status === 'number' ? fault.status : 500;
  if (status < 400 || status >= 500) return next(fault);
  response.status(status).json({ error: status === 413 ? 'The activity is too large.' : 'The body is not JSON.' });
};
