import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { MicrosoftCredential } from '../services/microsoft/port.ts';
import { openSignIn } from '../services/microsoft/sign-in.ts';
import { openTokens, type Tokens } from '../services/microsoft/tokens.ts';
import type { Log } from '../services/platform/log.ts';
import type { Clock } from '../services/platform/time.ts';
import { credentialsFor, signRequests, withoutRepeating } from './connector-token.ts';
import { openTeamsKeys, type TeamsKeys } from './teams-keys.ts';
import { openTeamsTokens, type TeamsTokens } from './teams-token.ts';

/** What Teams needs to know this bot by. Absent in the demo, where nothing is checked and everything stays on loopback. */
export type TeamsCredentials = {
  appId: string;
  tenantId: string;
  credential: MicrosoftCredential;
  /** Where the bot signs in, such as https://login.microsoftonline.com */
  authority: string;
  /** Where the keys are that Teams signs its tokens with. */
  openIdMetadata: string;
};

/** Makes connectors that do not repeat by themselves, and that sign with the service's own tokens. */
class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #tokens: Tokens | null;

  constructor(account: Pick<TeamsCredentials, 'appId' | 'tenantId'> | null, tokens: Tokens | null) {
    if (account === null) super({});
    else {
      const { appId: MicrosoftAppId, tenantId: MicrosoftAppTenantId } = account;
      const type = { MicrosoftAppId, MicrosoftAppTenantId, MicrosoftAppType: 'SingleTenant' };
      super(type, credentialsFor(account.appId));
    }
    this.#tokens = tokens;
  }

  override createConnectorFactory(claims: Parameters<Base['createConnectorFactory']>[0]) {
    return this.#prepared(super.createConnectorFactory(claims));
  }

  /** Of the demo, whose factory the SDK makes on a way of its own. */
  override async authenticateRequest(...request: Parameters<Base['authenticateRequest']>) {
    const authenticated = await super.authenticateRequest(...request);
    if (authenticated.connectorFactory) this.#prepared(authenticated.connectorFactory);
    return authenticated;
  }

  #prepared(factory: ReturnType<Base['createConnectorFactory']>) {
    const create = factory.create.bind(factory);
    factory.create = async (serviceUrl, audience) => {
      const connector = await create(serviceUrl, audience);
      withoutRepeating(connector);
      if (this.#tokens) signRequests(connector, this.#tokens);
      return connector;
    };
    return factory;
  }
}

type Base = ConfigurationBotFrameworkAuthentication;

/** The SDK's adapter without its HTTP half, which answers 500 to some bad tokens and prints what it was sent. */
export class TeamsAdapter extends CloudAdapter {
  readonly #appId: string | null;
  /** Verifies what Teams brings; null in the demo, where nothing is brought. */
  readonly incoming: TeamsTokens | null;

  constructor(authentication: TeamsAuthentication, appId: string | null, incoming: TeamsTokens | null) {
    super(authentication);
    this.#appId = appId;
    this.incoming = incoming;
  }

  /**
   * Runs the bot on an activity that has been let in (bot/endpoint.ts).
   *
   * @returns what an invoke is answered with
   */
  async receive(activity: object, bot: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    // The token has been verified by us, so that the SDK does not look for itself; whom ours are for, our credentials know.
    if (this.#appId === null) return this.processActivity('', activity as Activity, bot);
    const claimsIdentity = this.createClaimsIdentity(this.#appId);
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    return this.processActivity({ claimsIdentity, connectorFactory, audience: '' }, activity as Activity, bot);
  }
}

/**
 * Makes the adapter between Teams and the bot. Without credentials nothing is checked: configuration refuses that outside the
 * demo.
 *
 * @throws Error where the certificate cannot be read
 */
export function createTeamsAdapter(
  credentials: TeamsCredentials | null,
  { fetch = globalThis.fetch, clock, log }: { fetch?: typeof globalThis.fetch | undefined; clock: Clock; log: Log },
): TeamsAdapter {
  const keys = credentials && openTeamsKeys(credentials.openIdMetadata, { fetch, clock, log });
  const outgoing = credentials && keys && outgoingTokens(credentials, keys, { fetch, clock });
  const incoming = credentials && keys && openTeamsTokens({ appId: credentials.appId, keys, clock });
  const adapter = new TeamsAdapter(
    new TeamsAuthentication(credentials, outgoing),
    credentials?.appId ?? null,
    incoming,
  );
  // Reached only by what the bot's own handling could not answer, such as a reply that Teams did not take.
  adapter.onTurnError = async (_context, fault) => log.fault('turn-fault', fault);
  return adapter;
}

/** The bot's own tokens are for whoever issues Teams' tokens: in each cloud another one, which the metadata names. */
function outgoingTokens(
  { appId, tenantId, credential, authority }: TeamsCredentials,
  keys: TeamsKeys,
  { fetch, clock }: { fetch: typeof globalThis.fetch; clock: Clock },
): Tokens {
  let signIn: ReturnType<typeof openSignIn> | null = null;
  return openTokens(async () => {
    signIn ??= openSignIn({ appId, tenantId, credential, authority, graphUrl: await keys.issuer() }, { fetch, clock });
    return signIn();
  }, clock);
}
