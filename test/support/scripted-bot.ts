import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const activitySchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  replyToId: z.string().optional(),
  serviceUrl: z.string(),
  from: z.looseObject({ id: z.string(), aadObjectId: z.string().optional() }),
  conversation: z.looseObject({ id: z.string() }),
  value: z.looseObject({ action: z.looseObject({ verb: z.string(), data: z.unknown() }) }).optional(),
});
export type SeenActivity = z.infer<typeof activitySchema>;

export type ScriptedBot = {
  endpoint: string;
  /** Everything that arrived, oldest first. */
  activities: SeenActivity[];
  /** Posts an activity to a conversation of a window and returns its id. */
  post(serviceUrl: string, conversationId: string, activity: object): Promise<string>;
  update(serviceUrl: string, conversationId: string, activityId: string, activity: object): Promise<void>;
  close(): Promise<void>;
};

/** A bot without any SDK, to test a Teams window by itself. `answer` is what it replies to a message or an invoke. */
export async function startScriptedBot(answer: (activity: SeenActivity) => object | undefined): Promise<ScriptedBot> {
  const activities: SeenActivity[] = [];
  const post: ScriptedBot['post'] = async (serviceUrl, conversationId, activity) =>
    z.object({ id: z.string() }).parse(await call('POST', activitiesUrl(serviceUrl, conversationId), activity)).id;

  const server = http.createServer(async (request, response) => {
    if (request.method !== 'POST') return response.writeHead(405).end();
    const activity = activitySchema.parse(await json(request));
    activities.push(activity);
    const reply = answer(activity);
    if (activity.type === 'invoke') {
      return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply ?? {}));
    }
    response.writeHead(200).end();
    if (reply !== undefined) await post(activity.serviceUrl, activity.conversation.id, reply);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    activities,
    post,
    async update(serviceUrl, conversationId, activityId, activity) {
      await call('PUT', `${activitiesUrl(serviceUrl, conversationId)}/${activityId}`, activity);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const activitiesUrl = (serviceUrl: string, conversationId: string): string =>
  `${serviceUrl}/v3/conversations/${encodeURIComponent(conversationId)}/activities`;

async function call(method: string, url: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
