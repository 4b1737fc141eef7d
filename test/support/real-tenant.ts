import { randomUUID } from 'node:crypto';
import { demoTenant } from '../../app/demo/tenant.ts';
import type { TeamsCredentials } from '../../bot/teams-adapter.ts';
import type { MicrosoftCredential } from '../../services/microsoft/port.ts';
import { movableClock } from '../../services/platform/time.ts';
import { type Conversation, startConversation } from './conversation.ts';
import { ordinaryMorning } from './deps.ts';
import { type FakeGraph, startFakeGraph } from './fake-graph/fake-graph.ts';
import { CONNECTOR_ISSUER, startTokenIssuer, type TokenIssuer } from './token-issuer.ts';

export const APP_ID = '22222222-2222-4222-8222-222222222222';
export const SECRET = 'a secret that opens nothing';

/** The whole service as in a real tenant: tokens are checked, and its own calls are signed. */
export type RealTenant = {
  conversation: Conversation;
  issuer: TokenIssuer;
  graph: FakeGraph;
  /** What Teams says of an activity sent now from its own address. */
  claims(over?: object): Record<string, unknown>;
  stop(): Promise<void>;
};

/** The claims of a token of Teams, judged by the service's own clock. */
function claimsAt(now: Date, over: object = {}): Record<string, unknown> {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    iss: CONNECTOR_ISSUER,
    aud: APP_ID,
    serviceurl: 'https://smba.trafficmanager.net/uk/',
    nbf: seconds - 60,
    exp: seconds + 3600,
    ...over,
  };
}

/**
 * Starts it: people's activities are signed by the issuer, and sign-in is the fake Graph's.
 *
 * @param options.credential how the service signs in; its secret, where nothing is said
 */
export async function startRealTenant(
  options: { credential?: MicrosoftCredential; certificate?: string; tenants?: readonly string[] } & Pick<
    Parameters<typeof startConversation>[0] & object,
    'sweepParts' | 'dsrTeam'
  > = {},
): Promise<RealTenant> {
  const { credential = { kind: 'secret', secret: SECRET }, certificate, ...rest } = options;
  const issuer = await startTokenIssuer();
  // Sign-in keeps its own time: tokens of the bot are not what these clocks are about.
  const graph = startFakeGraph({
    clock: movableClock(ordinaryMorning),
    tenantId: demoTenant.id,
    appId: APP_ID,
    secret: SECRET,
    ...(certificate === undefined ? {} : { certificate }),
  });
  const credentials: TeamsCredentials = {
    ...{ appId: APP_ID, tenantId: demoTenant.id, credential },
    ...{ authority: graph.authority, openIdMetadata: issuer.metadataUrl },
  };
  const conversation = await startConversation({
    ...rest,
    credentials,
    authorize: async (activity) => {
      const { serviceUrl } = activity as { serviceUrl?: string };
      return `Bearer ${await issuer.sign(claimsAt(conversation.clock.now(), { serviceurl: serviceUrl, jti: randomUUID() }))}`;
    },
    // The issuer's documents lie on this machine; everything else is Microsoft's.
    fetch: (input, init) =>
      (String(input).startsWith('http://127.0.0.1:') ? globalThis.fetch : graph.fetch)(input, init),
  });
  return {
    conversation,
    issuer,
    graph,
    claims: (over) => claimsAt(conversation.clock.now(), over),
    stop: async () => {
      await conversation.stop();
      await issuer.close();
    },
  };
}
