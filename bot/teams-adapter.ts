import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { MicrosoftCredential } from '../services/microsoft/port.ts';
import type { Log } from '../services/platform/log.ts';

/** What Teams needs to know this bot by. Absent in the demo, where nothing is checked and everything stays on loopback. */
export type TeamsCredentials = { appId: string; tenantId: string; credential: MicrosoftCredential };

type WithPipeline = { client: { pipeline: { removePolicy(policy: { name: string }): unknown } } };

/**
 * The SDK's connector repeats POSTs by itself after a time-out or a 5xx, which may post a card twice. Roundtable decides
 * about repeating (services/notifications), so the policy is taken out; the SDK's own options for it never reach the client.
 */
class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  /** For messages the bot starts itself. */
  override createConnectorFactory(claims: Parameters<Base['createConnectorFactory']>[0]) {
    return withoutRepeating(super.createConnectorFactory(claims));
  }

  /** For answers within a turn, whose factory the SDK makes on a way of its own. */
  override async authenticateRequest(...request: Parameters<Base['authenticateRequest']>) {
    const authenticated = await super.authenticateRequest(...request);
    if (authenticated.connectorFactory) withoutRepeating(authenticated.connectorFactory);
    return authenticated;
  }
}

type Base = ConfigurationBotFrameworkAuthentication;

function withoutRepeating(factory: ReturnType<Base['createConnectorFactory']>) {
  const create = factory.create.bind(factory);
  factory.create = async (serviceUrl, audience) => {
    const connector = await create(serviceUrl, audience);
    (connector as unknown as WithPipeline).client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    return connector;
  };
  return factory;
}

/** The SDK refused an activity's token. What exactly was wrong with it is nobody's business outside. */
export class TokenRefused extends Error {
  override name = 'TokenRefused';
}

/** The SDK's adapter without its HTTP half, which answers 500 to some bad tokens and prints what it was sent. */
export class TeamsAdapter extends CloudAdapter {
  /**
   * Verifies the token, then runs the bot.
   *
   * @param authorization the Authorization header; empty in the demo
   * @returns what an invoke is answered with
   * @throws TokenRefused before the bot has run; anything else is a fault
   */
  async receive(
    authorization: string,
    activity: object,
    bot: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    let trusted = false;
    try {
      return await this.processActivity(authorization, activity as Activity, async (context) => {
        trusted = true;
        await bot(context);
      });
    } catch (fault) {
      throw trusted ? fault : new TokenRefused();
    }
  }
}

/**
 * Makes the adapter between Teams and the bot. An empty app id switches the SDK's token check off: configuration refuses
 * that outside the demo.
 */
export function createTeamsAdapter(credentials: TeamsCredentials | null, log: Log): TeamsAdapter {
  const configuration = credentials
    ? {
        MicrosoftAppId: credentials.appId,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: credentials.tenantId,
        MicrosoftAppPassword: credentials.credential.kind === 'secret' ? credentials.credential.secret : '',
      }
    : {};
  const adapter = new TeamsAdapter(new TeamsAuthentication(configuration));
  // Reached only by what the bot's own handling could not answer, such as a reply that Teams did not take.
  adapter.onTurnError = async (_context, fault) => log.fault('turn-fault', fault);
  return adapter;
}
