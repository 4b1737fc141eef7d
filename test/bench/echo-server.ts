import type { TurnContext } from 'botbuilder';
import express from 'express';
import { createTeamsAdapter } from '../../bot/teams-adapter.ts';
import { openLog } from '../../services/platform/log.ts';
import { systemClock } from '../../services/platform/time.ts';
import { serveForParent } from './child.ts';

/** A bot on the same SDK that answers a press with what was pressed, and does nothing else. */
export function echoServer(during: (context: TurnContext) => Promise<void> = async () => undefined) {
  const adapter = createTeamsAdapter(null, { clock: systemClock, log: openLog('silent') });
  const app = express();
  app.disable('x-powered-by');
  app.post('/api/messages', express.json({ limit: '1mb' }), async (request, response) => {
    const answer = await adapter.receive(request.body, async (context) => {
      await during(context);
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: context.activity.value } });
    });
    response.status(answer?.status ?? 200).json(answer?.body);
  });
  return app;
}

if (import.meta.main) serveForParent(echoServer());
