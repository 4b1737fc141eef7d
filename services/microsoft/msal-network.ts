import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { Clock } from '../platform/time.ts';
import { networkCode } from './network-code.ts';
import { GraphFault } from './port.ts';
import { retryAfterSeconds } from './retry-after.ts';

/** A token is small and quickly made: an endpoint that takes longer is not there. */
const TOKEN_TIMEOUT_MS = 15_000;

/**
 * The network of msal over a `fetch` that is handed in: one way out for everything, and none in tests. A token endpoint that is
 * away, or says that it is asked too much, is told apart here from one that refuses the service.
 *
 * @param onFault told of each GraphFault 'away' that is thrown, because there is no usable answer
 */
export function msalNetwork(
  fetch: typeof globalThis.fetch,
  clock: Clock,
  onFault: (fault: GraphFault) => void,
): INetworkModule {
  const noted = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (fault) {
      if (fault instanceof GraphFault) onFault(fault);
      throw fault;
    }
  };
  const send = async <T>(method: 'GET' | 'POST', url: string, options?: NetworkRequestOptions) => {
    const { response, text } = await exchange(fetch, url, {
      method,
      headers: options?.headers ?? {},
      ...(method === 'POST' ? { body: options?.body ?? '' } : {}),
    });
    if (response.status === 429 || response.status >= 500) {
      const seconds = retryAfterSeconds(response.headers, clock);
      throw new GraphFault('away', {
        status: response.status,
        code: 'token-endpoint-away',
        ...(seconds === null ? {} : { retryAfterSeconds: seconds }),
      });
    }
    return {
      headers: Object.fromEntries(response.headers),
      body: parsedBody<T>(text, response.status),
      status: response.status,
    };
  };
  return {
    sendGetRequestAsync: <T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> =>
      noted(send<T>('GET', url, options)),
    sendPostRequestAsync: <T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> =>
      noted(send<T>('POST', url, options)),
  };
}

async function exchange(fetch: typeof globalThis.fetch, url: string, init: RequestInit) {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS) });
    return { response, text: await response.text() };
  } catch (fault) {
    throw new GraphFault('away', { code: `token-${networkCode(fault)}` });
  }
}

/** The body as JSON; what cannot be read is no answer. */
function parsedBody<T>(text: string, status: number): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new GraphFault('away', { status, code: 'token-unreadable' });
  }
}
