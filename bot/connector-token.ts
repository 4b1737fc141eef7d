import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Tokens } from '../services/microsoft/tokens.ts';

/** What the SDK asks for credentials, and the connector it makes with them: it exports neither. */
type Factory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;
type Headers = { set(name: string, value: string): unknown };
type Request = { headers: Headers };
type Answer = { status: number };
type Policy = {
  name: string;
  sendRequest(request: Request, next: (request: Request) => Promise<Answer>): Promise<Answer>;
};
type WithPipeline = {
  client: { pipeline: { removePolicy(policy: { name: string }): unknown; addPolicy(policy: Policy): unknown } };
};

/**
 * Credentials that leave signing to `signRequests`: secret, certificate and managed identity are one to the SDK, and share
 * the sign-in with Microsoft Graph (services/microsoft).
 */
export function credentialsFor(appId: string): Factory {
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({ signRequest: async (request) => request }),
  };
}

/**
 * The SDK's connector repeats POSTs by itself after a time-out or a 5xx, which may post a card twice. Roundtable decides
 * about repeating (services/notifications), so the policy is taken out; the SDK's own options for it never reach the client.
 */
export function withoutRepeating(connector: unknown): void {
  (connector as WithPipeline).client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
}

/** Signs every call with the present token. One that is refused is replaced once: nothing was carried out on a 401. */
export function signRequests(connector: unknown, tokens: Tokens): void {
  (connector as WithPipeline).client.pipeline.addPolicy({
    name: 'roundtableToken',
    sendRequest: async (request, next) => {
      const token = await tokens.current();
      request.headers.set('authorization', `Bearer ${token}`);
      const answer = await next(request);
      if (answer.status !== 401) return answer;
      tokens.refused(token);
      request.headers.set('authorization', `Bearer ${await tokens.current()}`);
      return next(request);
    },
  });
}
