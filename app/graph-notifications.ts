import express, { type ErrorRequestHandler, Router } from 'express';
import { followEvents } from '../services/meetings/follow-events.ts';
import { takeNotifications } from '../services/microsoft/take-notifications.ts';
import type { Deps } from '../services/platform/deps.ts';
import { describeFault } from '../services/platform/log.ts';

/** Where Microsoft Graph tells of changes, below the address at which the service is reached. */
export const GRAPH_NOTIFICATIONS = '/graph/notifications';

/** A thousand notifications, each with ids alone, fit well. */
const MOST_BYTES = '1mb';
/** Graph’s own are far shorter. */
const LONGEST_TOKEN = 1024;

/** The parts of the sweep that what comes here makes run at once. For events there are jobs already. */
export const hastened = { subscriptions: 'graph-subscriptions', inbox: 'mailbox' } as const;

/**
 * Where Microsoft Graph posts its notifications: what has changed is noted and answered at once, and looked at by jobs. When
 * a subscription is made Graph asks for its token back. Whatever goes wrong, nobody outside is told more than a status; 503
 * has Graph try again later.
 */
export function graphNotifications(deps: Deps, hasten: (sweepPart: string) => void): Router {
  const router = Router();
  router.post(GRAPH_NOTIFICATIONS, express.text({ type: () => true, limit: MOST_BYTES }), async (request, response) => {
    const { validationToken } = request.query;
    if (validationToken !== undefined) {
      if (typeof validationToken !== 'string' || validationToken.length > LONGEST_TOKEN) {
        return void response.status(400).end();
      }
      return void response.status(200).type('text/plain').send(harmless(validationToken));
    }
    const notified = await takeNotifications(deps, json(request.body), (tx, ids) => followEvents(tx, deps, ids));
    response.status(notified === null ? 400 : 202).end();
    if (notified?.toSubscribe) hasten(hastened.subscriptions);
    if (notified?.changed.includes('inbox')) hasten(hastened.inbox);
  });
  router.use(GRAPH_NOTIFICATIONS, (_request, response) => void response.status(405).end());
  const onFault: ErrorRequestHandler = (fault, _request, response, _next) => {
    const status = fault instanceof Error && 'status' in fault ? fault.status : undefined;
    const isTheirs = typeof status === 'number' && status >= 400 && status < 500;
    if (!isTheirs) deps.log.warn('graph-notifications-failed', describeFault(fault));
    if (response.headersSent) return void response.destroy();
    response.status(isTheirs ? status : 503).end();
  };
  router.use(GRAPH_NOTIFICATIONS, onFault);
  return router;
}

/** The token as it came, but for what a browser could take for more than text. */
function harmless(token: string): string {
  return token.replace(/[<>&"'\p{Cc}]/gu, (character) => `&#${character.codePointAt(0)};`);
}

function json(body: unknown): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : '');
  } catch {
    return undefined;
  }
}
