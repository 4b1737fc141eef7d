import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { buttonsOf, type CardNode, inputsOf } from './card-text.ts';

/** Somebody with Teams. */
export type TeamsPerson = { aadObjectId: string; name: string; email: string };

/** A message the bot has posted, in its present form. */
export type PostedMessage = {
  conversationId: string;
  activityId: string;
  text: string | null;
  card: CardNode | null;
  /** How often it has been updated since. */
  updates: number;
  summary: string | null;
};

/** What a press was answered with: the card that took the place of the pressed one, or words. */
export type PressAnswer = { status: number; card: CardNode | null; words: string | null };

/** How the next posts are answered, to test what the bot makes of it: a status, or the work done and the line cut or silent. */
export type PostFault = { status: number; retryAfter?: string } | 'posted-then-reset' | 'posted-then-silent' | 'reset';

/** One conversation as one person has it open. */
export type Chat = {
  conversationId: string;
  /** Types something; gives what the bot posted in answer. */
  say(text: string): Promise<PostedMessage[]>;
  /**
   * Fills in inputs by label (its beginning suffices) or id, presses a button by title; the answer replaces the card. Of
   * several buttons of that title `which` is pressed, counted from 0.
   */
  press(message: PostedMessage, title: string, fill?: Record<string, string>, which?: number): Promise<PressAnswer>;
  /** Opens the window: what Teams tells a bot when it is added. */
  open(): Promise<PostedMessage[]>;
  /** What every activity of this person carries here, to be sent by `deliver` with something wrong in it. */
  activity(): Record<string, unknown>;
  messages(): PostedMessage[];
  /** The newest message whose card has this text. */
  newest(text: string): PostedMessage | undefined;
};

/** Teams as the bot sees it: a Bot Connector on loopback, and people who type and press. */
export type TeamsStandIn = {
  serviceUrl: string;
  personal(person: TeamsPerson): Chat;
  inChannel(person: TeamsPerson): Chat;
  messages(): PostedMessage[];
  failNextPosts(...faults: PostFault[]): void;
  /** Sends an activity as it is; for what Teams itself would never send. */
  deliver(activity: unknown): Promise<{ status: number; body: unknown }>;
  /** What the bot signed its calls with, oldest first; empty where it did not sign one. */
  authorizations(): readonly string[];
  waitFor<T>(what: string, find: () => T | undefined | false, seconds?: number): Promise<T>;
  stop(): Promise<void>;
};

type Settings = {
  botUrl: string;
  tenantId: string;
  channelId: string;
  /** What is sent in the Authorization header, where the bot asks for it. */
  authorize?: ((activity: unknown) => Promise<string>) | undefined;
};

/** The personal chat a person has with the bot. */
export const personalChatOf = (aadObjectId: string): string => `a:personal-${aadObjectId}`;

type Store = {
  messages: PostedMessage[];
  faults: PostFault[];
  people: Map<string, TeamsPerson>;
  authorizations: string[];
};

function readPosted(activity: { text?: string; summary?: string; attachments?: { content?: CardNode }[] }) {
  return {
    text: activity.text ?? null,
    card: activity.attachments?.[0]?.content ?? null,
    summary: activity.summary ?? null,
  };
}

/** The part of the Bot Connector's interface the bot uses. */
function connector(store: Store) {
  const app = express();
  app.use(express.json({ limit: '2mb' }), (request, _response, next) => {
    store.authorizations.push(request.headers.authorization ?? '');
    next();
  });
  const bare = (id: string) => id.split(';')[0] ?? id;

  app.post(['/v3/conversations/:id/activities', '/v3/conversations/:id/activities/:replyTo'], (request, response) => {
    const fault = store.faults.shift();
    if (fault === 'reset') return void request.socket.destroy();
    if (fault && typeof fault === 'object') {
      if (fault.retryAfter) response.set('retry-after', fault.retryAfter);
      return void response.status(fault.status).json({ error: { code: 'Planned' } });
    }
    const message: PostedMessage = {
      conversationId: bare(request.params.id as string),
      activityId: randomUUID(),
      updates: 0,
      ...readPosted(request.body),
    };
    store.messages.push(message);
    if (fault === 'posted-then-reset') return void request.socket.destroy();
    if (fault === 'posted-then-silent') return;
    response.status(201).json({ id: message.activityId });
  });
  app.put('/v3/conversations/:id/activities/:activityId', (request, response) => {
    const message = store.messages.find((entry) => entry.activityId === request.params.activityId);
    if (!message) return void response.status(404).json({ error: { code: 'NotFound' } });
    Object.assign(message, readPosted(request.body), { updates: message.updates + 1 });
    response.json({ id: message.activityId });
  });
  app.get('/v3/conversations/:id/members/:member', (request, response) => {
    const person = [...store.people.values()].find((entry) => `29:${entry.aadObjectId}` === request.params.member);
    if (!person) return void response.status(404).json({ error: { code: 'NotFound' } });
    response.json({
      id: request.params.member,
      name: person.name,
      email: person.email,
      aadObjectId: person.aadObjectId,
    });
  });
  return app;
}

/** What a press sends: the button's data and the card's inputs, filled in as a person would. Untouched, empty ones are absent. */
function pressData(message: PostedMessage, title: string, fill: Record<string, string>, which = 0) {
  const card = message.card ?? {};
  const button = buttonsOf(card).filter((entry) => entry.title === title)[which];
  if (!button) {
    const offered = buttonsOf(card).map((entry) => entry.title);
    throw new Error(`the card has no button “${title}”, but: ${offered.join(' · ')}`);
  }
  const inputs = inputsOf(card);
  const values: Record<string, string> = {};
  for (const input of inputs) if (input.value !== '') values[input.id] = input.value;
  for (const [label, value] of Object.entries(fill)) {
    const input = inputs.find((entry) => entry.id === label) ?? inputs.find((entry) => entry.label.startsWith(label));
    if (!input)
      throw new Error(`the card has no input “${label}”, but: ${inputs.map((entry) => entry.label).join(' · ')}`);
    values[input.id] = chosenValues(input.choices, value);
    if (value === '') delete values[input.id];
  }
  return { button, data: { ...button.data, ...(button.sendsInputs ? values : {}) } };
}

/** Choices are given by their titles, several with " + " between. */
function chosenValues(choices: { title: string; value: string }[], value: string): string {
  if (choices.length === 0) return value;
  const parts = value.split(' + ');
  return parts
    .map((part) => {
      const choice =
        choices.find((entry) => entry.title === part || entry.value === part) ??
        choices.find((entry) => entry.title.startsWith(part));
      return choice?.value ?? part;
    })
    .join(',');
}

/**
 * Starts the stand-in.
 *
 * @param settings where the bot listens, which tenant and channel the people are in
 */
export async function startTeamsStandIn(settings: Settings): Promise<TeamsStandIn> {
  const store: Store = { messages: [], faults: [], people: new Map(), authorizations: [] };
  const server = connector(store).listen(0, '127.0.0.1');
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function deliver(activity: unknown) {
    const response = await fetch(`${settings.botUrl}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(settings.authorize ? { authorization: await settings.authorize(activity) } : {}),
      },
      body: JSON.stringify(activity),
    });
    const raw = await response.text();
    return { status: response.status, body: raw.startsWith('{') ? JSON.parse(raw) : raw };
  }

  function chat(person: TeamsPerson, place: 'personal' | 'channel'): Chat {
    store.people.set(person.aadObjectId, person);
    const conversationId = place === 'personal' ? personalChatOf(person.aadObjectId) : settings.channelId;
    const inThread = (id: string) => (place === 'channel' ? `${conversationId};messageid=${id}` : conversationId);
    const base = () => ({
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl,
      locale: 'en-GB',
      from: { id: `29:${person.aadObjectId}`, aadObjectId: person.aadObjectId, name: person.name },
      recipient: { id: '28:roundtable', name: 'Roundtable' },
      channelData: { tenant: { id: settings.tenantId } },
      conversation: {
        id: conversationId,
        conversationType: place,
        tenantId: settings.tenantId,
        ...(place === 'channel' ? { isGroup: true } : {}),
      },
    });
    const during = async (act: () => Promise<{ status: number }>) => {
      const before = store.messages.length;
      const { status } = await act();
      if (status >= 300) throw new Error(`the bot answered ${status}`);
      return store.messages.slice(before).filter((message) => message.conversationId === conversationId);
    };
    return {
      conversationId,
      say: (text) =>
        during(() => {
          const activity = base();
          const typed = place === 'channel' ? `<at>Roundtable</at> ${text}` : text;
          return deliver({
            ...activity,
            type: 'message',
            text: typed,
            conversation: { ...activity.conversation, id: inThread(activity.id) },
          });
        }),
      open: () => during(() => deliver({ ...base(), type: 'installationUpdate', action: 'add' })),
      activity: base,
      press: async (message, title, fill = {}, which = 0) => {
        const { button, data } = pressData(message, title, fill, which);
        const activity = base();
        const { status, body } = await deliver({
          ...activity,
          type: 'invoke',
          name: 'adaptiveCard/action',
          replyToId: message.activityId,
          conversation: { ...activity.conversation, id: inThread(message.activityId) },
          value: { action: { type: 'Action.Execute', title, verb: button.verb, data } },
        });
        const answer = body as { type?: string; value?: unknown };
        const isCard = answer.type === 'application/vnd.microsoft.card.adaptive';
        if (isCard) message.card = answer.value as CardNode;
        return { status, card: isCard ? message.card : null, words: isCard ? null : String(answer.value ?? '') };
      },
      messages: () => store.messages.filter((message) => message.conversationId === conversationId),
      newest: (text) =>
        store.messages.findLast(
          (message) =>
            message.conversationId === conversationId && JSON.stringify(message.card ?? message.text).includes(text),
        ),
    };
  }

  return {
    serviceUrl,
    personal: (person) => chat(person, 'personal'),
    inChannel: (person) => chat(person, 'channel'),
    messages: () => store.messages,
    failNextPosts: (...faults) => void store.faults.push(...faults),
    deliver,
    authorizations: () => store.authorizations,
    waitFor: async (what, find, seconds = 10) => {
      for (let tries = 0; tries < seconds * 40; tries++) {
        const found = find();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`waited ${seconds} seconds in vain for ${what}`);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
