import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import type { Log } from '../services/platform/log.ts';

/** What the server asks and mounts. */
export type ServerParts = {
  log: Log;
  /** Names what is not ready; empty when everything is. */
  notReady(): Promise<string[]>;
  metrics(): Promise<{ contentType: string; text: string }>;
  /** The demo answers loopback Host names alone, so that no web page elsewhere can reach it by a name of its own. */
  loopbackOnly: boolean;
  routers: readonly Router[];
};

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const onlyLoopbackHosts: RequestHandler = (request, response, next) => {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (LOOPBACK.has(host)) return next();
  response.status(403).type('text/plain').send('The demo answers on this machine only.');
};

/** The whole HTTP surface: health, readiness, metrics, then what bot and web mount. */
export function createServer(parts: ServerParts): Express {
  const app = express();
  app.disable('x-powered-by');
  if (parts.loopbackOnly) app.use(onlyLoopbackHosts);
  // Forms are counted by visitor: the address that a proxy in our own network names is taken, but none that anybody else does.
  else app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.use(helmet());
  app.get('/healthz', (_request, response) => void response.json({ alive: true }));
  app.get('/readyz', async (_request, response) => {
    const waitingFor = await parts.notReady();
    response.status(waitingFor.length === 0 ? 200 : 503).json({ ready: waitingFor.length === 0, waitingFor });
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await parts.metrics();
    response.type(contentType).send(text);
  });
  for (const router of parts.routers) app.use(router);
  app.use((_request, response) => void response.status(404).type('text/plain').send('There is no such page.'));

  const onFault: ErrorRequestHandler = (fault, request, response, _next) => {
    const status = unreadable(fault);
    if (status !== undefined && !response.headersSent) {
      return void response.status(status).type('text/plain').send('We could not read what was sent. Please try again.');
    }
    parts.log.fault('request-failed', fault, { method: request.method });
    if (response.headersSent) return void response.destroy();
    response.status(500).type('text/plain').send('Something went wrong at our end. Please try again in a minute.');
  };
  app.use(onFault);
  return app;
}

/** Of a request that cannot be read, such as one that is too large: the status that says so. It is no fault of ours. */
function unreadable(fault: unknown): number | undefined {
  const status: unknown = fault instanceof Error && 'status' in fault ? fault.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
