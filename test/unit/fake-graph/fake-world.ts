import { type FakeGraph, type FakeGraphOptions, startFakeGraph } from '../../support/fake-graph/fake-graph.ts';

export const account = {
  tenantId: '11111111-2222-4333-8444-555555555555',
  appId: '66666666-7777-4888-9999-aaaaaaaaaaaa',
  secret: 'a-secret-of-the-tests',
};

export type Answered = { status: number; headers: Headers; body: Record<string, never> & { [name: string]: unknown } };

/** A fake with one DSR mailbox, and a way to ask it as an application does. */
export async function world(options: Partial<FakeGraphOptions> = {}) {
  const fake = startFakeGraph({ ...account, ...options });
  fake.addMailbox('dsr@example.org');
  return { fake, ...(await asking(fake)) };
}

export async function token(fake: FakeGraph, secret = account.secret): Promise<Response> {
  return fake.fetch(`${fake.authority}/${account.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: account.appId,
      client_secret: secret,
      scope: `${fake.graphUrl}/.default`,
    }),
  });
}

async function asking(fake: FakeGraph) {
  const { access_token } = (await (await token(fake)).json()) as { access_token: string };
  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> => {
    const url = path.startsWith('https:') ? path : `${fake.graphUrl}/v1.0${path}`;
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fake.fetch(url, {
      method,
      headers: { authorization: `Bearer ${access_token}`, ...type, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  return { ask };
}

export const codeOf = (answered: Answered): string => (answered.body.error as unknown as { code: string }).code;

/** The events of the DSR mailbox. */
export const EVENTS = '/users/dsr@example.org/events';

export const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });

export const meeting = {
  subject: 'MBE-2027-0001: risk',
  start: at('2027-01-19T10:00:00'),
  end: at('2027-01-19T11:00:00'),
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  sensitivity: 'private',
  hideAttendees: true,
  transactionId: 'transaction-1',
  body: { contentType: 'text', content: 'A meeting.' },
  attendees: [
    { type: 'required', emailAddress: { address: 'ann@example.org', name: 'Ann Example' } },
    { type: 'optional', emailAddress: { address: 'bob@example.org', name: 'Bob Example' } },
  ],
};
